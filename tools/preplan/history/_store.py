"""The store of git around a library: opened, asked and closed here. No other module of the project knows git."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO


class NoHistory(Exception):
    """The history cannot be told. `reason` (Chinese, short) says why; the message adds what helps.

    No fault of the records: callers make a notice of it and go on without. `is_shallow` is True if only the last
    commits were fetched, so that every date would be wrong.
    """

    def __init__(self, reason: str, remedy: str, *, is_shallow: bool = False) -> None:
        super().__init__(f"{reason}，沿革不能列出；{remedy}")
        self.reason = reason
        self.remedy = remedy
        self.is_shallow = is_shallow


@dataclass(frozen=True, slots=True)
class Store:
    """An open repository. `prefix` is the library's folder below the work tree: "" or "folder/"."""

    prefix: str
    _repository: Any
    _failure: type[Exception]  # what GitPython raises when a command fails

    @property
    def is_shallow(self) -> bool:
        """True if only the last commits were fetched."""
        return (Path(self._repository.common_dir) / "shallow").exists()

    def ask(self, command: str, *arguments: str) -> str:
        """What a command prints. Raises NoHistory if it fails."""
        with self._told():
            printed: str = getattr(self._repository.git, command)(*arguments)
        return printed

    def seek(self, command: str, *arguments: str) -> str:
        """What a command prints; "" if it fails, which is its way to say that there is no such thing."""
        try:
            printed: str = getattr(self._repository.git, command)(*arguments)
        except self._failure:
            return ""
        return printed

    @contextmanager
    def stream(self, command: str, *arguments: str) -> Iterator[BinaryIO]:
        """What a command prints, to be read as it comes and as bytes. Raises NoHistory at the end if it failed."""
        with self._told():
            process = getattr(self._repository.git, command)(*arguments, as_process=True)
            yield process.stdout
            process.wait()

    def content(self, blob: str) -> bytes | None:
        """The bytes with this id; None if the store lacks them (a clone of a part)."""
        try:
            content: bytes = self._repository.odb.stream(bytes.fromhex(blob)).read()
        except (ValueError, KeyError):
            return None
        return content

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except self._failure as error:
            raise _no_history(str(getattr(error, "stderr", ""))) from error


@contextmanager
def opened(root: Path) -> Iterator[Store]:
    """The repository that holds the library at `root`, itself or as a folder of it, open as long as the context lasts.

    Raises NoHistory if there is no git, no repository or no work tree.
    """
    try:
        import git  # here, because it costs 100 ms; it looks for the program git at once
    except ImportError as error:
        raise NoHistory("找不到 git 程序", "请安装 git") from error
    try:
        repository = git.Repo(root, search_parent_directories=True)
    except (git.InvalidGitRepositoryError, git.NoSuchPathError) as error:
        raise NoHistory("这里不是 git 仓库", "请用 git clone 取得本库，不要下载压缩包") from error
    with repository:
        if repository.working_tree_dir is None:
            raise NoHistory("这里是没有工作区的 git 仓库", "请用 git clone 取得本库")
        below = root.resolve().relative_to(Path(repository.working_tree_dir).resolve()).as_posix()
        yield Store("" if below == "." else f"{below}/", repository, git.GitCommandError)


def _no_history(complaint: str) -> NoHistory:
    if "does not have any commits" in complaint:
        return NoHistory("仓库还没有提交", "请先提交记录")
    if "dubious ownership" in complaint:
        return NoHistory("git 不信任这个文件夹的所有者", "请运行 git config --global --add safe.directory 加本库路径")
    lines = [line.strip(" '") for line in complaint.splitlines() if line.strip()]
    return NoHistory("git 读不出仓库", f"请运行 git fsck 检查仓库（git 的说明：{lines[-1] if lines else '没有'}）")
