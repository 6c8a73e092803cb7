"""The plans a unit leads or takes part in, by name or as a member of a group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from preplan.site import _register_links as links
from preplan.site import markdown as md
from preplan.site._plans import edition_shown, plan_link, validity_mark
from preplan.site.page import Site, View

LEAD = "lead"


@dataclass(frozen=True, slots=True)
class Part:
    """A unit's part in a plan; `via` is the group that names it, "" if the plan names the unit itself."""

    plan: View
    role: str
    via: str = ""


def parts(site: Site, unit: str) -> Iterator[Part]:
    """The visible plans of a unit: those it leads first, then the rest, each by number."""
    groups = {record.id for record in site.library.units.values() if unit in record.get("members", default=())}
    joined = []
    for plan in site.plans:
        if plan.get("lead") == unit:
            yield Part(plan, LEAD)
            continue
        members = plan.get("members", default=())
        own = [member for member in members if member["unit"] == unit] or [
            member for member in members if member["unit"] in groups
        ]
        if own:
            via = "" if own[0]["unit"] == unit else own[0]["unit"]
            joined.append(Part(plan, own[0].get("role", "member"), via))
    yield from joined


def role(site: Site, part: Part) -> str:
    """牵头, 成员 …; with the group's name where the plan names only that."""
    word = site.label("role", part.role)
    return f"{word}（{md.text(site.unit(part.via))}）" if part.via else word


def issued(site: Site, found: Iterator[Part] | tuple[Part, ...], page: str) -> str:
    """The plans whose edition in force is issued and visible to the audience; "" if there are none."""
    rows = [row for part in found if (row := _issued_row(site, part, page))]
    columns = ("序号", "预案名称", "角色", "牵头部门", "发文字号", "成文日期", "有效性")
    return md.table(columns, rows, "unit-plans filterable") if rows else ""


def _issued_row(site: Site, part: Part, page: str) -> tuple[str, ...]:
    shown = edition_shown(site, part.plan)
    if not shown.in_force or shown.notice is None:
        return ()
    return (
        md.text(part.plan.get("number")),
        plan_link(site, part.plan.record, page),
        role(site, part),
        links.unit(site, part.plan.get("lead"), page),
        md.text(shown.notice.get("number")),
        md.text(shown.notice.get("signed_on")),
        validity_mark(site, shown.validity),
    )
