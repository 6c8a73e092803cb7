"""Which records of a large library a review must read: those that changed, what stands around them, and all registers.

A plan is read whole or not at all. Registers (everything but texts, revision records and filings) are always read: they
are small, and most rules rest on them. Of the rest the paths tell the ids, so that no reference seems to lead nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from preplan.kinds import Kind, kind_of, plan_folder
from preplan.load import document

WHOLE_UP_TO = 3000  # record files; a library up to this size is read whole, in about a second

_FAR = frozenset({"edition", "draft", "record", "paper", "annex", "filing"})
# What every record is judged by: after a change in one of these nothing may be left out.
_EVERYWHERE = ("plans/bureau.yaml", "plans/calendar.yaml", "schemas/")
_PLAN = re.compile(rb"\bplan: *[\"']?([a-z0-9-]+)")
# The fields of an item by which texts call it.
_NAMES = {
    "department": ("name", "short", "aliases", "former_names"),
    "law": ("title", "short", "number"),
    "sector": (),
    "duty": (),
}


@dataclass(frozen=True)
class Around:
    """`folders` are those of the plans touched; `files` others that changed or name what changed."""

    folders: frozenset[str]
    files: frozenset[str]

    def wants(self, path: str, kind: Kind) -> bool:
        return kind.name not in _FAR or path in self.files or plan_folder(path) in self.folders


def of(
    root: Path, paths: Iterable[str], before: Mapping[str, bytes | None], after: Mapping[str, bytes | None]
) -> Around | None:
    """The neighbourhood of a change; None if everything must be read. `before` and `after` hold every changed file."""
    if any(path.startswith(_EVERYWHERE) for path in after):
        return None
    folders = {"plans/overall", *filter(None, map(plan_folder, (path for path in after if path.startswith("plans/"))))}
    words: set[str] = set()
    for path in after:
        kind = kind_of(path)
        old, new = before.get(path), after.get(path)
        if kind is None:
            continue
        if kind.name == "notice":
            named = (match.decode() for raw in (old, new) if raw for match in _PLAN.findall(raw))
            folders |= {_folder_of(plan) for plan in named}
        elif kind.name == "campaign":
            told = campaign_plans(_data(path, old), _data(path, new))
            if told is None:
                return None
            folders |= {_folder_of(plan) for plan in told}
        elif kind.items:
            words |= set(_words(kind, _items(kind, path, old), _items(kind, path, new)))
    files = set(after)
    for path in _naming(root, paths, folders, files, words) if words else ():
        if folder := plan_folder(path):
            folders.add(folder)
        else:
            files.add(path)
    return Around(frozenset(folders), frozenset(files))


def _folder_of(plan: str) -> str:
    return "plans/overall" if plan == "overall" else f"plans/special/{plan}"


def _data(path: str, raw: bytes | None) -> dict[str, Any]:
    kind = kind_of(path)
    found = document.read(raw, path, kind)[0] if raw is not None and kind else None
    return found.data if found and isinstance(found.data, dict) else {}


def _items(kind: Kind, path: str, raw: bytes | None) -> dict[str, dict[str, Any]]:
    listed = _data(path, raw).get(kind.items) or []
    return {str(item.get(kind.item_id)): item for item in listed if isinstance(item, dict)}


def _words(kind: Kind, old: Mapping[str, dict[str, Any]], new: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    """What other records may call the items by that are not as they were: the id if they came or went, and their names."""
    for id in dict.fromkeys((*old, *new)):
        items = old.get(id), new.get(id)
        if items[0] == items[1]:
            continue
        if None in items:
            yield id
        for key in _NAMES.get(kind.name, ()):
            values = [item.get(key) for item in items if item]
            if len(values) == 1 or values[0] != values[1] or kind.name == "law":
                for value in values:
                    yield from _strings(value)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(value.get("name"))
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def campaign_plans(old: dict[str, Any], new: dict[str, Any]) -> set[str] | None:
    """The plans for which a plan of revision says otherwise; None if it says otherwise for all."""
    parts = ("batches", "extensions", "adjustments")
    if {key: value for key, value in old.items() if key not in parts} != {
        key: value for key, value in new.items() if key not in parts
    }:
        return None
    found: set[str] = set()
    for part in parts:
        before, after = old.get(part) or [], new.get(part) or []
        for entry in (*(e for e in before if e not in after), *(e for e in after if e not in before)):
            found |= {entry["plan"]} if "plan" in entry else set(entry.get("plans", ()))
    return found


def _naming(root: Path, paths: Iterable[str], folders: set[str], files: set[str], words: set[str]) -> Iterator[str]:
    """The files not read so far that hold one of the words."""
    pattern = re.compile(b"|".join(re.escape(word.encode()) for word in sorted(words, key=len, reverse=True) if word))
    for path in paths:
        kind = kind_of(path)
        if kind is None or kind.name not in _FAR or path in files or plan_folder(path) in folders:
            continue
        if pattern.search((root / path).read_bytes()):
            yield path
