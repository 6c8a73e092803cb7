"""A changed paragraph or table as sentences before and after, with the characters that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from preplan.compare.characters import IN, OUT, SAME, Piece
from preplan.review.model import BlockChange

Pieces = Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one beginning and end: a paragraph, or a cell of a table (`row` and `column` then name it)."""

    kind: str
    pieces: tuple[Piece, ...]
    row: str = ""
    column: str = ""

    @property
    def before(self) -> str:
        return "".join(piece.text for piece in self.pieces if piece.kind != IN)

    @property
    def after(self) -> str:
        return "".join(piece.text for piece in self.pieces if piece.kind != OUT)


@dataclass(frozen=True, slots=True)
class Edit:
    """One place that changed: where it begins and ends in the text before and in the text after."""

    old: tuple[int, int]
    new: tuple[int, int]


def runs(blocks: Sequence[BlockChange]) -> Iterator[Run]:
    """The paragraphs and cells of blocks that are not the same."""
    for block in blocks:
        if block.kind == SAME:
            continue
        if block.table is None:
            yield Run(block.kind, block.pieces)
            continue
        names = [name for name, _ in block.table.columns]
        for row in block.table.rows:
            if row.kind == SAME:
                continue
            kind = block.kind if block.kind != "changed" else row.kind
            for column, cell in zip(names, row.cells, strict=True):
                if cell and (kind != "changed" or any(piece.kind != SAME for piece in cell)):
                    yield Run(kind, cell, row.key, column)


def edits(pieces: Pieces) -> Iterator[Edit]:
    """The places that changed; what went and what came without anything kept between is one."""
    old = new = 0
    start: tuple[int, int] | None = None
    for piece in (*pieces, Piece(SAME, "")):
        if piece.kind == SAME:
            if start is not None:
                yield Edit((start[0], old), (start[1], new))
                start = None
        elif start is None:
            start = (old, new)
        old += len(piece.text) if piece.kind != IN else 0
        new += len(piece.text) if piece.kind != OUT else 0


def sentence(text: str, start: int, end: int) -> str:
    """The sentence around a place in a text."""
    left = max(text.rfind(mark, 0, start) for mark in "。；\n") + 1
    ends = [at for mark in "。；\n" if (at := text.find(mark, max(end - 1, start))) >= 0]
    return text[left : (min(ends) + 1) if ends else len(text)].strip()
