"""Room 2, history: what git knows of every record's file. One pass over all commits. Beside it only
skeleton/branches.py asks git, for the numbers taken on other branches.

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


class NoHistory(Exception):
    """The history cannot be told; the message (Chinese) says why and what helps.

    No fault of the records: callers make a notice of it and go on without. `is_shallow` is True if only the last
    commits were fetched, so that every date would be wrong.
    """

    def __init__(self, message: str, *, is_shallow: bool = False) -> None:
        super().__init__(message)
        self.is_shallow = is_shallow


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
    try:
        import git  # here, because it costs 100 ms
    except ImportError as error:
        raise NoHistory("找不到 git 程序，沿革不能列出；请安装 git") from error
    try:
        repository = git.Repo(root, search_parent_directories=True)
    except (git.InvalidGitRepositoryError, git.NoSuchPathError) as error:
        raise NoHistory("这里不是 git 仓库，沿革不能列出；请用 git clone 取得本库，不要下载压缩包") from error
    with repository:
        if repository.working_tree_dir is None:
            raise NoHistory("这里是没有工作区的 git 仓库，沿革不能列出；请用 git clone 取得本库")
        if (Path(repository.common_dir) / "shallow").exists():
            raise NoHistory(
                "只取了最近的提交（浅克隆），沿革的日期会不对，因此不列出；"
                "请运行 git fetch --unshallow，自动检查的 checkout 步骤写 fetch-depth: 0",
                is_shallow=True,
            )
        prefix = root.resolve().relative_to(Path(repository.working_tree_dir).resolve()).as_posix()
        prefix = "" if prefix == "." else f"{prefix}/"
        try:
            head = Commit(*repository.git.log("-1", "--no-show-signature", "--no-color", "--format=%H %aI").split(" "))
            # A process of its own, so that its output is read as it comes and never decoded by GitPython.
            log = repository.git.log(*_LOG, head.id, "--", f":(top,literal){prefix}{FOLDER}", as_process=True)
            trails = _trails(_fields(log.stdout), prefix)
            log.wait()
        except git.GitCommandError as error:
            raise NoHistory(_reason(str(error.stderr))) from error
    return History(head, trails)


def last_days(root: Path) -> dict[str, str]:
    """Path → day (YYYY-MM-DD) of its last change, of files that are still there. Raises NoHistory as `read` does."""
    trails = read(root).trails
    return {path: trail.last.day for path, trail in trails.items() if trail.changes[-1].blob}


def _reason(complaint: str) -> str:
    if "does not have any commits" in complaint:
        return "仓库还没有提交，沿革不能列出；请先提交记录"
    if "dubious ownership" in complaint:
        return "git 不信任这个文件夹的所有者，沿革不能列出；请运行 git config --global --add safe.directory 加本库路径"
    lines = [line.strip(" '") for line in complaint.splitlines() if line.strip()]
    return f"git 读不出沿革（{lines[-1] if lines else '没有说明'}）；请运行 git fsck 检查仓库"


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
