"""Which edition of a plan is valid on a day: derived from notices, never written down."""

from __future__ import annotations

from datetime import date

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
