"""What a unit has on its desk, for internal readers: open plans, replies it owes, filings of its sectors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from preplan import dates, filing_status, status
from preplan.model import Record
from preplan.site import _filing_cells as cells
from preplan.site import _progress as progress
from preplan.site import _register_links as links
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site._board_links import UNISSUED, listed
from preplan.site._plans import plan_link
from preplan.site._steps import Step
from preplan.site.page import Site

Board = Sequence[status.Progress]

_ROLES = {"supervisor": "直接监管", "industry_department": "行业主管"}


def headline(site: Site, unit: str, board: Board, page: str) -> str:
    """How many plans are still to be issued and which step comes first; and how many others' plans lie here."""
    others = in_hand(unit, board)
    late = len(progress.late(others))
    count = listed(len(others), page, UNISSUED, hand=unit)
    more = f"另有别的部门牵头的 **{count}** 件在你部门手里" + (f"（其中逾期 {late} 件）" if late else "")
    return _own_headline(site, unit, board, page) + (f"{more}。" if others else "")


def _own_headline(site: Site, unit: str, board: Board, page: str) -> str:
    own = [row for row in board if row.plan.get("lead") == unit]
    still = progress.unissued(own)
    if not own:
        return "你部门没有牵头修编计划内的专项预案。"
    if not still:
        return f"你部门牵头的 {len(own)} 件专项预案均已印发。"
    late = len(progress.late(own))
    sentence = f"你部门还有 **{listed(len(still), page, UNISSUED, lead=unit)}** 件未印发"
    sentence += f"（其中逾期 {listed(late, page, 'late', lead=unit)} 件）" if late else ""
    due = [row for row in still if row.deadline and row.state != "adjusting"]
    if not due:
        return f"{sentence}，都在办理调整，没有要赶的时限。"
    first = min(due, key=lambda row: (row.deadline or date.max, row.plan.get("number")))
    step = site.label("stage", first.deadline_stage)
    return (
        f"{sentence}，最近一步：{md.text(first.plan.get('title'))}，{step}，时限 **{first.deadline}**"
        f"（{progress.days_text(first)} 天）。"
    )


def in_hand(unit: str, board: Board) -> list[status.Progress]:
    """The plans of other leads that wait for this unit, in the order of the board."""
    return progress.unissued(row for row in board if row.hand == unit and row.plan.get("lead") != unit)


def others_plans(site: Site, unit: str, board: Board, page: str) -> str:
    """The table of `in_hand`; "" if nothing lies here."""
    rows = in_hand(unit, board)
    columns = ("序号", "预案名称", "牵头部门", "现处阶段", "下一步", "下一步时限", "剩余 / 逾期（天）", "状态", "卡点")
    return md.table(columns, (_others_cells(site, row, page) for row in rows), "own-plans") if rows else ""


def _others_cells(site: Site, row: status.Progress, page: str) -> tuple[str, ...]:
    number, name, stage, _, *rest = _plan_cells(site, row, page)
    return (number, name, links.unit(site, row.plan.get("lead"), page), stage, *rest)


def own_plans(site: Site, unit: str, board: Board, page: str) -> str:
    """The plans that the unit leads and that are not issued yet, in the order of the board."""
    rows = progress.unissued(row for row in board if row.plan.get("lead") == unit)
    columns = ("序号", "预案名称", "现处阶段", "在谁手里", "下一步", "下一步时限", "剩余 / 逾期（天）", "状态", "卡点")
    return md.table(columns, (_plan_cells(site, row, page) for row in rows), "own-plans") if rows else ""


def after_issue(site: Site, unit: str, steps: Sequence[Step], page: str) -> str:
    """公布 and 备案 still open, or done too late, of the plans that the unit leads; "" if there are none."""
    rows = (
        (plan_link(site, step.plan, page), step.word, str(step.signed_on), md.text(step.deadline), _situation(step))
        for step in steps
        if step.plan.get("lead") == unit
    )
    found = list(rows)
    return md.table(("预案", "事项", "成文日期", "末日", "情况"), found, "after-issue") if found else ""


def _situation(step: Step) -> str:
    done = f" {step.done_on}" if step.done_on else ""
    return md.mark(*step.situation) + done


def _plan_cells(site: Site, row: status.Progress, page: str) -> tuple[str, ...]:
    return (
        md.text(row.plan.get("number")),
        progress.plan_and_record(site, row, page),
        site.label("stage", row.stage),
        links.unit(site, row.hand, page) if row.hand else md.NONE,
        md.text(progress.undated(site, row, "next_step")),
        progress.deadline_text(site, row),
        progress.days_text(row),
        progress.state_mark(site, row),
        md.text(progress.undated(site, row, "blocker")),
    )


def owed_replies(site: Site, unit: str, board: Board, page: str) -> str:
    """Letters of other units' open plans that this unit has not answered; "" if there are none."""
    day, rows = site.library.as_of, []
    for row in board:
        record = site.library.revision(row.plan.id)
        if record is None or row.edition:
            continue
        for letter in progress.letters(record, day):
            if letter["unit"] == unit and not progress.is_answered(letter, day):
                due = dates.parse(letter.get("due_on"))
                plan = plan_link(site, row.plan, page)
                lead = links.unit(site, row.plan.get("lead"), page)
                rows.append((due or date.max, (plan, lead, md.text(letter["sent_on"]), *_due(due, day))))
    columns = ("预案", "来函部门", "来函日期", "应复日期", "逾期")
    return md.table(columns, (row for _, row in sorted(rows)), "owed-replies") if rows else ""


def _due(due: date | None, day: date) -> tuple[str, str]:
    if due is None:
        return "不详", "不详"
    late = (day - due).days
    return str(due), md.mark(f"逾期 {late} 天", "late") if late > 0 else "未到期"


def filings(site: Site, unit: str, page: str) -> str:
    """Filings of the sectors the unit supervises or leads: counts by industry, then the open cases."""
    day = site.library.as_of
    known = [case for case in site.library.of("filing").values() if filing_status.is_known(case, day)]
    own = [case for case in known if unit in map(case.get, _ROLES)]
    if not own:
        return ""
    done = [case for case in own if filing_status.state(case, day) == "filed"]
    still = [case for case in filing_status.open_cases(site.library, day) if case in own]
    late = [case for case in done if filing_status.evaluation_overdue(case, day)]
    roles = [key for key in _ROLES if any(case.get(key) == unit for case in own)]
    rows = [
        (label, *counts)
        for code, label in site.library.schemas.words("industry").items()
        if (counts := _counts(unit, code, roles, done, still))
    ]
    columns = ("行业类别", *(f"{_ROLES[key]}（已备案）" for key in roles), "在办")
    both = "两列不相加：一家单位可以由本部门兼任主管和监管。" if len(roles) > 1 else ""
    return md.blocks(
        f"已备案 {len(done)} 家，在办 {len(still)} 件，逾期未评估 {len(late)} 家。{both}"
        f"全部见{md.link('备案台账', paths.FILINGS, page)}。",
        cells.open_table(site, still, page) if still else "",
        md.table(columns, rows, "filing-counts"),
        "逾期未评估：" + md.names(cells.unit_link(case, page) for case in late) if late else "",
    )


def _counts(unit: str, industry: str, roles: list[str], done: list[Record], still: list[Record]) -> tuple[str, ...]:
    """Counts of one industry, one a role, then the open cases; empty if the unit has no case in it."""
    part = [case for case in done if case.get("unit", "industry") == industry]
    waiting = sum(case.get("unit", "industry") == industry for case in still)
    if not part and not waiting:
        return ()
    return (*(str(sum(case.get(key) == unit for case in part)) for key in roles), str(waiting))
