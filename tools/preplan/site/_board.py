"""The tables of 进度板, for the board and the internal home page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from preplan import status
from preplan.site import _progress, _revision, paths
from preplan.site import markdown as md
from preplan.site._bars import Bar, svg
from preplan.site._board_links import ISSUED, STALLED, UNISSUED, listed
from preplan.site._changes import Change
from preplan.site._plans import plan_link
from preplan.site._register_links import unit as unit_link
from preplan.site._revision import STAGE_COLUMNS
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
PROGRESS_COLUMNS = ("序号", "预案名称", "牵头部门", "现处阶段", "在谁手里", "时限", "剩余 / 逾期（天）", "下一步")
STALLED_COLUMNS = ("序号", "预案名称", "牵头部门", "在谁手里", "最近变动", "停滞（天）", "状态", "卡点")
STATE_COLUMNS = ("状态", "件", "预案")
HAND_COLUMNS = ("在谁手里", "未印发", "其中逾期", "最长逾期天", "逾期的预案")
DEPARTMENT_COLUMNS = (
    "部门",
    "承担",
    "已印发",
    "未印发",
    "逾期件",
    "最长逾期天",
    "停滞",
    "延期",
    "下一步最近时限",
)
CHANGE_COLUMNS = ("日期", "预案", "变动")
# What the script of the board writes over the tables of another day.
ALL_COLUMNS = {
    "board": COLUMNS,
    "states": STATE_COLUMNS,
    "hands": HAND_COLUMNS,
    "departments": DEPARTMENT_COLUMNS,
    "due": PROGRESS_COLUMNS,
    "stalled": STALLED_COLUMNS,
    "changes": CHANGE_COLUMNS,
    "stages": STAGE_COLUMNS,
}
_STATES = ("late", "near", "normal", "extended", "adjusting", "unproved")


def board_table(site: Site, rows: Iterable[Progress], page: str, kind: str) -> str:
    """The full board: one row a plan, in the order given."""
    return md.table(COLUMNS, (_board_row(site, row, page) for row in rows), kind)


def _board_row(site: Site, row: Progress, page: str) -> Sequence[str]:
    # What is not issued has its stages further down the page; the rest has them on the page of its record.
    stages = (paths.BOARD, paths.stages_anchor(row.plan.id)) if row.edition is None else ()
    return (
        md.text(row.plan.get("number")),
        _progress.plan_and_record(site, row, page, *stages),
        md.text(site.label("category", row.plan.get("category"))),
        md.text(row.batch or None),
        unit_link(site, row.plan.get("lead"), page),
        md.text(site.label("stage", row.stage)),
        _progress.hand_text(site, row, page),
        md.day(row.last_change),
        md.text(_progress.undated(site, row, "next_step")),
        _progress.deadline_cell(site, row),
        _progress.days_text(row),
        _progress.state_mark(site, row),
        md.text(_progress.undated(site, row, "blocker")),
        md.day(row.extended_until if row.edition is None else None),
    )


def stage_blocks(site: Site, rows: Iterable[Progress], page: str) -> str:
    """A folded block a plan, in the order given: what each stage has to show for itself, and the way to the record."""
    blocks = []
    for row in rows:
        if record := site.view(site.library.revision(row.plan.id)):
            # The anchor stands inside, so that a link to it opens the block.
            inner = md.blocks(
                md.anchor(paths.stages_anchor(row.plan.id)),
                _revision.stages(site, record, page),
                md.link("修编记录", paths.below_plans(record.record), page),
            )
            blocks.append(md.folded(f"{row.plan.get('number')} {row.plan.get('title')}", inner))
    if not blocks:
        return ""
    inner = md.blocks(md.heading("未印发预案的各阶段", "stages", 3), *blocks)
    return f'<div class="stage-blocks" markdown>\n\n{inner}\n</div>'


def stage_bars(site: Site, rows: Sequence[Progress]) -> str:
    """A bar a stage, empty ones too: how many plans are in it, and how many of them are late."""
    bars = []
    for stage in (*status.STAGES, status.ISSUED):
        found = [row for row in rows if row.stage == stage]
        late = sum(row.state == "late" for row in found)
        words = f"{len(found)} 件" + (f"，其中逾期 {late}" if late else "")
        kind = "issued" if stage == status.ISSUED else "rest"
        bars.append(Bar(site.label("stage", stage), (("late", late), (kind, len(found) - late)), words))
    return svg(bars, "各阶段件数", "stages")


def progress_table(site: Site, rows: Sequence[Progress], page: str) -> str:
    """The short form: what is where, due when, what next."""
    if not rows:
        return "没有。"
    cells = (
        (
            md.text(row.plan.get("number")),
            _progress.plan_and_record(site, row, page),
            unit_link(site, row.plan.get("lead"), page),
            md.text(site.label("stage", row.stage)),
            _progress.hand_text(site, row, page),
            _progress.deadline_cell(site, row),
            md.mark(_progress.days_text(row), row.state),
            md.text(_progress.undated(site, row, "next_step")),
        )
        for row in rows
    )
    return md.table(PROGRESS_COLUMNS, cells, "progress wide")


def change_table(site: Site, changes: Iterable[Change], page: str) -> str:
    """日期 | 预案 | 变动."""
    rows = ((md.day(change.on), plan_link(site, change.plan, page), md.text(change.what)) for change in changes)
    return md.table(CHANGE_COLUMNS, rows)


def stalled_table(site: Site, rows: Sequence[Progress], page: str) -> str:
    """Plans where nothing moved for long, with the reason."""
    if not rows:
        return "没有。"
    cells = (
        (
            md.text(row.plan.get("number")),
            _progress.plan_and_record(site, row, page),
            unit_link(site, row.plan.get("lead"), page),
            _progress.hand_text(site, row, page),
            md.day(row.last_change),
            str(row.stalled_days),
            _progress.state_mark(site, row),
            md.text(_progress.undated(site, row, "blocker")),
        )
        for row in rows
    )
    return md.table(STALLED_COLUMNS, cells)


def state_table(site: Site, rows: Sequence[Progress], page: str) -> str:
    """状态 | 件 | 预案, each state with an anchor; states that do not occur are left out."""
    cells = []
    for state in _STATES:
        found = [row for row in rows if row.state == state]
        if found:
            mark = md.anchor(_progress.state_anchor(state)) + md.mark(site.label("progressState", state), state)
            names = md.names(f"{md.text(row.plan.get('number'))} {plan_link(site, row.plan, page)}" for row in found)
            cells.append((mark, listed(len(found), page, state), names))
    return md.table(STATE_COLUMNS, cells)


def hand_table(site: Site, rows: Sequence[Progress], page: str) -> str:
    """单位 | 在手 | 其中逾期 | 预案: who has to act on what is not issued; those with most late plans first."""
    groups: dict[str, list[Progress]] = {}
    for row in rows:
        groups.setdefault(row.hand, []).append(row)
    cells = []
    for unit, group in groups.items():
        late = [row for row in group if row.state == "late"]
        names = md.names(
            f"{plan_link(site, row.plan, page)}（{md.mark(_progress.days_text(row), row.state)}）" for row in late
        )
        longest = max((row.late_days for row in late), default=0) or None
        numbers = (
            listed(len(group), page, UNISSUED, hand=unit),
            *(listed(number, page, "late", hand=unit) for number in (len(late), longest)),
        )
        cells.append(((-len(late), -len(group), unit), (unit_link(site, unit, page), *numbers, names)))
    return md.table(HAND_COLUMNS, (row for _, row in sorted(cells, key=lambda cell: cell[0])))


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
            listed(len(group), page, lead=unit),
            listed(len(group) - len(waiting), page, ISSUED, lead=unit),
            listed(len(waiting), page, UNISSUED, lead=unit),
            *(listed(number, page, "late", lead=unit) for number in (len(late), max(late, default=0) or None)),
            listed(sum(row.stalled for row in waiting), page, STALLED, lead=unit),
            listed(sum(row.state == "extended" for row in waiting), page, "extended", lead=unit),
        )
        nearest = min(future, default="已过" if waiting else md.NONE)
        key = (-len(late), -max(late, default=0), order.get(unit, len(order)))
        cells.append((key, (unit_link(site, unit, page), *numbers, nearest)))
    return md.table(DEPARTMENT_COLUMNS, (row for _, row in sorted(cells, key=lambda cell: cell[0])), "numbers")
