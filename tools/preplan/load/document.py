"""A file that could be read: its data, its body, and a place for every value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from preplan.finding import Finding, Place
from preplan.kinds import Kind
from preplan.load import faults, text, yaml_text
from preplan.load.body import Body
from preplan.load.yaml_text import Route

FENCE = "---"


class Document:
    """A readable file. `data` is its YAML or front matter; `body` the Markdown below it (None for YAML files)."""

    __slots__ = ("_places", "_source", "_source_line", "body", "data", "kind", "path")

    def __init__(self, path: str, kind: Kind, data: Any, source: str, source_line: int, body: Body | None) -> None:
        self.path = path
        self.kind = kind
        self.data = data
        self.body = body
        self._source = source.encode()  # held for the few that have a finding, in half the memory of a text
        self._source_line = source_line
        self._places: dict[Route, tuple[int, int]] | None = None

    def may_hold(self, is_in: Callable[[str], bool]) -> bool:
        """False only if no value of the data can hold what `is_in` finds in a text: it looks at the file as written."""
        return b"\\" in self._source or is_in(self._source.decode())  # an escape in quotes may hide anything

    def place(self, *route: str | int) -> Place:
        """Line and column of the value at `route`; of the nearest parent that exists if it does not."""
        spots = self._spots()
        while route and route not in spots:
            route = route[:-1]
        return self._at(spots.get(route, (1, 1)))

    def key_place(self, *route: str | int) -> Place:
        """Line and column of the key (not the value) at the end of `route`."""
        *parent, key = route
        spot = self._spots().get((*parent, "", key))
        return self._at(spot) if spot else self.place(*route)

    def _spots(self) -> dict[Route, tuple[int, int]]:
        if self._places is None:
            self._places = yaml_text.places(self._source.decode())
        return self._places

    def _at(self, spot: tuple[int, int]) -> Place:
        return Place(self.path, spot[0] + self._source_line - 1, spot[1])


def read(raw: bytes, path: str, kind: Kind) -> tuple[Document | None, list[Finding]]:
    """The document in `raw`, or None and the findings that say why not."""
    content, findings = text.decode(raw, path)
    if content is None:
        return None, findings
    if not kind.is_text:
        data, findings = yaml_text.read(content, path)
        return (None, findings) if findings else (Document(path, kind, data, content, 1, None), [])
    if not content.startswith(FENCE + "\n"):
        return None, [faults.NO_FRONT_MATTER.at(Place(path), problem="第 1 行不是 ---")]
    end = content.find(f"\n{FENCE}\n", len(FENCE))
    if end < 0 and content.endswith("\n" + FENCE):
        end = len(content) - len(FENCE) - 1
    if end < 0:
        return None, [faults.NO_FRONT_MATTER.at(Place(path), problem="文首信息没有结束：找不到第二个 ---")]
    source = content[len(FENCE) + 1 : end + 1]
    data, findings = yaml_text.read(source, path, 2)
    if findings:
        return None, findings
    rest = content[end + len(FENCE) + 2 :]
    line = content.count("\n", 0, end) + 3
    return Document(path, kind, data, source, 2, Body(rest, line)), []
