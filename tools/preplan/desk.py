"""The rooms in order: files → shape → library → findings. Used by every command and by the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from preplan import alterations, baseline, checks, collector, shape
from preplan.errors import NoLibrary
from preplan.finding import Finding, Severity
from preplan.kinds import KINDS
from preplan.load import Loaded, Wanted, load
from preplan.load import replaced as read_again
from preplan.model import Library, build
from preplan.schema import Schemas


@dataclass(frozen=True, slots=True)
class Opened:
    """A library as it was found: the sound records, and findings on the files that are not. `count` files were read."""

    library: Library
    findings: tuple[Finding, ...]
    count: int
    root: Path
    loaded: Loaded


def find_root(start: Path) -> Path:
    """The folder at or above `start` that holds plans/ and schemas/. Raises NoLibrary."""
    if not start.exists():
        raise NoLibrary(f"没有「{start}」这个目录")
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "plans").is_dir() and (folder / "schemas").is_dir():
            return folder
    raise NoLibrary(f"「{start}」及其上级文件夹中没有 plans/ 和 schemas/，这里不是预案库")


def open_library(
    root: Path,
    today: date,
    as_of: date | None = None,
    progress: Callable[[int, int], None] | None = None,
    instead: Mapping[str, bytes | None] | None = None,
    wanted: Wanted | None = None,
) -> Opened:
    """Reads a library. `as_of` overrides the bureau's data date; `today` serves where neither is given.

    `instead` gives files as if they were written already (None: removed); nothing is written. With
    `wanted` only those files are read, the others are known to be there. Raises NoLibrary if plans/ or the schemas are
    not there or cannot be read.
    """
    with collector.paused(keep=True):
        try:
            schemas = Schemas(root / "schemas")
            missing = [kind.schema for kind in KINDS if kind.schema not in schemas.names]
            if missing:
                raise NoLibrary(f"找不到格式定义 {root / 'schemas' / missing[0]}.schema.json")
            for name in schemas.names:
                schemas[name]
            loaded = load(root, progress, instead, wanted)
        except NotADirectoryError as error:
            raise NoLibrary(f"找不到文件夹 {error}") from error
        except FileNotFoundError as error:
            raise NoLibrary(f"找不到格式定义 {error}") from error
        except ValueError as error:
            raise NoLibrary(f"格式定义无法读取：{error}") from error
        return _opened(root, loaded, shape.check(loaded, schemas), schemas, as_of, today)


def replaced(opened: Opened, today: date, as_of: date | None, instead: Mapping[str, bytes | None]) -> Opened:
    """The same library with other content in some files (None: removed); the documents of all others are shared."""
    schemas = opened.library.schemas
    with collector.paused(keep=True):
        loaded = read_again(opened.loaded, instead)
        sound = {record.document for records in opened.library.all_records.values() for record in records}
        broken = {finding.place.path for finding in opened.findings}
        sound = {document for document in sound if document.path not in broken and document.path not in instead}
        return _opened(opened.root, loaded, shape.check(loaded, schemas, sound), schemas, as_of, today)


def _opened(
    root: Path, loaded: Loaded, shaped: shape.Shaped, schemas: Schemas, as_of: date | None, today: date
) -> Opened:
    library = build(shaped, schemas, as_of, today)
    return Opened(library, (*loaded.findings, *shaped.findings), loaded.count, root, loaded)


def judge(opened: Opened, only: Iterable[str] = (), ask_history: bool = True) -> baseline.Judged:
    """All findings in a fixed order, split by the baseline; with `only`, those of the named rules.

    Without `ask_history` nobody looks up which commit altered a registered text.
    """
    wanted = frozenset(only)
    early = (finding for finding in opened.findings if not wanted or finding.rule.id in wanted)
    ruled = list(checks.run(opened.library, only))
    if ask_history:
        ruled = alterations.named(ruled, opened.root, opened.library)
    found = sorted((*early, *ruled), key=lambda finding: finding.key)
    return baseline.judge(opened.library, found, wanted or None)


def examine(opened: Opened, only: Iterable[str] = ()) -> tuple[Finding, ...]:
    """The findings that the baseline does not cover, in a fixed order."""
    return judge(opened, only).open


def has_errors(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)
