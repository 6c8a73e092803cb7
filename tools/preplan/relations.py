"""What is wrong with relations between records, told from plain rows: no record, no library and no file is needed.

A rule gives its rows and says what the faults mean; so does whoever lays foreign header data beside ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Relation:
    """`source` says that it stands in the relation `name` to `target`. `at` is where it says so, whatever the giver likes."""

    source: str
    name: str
    target: str
    at: Any = field(default=None, compare=False)


def dangling(relations: Iterable[Relation], exists: Callable[[Relation], bool]) -> Iterator[Relation]:
    """The relations whose target is not there, in their order."""
    return (relation for relation in relations if not exists(relation))


def one_sided(relations: Iterable[Relation], inverse: Mapping[str, str]) -> Iterator[Relation]:
    """The relations whose target does not say the inverse of it, in their order.

    `inverse` maps a name to the name that the other side uses; relations with other names have no other side.
    """
    every = tuple(relations)
    said = {(relation.source, relation.name, relation.target) for relation in every}
    for relation in every:
        other = inverse.get(relation.name)
        if other is not None and (relation.target, other, relation.source) not in said:
            yield relation
