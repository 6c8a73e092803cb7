"""Which edition an edition took the place of, and which text stands behind a draft."""

from __future__ import annotations

from preplan import editions
from preplan.model import Library, Record


def has_text(record: Record | None) -> bool:
    """True if the record is there and holds a text."""
    return record is not None and record.body is not None and not record.body.is_empty


def former(library: Library, edition: Record) -> Record | None:
    """The edition before in the library, unless the notice names another paper as the one replaced."""
    issued = library.editions_of.get(edition.get("plan"), ())
    at = next((index for index, one in enumerate(issued) if one is edition), 0)
    if at == 0:
        return None
    before = issued[at - 1]
    notice, own = library.notice_of(edition), library.notice_of(before)
    repeals = (
        [item for item in notice.get("repeals", default=()) if item["plan"] == edition.get("plan")] if notice else []
    )
    if not repeals:
        return before
    for repeal in repeals:
        if repeal.get("edition") == before.get("edition") or (own and repeal.get("number") == own.get("number")):
            return before
    return None


def in_force_for(library: Library, draft: Record) -> Record | None:
    """The edition that a draft is to replace: the one in force on the library's day, else the newest."""
    plan = draft.get("plan")
    issued = library.editions_of.get(plan, ())
    return editions.in_force(library, plan, library.as_of) or (issued[-1] if issued else None)
