"""What git knows of the files behind every plan, as plain rows for pages: asked once a build, and only for the inside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from preplan import history
from preplan.compare import lineage
from preplan.history import Commit
from preplan.history.contents import contents
from preplan.model import Library

_KINDS = ("plan", "record", "edition", "draft")


@dataclass(frozen=True, slots=True)
class Trace:
    """Of one file: the first and last commit, how many there were, and how many of them changed what it says."""

    first: Commit
    last: Commit
    count: int
    content: int


@dataclass(frozen=True, slots=True)
class Traces:
    """`files` is path → trace; `missing` says (Chinese) why git cannot tell, "" if it can."""

    files: Mapping[str, Trace] = field(default_factory=dict)
    missing: str = ""


def find(root: Path, library: Library, known: history.History) -> Traces:
    """The traces of plans, revision records, editions and drafts; none, and why, if git cannot be asked any more."""
    paths = {record.path for kind in _KINDS for record in library.every(kind)}
    try:
        with contents(root) as content:
            found = {path: trace for path in sorted(paths) if (trace := _trace(known, content, path))}
    except history.NoHistory as error:
        return Traces(missing=error.reason)
    return Traces(found)


def _trace(known: history.History, content: lineage.Content, path: str) -> Trace | None:
    own = lineage.facts(known, content, path).get("")
    return Trace(own.first, own.last, own.count, len(own.content)) if own else None
