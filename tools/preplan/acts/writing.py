"""Several files written whole or not at all.

The old bytes are laid into a journal folder before the first file is renamed and thrown away after the last. An error or
an interruption in between puts everything back at once; after a crash the next act does so before it begins.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from preplan.skeleton import Refused

try:
    import fcntl
except ImportError:  # Windows: two acts at once are then told only by the bytes that changed
    fcntl = None  # type: ignore[assignment]

JOURNAL = ".preplan-act"  # in the root of the library, ignored by git
_LIST = "files.json"  # path → file with the old bytes ("": not there), hash of the new ones ("": removed)


def write(root: Path, was: Mapping[str, bytes | None], will: Mapping[str, bytes | None]) -> None:
    """Brings every file of `will` to its new bytes (None: removed), or leaves all as they were.

    `was` are the bytes on which the new ones rest. Raises Refused if a file is no longer so, OSError if one cannot be
    written.
    """
    journal = root / JOURNAL
    ready: dict[str, str] = {}
    done: list[str] = []
    try:
        journal.mkdir(exist_ok=True)
        for path, content in will.items():
            if content is not None:
                ready[path] = _beside(root / path, content)
        _keep(journal, {path: was[path] for path in will}, will)
        for path in will:
            if _now(root / path) != was[path]:
                raise Refused(f"{path} 在此期间被改动，没有登记；请重新运行")
        for path, content in will.items():
            done.append(path)
            if content is None:
                os.unlink(root / path)
            else:
                os.replace(ready[path], root / path)
        os.unlink(journal / _LIST)  # from here on the act is done
    except BaseException:
        for name in ready.values():
            with contextlib.suppress(OSError):
                os.unlink(name)
        for path in done:
            _put_back(root / path, was[path])  # if that fails too, the journal stays for the next act
        _drop_folders(root, was)
        shutil.rmtree(journal, ignore_errors=True)
        raise
    shutil.rmtree(journal, ignore_errors=True)


@contextlib.contextmanager
def held(root: Path) -> Iterator[list[str]]:
    """The library for one act alone; gives the paths that a crashed act had left half done and that were put back.

    Raises Refused if another act is under way.
    """
    if fcntl is None:
        yield recover(root)
        return
    handle = os.open(root / "plans", os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise Refused("另一项登记正在进行，请等它做完再试") from error
    try:
        yield recover(root)
    finally:
        os.close(handle)


def recover(root: Path) -> list[str]:
    """Puts back what a crashed act left half done; the paths of it. Nothing to do gives an empty list.

    A file that somebody has changed since the crash stays as it is.
    """
    journal = root / JOURNAL
    if not journal.is_dir():
        return []
    paths: list[str] = []
    if (journal / _LIST).exists():
        listed: dict[str, list[str]] = json.loads((journal / _LIST).read_text(encoding="utf-8"))
        for path, (name, new) in listed.items():
            old = (journal / name).read_bytes() if name else None
            if (now := _now(root / path)) != old and _hash(now) == new:
                _put_back(root / path, old)
                paths.append(path)
    shutil.rmtree(journal)
    return paths


def _keep(journal: Path, was: Mapping[str, bytes | None], will: Mapping[str, bytes | None]) -> None:
    listed: dict[str, list[str]] = {}
    for number, (path, content) in enumerate(was.items()):
        listed[path] = [f"{number}.old" if content is not None else "", _hash(will[path])]
        if content is not None:
            _sync(journal / listed[path][0], content)
    _sync(journal / f"{_LIST}.new", json.dumps(listed, ensure_ascii=False).encode("utf-8"))
    os.replace(journal / f"{_LIST}.new", journal / _LIST)


def _hash(content: bytes | None) -> str:
    return hashlib.sha256(content).hexdigest() if content is not None else ""


def _put_back(target: Path, content: bytes | None) -> None:
    if _now(target) == content:
        return
    if content is None:
        target.unlink()
    else:
        Path(_beside(target, content)).replace(target)


def _drop_folders(root: Path, was: Mapping[str, bytes | None]) -> None:
    """Folders that were made for new files and are empty now."""
    for path, content in was.items():
        if content is None:
            with contextlib.suppress(OSError):
                (root / path).parent.rmdir()


def _beside(target: Path, content: bytes) -> str:
    """A finished temporary file in the folder of `target`; its name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".~lock.", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, 0o644)
    except BaseException:
        os.unlink(name)
        raise
    return name


def _sync(target: Path, content: bytes) -> None:
    with open(target, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _now(target: Path) -> bytes | None:
    return target.read_bytes() if target.is_file() else None
