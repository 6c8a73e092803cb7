"""What a change does to the stages of a record: base → head, judged by `procedure`. Plain rows in, faults out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from preplan import dates
from preplan.procedure import BY_NAME, FULL, ISSUED, SIMPLIFIED, Move, Procedure, of

Rows = Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of base → head: `move` for an illegal jump, else `stage` and what is wrong (`kind`) with it.

    Kinds: "jump", "withdrawn" (registered before, gone now), "mode" (full before, simplified now), "unclosed" (a later
    stage is entered, this one has no closing date), "unproved" (closed or entered without one of `papers`).
    """

    kind: str
    stage: str
    move: Move | None = None
    papers: tuple[str, ...] = ()


def judge(base: Rows, head: Rows, plan: str, modes: tuple[str, str], is_issued: bool = False) -> list[Fault]:
    """Faults of the step from one state of a record's `stages` to another; only what is new in `head` is judged.

    `plan` is the plan's type, `modes` the `procedure` in base and head, `is_issued` says that base was issued already.
    """
    faults: list[Fault] = []
    if modes == (FULL, SIMPLIFIED):
        faults.append(Fault("mode", head[-1]["stage"] if head else ""))
    kept = {row["stage"] for row in head}
    faults += [Fault("withdrawn", row["stage"]) for row in base if row["stage"] not in kept]
    known = {row["stage"]: row for row in base}
    before = ""
    for index, row in enumerate(head):
        name = row["stage"]
        if row != known.get(name) and name in BY_NAME:
            procedure = of(plan, modes[1], dates.parse(row["entered_on"]) or date.min)
            if name not in known:
                move = procedure.move(ISSUED if is_issued else before, name)
                if move.fault or before == name:
                    faults.append(Fault("jump", name, move))
            faults += _unproved(row, procedure, is_last=index == len(head) - 1)
        before = name if name in BY_NAME else before
    return faults


def _unproved(row: dict[str, Any], procedure: Procedure, is_last: bool) -> Iterable[Fault]:
    stage, kinds = BY_NAME[row["stage"]], {paper["kind"] for paper in row.get("papers") or ()}
    if stage.entry and not kinds & set(stage.entry):
        yield Fault("unproved", stage.name, papers=stage.entry)
    if "closed_on" in row:
        if not kinds & set(stage.closing):
            yield Fault("unproved", stage.name, papers=stage.closing)
        for need in procedure.needs(stage.name):
            if need not in kinds:
                yield Fault("unproved", stage.name, papers=(need,))
    elif not is_last:
        yield Fault("unclosed", stage.name)
