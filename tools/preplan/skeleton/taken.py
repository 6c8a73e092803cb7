"""What is taken already: the files of one kind in the folder and on the branches, and the next number after them.

Files count as soon as they can be read, whether their records are sound or not: a record that was begun a minute ago
has its number, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from preplan.history.branches import Branches
from preplan.kinds import Kind, kind_of
from preplan.load import document, walk
from preplan.model import value_at
from preplan.skeleton import Refused


@dataclass(frozen=True, slots=True)
class File:
    """A file of the kind; `branch` is "" in the folder; `data` is None if it cannot be read."""

    path: str
    data: Any
    branch: str = ""
    is_current: bool = True

    def items(self, kind: Kind) -> Iterator[dict[str, Any]]:
        """The records in it."""
        found = value_at(self.data, (kind.items,), []) if kind.items else [self.data]
        yield from (record for record in found if isinstance(record, dict)) if isinstance(found, list) else ()


@dataclass(frozen=True, slots=True)
class Taken:
    """All files of a kind. `branches` are the names looked at; `missing` says why no branch could be asked."""

    kind: Kind
    files: tuple[File, ...]
    branches: tuple[str, ...] = ()
    missing: str = ""

    @property
    def here(self) -> tuple[File, ...]:
        return tuple(file for file in self.files if not file.branch)

    @property
    def unread(self) -> tuple[File, ...]:
        """Files whose numbers could not be taken into account."""
        return tuple(file for file in self.files if file.data is None)

    def values(self, *way: str) -> Iterator[Any]:
        """What stands at `way` in every record, here and on the branches."""
        for file in self.files:
            for record in file.items(self.kind):
                yield value_at(record, way)

    def path_at(self, path: str) -> File | None:
        """A file at this path, in the folder or on another branch."""
        return next((file for file in self._elsewhere() if file.path == path), None)

    def id_in(self, id: str) -> File | None:
        """A file that holds an item with this id, in the folder or on another branch."""
        holding = (file for file in self._elsewhere() for record in file.items(self.kind) if self._id(record) == id)
        return next(holding, None)

    def ids_here(self) -> list[str]:
        return [str(self._id(record)) for file in self.here for record in file.items(self.kind)]

    def _id(self, record: dict[str, Any]) -> Any:
        return record.get(self.kind.item_id)

    def _elsewhere(self) -> Iterator[File]:
        # What the current branch still has and the folder has no more was taken out on purpose.
        return (file for file in self.files if not (file.branch and file.is_current))


def here(root: Path, kind: Kind) -> Taken:
    """Reads all files of a kind below `root`."""
    paths = (path for path, found in walk.records(root)[0] if found is kind)
    return Taken(kind, tuple(File(path, _data((root / path).read_bytes(), path, kind)) for path in paths))


def look(root: Path, kind: Kind) -> Taken:
    """Reads all files of a kind below `root` and on every branch."""
    files = list(here(root, kind).files)
    read: dict[tuple[str, str], Any] = {}
    with Branches(root, lambda path: kind_of(path) is kind) as branches:
        for branch in branches.heads:
            for path, blob in branch.files.items():
                if (path, blob) not in read:
                    read[path, blob] = _data(branches.content(blob), path, kind)
                files.append(File(path, read[path, blob], branch.name, branch.is_current))
    return Taken(kind, tuple(files), tuple(head.name for head in branches.heads), branches.missing)


def _data(raw: bytes | None, path: str, kind: Kind) -> Any:
    found = document.read(raw, path, kind)[0] if raw is not None else None
    return found.data if found else None


def next_number(values: Iterable[Any], form: str, limit: int = 9999) -> int:
    """One more than the highest number of `form`, a pattern with one group. Numbers left out are not used again.

    Raises Refused above `limit`.
    """
    matches = (re.fullmatch(form, str(value)) for value in values if not isinstance(value, bool))
    number = max((int(match[1]) for match in matches if match), default=0) + 1
    if number > limit:
        raise Refused(f"编号已经用到 {limit}，没有下一个号了")
    return number


def first_free(names: Iterable[str], taken: Iterable[Any]) -> str:
    """The first name that is not taken. Raises Refused if all are."""
    used = set(taken)
    for name in (listed := list(names)):
        if name not in used:
            return name
    raise Refused(f"{listed[0]} 到 {listed[-1]} 都已经用了")
