"""The two tables that are read from a plan's text, so that Word carries them too: fixed headings, fixed columns."""

from __future__ import annotations

from dataclasses import dataclass

from preplan.load.body import Body, Table


@dataclass(frozen=True, slots=True)
class FixedTable:
    """A table under the heading `title` (its number left out) with exactly these columns."""

    title: str
    columns: tuple[str, ...]

    def of(self, body: Body | None) -> Table | None:
        """The table in a text, whatever its columns; None if the heading or the table is not there."""
        return body.table_under(self.title) if body else None


LEVELS = FixedTable("响应分级", ("响应级别", "启动条件", "决定启动", "决定终止"))
MEMBERS = FixedTable("成员单位职责", ("成员单位", "职责"))
FIXED = (LEVELS, MEMBERS)
