"""The words of a built page, section by section, just as a reader sees them.

Inline marks leave no trace: a link in the middle of a sentence must not break the sentence for the search. Blocks and
table cells are parted by a space.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from html import unescape

# What the sanitiser writes is regular: quoted values, no comments, every < of a text escaped. A parser of HTML as it
# comes takes five times as long.
_PIECE = re.compile(r'<(/?)([a-z0-9]+)((?:[^<>"]|"[^"]*")*)>|[^<]+')
_ID = re.compile(r' id="([^"]*)"')
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
    """The sections of sanitised HTML.

    `rows` are anchors inside table rows: such a row is taken out of its section and stands for itself. At the anchor
    `end` the reading stops.
    """
    reader = _Reader(frozenset(rows), end)
    for piece in _PIECE.finditer(html):
        tag = piece[2]
        if not tag:
            reader.words(piece[0])
        elif piece[1]:
            reader.close(tag)
        elif not reader.open(tag, piece[3]):
            break
    return reader.page()


class _Reader:
    """Takes the pieces of a page one by one."""

    def __init__(self, rows: frozenset[str], end: str) -> None:
        self._wanted = rows
        self._end = end
        self._sections = [Section("")]
        self._pieces: list[str] = []
        self._rows: dict[str, str] = {}
        self._row: str | None = None  # anchor of the row being read
        self._row_start = 0
        self._heading: Section | None = None
        self._silent = 0

    def open(self, tag: str, attributes: str) -> bool:
        """False if the reading ends here."""
        found = _ID.search(attributes)
        id = unescape(found[1]) if found else ""
        if self._silent or tag in _SILENT or (tag == "a" and 'class="headerlink"' in attributes):
            self._silent += 1
        elif self._end and id == self._end:
            return False
        elif tag in _HEADINGS:
            self._close_section()
            self._heading = Section(id if tag != "h1" else "")
        elif tag == "tr":
            self._row, self._row_start = None, len(self._pieces)
        if id in self._wanted:
            self._row = id
        if tag not in _INLINE:
            self._pieces.append(" ")
        return True

    def close(self, tag: str) -> None:
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

    def words(self, words: str) -> None:
        if not self._silent:
            self._pieces.append(unescape(words) if "&" in words else words)

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
