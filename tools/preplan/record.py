"""One record: plain data with the place of every value. Fields are those of its schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from preplan import dates
from preplan.finding import Place
from preplan.load import Document
from preplan.load.body import Body


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One record. `route` leads to it inside its document (empty unless the file is a list)."""

    id: str
    document: Document
    route: tuple[str | int, ...] = ()
    data: dict[str, Any] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # Looked up once: every question a rule asks goes through it.
        object.__setattr__(self, "data", value_at(self.document.data, self.route))

    @property
    def kind(self) -> str:
        return self.document.kind.name

    @property
    def path(self) -> str:
        """File of the record, relative to the repository."""
        return self.document.path

    @property
    def body(self) -> Body | None:
        return self.document.body

    def get(self, *route: str | int, default: Any = None) -> Any:
        """The value at `route`, `default` if it or a parent is missing."""
        data: Any = self.data  # as value_at does; asked too often for one more call
        try:
            for step in route:
                data = data[step]
        except (KeyError, IndexError, TypeError):
            return default
        return data

    def day(self, *route: str | int) -> date | None:
        """The date at `route`; None if it is missing or not a date."""
        text = self.get(*route)
        return _day(text) if isinstance(text, str) else None

    def place(self, *route: str | int) -> Place:
        return self.document.place(*self.route, *route)

    def key_place(self, *route: str | int) -> Place:
        return self.document.key_place(*self.route, *route)


Records = Mapping[str, Record]


_day = lru_cache(maxsize=1 << 14)(dates.parse)  # a library has few days and asks for each of them often


def value_at(data: Any, route: tuple[str | int, ...], default: Any = None) -> Any:
    """What stands at `route` in nested data; `default` if it or a parent is missing."""
    for step in route:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return default
    return data
