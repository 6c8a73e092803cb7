"""Which clause of a new text is which of an old one: by heading without its number, then by text.

The number of a clause is no part of its identity: a clause that only moved down is renumbered, not deleted and added.
Sentences tell the rest: where those of one clause went to two, it was split; where two came into one, merged.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from preplan.compare.characters import similarity
from preplan.compare.clauses import Clause, grams

_TITLES = 0.6  # headings under one clause are the same from here on
_SAME_TITLES = 0.75  # headings anywhere are
_HINTED = 0.4  # headings are, if something else says so too
_ALIKE = 0.3  # share of common runs of three characters from which two texts are one, rewritten
_FOUND = 0.55  # share of a sentence's runs that must stand in a clause for it to have gone there
_SENTENCE = 8  # shorter sentences are said everywhere
_PART = 14  # characters that must have gone from one clause to another to make it a part of it
_SHARE = 0.2  # of the shorter clause, if both would else be without a partner
_SHORT = 12  # texts below it are alike by chance


@dataclass(frozen=True, slots=True)
class Pairing:
    """`partner` new index → old index; `parts` are further (old, new) where text of the one went into the other."""

    partner: Mapping[int, int]
    parts: tuple[tuple[int, int], ...]


def pair(old: Sequence[Clause], new: Sequence[Clause]) -> Pairing:
    """The pairing of two texts."""
    partner: dict[int, int] = {}
    flows = _flows(old, new)
    _by_equal_text(old, new, partner)
    _by_title(old, new, partner)
    _by_text(old, new, partner, flows)
    _by_children(old, new, partner)
    _by_heading(old, new, partner)
    _by_sentences(old, new, partner, flows)
    return Pairing(partner, tuple(_parts(old, new, partner, flows)))


def _free(clauses: Sequence[Clause], taken: Iterable[int]) -> list[Clause]:
    used = set(taken)
    return [clause for clause in clauses if clause.index not in used]


def _by_equal_text(old: Sequence[Clause], new: Sequence[Clause], partner: dict[int, int]) -> None:
    """Same text: the same clause, whatever its heading; with the same heading even if it comes twice."""
    for key in (lambda c: (c.key, c.content), lambda c: c.content if len(c.content) >= 2 * _SHORT else None):
        before, after = (defaultdict(list) for _ in range(2))
        for clause in _free(old, partner.values()):
            if clause.content:
                before[key(clause)].append(clause)
        for clause in _free(new, partner):
            if clause.content:
                after[key(clause)].append(clause)
        for text, found in after.items():
            if text is not None and len(found) == len(before.get(text, ())):
                partner.update((b.index, a.index) for a, b in zip(before[text], found, strict=True))


def _by_title(old: Sequence[Clause], new: Sequence[Clause], partner: dict[int, int]) -> None:
    """Same heading. If it comes several times, those with a common parent or the most common text first."""
    before: dict[str, list[Clause]] = defaultdict(list)
    for clause in _free(old, partner.values()):
        before[clause.key].append(clause)
    scored = []
    for clause in _free(new, partner):
        for other in before.get(clause.key, ()):
            parents = _parent_title(old, other) == _parent_title(new, clause)
            scored.append((parents + _likeness(other, clause), -clause.index, -other.index))
    _greedy(scored, partner)


def _by_text(
    old: Sequence[Clause], new: Sequence[Clause], partner: dict[int, int], flows: Mapping[tuple[int, int], int]
) -> None:
    """Much the same text under another heading."""
    free_old = {clause.index for clause in _free(old, partner.values())}
    free_new = {clause.index for clause in _free(new, partner)}
    scored = []
    for one, other in _candidates(old, new, free_old, free_new):
        if min(len(old[one].content), len(new[other].content)) < _SHORT:
            continue
        score = _likeness(old[one], new[other])
        titles = similarity(old[one].key, new[other].key)
        size = min(len(old[one].content), len(new[other].content))
        flow = flows.get((one, other), 0) / size
        if score >= _ALIKE or (titles >= _TITLES and score >= _ALIKE / 2) or flow >= 0.5:
            scored.append((score + titles / 2 + flow / 2, -other, -one))
    _greedy(scored, partner)


def _by_children(old: Sequence[Clause], new: Sequence[Clause], partner: dict[int, int]) -> None:
    """A heading over clauses is the one that most of them stood under; from the leaves up."""
    for clause in sorted(_free(new, partner), key=lambda clause: -clause.level):
        votes = Counter(
            old[partner[child.index]].parent for child in new if child.parent == clause.index and child.index in partner
        )
        taken = set(partner.values())
        for above, count in votes.most_common(1):
            children = sum(child.parent == above for child in old) if above >= 0 else 0
            if above >= 0 and above not in taken and 2 * count >= children:
                partner[clause.index] = above


def _by_heading(old: Sequence[Clause], new: Sequence[Clause], partner: dict[int, int]) -> None:
    """What is left: much the same heading under the same clause, or nearly the same anywhere; from the top down."""
    for level in sorted({clause.level for clause in new}):
        scored = []
        for clause in _free(new, partner):
            for other in _free(old, partner.values()) if clause.level == level else ():
                same_parent = _same_parent(old, new, other, clause, partner)
                titles, texts = similarity(other.key, clause.key), _likeness(other, clause)
                wanted = _SAME_TITLES if not same_parent else _HINTED if clause.number == other.number else _TITLES
                if titles >= wanted or (titles >= _HINTED and texts >= _ALIKE / 3):
                    score = titles + texts + same_parent + (clause.number == other.number) / 2
                    scored.append((score, -clause.index, -other.index))
        _greedy(scored, partner)


def _by_sentences(
    old: Sequence[Clause], new: Sequence[Clause], partner: dict[int, int], flows: Mapping[tuple[int, int], int]
) -> None:
    """Nothing else in common but sentences: a fair share of the shorter one."""
    paired = set(partner.values())
    scored = []
    for (one, other), size in flows.items():
        shorter = min(len(old[one].content), len(new[other].content))
        if one not in paired and other not in partner and size >= max(_PART, _SHARE * shorter):
            scored.append((float(size), -other, -one))
    _greedy(scored, partner)


def _greedy(scored: list[tuple[float, int, int]], partner: dict[int, int]) -> None:
    """Takes pairs from the best down; each clause once. Entries are (score, −new, −old)."""
    taken = set(partner.values())
    for _, new, old in sorted(scored, reverse=True):
        if -new not in partner and -old not in taken:
            partner[-new] = -old
            taken.add(-old)


def _candidates(
    old: Sequence[Clause], new: Sequence[Clause], free_old: set[int], free_new: set[int]
) -> Iterable[tuple[int, int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for index in free_old:
        for gram in old[index].grams:
            places[gram].append(index)
    for index in free_new:
        hits = Counter(place for gram in new[index].grams for place in places.get(gram, ()))
        for other, _ in hits.most_common(5):
            yield other, index


def _likeness(old: Clause, new: Clause) -> float:
    """0 to 1: the share of common runs of three characters."""
    both = len(old.grams) + len(new.grams)
    return 2 * len(old.grams & new.grams) / both if both else 0.0


def _parent_title(clauses: Sequence[Clause], clause: Clause) -> str:
    return clauses[clause.parent].key if clause.parent >= 0 else ""


def _same_parent(
    old: Sequence[Clause], new: Sequence[Clause], one: Clause, other: Clause, partner: Mapping[int, int]
) -> bool:
    if other.parent < 0 or one.parent < 0:
        return other.parent == one.parent
    return partner.get(other.parent) == one.parent


def _flows(old: Sequence[Clause], new: Sequence[Clause]) -> dict[tuple[int, int], int]:
    """(old, new) → characters of sentences that went from the one to the other."""
    places: dict[str, list[int]] = defaultdict(list)
    for clause in new:
        for gram in clause.grams:
            places[gram].append(clause.index)
    flows: dict[tuple[int, int], int] = defaultdict(int)
    whole: dict[str, list[Clause]] = defaultdict(list)
    for clause in new:
        for sentence in clause.sentences:
            whole[sentence].append(clause)
    for clause in old:
        for sentence in clause.sentences:
            if len(sentence) < _SENTENCE:
                continue
            if same := whole.get(sentence):  # word by word: no need to look for its like
                flows[clause.index, min((other.key != clause.key, other.index) for other in same)[1]] += len(sentence)
                continue
            own = grams(sentence)
            hits = Counter(place for gram in own for place in places.get(gram, ()))
            if not hits:
                continue
            most = max(hits.values())
            # Of several that have it the clause of the same heading, else the first.
            target = min((new[at].key != clause.key, at) for at, count in hits.items() if count >= 0.9 * most)[1]
            if hits[target] >= _FOUND * len(own):
                flows[clause.index, target] += len(sentence)
    return dict(flows)


def _parts(
    old: Sequence[Clause], new: Sequence[Clause], partner: Mapping[int, int], flows: Mapping[tuple[int, int], int]
) -> Iterable[tuple[int, int]]:
    """What a clause without a partner came from or went to: the greatest flow, if it is more than a phrase."""
    paired = set(partner.values())
    best_old: dict[int, tuple[int, int]] = {}
    best_new: dict[int, tuple[int, int]] = {}
    for (one, other), size in flows.items():
        if size < _PART:
            continue
        if other not in partner and one in paired:
            best_new[other] = max(best_new.get(other, (0, 0)), (size, -one))
        elif one not in paired and other in partner:
            best_old[one] = max(best_old.get(one, (0, 0)), (size, -other))
    yield from ((-one, other) for other, (_, one) in best_new.items())
    yield from ((one, -other) for one, (_, other) in best_old.items())
