"""A long list on its page: the newest rows as a table, and the address from which assets/lists.js takes all of them."""

from __future__ import annotations

from collections.abc import Sequence

from preplan.site import markdown as md
from preplan.site import paths
from preplan.site._list_data import SHOWN, Column, ListData, Value

_PAGE = "page"


def block(data: ListData, page: str, unit: str) -> str:
    """The block, complete without script. `unit` is the word rows are counted by, e.g. 家; classes name the list."""
    source = f'<span class="list-source">{md.link("数据文件（JSON）", data.path, page)}</span>'
    shown = f"下表为前 {SHOWN} {unit}，共 {len(data.rows)} {unit}；" if len(data.rows) > SHOWN else ""
    note = f"{shown}全部 {len(data.rows)} {unit}见{source}，字段见{md.link('数据文件说明', paths.DATA, page)}。"
    head = tuple(column.title for column in data.columns if not column.hidden)
    table = md.table(head, (_cells(data.columns, row, page) for row in data.rows[:SHOWN]))
    inner = f'<p class="small list-note" markdown>{note}</p>\n\n{table}'
    return f'<div class="datalist list-{data.name}" markdown>\n\n{inner}\n\n</div>'


def _cells(columns: Sequence[Column], row: Sequence[Value], page: str) -> list[str]:
    address = next((str(value) for column, value in zip(columns, row, strict=True) if column.key == _PAGE), "")
    cells = []
    for column, value in zip(columns, row, strict=True):
        if column.key == "name" and address:
            cells.append(md.link(value, address.removesuffix(".html") + ".md", page))
        elif not column.hidden:
            cells.append(_cell(value))
    return cells


def _cell(value: Value) -> str:
    if isinstance(value, list):
        return " ".join(md.mark(word, kind) for word, kind in zip(value[::2], value[1::2], strict=True))
    return "<br>".join(map(md.text, str(value).split("\n")))
