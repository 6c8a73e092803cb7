"""Which units must be asked in writing: 涉及谁的职责就书面征求谁（突发事件应急预案管理办法）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from preplan.model import Library, Record
from preplan.review.model import ClauseChange, TextChange, UnitToAsk
from preplan.review.pair import Pair
from preplan.review.pieces import Run, edits, runs, sentence
from preplan.tables import MEMBERS

# Who approves and issues is not asked as one whose duties are touched.
_APPROVING = frozenset({"government", "government-office", "party-committee"})
Why = dict[tuple[str, str], list[str]]  # (plan, unit) → places


def to_ask(pair: Pair, texts: tuple[TextChange, ...]) -> tuple[UnitToAsk, ...]:
    """In the order of plans; of a plan first those that were not asked yet."""
    library = pair.head.library
    why: Why = {}
    for change in pair.comparison.members:
        plan = library.of("plan")[change.plan]
        for unit in change.added:
            _add(why, plan.id, unit, "新列为成员单位")
        for unit in change.removed:
            _add(why, plan.id, unit, "不再是成员单位")
        if change.lead:
            _add(why, plan.id, change.lead[0], "不再牵头")
            _add(why, plan.id, change.lead[1], "改由它牵头")
    for move in pair.comparison.duties:
        for unit in (move.from_unit, move.to_unit):
            _add(
                why,
                "",
                unit,
                f"职责 {move.new.id} 由{library.unit_name(move.from_unit)}改由{library.unit_name(move.to_unit)}承担",
            )
    names = _names(library)
    for text in texts:
        if text.kind in ("edition", "draft") and not text.frozen and not text.is_aside:
            for clause in text.clauses:
                for unit, word in _touched(clause, names) if clause.substantive else ():
                    _add(why, text.plan, unit, word)
    return tuple(sorted(_asked(pair, why), key=lambda u: (_place(pair, u.plan), bool(u.asked), u.is_answered)))


def _place(pair: Pair, plan: str) -> int:
    return pair.plans.index(plan) if plan in pair.plans else len(pair.plans)


def _add(why: Why, plan: str, unit: str, word: str) -> None:
    if unit not in _APPROVING and word not in why.setdefault((plan, unit), []):
        why[plan, unit].append(word)


def _asked(pair: Pair, why: Why) -> Iterator[UnitToAsk]:
    library = pair.sides[1]
    for (plan, unit), places in why.items():
        if not places:
            continue
        owner = pair.plan(plan)
        if owner is not None and owner.get("lead") == unit and not any("牵头" in place for place in places):
            continue  # who drafts the plan does not write to itself
        record = library.revision(plan) if plan else None
        letters = [row for row in record.get("consultation", default=()) if row["unit"] == unit] if record else []
        told, answered = _letter(letters[-1]) if letters else ("", False)
        title = str(owner.get("title")) if owner else "责任清单"
        yield UnitToAsk(unit, _name(pair, unit), plan, title, tuple(places), told, answered)


def _name(pair: Pair, unit: str) -> str:
    libraries = pair.head.library, pair.base.library
    return next((library.unit_name(unit) for library in libraries if unit in library.units), unit)


def _letter(row: dict[str, str]) -> tuple[str, bool]:
    sent = f"{row['sent_on']} 发函"
    if row.get("replied_on"):
        return f"{sent}，{row['replied_on']} 复函", True
    return sent + (f"，应于 {row['due_on']} 前复函，还没有复函" if row.get("due_on") else "，还没有复函"), False


def _touched(clause: ClauseChange, names: Names) -> Iterator[tuple[str, str]]:
    """(unit, why) of the units of the table of duties whose row changed, and of those named in a changed sentence."""
    where = (clause.after or clause.before)[0].words
    for run in runs(clause.blocks):
        if run.row and MEMBERS.title in where:
            for unit in names.within(run.row):
                word = {"added": "新增职责", "removed": "删去职责"}.get(run.kind, "职责改动")
                yield unit, f"“{where}”：{word}"
            continue
        for text in _sentences(run):
            for unit in names.within(text):
                yield unit, f"“{where}”的改动涉及它"


def _sentences(run: Run) -> Iterator[str]:
    """The sentences that changed, as they were and as they are. A row is one sentence."""
    if run.kind in ("added", "removed") or run.row:
        yield from (run.row, run.before, run.after)
        return
    for edit in edits(run.pieces):
        yield sentence(run.before, *edit.old)
        yield sentence(run.after, *edit.new)


class Names:
    """The names of all units, present and former, to be found in a text; the longest first."""

    def __init__(self, named: dict[str, str]) -> None:
        self._of = named
        self._pattern = re.compile("|".join(map(re.escape, sorted(named, key=len, reverse=True)))) if named else None

    def within(self, text: str) -> list[str]:
        """Ids of the units that a text names, each once."""
        return list(dict.fromkeys(self._of[name] for name in self._pattern.findall(text))) if self._pattern else []


def _names(library: Library) -> Names:
    found: dict[str, str] = {}
    for unit in library.units.values():
        former = (entry["name"] for entry in unit.get("former_names", default=()))
        for name in (*_present(unit), *former):
            found.setdefault(name, unit.id)
    return Names(found)


def _present(unit: Record) -> list[str]:
    every = (unit.get("name"), unit.get("short"), *unit.get("aliases", default=()))
    return [name for name in every if isinstance(name, str) and len(name) > 2]
