"""The changed clauses of two texts, each with its chapter, its reason and the parts of G-37 that it touches."""

from __future__ import annotations

from collections.abc import Sequence

from preplan import procedure
from preplan.compare import reasons
from preplan.compare.clauses import Clause, digest
from preplan.compare.reasons import Matched
from preplan.compare.texts import KINDS, Change, Comparison
from preplan.review.model import ClauseChange, Count, Name, Why


def changed(key: str, comparison: Comparison, given: Matched | None) -> tuple[ClauseChange, ...]:
    """All that is not the same, in the order of the new text. `given` are the reasons, None if no paper has any."""
    taken: dict[str, int] = {}
    found = []
    for change in comparison.changes:
        if change.kind == "same":
            continue
        spot = (change.news or change.olds)[0]
        anchor = f"{key}#{spot.number or spot.title or '0'}".replace(" ", "")
        taken[anchor] = taken.get(anchor, 0) + 1
        anchor += f"~{taken[anchor]}" if taken[anchor] > 1 else ""
        found.append(_clause(anchor, change, comparison, given))
    return tuple(found)


def counts(clauses: Sequence[ClauseChange]) -> tuple[Count, ...]:
    """How many of each kind, in the order of the kinds."""
    return tuple(
        Count(kind, label, number)
        for kind, label in KINDS.items()
        if (number := sum(clause.kind == kind for clause in clauses))
    )


def _clause(anchor: str, change: Change, comparison: Comparison, given: Matched | None) -> ClauseChange:
    above = [*_above(comparison.old, change.olds), *_above(comparison.new, change.news)]
    own = [clause.title for clause in (*change.olds, *change.news)]
    top = (_above(comparison.new, change.news) if change.news else _above(comparison.old, change.olds))[-1:]
    whys = given.given(change) if given else ()
    return ClauseChange(
        anchor=anchor,
        kind=change.kind,
        label=change.label,
        before=tuple(map(_name, change.olds)),
        after=tuple(map(_name, change.news)),
        chapter=top[0].name if top else "",
        substantive=change.is_substantive,
        blocks=change.inside,
        reasons=tuple(Why(why.reason, why.basis) for why in whys),
        needs_reason=reasons.needs_reason(change),
        topics=procedure.full_topics([*own, *(clause.title for clause in above)]) if change.is_substantive else (),
        digest=",".join(digest((clause,)) for clause in change.news),
    )


def _name(clause: Clause) -> Name:
    return Name(clause.number, clause.title, clause.line)


def _above(every: Sequence[Clause], clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses above the first of these, nearest first."""
    found: list[Clause] = []
    at = clauses[0].parent if clauses else -1
    while at >= 0:
        found.append(every[at])
        at = every[at].parent
    return found
