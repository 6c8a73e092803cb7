"""Tables row by row: rows are paired by their key, the first cells that tell them apart; columns by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from preplan.compare.characters import IN, OUT, SAME, Piece, compare, similarity
from preplan.compare.folded import fold
from preplan.load.body import Table

_ALIKE = 0.5  # a row under a new key (a unit renamed) is the old one if so much of the rest is the same


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row: `kind` is same, changed, added or removed; `cells` are the pieces of each column of the table."""

    kind: str
    key: str
    cells: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class TableChange:
    """Two tables as one: `columns` name → same, added or removed, in the order of the new one, removed ones last."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[RowChange, ...]

    @property
    def changed(self) -> bool:
        return any(kind != SAME for _, kind in self.columns) or any(row.kind != SAME for row in self.rows)


def compare_tables(old: Table | None, new: Table | None) -> TableChange:
    """The way from one table to the other; one of them may be missing."""
    before, after = (_named(table) for table in (old, new))
    stays = [name for name in after if name in before] if old and new else []
    columns = [(name, SAME if name in stays or not (old and new) else "added") for name in after]
    columns += [(name, "removed" if old and new else SAME) for name in before if name not in after]
    names = [name for name, _ in columns]
    first, second = _rows(old, before, names), _rows(new, after, names)
    rows: list[RowChange] = []
    for one, other in _paired(first, second):
        cells = tuple(_cell(a, b) for a, b in zip(one or [""] * len(names), other or [""] * len(names), strict=True))
        kind = "added" if one is None else "removed" if other is None else ""
        if not kind:
            kind = SAME if [*map(fold, one or ())] == [*map(fold, other or ())] else "changed"
        rows.append(RowChange(kind, (other or one or [""])[0], cells))
    return TableChange(tuple(columns), tuple(rows))


def _cell(old: str, new: str) -> tuple[Piece, ...]:
    if fold(old) == fold(new):
        return (Piece(SAME, new),) if new else ()
    return compare(old, new)


def _named(table: Table | None) -> list[str]:
    """Names of the columns; a name that comes twice gets a count, so that it stays one column."""
    names: list[str] = []
    for column in table.columns if table else ():
        name, count = column, 1
        while name in names:
            count += 1
            name = f"{column}（{count}）"
        names.append(name)
    return names


def _rows(table: Table | None, own: Sequence[str], names: Sequence[str]) -> list[list[str]]:
    found = []
    for row in table.rows if table else ():
        cells = dict(zip(own, row.cells, strict=False))
        found.append([cells.get(name, "") for name in names])
    return found


Row = list[str]


def _paired(old: list[Row], new: list[Row]) -> list[tuple[Row | None, Row | None]]:
    """Rows in the order of the new table; a removed row stands after the row it followed."""
    width = _key_width(old, new)
    partner: dict[int, int] = {}
    keys: dict[tuple[str, ...], list[int]] = {}
    for index, row in enumerate(old):
        keys.setdefault(_key(row, width), []).append(index)
    for index, row in enumerate(new):
        if same := keys.get(_key(row, width)):
            partner[index] = same.pop(0)
    left = sorted(set(range(len(old))) - set(partner.values()))
    for index, row in enumerate(new):
        if index in partner or not left:
            continue
        scored = [(similarity("|".join(old[at][1:]), "|".join(row[1:])), -at) for at in left]
        score, at = max(scored)
        if score >= _ALIKE and any(row[1:]):
            partner[index] = -at
            left.remove(-at)
    found: list[tuple[Row | None, Row | None]] = []
    after: dict[int, list[int]] = {}
    for at in left:
        after.setdefault(at - 1, []).append(at)

    def removed(at: int) -> None:
        for gone in after.pop(at, ()):
            found.append((old[gone], None))
            removed(gone)

    removed(-1)
    for index, row in enumerate(new):
        own = partner.get(index)
        found.append((old[own] if own is not None else None, row))
        if own is not None:
            removed(own)
    return found


def _key_width(old: list[Row], new: list[Row]) -> int:
    """How many first cells tell the rows of each table apart."""
    longest = max((len(row) for row in (*old, *new)), default=1)
    for width in range(1, longest):
        if all(len({_key(row, width) for row in rows}) == len(rows) for rows in (old, new)):
            return width
    return max(longest, 1)


def _key(row: Row, width: int) -> tuple[str, ...]:
    return tuple(fold(cell) for cell in row[:width])


__all__ = ["IN", "OUT", "SAME", "RowChange", "TableChange", "compare_tables"]
