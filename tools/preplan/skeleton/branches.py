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
from typing import Any

_FILE_MODES = ("100644", "100755")


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch head. `files` maps the path below the library to the id of its content."""

    name: str
    is_current: bool
    files: Mapping[str, str]


class Branches:
    """The branch heads of the repository around `root`; `missing` says (Chinese) why they cannot be asked, "" if they can.

    Local branches and those of other repositories as they were last fetched. Use it as a context: git is kept open
    for `content`.
    """

    def __init__(self, root: Path, wanted: Callable[[str], bool]) -> None:
        self.missing = ""
        self.heads: tuple[Branch, ...] = ()
        self._open = ExitStack()
        self._repository: Any = None
        try:
            import git
        except ImportError:  # GitPython looks for the program git when it is imported
            self.missing = "找不到 git 程序"
            return
        try:
            self._repository = self._open.enter_context(git.Repo(root, search_parent_directories=True))
            if self._repository.working_tree_dir is not None:
                self.heads = tuple(self._read(root, wanted))
        except (git.InvalidGitRepositoryError, git.NoSuchPathError):
            self.missing = "这里不是 git 仓库"
        except git.GitCommandError:
            self.missing = "git 读不出分支"

    def __enter__(self) -> Branches:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def content(self, blob: str) -> bytes | None:
        """The bytes with this id; None if the store lacks them (a clone of a part)."""
        try:
            content: bytes = self._repository.odb.stream(bytes.fromhex(blob)).read()
        except (ValueError, KeyError):
            return None
        return content

    def _read(self, root: Path, wanted: Callable[[str], bool]) -> list[Branch]:
        git = self._repository.git
        below = root.resolve().relative_to(Path(self._repository.working_tree_dir).resolve()).as_posix()
        prefix = "" if below == "." else f"{below}/"
        current = "" if self._repository.head.is_detached else self._repository.head.ref.path
        seen: dict[str, Branch] = {}
        for line in git.for_each_ref("refs/heads", "refs/remotes", format="%(objectname) %(refname)").splitlines():
            commit, _, ref = line.partition(" ")
            name = ref.removeprefix("refs/heads/").removeprefix("refs/remotes/")
            if commit in seen and ref != current:
                continue
            tree = git.ls_tree("-r", "-z", "--full-tree", commit, "--", f"{prefix}plans/").split("\0")
            seen[commit] = Branch(name, ref == current, dict(_files(tree, prefix, wanted)))
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
