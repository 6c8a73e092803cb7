"""Two texts clause by clause: what stayed, was renumbered, moved, changed, split, merged, came and went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from preplan.compare import clauses
from preplan.compare.clauses import Clause
from preplan.compare.inside import BlockChange, compare_blocks
from preplan.compare.pairing import Pairing, pair
from preplan.load.body import Body

# Kinds of change in the order of lists and legends, with their words.
KINDS: Mapping[str, str] = {
    "changed": "修改",
    "added": "新增",
    "removed": "删除",
    "split": "拆分",
    "merged": "合并",
    "regrouped": "重组",
    "moved": "移动",
    "renumbered": "改号",
    "same": "未变",
}
# Kinds that say something else than before by themselves; of the others only what has `changed`.
SUBSTANTIVE = frozenset({"added", "removed"})


@dataclass(frozen=True, eq=False)
class Change:
    """What became of clauses. `kind` is a key of KINDS; `changed` is True if the content is not the same any more.

    `olds` and `news` have one clause each, none for what came or went, several for what was split or merged.
    """

    kind: str
    olds: tuple[Clause, ...]
    news: tuple[Clause, ...]
    changed: bool
    retitled: bool = False

    @property
    def label(self) -> str:
        """The word for the kind, e.g. 移动并修改."""
        word = KINDS[self.kind]
        return f"{word}并修改" if self.kind in ("moved", "renumbered") and self.changed else word

    @property
    def is_substantive(self) -> bool:
        """True if the text says something else; numbers, places, width and white space alone do not."""
        return self.changed or self.kind in SUBSTANTIVE

    @cached_property
    def inside(self) -> tuple[BlockChange, ...]:
        """The paragraphs and tables, old beside new."""
        old = [block for clause in self.olds for block in clause.blocks]
        new = [block for clause in self.news for block in clause.blocks]
        first, second = ([text for clause in side for text in clause.contents] for side in (self.olds, self.news))
        return compare_blocks(old, new, (first, second))


@dataclass(frozen=True, eq=False)
class Comparison:
    """All changes in the order of the new text; what went stands after the clause it followed."""

    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    changes: tuple[Change, ...] = field(default=())

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Kind → how many changes, in the order of KINDS; moved ones that also changed count as moved."""
        count = Counter(change.kind for change in self.changes)
        return {kind: count[kind] for kind in KINDS if count[kind]}

    @cached_property
    def substantive(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.is_substantive)


@lru_cache(maxsize=512)  # by identity of the bodies: rules and pages ask for the same pairs
def compare(old: Body | None, new: Body | None) -> Comparison:
    """The way from one text to the other."""
    first, second = clauses.read(old), clauses.read(new)
    pairing = pair(first, second)
    return Comparison(first, second, tuple(_ordered(first, second, pairing)))


def _ordered(old: Sequence[Clause], new: Sequence[Clause], pairing: Pairing) -> list[Change]:
    changes = _changes(old, new, pairing)
    at_new = {clause.index: change for change in changes for clause in change.news}
    at_old = {clause.index: change for change in changes for clause in change.olds}
    found: list[Change] = []
    seen: set[int] = set()

    def take(change: Change) -> None:
        if id(change) not in seen:
            seen.add(id(change))
            found.append(change)

    places: dict[int, list[Change]] = {}
    for clause in old:
        change = at_old[clause.index]
        if change.news:
            continue
        before = clause.index - 1
        while before >= 0 and not at_old[before].news:
            before -= 1
        anchor = max((n.index for n in at_old[before].news), default=-1) if before >= 0 else -1
        places.setdefault(anchor, []).append(change)
    for change in places.get(-1, ()):
        take(change)
    for clause in new:
        take(at_new[clause.index])
        for change in places.get(clause.index, ()):
            take(change)
    return found


def _changes(old: Sequence[Clause], new: Sequence[Clause], pairing: Pairing) -> list[Change]:
    """The clauses joined by partners and parts, each group one change."""
    group: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while group.setdefault(node, node) != node:
            node = group[node]
        return node

    for after, before in pairing.partner.items():
        group[root(("old", before))] = root(("new", after))
    for before, after in pairing.parts:
        group[root(("old", before))] = root(("new", after))
    members: dict[tuple[str, int], tuple[list[Clause], list[Clause]]] = {}
    for clause in old:
        members.setdefault(root(("old", clause.index)), ([], []))[0].append(clause)
    for clause in new:
        members.setdefault(root(("new", clause.index)), ([], []))[1].append(clause)
    moved = _moved(old, new, pairing.partner)
    return [_change(tuple(olds), tuple(news), moved) for olds, news in members.values()]


def _change(olds: tuple[Clause, ...], news: tuple[Clause, ...], moved: set[int]) -> Change:
    if not olds or not news:
        return Change("added" if news else "removed", olds, news, True)
    if len(olds) > 1 or len(news) > 1:
        kind = "split" if len(olds) == 1 else "merged" if len(news) == 1 else "regrouped"
        before = sorted(sentence for clause in olds for sentence in clause.sentences)
        after = sorted(sentence for clause in news for sentence in clause.sentences)
        return Change(kind, olds, news, before != after, True)
    old, new = olds[0], news[0]
    retitled = old.key != new.key
    changed = retitled or old.content != new.content
    if new.index in moved:
        return Change("moved", olds, news, changed, retitled)
    if changed:
        return Change("changed", olds, news, True, retitled)
    return Change("renumbered" if old.number != new.number else "same", olds, news, False)


def _moved(old: Sequence[Clause], new: Sequence[Clause], partner: Mapping[int, int]) -> set[int]:
    """New clauses that stand under another clause than before, or in another order among their fellows."""
    moved = set()
    fellows: dict[int, list[int]] = {}
    for clause in new:
        if clause.index not in partner:
            continue
        before = old[partner[clause.index]]
        if (before.parent < 0) != (clause.parent < 0) or (
            clause.parent >= 0 and partner.get(clause.parent) != before.parent
        ):
            moved.add(clause.index)
        else:
            fellows.setdefault(clause.parent, []).append(clause.index)
    for group in fellows.values():
        stayed = _longest_rising([partner[index] for index in group])
        moved |= {index for position, index in enumerate(group) if position not in stayed}
    return moved


def _longest_rising(values: Sequence[int]) -> set[int]:
    """Positions of a longest rising row in `values`: what kept its order."""
    best: list[tuple[int, int]] = []  # (length, previous position)
    for at, value in enumerate(values):
        before = max(((best[i][0], i) for i in range(at) if values[i] < value), default=(0, -1))
        best.append((before[0] + 1, before[1]))
    at = max(range(len(best)), key=lambda i: best[i][0], default=-1)
    kept = set()
    while at >= 0:
        kept.add(at)
        at = best[at][1]
    return kept


def is_alike(old: Body | None, new: Body | None) -> bool:
    """True if two texts have the same content, clause by clause in one order; cheap, pairs nothing."""
    if old is None or new is None or old.text == new.text:
        return old is new or (old is not None and new is not None)
    if abs(len(old.text) - len(new.text)) > len(old.text) // 10 + 200:
        return False  # no width and no white space makes so much
    first, second = ([(c.key, c.content) for c in clauses.read(body)] for body in (old, new))
    return first == second
