"""What a revision record led to."""

from __future__ import annotations

from preplan.model import Library, Record


def issued_edition(library: Library, record: Record) -> Record | None:
    """The edition that a revision ended in, be its day before or after the data date."""
    ended = [e for e in library.editions_of.get(record.get("plan"), ()) if library.revision_of(e) is record]
    return ended[-1] if ended else None
