"""Units by the names that texts use, and the units that a group stands for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from preplan.model import Library

# Name → ids of the units that bear or bore it.
Names = Mapping[str, frozenset[str]]


def by_name(library: Library) -> Names:
    """By full, short, other and former names."""
    found: dict[str, set[str]] = {}
    for unit in library.units.values():
        former = (entry["name"] for entry in unit.get("former_names", default=()))
        for name in (unit.get("name"), unit.get("short"), *unit.get("aliases", default=()), *former):
            found.setdefault(name, set()).add(unit.id)
    return {name: frozenset(ids) for name, ids in found.items()}


def expanded(library: Library, ids: Iterable[str]) -> frozenset[str]:
    """These units, the members of those that are groups, and every group of which all members are among them."""
    known = set(ids)
    for id in tuple(known):
        unit = library.units.get(id)
        known.update(unit.get("members", default=()) if unit else ())
    open_ids = list(known)
    while open_ids:
        for group in library.groups_of.get(open_ids.pop(), ()):
            if group.id not in known and known.issuperset(group.get("members")):
                known.add(group.id)
                open_ids.append(group.id)
    return frozenset(known)


def units_in(cell: str, names: Names) -> frozenset[str]:
    """The units that a cell of a table names; an alias may hold the separator itself (各镇政府、街道办事处)."""
    every = (cell,) if cell in names else cell.split("、")
    return frozenset(id for name in every for id in names.get(name.strip(), ()))
