"""Which notices, whatever their day, issue editions of a plan and repeal older ones."""

from __future__ import annotations

from preplan.checks._numbers import normalise
from preplan.model import Library, Record

# One issue of a plan: its notice, the place in it, the edition.
Issue = tuple[Record, int, str]


def issues_of(library: Library) -> dict[str, list[Issue]]:
    """Plan id → its issues, oldest first, also of editions that are not in the library."""
    found: dict[str, list[Issue]] = {}
    for notice in sorted(library.every("notice"), key=lambda notice: str(notice.get("signed_on"))):
        for index, item in enumerate(notice.get("issues")):
            found.setdefault(item["plan"], []).append((notice, index, item["edition"]))
    return found


def repealing(library: Library, plan: str, edition: str, issuing: Record) -> Record | None:
    """The notice that repeals the edition, by its id or by the number of the notice that issued it."""
    number = normalise(issuing.get("number"))
    for notice, repeal in library.repeals_of.get(plan, ()):
        same = repeal.get("edition") == edition or normalise(repeal.get("number", "")) == number
        if notice is not issuing and same:
            return notice
    return None


def is_vague(notice: Record, plan: str) -> bool:
    """True if the notice repeals something of the plan without saying which edition or number."""
    return any(
        repeal.get("plan") == plan and "edition" not in repeal and "number" not in repeal
        for repeal in notice.get("repeals", default=())
    )
