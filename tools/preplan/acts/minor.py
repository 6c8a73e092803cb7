"""Whether a revision touches what needs the full procedure (G-37): clause by clause, by the headings they stand under."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from preplan import procedure
from preplan.compare import texts
from preplan.compare.clauses import Clause
from preplan.load.body import Body


def topics_touched(old: str, new: str) -> tuple[str, ...]:
    """The topics of article 36 that clauses of the text changed, added, moved or left out speak of.

    Form and numbers do not count. Errs to the side of the full procedure.
    """
    comparison = texts.compare(Body(old), Body(new))
    touched = [change for change in comparison.changes if change.is_substantive or change.kind == "moved"]
    return procedure.full_topics(
        title
        for change in touched
        for every, clauses in ((comparison.old, change.olds), (comparison.new, change.news))
        for clause in clauses
        for title in _way(every, clause)
    )


def _way(every: Sequence[Clause], clause: Clause) -> Iterator[str]:
    """The heading of a clause and those above it."""
    yield clause.title
    while clause.parent >= 0:
        clause = every[clause.parent]
        yield clause.title
