"""Room 8, site: a library → pages as plain Markdown. Knows no site builder; tools/site_hooks.py hands pages over."""
