"""Sectors joined with the departments that answer for them: the rows of every matrix page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from preplan.model import Library
from preplan.site.page import Site, View

# The words of the matrix; 主 alone would read as 主责 (domain/practice §1.13).
INDUSTRY, SUPERVISION, COOPERATION = "industry", "supervision", "cooperation"
WORDS: Mapping[str, str] = {INDUSTRY: "主管", SUPERVISION: "监管", COOPERATION: "配合"}


@dataclass(frozen=True, slots=True)
class Row:
    """One sector. Units stand in the order of their duties; who is 主管 or 监管 is not repeated under 配合."""

    sector: View
    duties: tuple[View, ...]
    industry: tuple[str, ...]
    supervision: tuple[str, ...]
    cooperation: tuple[str, ...]

    @property
    def group(self) -> str:
        return str(self.sector.get("group"))

    @property
    def overlap(self) -> bool:
        """True if several departments supervise and neither a lead nor a boundary is named."""
        return len(self.supervision) > 1 and not self.sector.get("lead") and not self.sector.get("boundary")

    def roles(self, unit: str) -> tuple[str, ...]:
        """The roles of a unit in this sector."""
        parts = ((INDUSTRY, self.industry), (SUPERVISION, self.supervision), (COOPERATION, self.cooperation))
        return tuple(role for role, units in parts if unit in units)


def rows(site: Site) -> tuple[Row, ...]:
    """All sectors, those of one 大类 together, in the order of the file."""
    found = [_row(site, sector) for sector in site.views("sector")]
    groups = list(dict.fromkeys(row.group for row in found))
    return tuple(sorted(found, key=lambda row: groups.index(row.group)))


def department(duty: View) -> str:
    """Id of the department that carries a duty."""
    return Library.department_of(duty.record)


def _row(site: Site, sector: View) -> Row:
    records = site.library.duties_by_sector.get(sector.id, ())
    duties = tuple(view for record in records if (view := site.view(record)))
    industry = _units(department(duty) for duty in duties if duty.get("kind") == INDUSTRY)
    supervision = _units(department(duty) for duty in duties if duty.get("kind") == SUPERVISION)
    helping = _units(unit for duty in duties for unit in duty.get("cooperating", default=()))
    rest = tuple(unit for unit in helping if unit not in industry and unit not in supervision)
    return Row(sector, duties, industry, supervision, rest)


def _units(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
