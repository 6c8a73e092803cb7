"""What changed inside clauses: paragraphs are laid beside their likes first, then compared by characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from preplan.compare.characters import SAME, Piece, compare, indel, similarity, whole
from preplan.compare.clauses import Block, block_content
from preplan.compare.tables import TableChange, compare_tables
from preplan.load.body import Table

_ALIKE = 0.35  # from here on a paragraph is a changed one, below it another


@dataclass(frozen=True, slots=True)
class BlockChange:
    """A paragraph (`pieces`) or a table. `kind` is same, changed, added or removed."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    table: TableChange | None = None


def compare_blocks(
    old: Sequence[Block], new: Sequence[Block], contents: tuple[Sequence[str], Sequence[str]] | None = None
) -> tuple[BlockChange, ...]:
    """The way from some paragraphs and tables to others, in the order of the new ones.

    `contents` is what the blocks say, if the caller has it folded already.
    """
    first, second = contents or ([block_content(block) for block in old], [block_content(block) for block in new])
    found: list[BlockChange] = []
    removed: list[int] = []
    added: list[int] = []

    def close() -> None:
        if len(removed) == len(added) == 1 and isinstance(old[removed[0]], Table) == isinstance(new[added[0]], Table):
            found.append(_change(old[removed.pop()], new[added.pop()]))  # nothing to choose between
            return
        for one, other in _aligned(removed, added, first, second, old, new):
            found.append(_change(None if one is None else old[one], None if other is None else new[other]))
        removed.clear()
        added.clear()

    for step in indel().opcodes(first, second):
        if step.tag == "delete":
            removed += range(step.src_start, step.src_end)
        elif step.tag == "insert":
            added += range(step.dest_start, step.dest_end)
        else:
            close()
            found += [_same(new[at]) for at in range(step.dest_start, step.dest_end)]
    close()
    return tuple(found)


def _aligned(
    removed: list[int],
    added: list[int],
    first: Sequence[str],
    second: Sequence[str],
    old: Sequence[Block],
    new: Sequence[Block],
) -> list[tuple[int | None, int | None]]:
    """Pairs in order, chosen so that the sum of likeness is greatest."""
    if not removed or not added:
        return [*((one, None) for one in removed), *((None, other) for other in added)]
    likeness = [[_likeness(old[one], new[other], first[one], second[other]) for other in added] for one in removed]
    rows, columns = len(removed), len(added)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            pair = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(pair, best[i + 1][j], best[i][j + 1])
    found: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < rows and j < columns:
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            found.append((removed[i], added[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            found.append((removed[i], None))
            i += 1
        else:
            found.append((None, added[j]))
            j += 1
    return [*found, *((one, None) for one in removed[i:]), *((None, other) for other in added[j:])]


def _likeness(old: Block, new: Block, first: str, second: str) -> float:
    if isinstance(old, Table) != isinstance(new, Table):
        return 0.0
    score = similarity(first, second)
    if isinstance(old, Table) and isinstance(new, Table) and old.columns == new.columns:
        score = max(score, 0.5)
    return score if score >= _ALIKE else 0.0


def _same(block: Block) -> BlockChange:
    if isinstance(block, Table):
        return BlockChange(SAME, table=compare_tables(block, block))
    return BlockChange(SAME, (Piece(SAME, block),))


def _change(old: Block | None, new: Block | None) -> BlockChange:
    kind = "added" if old is None else "removed" if new is None else "changed"
    if isinstance(old, Table) or isinstance(new, Table):
        before = old if isinstance(old, Table) else None
        after = new if isinstance(new, Table) else None
        return BlockChange(kind, table=compare_tables(before, after))
    if old is None or new is None:
        return BlockChange(kind, whole(old or "", new or ""))
    return BlockChange(kind, compare(old, new))
