"""What a revision record led to."""

from __future__ import annotations

from datetime import date

from preplan import editions
from preplan.model import Library, Record


def issued_edition(library: Library, record: Record) -> Record | None:
    """The edition that a revision of the present campaign ended in, be its day before or after the data date."""
    campaign = library.campaign
    if campaign is None or record.get("campaign") != campaign.id:
        return None
    return editions.revised_edition(library, record.get("plan"), date.max)
