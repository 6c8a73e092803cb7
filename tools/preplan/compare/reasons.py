"""Why each clause was changed: the table 逐条修改理由 of a revision's paper, laid beside what the texts show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from preplan.compare.clauses import Clause
from preplan.compare.texts import Change, Comparison
from preplan.model import Library, Record
from preplan.tables import REASONS, REASONS_PAPER

_SEPARATOR = re.compile(r"[、，,；;/]|<br ?/?>")
_NOTHING = frozenset({"", "—", "-", "－", "无"})


@dataclass(frozen=True, slots=True, eq=False)
class Reason:
    """A row of the table. `news` and `olds` are numbers of clauses (headings where there is no number)."""

    line: int
    news: tuple[str, ...]
    olds: tuple[str, ...]
    kind: str
    reason: str
    basis: str


@dataclass(frozen=True, slots=True)
class Matched:
    """`of` id(change) → its reasons; `unused` are rows for which the texts show no change."""

    of: Mapping[int, tuple[Reason, ...]]
    unused: tuple[Reason, ...]

    def given(self, change: Change) -> tuple[Reason, ...]:
        return self.of.get(id(change), ())

    def has_reason(self, change: Change) -> bool:
        """True if there is a row for the change, and each says why."""
        given = self.given(change)
        return bool(given) and all(row.reason for row in given)


def paper_of(library: Library, edition: Record) -> Record | None:
    """The paper with the reasons for an edition: that of the revision it came from."""
    revision = library.revision_of(edition)
    if revision is None:
        return None
    return of_revision(library, revision)


def of_revision(library: Library, revision: Record) -> Record | None:
    """The paper with the reasons in a revision's folder."""
    folder = f"{revision.path.rpartition('/')[0]}/papers/"
    for paper in library.of("paper").values():
        if paper.get("kind") == REASONS_PAPER and paper.path.startswith(folder):
            return paper
    return None


def read(paper: Record | None) -> tuple[Reason, ...]:
    """The rows of the table; none if the paper or the table is not there or has other columns."""
    table = REASONS.of(paper.body) if paper else None
    if table is None or table.columns != REASONS.columns:
        return ()
    return tuple(
        Reason(row.line, _numbers(news), _numbers(olds), kind, reason, basis)
        for row in table.rows
        if len(row.cells) == len(REASONS.columns)
        for news, olds, kind, reason, basis in (row.cells,)
    )


def needs_reason(change: Change) -> bool:
    """True if a reader must be told why: the text says something else, and more than a heading over clauses changed."""
    return change.is_substantive and any(clause.blocks for clause in (*change.olds, *change.news))


def match(comparison: Comparison, reasons: Sequence[Reason]) -> Matched:
    """Each change with the rows that name its clauses; without any, those that name a clause above."""
    of: dict[int, tuple[Reason, ...]] = {}
    used: set[int] = set()
    by_new, by_old = _index(reasons, "news"), _index(reasons, "olds")
    for change in comparison.changes:
        found = _rows(by_new, change.news) or (_rows(by_old, change.olds) if not change.news else [])
        for row in _rows(by_old, change.olds) if change.news and not found else ():
            found.append(row)
        if change.is_substantive or change.kind != "same":
            used.update(row.line for row in found)
        if not found:
            found = _rows(by_new, _above(comparison.new, change.news)) or _rows(
                by_old, _above(comparison.old, change.olds)
            )
        of[id(change)] = tuple(dict.fromkeys(found))
    unused = tuple(row for row in reasons if row.line not in used)
    return Matched(of, unused)


def cover(old: Sequence[Clause], new: Sequence[Clause], reasons: Sequence[Reason]) -> bool:
    """True if no way to pair the two texts can show a change without a reason; far cheaper than to pair them.

    A change that needs a reason has a clause which the other text does not have word by word. If each of these has a
    row of its own or one of a clause above it, and no row lacks its reason, `match` finds one for every change.
    """
    if not all(row.reason for row in reasons):
        return False
    count = [Counter((clause.key, clause.content) for clause in clauses) for clauses in (old, new)]
    for side, clauses in (("olds", old), ("news", new)):
        index = _index(reasons, side)
        for clause in clauses:
            key = (clause.key, clause.content)
            if not clause.blocks or count[0][key] == count[1][key]:
                continue
            if not _rows(index, (clause,)) and not _rows(index, _above(clauses, (clause,))):
                return False
    return True


def _index(reasons: Sequence[Reason], side: str) -> dict[str, list[Reason]]:
    found: dict[str, list[Reason]] = {}
    for reason in reasons:
        for number in getattr(reason, side):
            found.setdefault(number, []).append(reason)
    return found


def _rows(index: Mapping[str, list[Reason]], clauses: Sequence[Clause]) -> list[Reason]:
    return [reason for clause in clauses for reason in index.get(_bare(clause.number or clause.title), ())]


def _above(all_clauses: Sequence[Clause], clauses: Sequence[Clause]) -> list[Clause]:
    found = []
    for clause in clauses:
        at = clause.parent
        while at >= 0:
            found.append(all_clauses[at])
            at = all_clauses[at].parent
    return found


def _numbers(cell: str) -> tuple[str, ...]:
    return tuple(number for part in _SEPARATOR.split(cell) if (number := _bare(part)) not in _NOTHING)


def _bare(number: str) -> str:
    return re.sub(r"\s+", "", number)
