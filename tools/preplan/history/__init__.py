"""Room 2, history: what git knows. Here of every record's file, in one pass over all commits; `branches` tells what
other branches hold; `_store` alone opens git.

Plain data out. Renames are not followed: lineage goes by edition id and content, and a rename detector pairs the wrong
files when a draft becomes an edition. Of a merge only what it changed itself counts: a file that is as in none of the
parents was edited, or put together from both sides, in the merge; one taken whole from a side was written there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from preplan.history._store import NoHistory, opened

__all__ = ["Change", "Commit", "History", "NoHistory", "Trail", "read"]

FOLDER = "plans"
_CHUNK = 1 << 20  # bytes read from git at a time: the whole log of a province would be tens of megabytes
_LOG = (
    "--raw",
    "-z",
    "-c",  # of merges the files that differ from every parent; known to every git, unlike --diff-merges=remerge
    "--root",  # and no setting of the user's may change what comes out
    "--no-renames",
    "--no-abbrev",
    "--no-color",
    "--no-show-signature",
    "--no-relative",
    "--full-history",
    "--author-date-order",
    "--format=%H %aI",
)


@dataclass(frozen=True, slots=True)
class Commit:
    """`id` is the full hash, `on` the author date in ISO 8601 with the author's zone (2022-07-29T17:30:00+08:00)."""

    id: str
    on: str

    @property
    def day(self) -> str:
        """The date where the author was, YYYY-MM-DD."""
        return self.on[:10]


@dataclass(frozen=True, slots=True)
class Change:
    """A file as one commit left it. `blob` is the full hash of its content, "" if the commit removed it."""

    commit: Commit
    blob: str


@dataclass(frozen=True, slots=True)
class Trail:
    """All changes of one path, oldest first (parents before children, else by author date); never empty."""

    changes: tuple[Change, ...]

    @property
    def first(self) -> Commit:
        return self.changes[0].commit

    @property
    def last(self) -> Commit:
        return self.changes[-1].commit

    @property
    def count(self) -> int:
        """Number of commits that changed the path, its removal included."""
        return len(self.changes)


@dataclass(frozen=True)
class History:
    """`head` is the commit looked at, `trails` path → its changes. Paths are below the library, as records have them.

    Files that were removed since are among them; files not committed yet are not.
    """

    head: Commit
    trails: Mapping[str, Trail]

    @cached_property
    def last_days(self) -> Mapping[str, str]:
        """Path → day (YYYY-MM-DD) of its last change, of files that are still there."""
        return {path: trail.last.day for path, trail in self.trails.items() if trail.changes[-1].blob}

    @cached_property
    def blobs(self) -> Mapping[str, Mapping[str, str]]:
        """Commit id → path → blob id ("" = removed) of all it changed; commits that changed no record are left out."""
        found: dict[str, dict[str, str]] = {}
        for path, trail in self.trails.items():
            for change in trail.changes:
                found.setdefault(change.commit.id, {})[path] = change.blob
        return found


def read(root: Path) -> History:
    """The history of every file below `root`/plans, up to HEAD. `root` may be a folder of a larger repository.

    Raises NoHistory if there is no git, no repository, no commit, or only the last commits of it.
    """
    with opened(root) as store:
        if store.is_shallow:
            raise NoHistory(
                "只取了最近的提交（浅克隆），日期会不对",
                "请运行 git fetch --unshallow，自动检查的 checkout 步骤写 fetch-depth: 0",
                is_shallow=True,
            )
        head = Commit(*store.ask("log", "-1", "--no-show-signature", "--no-color", "--format=%H %aI").split(" "))
        records = f":(top,literal){store.prefix}{FOLDER}"
        with store.stream("log", *_LOG, head.id, "--", records) as log:
            trails = _trails(_fields(log), store.prefix)
    return History(head, trails)


def _fields(stream: BinaryIO) -> Iterator[str]:
    """What stands between the NULs of a stream."""
    rest = b""
    while chunk := stream.read(_CHUNK):
        *whole, rest = (rest + chunk).split(b"\0")
        for field in whole:
            yield field.decode("utf-8", "surrogateescape")
    if rest:
        yield rest.decode("utf-8", "surrogateescape")


def _trails(fields: Iterator[str], prefix: str) -> dict[str, Trail]:
    """Path → changes. git gives "HASH DATE", then for each file ":… STATUS" and its path; newest commit first."""
    found: dict[str, list[Change]] = {}
    commit = Commit("", "")
    for field in fields:
        text = field.lstrip("\n")
        if text.startswith(":"):
            *_, blob, _status = text.split(" ")
            path = next(fields, "").removeprefix(prefix)
            found.setdefault(path, []).append(Change(commit, blob if blob.strip("0") else ""))
        elif text:
            commit = Commit(*text.split(" "))
    return {path: Trail(tuple(reversed(changes))) for path, changes in sorted(found.items())}
