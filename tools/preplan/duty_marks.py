"""Marks in a text that name the safety duties a clause rests on: （责任清单 D072、D073）. Word carries them too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from preplan.load.body import Body, Heading

_ID = "D[0-9]{3,5}"
MARK = re.compile(f"（责任清单 ?({_ID}(?:、{_ID})*)）")
IDS = re.compile(_ID)


class Mark(NamedTuple):
    """A duty named in a text: its id, line and column in the file, and the heading above (None before the first)."""

    id: str
    line: int
    column: int
    heading: Heading | None


def marks(body: Body) -> Iterator[Mark]:
    """Every duty named, in the order of the text."""
    if not MARK.search(body.text):
        return
    above = list(body.headings)
    heading = None
    for number, line in body.lines():
        while above and above[0].line <= number:
            heading = above.pop(0)
        for mark in MARK.finditer(line):
            for one in IDS.finditer(line, mark.start(1), mark.end(1)):
                yield Mark(one[0], number, one.start() + 1, heading)
