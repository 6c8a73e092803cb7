"""Markdown body → headings, tables and links with their lines.

A line scanner instead of a Markdown library: rules only need these three, and reading half a thousand plans of
12,000 characters with a full parser would cost several times the whole check.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from sys import intern

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"(#{1,6})[ ]+(.*)")
_BRACKET = re.compile(r"\[|\](?:\()?")
# 1.1 may touch its title, a bare 1 may not: 2022年演练 is a title that begins with a year.
_NUMBER = re.compile(
    r"(附件[ ]?[0-9]*|[0-9]+(?:[.][0-9]+)+|[0-9]+(?=[ 　])|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)[ 　]*"
)
_RULE_CELL = re.compile(r":?-+:?")
_REFERENCE = re.compile(r" {0,3}\[[^\]^][^\]]*\]:\s*<?(\S+?)>?(?:\s|$)")
_TICKS = re.compile(r"`++")
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: `level` = number of #, `number` as written ("4.2", "附件1" or ""), `title` without it."""

    line: int
    level: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A pipe table; `heading` is the index of the heading it stands under, -1 before the first."""

    line: int
    heading: int
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Link:
    line: int
    column: int
    target: str
    is_image: bool = False


class Body:
    """Text below the front matter. `first_line` is its line in the file; all lines are lines of the file.

    Headings, tables and links are looked for when first asked for: of a replaced edition hardly anybody does.
    """

    def __init__(self, text: str, first_line: int = 1) -> None:
        self.text = text
        self.first_line = first_line

    @cached_property
    def _parts(self) -> tuple[tuple[Heading, ...], tuple[Table, ...], tuple[Link, ...]]:
        return _parse(self.text, self.first_line)

    @property
    def headings(self) -> tuple[Heading, ...]:
        return self._parts[0]

    @property
    def tables(self) -> tuple[Table, ...]:
        return self._parts[1]

    @property
    def links(self) -> tuple[Link, ...]:
        return self._parts[2] if "](" in self.text or "]:" in self.text else ()

    @property
    def is_empty(self) -> bool:
        """True if nothing but white space is there."""
        return not self.text.strip()

    @property
    def han_count(self) -> int:
        """Number of Han characters (字)."""
        return sum("\u4e00" <= char <= "\u9fff" for char in self.text)

    def table_under(self, title: str) -> Table | None:
        """The first table directly below the heading with this title (number left out)."""
        for table in self.tables:
            if table.heading >= 0 and self.headings[table.heading].title == title:
                return table
        return None

    def heading_named(self, title: str) -> Heading | None:
        """The first heading with this title (number left out)."""
        return next((heading for heading in self.headings if heading.title == title), None)

    def lines(self) -> Iterator[tuple[int, str]]:
        """(line in the file, text of the line)."""
        return enumerate(self.text.split("\n"), self.first_line)


def _parse(text: str, first_line: int) -> tuple[tuple[Heading, ...], tuple[Table, ...], tuple[Link, ...]]:
    headings: list[Heading] = []
    tables: list[Table] = []
    links: list[Link] = []
    lines = text.split("\n")
    fence = ""
    index = 0
    while index < len(lines):
        line = lines[index]
        number = first_line + index
        index += 1
        if not line:
            continue
        mark = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        if mark:
            fence = mark[1]
            continue
        if line.startswith("#") and (match := _HEADING.fullmatch(line)):
            headings.append(_heading(number, match))
        elif "|" in line and index < len(lines) and _is_rule(lines[index], len(_cells(line))):
            columns = _cells(line)
            rows = []
            at = index + 1
            while at < len(lines) and "|" in lines[at]:
                rows.append(Row(first_line + at, _cells(lines[at])))
                at += 1
            tables.append(Table(number, len(headings) - 1, columns, tuple(rows)))
            for offset in range(index - 1, at):
                links.extend(_links(lines[offset], first_line + offset))
            index = at
            continue
        if "]" in line:
            links.extend(_links(line, number))
    return tuple(headings), tuple(tables), tuple(links)


def _heading(line: int, match: re.Match[str]) -> Heading:
    full = match[2].strip()
    bare = full.rstrip("#")
    if not bare or bare.endswith(" "):  # a closing row of # is no part of the title
        full = bare.strip()
    number = _NUMBER.match(full)
    if number and number.end() < len(full):
        # The same titles stand in every plan: one object for all of them saves a tenth of the memory.
        return Heading(line, len(match[1]), intern(number[1].strip("、（） ")), intern(full[number.end() :]))
    return Heading(line, len(match[1]), "", intern(full))


def _is_rule(line: str, width: int) -> bool:
    cells = _cells(line)
    return len(cells) == width and all(_RULE_CELL.fullmatch(cell) for cell in cells)


def _cells(line: str) -> tuple[str, ...]:
    stripped = line.strip()
    if stripped.startswith("|"):
        stripped = stripped[1:]
    if stripped.endswith("|") and not stripped.endswith("\\|"):
        stripped = stripped[:-1]
    return tuple(intern(cell.strip().replace("\\|", "|")) for cell in _PIPE.split(stripped))


def _links(line: str, number: int) -> Iterator[Link]:
    if "](" in line:
        yield from _inline_links(_without_code(line), number)
    elif "]:" in line and (reference := _REFERENCE.match(line)):
        yield Link(number, 1, reference[1])


def _inline_links(line: str, number: int) -> Iterator[Link]:
    # By hand rather than by one pattern: a hostile line of half-open links would take a pattern minutes.
    opened: list[int] = []
    at = 0
    for bracket in _BRACKET.finditer(line):
        start = bracket.start()
        if start < at or (start and line[start - 1] == "\\"):
            continue
        if bracket[0] == "[":
            opened.append(start)
            continue
        begin = opened.pop() if opened else -1
        if bracket[0] == "](" and begin >= 0:
            end = line.find(")", start)
            if end < 0:
                return
            target = line[start + 2 : end].split(maxsplit=1)
            if target:
                yield Link(number, begin + 1, target[0].strip("<>"), line[max(begin - 1, 0) : begin] == "!")
            at = end + 1


def _without_code(line: str) -> str:
    """The line with code spans blanked out; its length stays, so that columns stay true."""
    runs = [(match.start(), match.end()) for match in _TICKS.finditer(line)]
    later: dict[int, deque[int]] = {}
    for index, (start, end) in enumerate(runs):
        later.setdefault(end - start, deque()).append(index)
    pieces, at, index = [], 0, 0
    while index < len(runs):
        start, end = runs[index]
        same = later[end - start]
        same.popleft()
        if same:
            closing = runs[same[0]][1]
            pieces += [line[at:start], " " * (closing - start)]
            at = closing
            while index + 1 < len(runs) and runs[index + 1][1] <= closing:
                index += 1
                gone = later[runs[index][1] - runs[index][0]]
                gone.popleft()
        index += 1
    return "".join(pieces) + line[at:]
