"""The tables of 进度板, for the board and the internal home page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from preplan.model import Record
from preplan.site import _progress
from preplan.site import markdown as md
from preplan.site._changes import Change
from preplan.site._plans import plan_link
from preplan.site._register_links import unit as unit_link
from preplan.site.page import Site
from preplan.status import Progress

COLUMNS = (
    "序号",
    "预案名称",
    "类别",
    "批次",
    "牵头部门",
    "现处阶段",
    "在谁手里",
    "最近变动",
    "下一步",
    "下一步时限",
    "剩余 / 逾期（天）",
    "状态",
    "卡点",
    "延期至",
)
_STATES = ("late", "near", "normal", "extended", "adjusting", "unproved")
BOARD_ANCHORS = {state: _progress.state_anchor(state) for state in _STATES} | {"issued": "issued"}


def board_table(site: Site, rows: Iterable[Progress], page: str, kind: str) -> str:
    """The full board: one row a plan, in the order given."""
    return md.table(COLUMNS, (_board_row(site, row, page) for row in rows), kind)


def _board_row(site: Site, row: Progress, page: str) -> Sequence[str]:
    record = site.library.revision(row.plan.id)
    open_record = record if row.edition is None else None
    return (
        md.text(row.plan.get("number")),
        _progress.plan_and_record(site, row, page),
        md.text(site.label("category", row.plan.get("category"))),
        md.text(row.batch or None),
        unit_link(site, row.plan.get("lead"), page),
        md.text(site.label("stage", row.stage)),
        _progress.hand_text(site, row, page),
        md.day(row.last_change),
        md.text(open_record.get("next_step") if open_record else None),
        _progress.deadline_cell(site, row),
        _progress.days_text(row),
        _progress.state_mark(site, row),
        md.text(open_record.get("blocker") if open_record else None),
        md.day(row.extended_until if row.edition is None else None),
    )


def progress_table(site: Site, rows: Sequence[Progress], page: str) -> str:
    """The short form: what is where, due when, what next."""
    if not rows:
        return "没有。"
    columns = ("序号", "预案名称", "牵头部门", "现处阶段", "在谁手里", "时限", "剩余 / 逾期（天）", "下一步")
    cells = (
        (
            md.text(row.plan.get("number")),
            _progress.plan_and_record(site, row, page),
            unit_link(site, row.plan.get("lead"), page),
            md.text(site.label("stage", row.stage)),
            _progress.hand_text(site, row, page),
            _progress.deadline_cell(site, row),
            md.mark(_progress.days_text(row), row.state),
            md.text(_next_step(site, row)),
        )
        for row in rows
    )
    return md.table(columns, cells, "progress wide")


def _next_step(site: Site, row: Progress) -> str | None:
    record = site.library.revision(row.plan.id)
    return record.get("next_step") if record else None


def change_table(site: Site, changes: Iterable[Change], page: str) -> str:
    """日期 | 预案 | 变动."""
    rows = ((md.day(change.on), plan_link(site, change.plan, page), md.text(change.what)) for change in changes)
    return md.table(("日期", "预案", "变动"), rows)


def stalled_table(site: Site, rows: Sequence[Progress], page: str) -> str:
    """Plans where nothing moved for long, with the reason."""
    if not rows:
        return "没有。"
    columns = ("序号", "预案名称", "牵头部门", "在谁手里", "最近变动", "停滞（天）", "状态", "卡点")
    cells = (
        (
            md.text(row.plan.get("number")),
            _progress.plan_and_record(site, row, page),
            unit_link(site, row.plan.get("lead"), page),
            _progress.hand_text(site, row, page),
            md.day(row.last_change),
            str(row.stalled_days),
            _progress.state_mark(site, row),
            md.text(_blocker(site, row.plan)),
        )
        for row in rows
    )
    return md.table(columns, cells)


def _blocker(site: Site, plan: Record) -> str | None:
    record = site.library.revision(plan.id)
    return record.get("blocker") if record else None


def state_table(site: Site, rows: Sequence[Progress], page: str) -> str:
    """状态 | 件 | 预案, each state with an anchor; states that do not occur are left out."""
    cells = []
    for state in _STATES:
        found = [row for row in rows if row.state == state]
        if found:
            mark = md.anchor(_progress.state_anchor(state)) + md.mark(site.label("progressState", state), state)
            names = md.names(f"{md.text(row.plan.get('number'))} {plan_link(site, row.plan, page)}" for row in found)
            cells.append((mark, str(len(found)), names))
    return md.table(("状态", "件", "预案"), cells)


def department_table(site: Site, rows: Sequence[Progress], page: str) -> str:
    """部门 | 承担 | …: no percentages; those with most late plans first, then in the order of the list of units."""
    order = {id: place for place, id in enumerate(site.library.units)}
    groups: dict[str, list[Progress]] = {}
    for row in rows:
        groups.setdefault(row.plan.get("lead"), []).append(row)
    cells = []
    for unit, group in groups.items():
        waiting = [row for row in group if row.edition is None]
        late = [row.late_days for row in waiting if row.state == "late"]
        future = [md.day(row.deadline) for row in waiting if row.deadline and row.deadline >= site.library.as_of]
        numbers = (
            len(group),
            len(group) - len(waiting),
            len(waiting),
            len(late),
            max(late, default=0) or None,
            sum(row.stalled for row in waiting),
            sum(row.state == "extended" for row in waiting),
        )
        nearest = min(future, default="已过" if waiting else md.NONE)
        key = (-len(late), -max(late, default=0), order.get(unit, len(order)))
        cells.append((key, (unit_link(site, unit, page), *map(md.text, numbers), nearest)))
    columns = ("部门", "承担", "已印发", "未印发", "逾期件", "最长逾期天", "停滞", "延期", "下一步最近时限")
    return md.table(columns, (row for _, row in sorted(cells, key=lambda cell: cell[0])), "numbers filterable")
