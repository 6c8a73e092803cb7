"""Duties that moved, came, went or read otherwise, and the members of plans."""

from __future__ import annotations

from preplan.model import Library, Record
from preplan.review.model import DutyChange, MemberChange
from preplan.review.pair import Pair


def duties(pair: Pair) -> tuple[DutyChange, ...]:
    """Moved ones first."""
    base, head = pair.base.library, pair.head.library
    moved = {move.old.id: move for move in pair.comparison.duties}
    renamed = {move.new.id for move in pair.comparison.duties if move.new.id != move.old.id}
    found = []
    for move in moved.values():
        old, new = base.unit_name(move.from_unit), head.unit_name(move.to_unit)
        words = f"由{old}改由{new}承担"
        if move.new.id != move.old.id:
            words += f"（编号由 {move.old.id} 改为 {move.new.id}）"
        found.append(_duty(head, move.new, "moved", old, new, words))
    for change in pair.of_kind("duty"):
        if change.id in moved or change.id in renamed:
            continue
        if change.old is None and change.new:
            unit = head.unit_name(Library.department_of(change.new))
            found.append(_duty(head, change.new, "added", "", unit, f"新增一条职责，由{unit}承担"))
        elif change.new is None and change.old:
            unit = base.unit_name(Library.department_of(change.old))
            found.append(_duty(base, change.old, "removed", unit, "", f"删去{unit}的一条职责"))
        elif change.new and change.fields:
            unit = head.unit_name(Library.department_of(change.new))
            said = "；".join(
                f"{field.title}由“{_named(head, field.old)}”改为“{_named(head, field.new)}”" for field in change.fields
            )
            found.append(_duty(head, change.new, "changed", unit, unit, said))
    return tuple(found)


def members(pair: Pair) -> tuple[MemberChange, ...]:
    head, base = pair.head.library, pair.base.library
    found = []
    for change in pair.comparison.members:
        plan = head.of("plan")[change.plan]
        lead = (base.unit_name(change.lead[0]), head.unit_name(change.lead[1])) if change.lead else ()
        added = tuple(head.unit_name(unit) for unit in change.added)
        removed = tuple(base.unit_name(unit) for unit in change.removed)
        found.append(MemberChange(plan.id, str(plan.get("title")), added, removed, lead, plan.path))
    return tuple(found)


def _duty(library: Library, duty: Record, state: str, before: str, after: str, words: str) -> DutyChange:
    sectors = library.of("sector")
    names = tuple(str(sectors[id].get("name")) if id in sectors else str(id) for id in duty.get("sectors", default=()))
    return DutyChange(duty.id, state, str(duty.get("text")), before, after, names, words, duty.path)


def _named(library: Library, value: object) -> str:
    if isinstance(value, list):
        return "、".join(_named(library, item) for item in value)
    if isinstance(value, dict):
        return "，".join(f"{key}{_named(library, inner)}" for key, inner in value.items())
    if value is None:
        return "无"
    return library.unit_name(value) if isinstance(value, str) and value in library.units else str(value)
