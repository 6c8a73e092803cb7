"""The command system as one record tells it: who reports to whom. Picture, table and text are made from this alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from preplan.model import Library, Record

Body = Mapping[str, Any]


def bodies(structure: Record) -> dict[str, Body]:
    """Id → body, in the order of the record; of two with one id the first."""
    found: dict[str, Body] = {}
    for body in structure.get("bodies"):
        found.setdefault(body["id"], body)
    return found


def children(known: Mapping[str, Body], id: str | None) -> list[str]:
    """The bodies that report to one; with None those that report to nobody, or to a body that is not there."""
    return [own for own, body in known.items() if body.get("reports_to") == id or (not id and _is_top(known, body))]


def _is_top(known: Mapping[str, Body], body: Body) -> bool:
    return body.get("reports_to") not in known


def in_circle(known: Mapping[str, Body], id: str) -> bool:
    """True if following the reports from a body never comes to an end."""
    passed: set[str] = set()
    at = id
    while at in known and at not in passed:
        passed.add(at)
        at = known[at].get("reports_to", "")
    return at in passed


def special_commands(library: Library) -> Iterator[tuple[Record, str, str]]:
    """(plan, name of its command body, unit that holds the office) of every special plan with one, by plan number."""
    for plan in library.special_plans:
        if command := plan.get("command"):
            yield plan, command["name"], command.get("office_at", "")
