"""The tables that are read from a text, so that Word carries them too: fixed headings, fixed columns.

Two stand in plans; the reasons for each changed clause and the opinions of units stand in papers of the revision.
"""

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
REASONS = FixedTable("逐条修改理由", ("条款", "原条款", "修改情况", "理由", "依据"))
OPINIONS = FixedTable("逐条意见", ("条款", "单位", "复函日期", "意见", "理由", "采纳情况", "处理或不采纳理由"))
FIXED = (LEVELS, MEMBERS)
REASONS_PAPER = "change_reasons"  # the kind of paper that holds REASONS
