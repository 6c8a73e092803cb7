"""The totals of a library on a day, computed from its records; never typed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from preplan import filing_status, status
from preplan.model import Library


@dataclass(frozen=True, slots=True)
class CategoryCount:
    category: str
    total: int
    revised: int
    late: int


@dataclass(frozen=True, slots=True)
class Totals:
    """Numbers for the summary, the home page and the command `status`. `late` are plans past their deadline."""

    as_of: date
    board: tuple[status.Progress, ...]
    categories: tuple[CategoryCount, ...]
    departments: int
    duties: int
    duties_by_kind: dict[str, int]
    sectors: int
    filings: int
    filings_open: int
    filings_by_year: dict[str, int]

    @property
    def plans(self) -> int:
        return len(self.board)

    @property
    def revised(self) -> int:
        return sum(row.edition is not None for row in self.board)

    @property
    def late(self) -> int:
        return self.in_state("late")

    def in_state(self, *states: str) -> int:
        """Plans in one of these states."""
        return sum(row.state in states for row in self.board)


def totals(library: Library, day: date | None = None) -> Totals:
    """All totals on `day` (default: the library's)."""
    return _totals(library, day or library.as_of)


@lru_cache(maxsize=4)  # asked by the rule on stated totals, by every report and by most pages
def _totals(library: Library, on: date) -> Totals:
    board = status.board(library, on)
    duties = library.of("duty").values()
    kinds = Counter(duty.get("kind") for duty in duties)
    cases = filing_status.registered(library, on)
    return Totals(
        as_of=on,
        board=board,
        categories=by_category(library, board),
        departments=len({library.department_of(duty) for duty in duties}),
        duties=len(duties),
        duties_by_kind={kind: kinds[kind] for kind in library.schemas.words("dutyKind")},
        sectors=len(library.of("sector")),
        filings=len(cases),
        filings_open=len(filing_status.open_cases(library, on)),
        filings_by_year=filing_status.by_year(cases),
    )


def by_category(library: Library, rows_: tuple[status.Progress, ...]) -> tuple[CategoryCount, ...]:
    """Counts for every category of the word list, in its order."""
    return tuple(
        CategoryCount(
            category,
            sum(row.plan.get("category") == category for row in rows_),
            sum(row.plan.get("category") == category and row.edition is not None for row in rows_),
            sum(row.plan.get("category") == category and row.state == "late" for row in rows_),
        )
        for category in library.schemas.words("category")
    )


def by_stage(rows_: tuple[status.Progress, ...]) -> dict[str, int]:
    """Stage → number of plans in it, in the order of stages, empty ones left out."""
    counts = Counter(row.stage for row in rows_)
    return {stage: counts[stage] for stage in (*status.STAGES, status.ISSUED) if counts[stage]}
