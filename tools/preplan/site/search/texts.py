"""The words of a built page, section by section, just as a reader sees them.

Inline marks leave no trace: a link in the middle of a sentence must not break the sentence for the search. Blocks and
table cells are parted by a space.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from html.parser import HTMLParser

_SPACE = re.compile(r"\s+")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset(
    {"a", "abbr", "b", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub",
     "sup", "time", "u", "wbr"}
)  # fmt: skip
_SILENT = frozenset({"script", "style"})


@dataclass(slots=True)
class Section:
    """A heading with what follows it. The first section of a page has no anchor and the page's own title."""

    anchor: str
    title: str = ""
    text: str = ""


@dataclass(slots=True)
class Page:
    """The sections of a page, and its table rows that are found by themselves: anchor → words of the row."""

    sections: list[Section]
    rows: dict[str, str] = field(default_factory=dict)


def read(html: str, rows: Collection[str] = (), end: str = "") -> Page:
    """The sections of rendered HTML.

    `rows` are anchors inside table rows: such a row is taken out of its section and stands for itself. At the anchor
    `end` the reading stops.
    """
    reader = _Reader(frozenset(rows), end)
    reader.feed(html)
    reader.close()
    return reader.page()


class _Reader(HTMLParser):
    def __init__(self, rows: frozenset[str], end: str) -> None:
        super().__init__(convert_charrefs=True)
        self._wanted = rows
        self._end = end
        self._over = False
        self._sections = [Section("")]
        self._pieces: list[str] = []
        self._rows: dict[str, str] = {}
        self._row: str | None = None  # anchor of the row being read
        self._row_start = 0
        self._heading: Section | None = None
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._over:
            return
        values = dict(attrs)
        if self._silent or tag in _SILENT or (tag == "a" and values.get("class") == "headerlink"):
            self._silent += 1
        elif self._end and values.get("id") == self._end:
            self._over = True
        elif tag in _HEADINGS:
            self._close_section()
            self._heading = Section(values.get("id") or "" if tag != "h1" else "")
        elif tag == "tr":
            self._row, self._row_start = None, len(self._pieces)
        if values.get("id") in self._wanted:
            self._row = values["id"]
        if tag not in _INLINE:
            self._pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self._over:
            return
        if self._silent:
            self._silent -= 1
        elif tag in _HEADINGS and self._heading:
            self._open_section(self._heading)
        elif tag == "tr" and self._row is not None:
            self._rows[self._row] = _joined(self._pieces[self._row_start :])
            del self._pieces[self._row_start :]
            self._row = None
        if tag not in _INLINE:
            self._pieces.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent and not self._over:
            self._pieces.append(data)

    def page(self) -> Page:
        self._close_section()
        return Page([section for section in self._sections if section.title or section.text], self._rows)

    def _close_section(self) -> None:
        self._sections[-1].text = _joined(self._pieces)
        self._pieces = []

    def _open_section(self, heading: Section) -> None:
        heading.title = _joined(self._pieces)
        self._pieces = []
        self._heading = None
        first = self._sections[0]
        if not heading.anchor and len(self._sections) == 1 and not first.text:
            first.title = heading.title
        else:
            self._sections.append(heading)


def _joined(pieces: list[str]) -> str:
    return _SPACE.sub(" ", "".join(pieces)).strip()
