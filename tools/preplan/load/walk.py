"""Which files are records, in a fixed order. Symbolic links are refused: they lead out of the library."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from preplan.finding import Finding, Place
from preplan.kinds import Kind, kind_of
from preplan.load import faults

BUREAU = "plans/bureau.yaml"
# Left behind by editors and systems; never records, never worth a finding.
_LITTER = (".DS_Store", "Thumbs.db", ".gitkeep")


def records(root: Path) -> tuple[list[tuple[str, Kind]], list[Finding]]:
    """(path, kind) of every record below plans/, sorted by path, and findings on links and unknown files.

    Raises NotADirectoryError if `root` has no plans/.
    """
    if not (root / "plans").is_dir():
        raise NotADirectoryError(root / "plans")
    found: list[tuple[str, Kind]] = []
    findings: list[Finding] = []
    for path, is_link in sorted(_files(root, "plans")):
        if is_link:
            shown = _printable(path)
            findings.append(faults.SYMBOLIC_LINK.at(Place(shown), name=shown))
        elif kind := kind_of(path):
            found.append((path, kind))
        else:
            findings += unexpected(path)
    if not (root / BUREAU).is_file():
        findings.append(faults.NO_BUREAU.at(Place(BUREAU), name=BUREAU))
    if (root / "docs").is_dir():
        links = (_printable(path) for path, is_link in sorted(_files(root, "docs")) if is_link)
        findings.extend(faults.SYMBOLIC_LINK.at(Place(shown), name=shown) for shown in links)
    return found, findings


def unexpected(path: str) -> list[Finding]:
    """The finding on a file below plans/ that is no record; none for records, litter and files elsewhere."""
    name = path.rpartition("/")[2]
    if not path.startswith("plans/") or kind_of(path) or _is_litter(name):
        return []
    shown = _printable(path)
    return [faults.UNEXPECTED_FILE.at(Place(shown), name=shown)]


def _is_litter(name: str) -> bool:
    return name in _LITTER or name.startswith(".~lock")


def _printable(path: str) -> str:
    """The path on one line: what no screen shows (line breaks, stray bytes, controls) as an escape."""
    if path.isprintable():
        return path
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode("ascii") for c in path)


def _files(root: Path, folder: str) -> Iterator[tuple[str, bool]]:
    if (root / folder).is_symlink():
        yield folder, True
        return
    with os.scandir(root / folder) as entries:
        for entry in entries:
            path = f"{folder}/{entry.name}"
            if entry.is_symlink():
                yield path, True
            elif entry.is_dir():
                yield from _files(root, path)
            elif not _is_litter(entry.name):
                yield path, False
