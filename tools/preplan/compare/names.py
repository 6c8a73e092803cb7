"""Former names of units, so that a text with new names for the same offices is known as the same text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from preplan.model import Library


def in_present_names(library: Library, text: str) -> str:
    """The text with every former and full name of a unit written as its present short name."""
    names = _names(library)
    if not names:
        return text
    pattern = re.compile("(?:原)?(" + "|".join(map(re.escape, sorted(names, key=len, reverse=True))) + ")")
    return pattern.sub(lambda found: names[found[1]], text)


def _names(library: Library) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for unit in library.units.values():
        short = unit.get("short")
        for former in unit.get("former_names", default=()):
            name = former["name"] if isinstance(former, dict) else former
            found.setdefault(name, short)
        found.setdefault(unit.get("name", default=short), short)
    present = {unit.get("short") for unit in library.units.values()}
    return {name: short for name, short in found.items() if name and short and name != short and name not in present}
