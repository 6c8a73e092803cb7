"""Counties made of the one in the repository: its registers again under other names, with ids of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

HOME = "莱西"
_FIRST, _SECOND = "东西南北上下长新大", "山河湖川林泉岭原江海平"


@dataclass(frozen=True, slots=True)
class County:
    """County 0 is the repository's own, with its names and ids; of the others ids begin with cNN-."""

    number: int

    @property
    def prefix(self) -> str:
        return f"c{self.number:02}-" if self.number else ""

    @property
    def place(self) -> str:
        """Its name without 市."""
        if not self.number:
            return HOME
        number = self.number - 1
        return _FIRST[number // len(_SECOND) % len(_FIRST)] + _SECOND[number % len(_SECOND)]

    @property
    def city(self) -> str:
        return self.place + "市"

    @property
    def organ(self) -> str:
        """What the numbers of its documents begin with."""
        return "示西" if not self.number else "示" + self.place

    def id(self, id: str) -> str:
        return self.prefix + id

    def name(self, name: str) -> str:
        """A name of the repository's county as this one bears it: 市公安局 → 东山市公安局."""
        if not self.number:
            return name
        if HOME in name:
            return name.replace(HOME, self.place)
        return self.city + (name[1:] if name.startswith("市") else name)

    def unit(self, unit: dict[str, Any]) -> dict[str, Any]:
        """An entry of departments.yaml. Of other names the copies keep one former name: the file has a size limit."""
        if not self.number:
            return unit
        found = {
            "id": self.id(unit["id"]),
            "name": self.name(unit["name"]),
            "short": self.name(unit["short"]),
            "kind": unit["kind"],
        }
        if "former_names" in unit:
            found["former_names"] = [{**entry, "name": self.name(entry["name"])} for entry in unit["former_names"][:1]]
        if "members" in unit:
            found["members"] = [self.id(member) for member in unit["members"]]
        return {**found, **{key: unit[key] for key in ("phone", "dual", "supervises_enterprises") if key in unit}}
