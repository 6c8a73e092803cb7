"""The texts that can still be mended: drafts, and editions in force or yet to take effect. Older ones are history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from preplan import editions
from preplan.load.body import Body
from preplan.model import Library, Record


class Text(NamedTuple):
    """A text with its plan and its day: 成文日期 of an edition (None if unknown), the data date for a draft."""

    record: Record
    body: Body
    plan: Record
    day: date | None


def current_editions(library: Library) -> Iterator[Record]:
    """The editions in force and those yet to take effect, whether their text is in the library or not."""
    for edition in library.every("edition"):
        effective = editions.effective_on(library, edition)
        day = library.as_of
        if effective is None or effective > day or editions.in_force(library, edition.get("plan"), day) is edition:
            yield edition


def current_texts(library: Library) -> Iterator[Text]:
    """Texts to judge. What a plan that is not public has without headings is an internal note about it, no text."""
    dated = [(edition, library.signed_on(edition)) for edition in current_editions(library)]
    dated += [(draft, library.as_of) for draft in library.every("draft")]
    for record, day in dated:
        plan = library.of("plan").get(record.get("plan"))
        if plan is None or record.body is None or record.body.is_empty:
            continue
        if record.body.headings or plan.get("disclosure", "mode") != "withheld":
            yield Text(record, record.body, plan, day)
