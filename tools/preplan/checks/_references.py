"""Every field of the schemas that names another record or a file, and the walk to its values."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from preplan.model import value_at

Route = tuple[str | int, ...]

FILE = "file"
# (kind, route with * for each item of a list, kind of the target). An edition or a file is sought within its plan.
REFERENCES = (
    ("bureau", "unit", "department"),
    ("department", "members.*", "department"),
    ("sector", "lead", "department"),
    ("law", "replaced_by", "law"),
    ("campaign", "batches.*.plans.*", "plan"),
    ("campaign", "extensions.*.plan", "plan"),
    ("campaign", "adjustments.*.plan", "plan"),
    ("campaign", "adjustments.*.into", "plan"),
    ("notice", "issuer", "department"),
    ("notice", "issues.*.plan", "plan"),
    ("notice", "issues.*.edition", "edition"),
    ("notice", "repeals.*.plan", "plan"),
    ("notice", "repeals.*.edition", "edition"),
    ("plan", "lead", "department"),
    ("plan", "members.*.unit", "department"),
    ("plan", "command.office_at", "department"),
    ("plan", "upper_plan.law", "law"),
    ("plan", "disclosure.summary", FILE),
    ("plan", "disclosure_unit", "department"),
    ("plan", "duties.*", "duty"),
    ("edition", "plan", "plan"),
    ("edition", "notice", "notice"),
    ("edition", "bases.*", "law"),
    ("edition", "annexes.*.file", FILE),
    ("draft", "plan", "plan"),
    ("draft", "campaign", "campaign"),
    ("draft", "bases.*", "law"),
    ("record", "plan", "plan"),
    ("record", "campaign", "campaign"),
    ("record", "stages.*.papers.*.file", FILE),
    ("record", "consultation.*.unit", "department"),
    ("record", "hand.unit", "department"),
    ("record", "interpretation.file", FILE),
    ("paper", "plan", "plan"),
    ("annex", "plan", "plan"),
    ("duty", "sectors.*", "sector"),
    ("duty", "cooperating.*", "department"),
    ("structure", "edition.plan", "plan"),
    ("structure", "edition.edition", "edition"),
    ("structure", "bodies.*.held_at", "department"),
    ("structure", "bodies.*.lead", "department"),
    ("structure", "bodies.*.members.*", "department"),
    ("structure", "bodies.*.members_of", "plan"),
    ("duty", "bases.*.law", "law"),
    ("filing", "unit.town", "department"),
    ("filing", "sector", "sector"),
    ("filing", "industry_department", "department"),
    ("filing", "supervisor", "department"),
    ("filing", "authority", "department"),
)
# The same for a field of a list file that stands above its records.
FILE_REFERENCES = (("duty", "department", "department"),)


def values_at(data: Any, pattern: str) -> Iterator[tuple[Route, str]]:
    """(route, value) of everything a pattern of the table leads to; missing keys lead nowhere."""
    steps = _steps(pattern)
    if "*" not in steps:
        value = value_at(data, steps)
        return iter(() if value is None else ((steps, value),))
    return _walk(data, steps, ())


_steps = lru_cache(maxsize=None)(lambda pattern: tuple(pattern.split(".")))


def _walk(value: Any, steps: tuple[str, ...], done: Route) -> Iterator[tuple[Route, str]]:
    if not steps:
        yield done, value
    elif steps[0] == "*":
        for index, item in enumerate(value):
            yield from _walk(item, steps[1:], (*done, index))
    elif steps[0] in value:
        yield from _walk(value[steps[0]], steps[1:], (*done, steps[0]))
