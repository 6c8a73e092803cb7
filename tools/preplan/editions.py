"""Which edition of a plan is valid on a day: derived from notices, never written down."""

from __future__ import annotations

from datetime import date, timedelta

from preplan.model import Library, Record


def effective_on(library: Library, edition: Record) -> date | None:
    """施行日期: as stated, else the day of its notice."""
    return edition.day("effective_on") or library.signed_on(edition)


def in_force(library: Library, plan: str, day: date) -> Record | None:
    """The edition that is valid on `day`: the newest in effect that no notice has repealed."""
    valid = [
        edition
        for edition in library.editions_of.get(plan, ())
        if (effective_on(library, edition) or date.max) <= day and not repealed_on(library, edition, day)
    ]
    return valid[-1] if valid else None


def spans(library: Library, plan: str) -> list[tuple[date, date | None, Record]]:
    """From when until when each edition was in force, oldest first; both days count, None while nothing has ended it.

    What is known by the library's day counts: a later repeal ends nothing yet.
    """
    known = [e for e in library.editions_of.get(plan, ()) if (library.signed_on(e) or date.min) <= library.as_of]
    starts = (effective_on(library, edition) for edition in known)
    signed = (notice.day("signed_on") for notice, _ in library.repeals_of.get(plan, ()))
    turns = sorted({day for day in (*starts, *(day for day in signed if day and day <= library.as_of)) if day})
    found: list[tuple[date, date | None, Record]] = []
    for index, day in enumerate(turns):
        edition = in_force(library, plan, day)
        if edition is None or edition not in known:
            continue
        end = turns[index + 1] - timedelta(days=1) if index + 1 < len(turns) else None
        if found and found[-1][2] is edition and found[-1][1] == day - timedelta(days=1):
            found[-1] = (found[-1][0], end, edition)
        else:
            found.append((day, end, edition))
    return found


def repealed_on(library: Library, edition: Record, day: date) -> Record | None:
    """The notice, signed by `day`, that repeals an edition by id or by the number of its own notice."""
    own = library.notice_of(edition)
    plan, number = edition.get("plan"), edition.get("edition")
    for notice, repeal in library.repeals_of.get(plan, ()):
        if notice is own or (notice.day("signed_on") or date.max) > day:
            continue
        if repeal.get("edition") == number or (own and repeal.get("number") == own.get("number")):
            return notice
    return None


def revised_edition(library: Library, plan: str, day: date) -> Record | None:
    """The edition issued (number and date present) since the campaign began and by `day`."""
    campaign = library.campaign_on(day)
    start = campaign.day("started_on") if campaign else None
    if start is None:
        return None
    for edition in reversed(library.editions_of.get(plan, ())):
        notice = library.notice_of(edition)
        signed = notice.day("signed_on") if notice else None
        if notice and notice.get("number") and signed and start <= signed <= day:
            return edition
    return None
