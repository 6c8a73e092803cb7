"""Room 7, exports: a library → a string or bytes. Never knows a site builder."""
