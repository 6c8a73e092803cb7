"""The lines that stand under a heading."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.load.body import Body, Table

Lines = list[tuple[int, str]]


def lines_under(body: Body, index: int, *, deep: bool = True) -> Lines:
    """(line of the file, text) below the heading with this index, with its subsections or (`deep=False`) without."""
    every = body.text.split("\n")
    start, end = body.headings[index].line + 1, end_of(body, index, deep=deep)
    return [(line, every[line - body.first_line]) for line in range(start, end)]


def end_of(body: Body, index: int, *, deep: bool = True) -> int:
    """The line after the last one of a section."""
    level = body.headings[index].level
    for later in body.headings[index + 1 :]:
        if not deep or later.level <= level:
            return later.line
    return body.first_line + body.text.count("\n") + 1


def children(body: Body, index: int) -> Iterator[int]:
    """Indexes of all headings inside the section of a heading."""
    level = body.headings[index].level
    for at in range(index + 1, len(body.headings)):
        if body.headings[at].level <= level:
            return
        yield at


def tables_in(body: Body, first: int, last: int) -> list[Table]:
    """The tables under the headings with the indexes `first` to `last`."""
    return [table for table in body.tables if first <= table.heading <= last]
