"""Addresses: the page of a record lies where the record lies below plans/, so one relative link serves both."""

from __future__ import annotations

from preplan.model import Library, Record

HOME = "index.md"
CATALOGUE = "catalogue.md"
BOARD = "board.md"
IN_FORCE = "in-force.md"
PROOF = "revision-proof.md"
MATRIX = "matrix.md"
MATRIX_GRID = "matrix-departments.md"
MATRIX_GAPS = "matrix-gaps.md"
DUTIES = "duties/index.md"
UNITS = "departments/index.md"
FILINGS = "filings/index.md"
HOW_TO_FILE = "how-to-file.md"
LAWS = "laws.md"
RULES = "rules/index.md"
FIELDS = "fields.md"
GLOSSARY = "glossary.md"
ABOUT = "about.md"
DATA = "data/index.md"

_WITH_PAGE = frozenset({"department", "body", "town"})


def below_plans(record: Record) -> str:
    """The record's path below plans/ with .md at its end."""
    return record.path.removeprefix("plans/").rsplit(".", 1)[0] + ".md"


def unit(library: Library, id: str | None) -> str | None:
    """The page of a department, other body or town; None for groups and unknown ids."""
    record = library.units.get(id or "")
    return f"departments/{id}.md" if record and record.get("kind") in _WITH_PAGE else None


def duties(department: str) -> str:
    return f"duties/{department}.md"


def rule(id: str) -> str:
    return f"rules/{id}.md"


def sector_anchor(id: str) -> str:
    """Anchor of a sector's row in the matrix."""
    return f"sector-{id}"


def law_anchor(id: str) -> str:
    return f"law-{id}"


def filing_anchor(number: str) -> str:
    """Anchor of a filing in the public list, by its 备案编号: the receipt number is not public."""
    return f"filing-{number}"


def duty_anchor(id: str) -> str:
    """Anchor of a duty in its department's list."""
    return f"duty-{id}"


def stages_anchor(plan: str) -> str:
    """Anchor on the board of what a plan has gone through."""
    return f"stages-{plan}"


def unit_anchor(id: str) -> str:
    """Anchor of a unit in the list of units; groups have no page of their own."""
    return f"unit-{id}"
