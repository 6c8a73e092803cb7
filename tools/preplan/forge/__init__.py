"""Files that code-hosting platforms read: owners of folders and templates of change requests, all from one home each.

Owners follow from the lead departments in the records, templates from tools/ci/templates. `preplan forge` writes the
copies that each platform wants at its place; a test holds the copies to their home.
"""
