"""Names of units replaced in a text, where they stand for the unit as it is now."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from preplan.checks.department_not_in_being import ELSEWHERE, TITLE
from preplan.model import Library, Record


class Swap:
    """Replaces names in a line: not in a title of a document, not after 原, not in another place's or a longer name.

    `names` is old → new; `done` counts what was replaced.
    """

    def __init__(self, library: Library, names: Mapping[str, str], besides: Record | None = None) -> None:
        own = (name for unit in library.units.values() for name in _names(unit, unit is besides))
        longer = {name for name in own if name not in names and any(old in name for old in names)}
        every = sorted({*names, *longer}, key=len, reverse=True)
        self.names = {old: new for old, new in names.items() if old != new}
        self.done: Counter[tuple[str, str]] = Counter()
        self._pattern = re.compile("|".join([TITLE.pattern, *map(re.escape, every)]))
        self._city = library.bureau.get("city").rstrip("市县区") if library.bureau else ""

    def __call__(self, line: str) -> str:
        return self._pattern.sub(self._new, line) if self.finds(line) else line

    def finds(self, text: str) -> bool:
        """False only if no old name is in the text."""
        return any(old in text for old in self.names)

    def _new(self, match: re.Match[str]) -> str:
        before = match.string[: match.start()].removesuffix(self._city)
        if match[0] not in self.names or before.endswith("原") or ELSEWHERE.search(before):
            return match[0]
        new = self.names[match[0]]
        self.done[match[0], new] += 1
        return new


def of_today(library: Library) -> Swap:
    """Former names → the short name of today; 原 before a name that has gone to several units."""
    current = {name for unit in library.units.values() for name in _names(unit)}
    heirs: dict[str, set[str]] = {}
    for unit in library.units.values():
        for entry in unit.get("former_names", default=()):
            if entry["name"] not in current:
                heirs.setdefault(entry["name"], set()).add(unit.get("short"))
    names = {old: next(iter(units)) if len(units) == 1 else f"原{old}" for old, units in heirs.items()}
    return Swap(library, names)


def _names(unit: Record, only_others: bool = False) -> Iterator[str]:
    """The names a unit has now, its counterpart's too; with `only_others` that one alone."""
    if not only_others:
        yield from (unit.get("name"), unit.get("short"), *unit.get("aliases", default=()))
    if unit.get("counterpart"):
        yield unit.get("counterpart")
