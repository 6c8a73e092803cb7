"""What differs between a base and the working folder, or another revision: read from git in one pass, by content.

The base is where both went apart (the merge base), so that what others did meanwhile is not told as done here.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from preplan.history import Commit
from preplan.history._store import NoHistory, Store, opened

__all__ = ["Commit", "Difference", "NoHistory", "Tree", "between"]

FOLDERS = ("plans", "schemas")
_RAW = ("--raw", "-z", "--no-renames", "--no-abbrev", "--no-color", "--no-ext-diff", "--no-relative")
_FILE_MODES = ("100644", "100755")
_DEEPER = "请运行 git fetch --unshallow，自动检查的 checkout 步骤写 fetch-depth: 0"


@dataclass(frozen=True, slots=True)
class Tree:
    """A state of the library. `commit` is None for the working folder.

    `files` gives path below the library → content, of all files that are otherwise in the working folder (None: not there).
    """

    commit: Commit | None
    files: Mapping[str, bytes | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """`asked` is the commit that was named, `base` the state compared with. `changed` are the paths that differ, sorted."""

    asked: Commit
    base: Tree
    head: Tree
    changed: tuple[str, ...]


def between(root: Path, revision: str, head: str = "") -> Difference:
    """What differs between the merge base of `revision` and `head`, and `head` (default: the working folder).

    Files below plans/ and schemas/, new ones that git does not know yet among them. Raises NoHistory with the remedy: no
    repository, no such revision, nothing in common, a clone without the base, a merge that waits to be resolved.
    """
    with opened(root) as store:
        asked = _commit(store, revision)
        tip = _commit(store, head or "HEAD")
        base = _commit(store, _merge_base(store, revision, asked, tip))
        here = _untracked(store)
        before = _differing(store, base, here)
        after = _differing(store, tip, here) if head else {}
        changed = [path for path in sorted({*before, *after}) if not _is_same(path, before, after)]
        files, others = _contents(store, before), _contents(store, after)
    return Difference(asked, Tree(base, files), Tree(tip if head else None, others), tuple(changed))


def _contents(store: Store, blobs: Mapping[str, str]) -> dict[str, bytes | None]:
    found = {path: store.content(blob) if blob else None for path, blob in blobs.items()}
    for path, blob in blobs.items():
        if blob and found[path] is None:
            raise NoHistory(f"仓库里没有「{path}」的旧内容（只取了一部分的克隆）", "请用 git clone 取得完整的库")
    return found


def _is_same(path: str, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """True if base and head hold the same; a path in one of them alone differs from the working folder there."""
    return path in before and path in after and before[path] == after[path]


def _commit(store: Store, revision: str) -> Commit:
    found = "" if revision.startswith("-") else store.seek("rev_parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if not found:
        if revision == "HEAD":
            raise NoHistory("仓库还没有提交", "请先提交记录")
        if store.is_shallow:
            raise NoHistory(f"没有「{revision}」这个版本：只取了最近的提交（浅克隆）", _DEEPER, is_shallow=True)
        raise NoHistory(f"没有「{revision}」这个版本", _offered(store, revision))
    id, on = store.ask("log", "-1", "--no-show-signature", "--no-color", "--format=%H %aI", found, "--").split(" ")
    return Commit(id, on)


def _offered(store: Store, revision: str) -> str:
    names = store.ask("for_each_ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags").split()
    near = difflib.get_close_matches(revision, names, 3, 0.4)
    listed = f"；最接近的是：{'、'.join(near)}" if near else ""
    return f"写已有的分支、标签或提交号，远处的分支先 git fetch{listed}"


def _merge_base(store: Store, revision: str, asked: Commit, tip: Commit) -> str:
    if found := store.seek("merge_base", asked.id, tip.id):
        return found.split("\n")[0]
    if store.is_shallow:
        raise NoHistory(f"与「{revision}」没有共同的提交：只取了最近的提交（浅克隆）", _DEEPER, is_shallow=True)
    raise NoHistory(f"与「{revision}」没有共同的提交", "核对所写的版本；两个互不相干的库不能比较")


def _untracked(store: Store) -> tuple[str, ...]:
    """Files of the working folder that git does not know. Raises NoHistory if a merge waits to be resolved."""
    if clash := store.ask("ls_files", "-z", "--unmerged", "--full-name", "--", *_within(store)):
        paths = dict.fromkeys(
            entry.partition("\t")[2].removeprefix(store.prefix) for entry in clash.split("\0") if entry
        )
        raise NoHistory(f"合并冲突还没有解决：{'、'.join(paths)}", "先改好这些文件，用 git add 标明，再重新运行")
    listed = store.ask("ls_files", "-z", "--others", "--full-name", "--", *_within(store))
    return tuple(path.removeprefix(store.prefix) for path in listed.split("\0") if path)


def _differing(store: Store, commit: Commit, here: tuple[str, ...]) -> dict[str, str]:
    """Path → blob in the commit ("": not there) of all files that are otherwise in the working folder."""
    with store.stream("diff", *_RAW, commit.id, "--", *_within(store)) as stream:
        text = stream.read().decode("utf-8", "surrogateescape")
    found = dict(_entries(text, store.prefix))
    for path in here:
        found.setdefault(path, "")
    return found


def _entries(text: str, prefix: str) -> Iterator[tuple[str, str]]:
    fields = iter(text.split("\0"))
    for field in fields:
        if field.startswith(":"):
            mode, _, blob, *_rest = field.removeprefix(":").split(" ")
            yield next(fields).removeprefix(prefix), blob if mode in _FILE_MODES else ""


def _within(store: Store) -> tuple[str, ...]:
    return tuple(f":(top,literal){store.prefix}{folder}" for folder in FOLDERS)
