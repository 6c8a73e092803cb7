"""A long list as data: a page shows its newest rows, a script draws the rest from one file of values.

Eleven thousand rows of HTML take a browser seconds and the builder minutes; the same values take neither.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from preplan.exports.published import SAMPLE_FLAG
from preplan.site.page import Site

FOLDER = "lists"
SHOWN = 50  # rows of HTML on the page, for readers without script

# A value of a row: text, a number, or [word, class, word, class …] for words that a colour marks.
Value = str | int | list[str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list. `choice` offers its values for picking; `hidden` ones are not drawn, sorted or handed out.

    `find` columns answer the look-up: the value must be typed whole, but for that of `name`, where a part will do.
    """

    key: str
    title: str
    choice: bool = False
    hidden: bool = False
    find: bool = False


@dataclass(frozen=True, slots=True)
class ListData:
    """A list for one audience. `rows` hold one value a column, in the order in which the list opens."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]

    @property
    def path(self) -> str:
        """The file below the site."""
        return f"{FOLDER}/{self.name}.json"


def file(site: Site, data: ListData) -> str:
    """The JSON text: what it is, its columns, and the rows, one a line."""
    bureau = site.library.bureau
    head: dict[str, Any] = {"sample": SAMPLE_FLAG} if bureau is None or bureau.get("sample") else {}
    if site.internal:
        head["notice"] = "内部资料，不得外传"
    head |= {
        "title": data.title,
        "as_of": site.library.as_of.isoformat(),
        "columns": [_column(column) for column in data.columns],
    }
    rows = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in data.rows)
    return f'{json.dumps(head, ensure_ascii=False)[:-1]}, "rows": [\n{rows}\n]}}\n'


def _column(column: Column) -> Mapping[str, Any]:
    flags = {flag: True for flag in ("choice", "hidden", "find") if getattr(column, flag)}
    return {"key": column.key, "title": column.title, **flags}
