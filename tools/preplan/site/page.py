"""What page modules receive and what they give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from preplan import dates
from preplan.finding import Finding
from preplan.model import Library, Record, value_at
from preplan.traces import Traces
from preplan.visible import INTERNAL, barrier, visible


@dataclass(frozen=True, slots=True)
class Page:
    """A page. `path` is that of its Markdown file below the site; `markdown` has no top heading: the title gives it.

    `wide` pages (matrix, ledgers) leave out both side columns; `hidden` ones are left out of the search; `drawing` ones
    hold pictures as SVG. `scripts` are loaded by the page alone, in their order; the page must be whole without them.
    """

    path: str
    title: str
    markdown: str
    wide: bool = False
    hidden: bool = False
    drawing: bool = False
    banner: str = ""
    scripts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A record as its audience may see it. Ask it, not the record, for anything that goes on a page."""

    record: Record
    data: Mapping[str, Any]

    @property
    def id(self) -> str:
        return self.record.id

    def get(self, *route: str | int, default: Any = None) -> Any:
        """The value at `route` if the audience may see it, else `default`."""
        return value_at(self.data, route, default)


@dataclass(frozen=True, eq=False)
class Site:
    """A library seen by one audience. Page modules take it and yield pages.

    `registered` is edition id → text as registered, of editions that were altered since (see preplan.alterations).
    `traces` is what git knows of the files, None if it was not asked.
    """

    library: Library
    findings: tuple[Finding, ...]
    audience: str
    registered: Mapping[str, str] = field(default_factory=dict)
    traces: Traces | None = None
    _views: dict[int, View | None] = field(default_factory=dict)

    @property
    def internal(self) -> bool:
        return self.audience == INTERNAL

    def view(self, record: Record | None) -> View | None:
        """The record for this audience; None if there is none or the audience may not see it."""
        if record is None:
            return None
        key = id(record)
        if key not in self._views:
            data = visible(self.library, record, self.audience)
            self._views[key] = None if data is None else View(record, data)
        return self._views[key]

    def views(self, kind: str) -> Iterator[View]:
        """All visible records of a kind, in the order of files."""
        for record in self.library.of(kind).values():
            if view := self.view(record):
                yield view

    def may_read(self, record: Record) -> bool:
        """True if the audience may read the record's text."""
        return not self.barrier(record)

    def barrier(self, record: Record) -> str:
        """What keeps the audience from the record's text; "" if nothing does (see preplan.visible)."""
        return barrier(self.library, record, self.audience)

    def known(self, value: object) -> date | None:
        """The date if it is not after the data date: later facts count as not yet known."""
        found = dates.parse(value)
        return found if found and found <= self.library.as_of else None

    @cached_property
    def plans(self) -> tuple[View, ...]:
        """Visible plans: the general plan first, then by number."""
        return tuple(view for plan in self.library.plans if (view := self.view(plan)))

    @cached_property
    def unit_ids(self) -> Mapping[str, str]:
        """Every way to write a unit → its id. A name in use goes before another unit's alias or former name."""
        units = tuple(self.library.units.values())
        found: dict[str, str] = {}
        for key in ("short", "name", "aliases", "former_names"):
            for unit in units:
                value = unit.get(key, default=())
                for name in (value,) if isinstance(value, str) else value:
                    found.setdefault(name if isinstance(name, str) else name["name"], unit.id)
        return found

    def unit(self, id: str | None) -> str:
        """Short name of a unit."""
        return self.library.unit_name(id)

    def label(self, word_list: str, code: str | None) -> str:
        return self.library.label(word_list, code)
