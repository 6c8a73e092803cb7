"""The text of a Markdown record on a page, the tables read from it, and what stands in its place if it is not there."""

from __future__ import annotations

import re

from preplan.duty_marks import IDS, MARK
from preplan.load.body import Table
from preplan.model import Record
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site._plans import TEXT_ANCHOR
from preplan.site.page import Site, View
from preplan.tables import LEVELS, MEMBERS, FixedTable

_NO_TEXT = "需要文本的，向牵头部门咨询；以正式印发文本为准。"


def has_text(site: Site, record: Record) -> bool:
    """True if the record holds a text and the audience may read it."""
    return record.body is not None and not record.body.is_empty and site.may_read(record)


def text(site: Site, record: Record, page: str) -> str:
    """The text behind an anchor, its links made right for `page`; else a sentence that says why it is not there."""
    if has_text(site, record) and record.body is not None:
        body = md.rebase(record.body.text, paths.below_plans(record), page)
        return md.blocks(md.anchor(TEXT_ANCHOR), _linked(site, body, page))
    return md.blocks(f"{md.anchor(TEXT_ANCHOR)}**{state(site, record)}。** {_reason(site, record)}")


def _linked(site: Site, markdown: str, page: str) -> str:
    """The text with the duties that its clauses name linked to their entries in the lists."""

    def link(found: re.Match[str]) -> str:
        duty = site.view(site.library.of("duty").get(found[0]))
        if duty is None:
            return found[0]
        return md.link(
            found[0], paths.duties(site.library.department_of(duty.record)), page, paths.duty_anchor(duty.id)
        )

    return MARK.sub(lambda mark: IDS.sub(link, mark[0]), markdown)


def state(site: Site, record: Record) -> str:
    """正文, 正文未入库, 正文待公布 or 正文不公开, in the words the audience may hear."""
    barrier = site.barrier(record)
    if barrier == "closed":
        return "正文不公开"
    if record.body is None or record.body.is_empty:
        return "正文未入库"
    return "正文待公布" if barrier else "正文"


def _reason(site: Site, record: Record) -> str:
    plan = site.view(site.library.of("plan").get(record.get("plan", default="")))
    if site.barrier(record) != "closed" or plan is None:
        return _NO_TEXT
    mode = plan.get("disclosure", "mode")
    if mode == "public":
        return "本版正文没有列入公开范围。"
    return f"公开方式：{md.text(site.label('disclosure', mode))}。"


def levels(site: Site, edition: View, page: str) -> str:
    """响应分级表 as the text has it; empty if there is none or the audience may not read it."""
    found = _table(site, edition, LEVELS)
    return _rows(site, found, edition, page) if found else ""


def members(site: Site, edition: View, page: str) -> str:
    """部门职责表 as the text has it, units linked to their pages; empty as above."""
    found = _table(site, edition, MEMBERS)
    if found is None:
        return ""
    rows = []
    for row in found.rows:
        first, *rest = row.cells
        unit = paths.unit(site.library, site.unit_ids.get(first))
        cell = md.link(first, unit, page) if unit else _cell(site, first, edition, page)
        rows.append((cell, *(_cell(site, value, edition, page) for value in rest)))
    return md.table(tuple(_cell(site, column, edition, page) for column in found.columns), rows)


def _table(site: Site, edition: View, fixed: FixedTable) -> Table | None:
    return fixed.of(edition.record.body) if site.may_read(edition.record) else None


def _rows(site: Site, table: Table, edition: View, page: str) -> str:
    rows = [tuple(_cell(site, value, edition, page) for value in row.cells) for row in table.rows]
    return md.table(tuple(_cell(site, column, edition, page) for column in table.columns), rows)


def _cell(site: Site, markdown: str, edition: View, page: str) -> str:
    """A cell of the text: its own Markdown, so not escaped anew, but for the bars that would end it."""
    own = md.rebase(markdown.replace("|", "\\|"), paths.below_plans(edition.record), page)
    return _linked(site, own, page)
