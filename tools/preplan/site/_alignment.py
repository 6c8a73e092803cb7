"""核对衔接 (internal): issued plans overtaken since by the general plan or by the plan above them (practice §6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from preplan import editions, status
from preplan.model import OVERALL, Library, Record
from preplan.site import markdown as md
from preplan.site._plans import plan_link
from preplan.site._register_links import unit as unit_link
from preplan.site.page import Site

BEFORE_OVERALL = "核对衔接（早于总体应急预案）"
UPPER_REVISED = "上级预案已修订，核对衔接"


@dataclass(frozen=True, slots=True)
class Note:
    """Why an edition, signed on `signed_on`, has to be compared with a text of `newer_on`."""

    plan: Record
    signed_on: date
    reason: str
    newer_on: date


def notes(library: Library, plan: Record) -> Iterator[Note]:
    """The notes on a plan's edition by the data date. None while it is under revision: that is done with the rest."""
    day = library.as_of
    edition = editions.revised_edition(library, plan.id, day) or editions.in_force(library, plan.id, day)
    signed = library.signed_on(edition) if edition else None
    if signed is None or status.is_under_revision(library, plan.id, day):
        return
    overall = _overall_signed_on(library)
    if overall and signed < overall and plan.get("type") != OVERALL:
        yield Note(plan, signed, BEFORE_OVERALL, overall)
    upper = plan.day("upper_plan", "date")
    if upper and signed < upper <= day:
        yield Note(plan, signed, UPPER_REVISED, upper)


def table(site: Site, found: list[list[Note]], page: str) -> str:
    """A row a plan, with the days that are compared."""
    rows = (
        (
            md.text(group[0].plan.get("number")),
            plan_link(site, group[0].plan, page),
            unit_link(site, group[0].plan.get("lead"), page),
            md.day(group[0].signed_on),
            "<br>".join(f"{md.text(note.reason)} {md.day(note.newer_on)}" for note in group),
        )
        for group in found
    )
    return md.table(("序号", "预案", "牵头部门", "成文日期", "核对什么"), rows) if found else "没有。"


def groups(library: Library) -> list[list[Note]]:
    """The notes of every plan that has any, in the order of plans."""
    return [found for plan in library.plans if (found := list(notes(library, plan)))]


def _overall_signed_on(library: Library) -> date | None:
    """成文日期 of the general plan in force."""
    for plan in library.plans:
        if plan.get("type") == OVERALL and (edition := editions.in_force(library, plan.id, library.as_of)):
            return library.signed_on(edition)
    return None
