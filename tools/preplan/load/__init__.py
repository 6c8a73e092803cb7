"""Room 1, load: files → documents with a place for every value, and findings on what cannot be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from preplan import collector
from preplan.finding import Finding
from preplan.kinds import Kind, kind_of
from preplan.load import document, text, walk
from preplan.load.document import Document

__all__ = ["Document", "Loaded", "Wanted", "load", "replaced"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """All readable documents in path order, findings on the others, and the paths of the unreadable ones.

    `unread` are the paths of records that are there and were not asked for.
    """

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    broken: tuple[str, ...]
    count: int
    unread: tuple[str, ...] = ()


Wanted = Callable[[str, Kind], bool]


def load(
    root: Path,
    progress: Callable[[int, int], None] | None = None,
    instead: Mapping[str, bytes | None] | None = None,
    wanted: Wanted | None = None,
) -> Loaded:
    """Reads every record below `root`/plans; `root` is the repository. `progress` is told (read, total).

    `instead` gives the content of files as if they were written already (None: as if removed). With `wanted` only the
    files are read for which it is true. Raises NotADirectoryError if there is no plans/ folder.
    """
    documents: list[Document] = []
    broken: list[str] = []
    paths, findings = walk.records(root)
    instead = instead or {}
    if instead:
        known = {**dict(paths), **{path: kind for path in instead if (kind := kind_of(path))}}
        paths = [(path, known[path]) for path in sorted(known) if instead.get(path, b"") is not None]
        findings = [*_elsewhere(findings, instead), *_unexpected(instead)]
    unread: list[str] = []
    if wanted:
        unread = [path for path, kind in paths if not wanted(path, kind)]
        paths = [(path, kind) for path, kind in paths if wanted(path, kind)]
    base = f"{root}{os.sep}"
    with collector.paused():
        for number, (path, kind) in enumerate(paths, 1):
            if progress:
                progress(number, len(paths))
            raw = instead.get(path)
            if raw is None:
                with open(base + path, "rb", buffering=0) as stream:
                    raw = stream.read(text.SIZE_LIMIT + 1)  # of a larger file no more than says that it is too large
            found, faults = document.read(raw, path, kind)
            findings.extend(faults)
            if found is None:
                broken.append(path)
            else:
                documents.append(found)
    return Loaded(tuple(documents), tuple(findings), tuple(broken), len(paths), tuple(unread))


def replaced(loaded: Loaded, instead: Mapping[str, bytes | None]) -> Loaded:
    """The same files, those of `instead` with other content (None: removed): all other documents are shared."""
    documents = [one for one in loaded.documents if one.path not in instead]
    findings = [*_elsewhere(loaded.findings, instead), *_unexpected(instead)]
    broken = [path for path in loaded.broken if path not in instead]
    count = len(documents) + len(broken)
    for path, raw in instead.items():
        kind = kind_of(path)
        if raw is None or kind is None:
            continue
        count += 1
        found, faults = document.read(raw, path, kind)
        findings.extend(faults)
        if found is None:
            broken.append(path)
        else:
            documents.append(found)
    documents.sort(key=lambda one: one.path)
    unread = tuple(path for path in loaded.unread if path not in instead)
    return Loaded(tuple(documents), tuple(findings), tuple(sorted(broken)), count, unread)


def _elsewhere(findings: Iterable[Finding], instead: Mapping[str, bytes | None]) -> list[Finding]:
    return [finding for finding in findings if finding.place.path not in instead]


def _unexpected(instead: Mapping[str, bytes | None]) -> list[Finding]:
    return [found for path, raw in instead.items() if raw is not None for found in walk.unexpected(path)]
