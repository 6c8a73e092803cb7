"""What the other branches of the repository hold: read from git's store, nothing is checked out or changed.

Two branches that take the same number merge without a conflict, and each is sound by itself. So a number is free only
if no branch has it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from preplan.history._store import NoHistory, Store, opened

_FILE_MODES = ("100644", "100755")


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch head. `files` maps the path below the library to the id of its content."""

    name: str
    is_current: bool
    files: Mapping[str, str]


class Branches:
    """The branch heads of the repository around `root`; `missing` says (Chinese) why they cannot be asked, "" if they can.

    Local branches and those of other repositories as they were last fetched. `wanted` chooses files by their path
    below the library. Use it as a context: git is kept open for `content`.
    """

    def __init__(self, root: Path, wanted: Callable[[str], bool]) -> None:
        self.missing = ""
        self.heads: tuple[Branch, ...] = ()
        self._open = ExitStack()
        self._store: Store | None = None
        try:
            self._store = self._open.enter_context(opened(root))
            self.heads = tuple(_heads(self._store, wanted))
        except NoHistory as error:
            self.missing = error.reason

    def __enter__(self) -> Branches:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def content(self, blob: str) -> bytes | None:
        """The bytes with this id; None if the store lacks them (a clone of a part)."""
        return self._store.content(blob) if self._store else None


def _heads(store: Store, wanted: Callable[[str], bool]) -> list[Branch]:
    """Of branches at the same commit only the first, and the current one in any case."""
    seen: dict[str, Branch] = {}
    refs = store.ask("for_each_ref", "refs/heads", "refs/remotes", "--format=%(objectname) %(refname) %(HEAD)")
    for line in refs.splitlines():
        commit, ref, *mark = line.split(" ")
        name = ref.removeprefix("refs/heads/").removeprefix("refs/remotes/")
        is_current = "*" in mark
        if commit in seen and not is_current:
            continue
        tree = store.ask("ls_tree", "-r", "-z", "--full-tree", commit, "--", f"{store.prefix}plans/").split("\0")
        seen[commit] = Branch(name, is_current, dict(_files(tree, store.prefix, wanted)))
    return list(seen.values())


def _files(tree: list[str], prefix: str, wanted: Callable[[str], bool]) -> list[tuple[str, str]]:
    found = []
    for entry in filter(None, tree):
        facts, _, path = entry.partition("\t")
        mode, _, blob = facts.split(" ")
        below = path.removeprefix(prefix)
        if mode in _FILE_MODES and wanted(below):
            found.append((below, blob))
    return found
