"""A text as clauses: a heading and what stands under it up to the next heading."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from preplan.compare.folded import fold, fold_title
from preplan.load.body import Body, Table

Block = str | Table


@dataclass(frozen=True, eq=False)
class Clause:
    """One clause. `parent` is the index of the clause above it, -1 at the top; `blocks` are paragraphs and tables.

    The text before the first heading is a clause of level 0 without title.
    """

    index: int
    line: int
    level: int
    number: str
    title: str
    parent: int
    blocks: tuple[Block, ...]

    @property
    def name(self) -> str:
        """Number and title, as a reader calls the clause."""
        return f"{self.number} {self.title}".strip() or "篇首"

    @cached_property
    def key(self) -> str:
        return fold_title(self.title)

    @cached_property
    def content(self) -> str:
        """What the clause says, its heading left out."""
        return "\n".join(filter(None, self.contents))

    @cached_property
    def contents(self) -> tuple[str, ...]:
        """What each of the blocks says."""
        return tuple(block_content(block) for block in self.blocks)

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The folded sentences and table rows of the clause."""
        found: list[str] = []
        for block, content in zip(self.blocks, self.contents, strict=True):
            rows = content.split("\n")[1:] if isinstance(block, Table) else content.replace(";", "。").split("。")
            found += filter(None, rows)
        return tuple(found)

    @cached_property
    def grams(self) -> frozenset[str]:
        return frozenset(gram for sentence in self.sentences for gram in grams(sentence))


def grams(text: str) -> set[str]:
    """The runs of three characters in a text."""
    return {text[at : at + 3] for at in range(len(text) - 2)}


def digest(clauses: Iterable[Clause]) -> str:
    """Sixteen signs that tell what clauses say, headings included; the same whatever their numbers and form."""
    said = "\n".join(f"{clause.key}\n{clause.content}" for clause in clauses)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def block_content(block: Block) -> str:
    """What a paragraph or table says, folded."""
    if isinstance(block, Table):
        rows = [block.columns, *(row.cells for row in block.rows)]
        return "\n".join(fold("|".join(row)) for row in rows)
    return fold(block)


def read(body: Body | None) -> tuple[Clause, ...]:
    """The clauses of a text in their order; empty without a text."""
    if body is None or body.is_empty:
        return ()
    lines = dict(body.lines())
    tables = {table.line: table for table in body.tables}
    last = body.first_line + len(lines)
    starts = [body.first_line, *(heading.line for heading in body.headings), last]
    found: list[Clause] = []
    open_at: list[tuple[int, int]] = []  # (level, index) of the clauses above
    for at in range(len(starts) - 1):
        heading = body.headings[at - 1] if at else None
        blocks = _blocks(lines, tables, starts[at] + (1 if heading else 0), starts[at + 1])
        if heading is None:
            if blocks:
                found.append(Clause(0, starts[at], 0, "", "", -1, blocks))
            continue
        while open_at and open_at[-1][0] >= heading.level:
            open_at.pop()
        parent = open_at[-1][1] if open_at else -1
        index = len(found)
        found.append(Clause(index, heading.line, heading.level, heading.number, heading.title, parent, blocks))
        open_at.append((heading.level, index))
    return tuple(found)


def _blocks(lines: dict[int, str], tables: dict[int, Table], start: int, end: int) -> tuple[Block, ...]:
    found: list[Block] = []
    prose: list[str] = []

    def close() -> None:
        if prose:
            found.append("\n".join(prose))
            prose.clear()

    at = start
    while at < end:
        table = tables.get(at)
        if table is not None:
            close()
            found.append(table)
            at += 2 + len(table.rows)
            continue
        text = lines.get(at, "").strip()
        if text:
            prose.append(text)
        else:
            close()
        at += 1
    close()
    return tuple(found)
