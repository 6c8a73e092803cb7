"""备案台账: every case with every column, for internal readers."""

from __future__ import annotations

from preplan import filing_status
from preplan.model import Record
from preplan.site import _filing_cells as cells
from preplan.site import _register_links as links
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site.page import Site

_PAGE = paths.FILINGS
_COLUMNS = (
    *("序号", "备案编号", "单位名称", "统一社会信用代码", "镇街", "行业类别", "应备依据", "规模", "监管层级", "类别"),
    *("等级", "行业主管", "直接监管", "受理部门", "预案类型", "版本", "签署公布日", "收件日", "一次性告知日", "补齐日"),
    *("备案日", "办理工作日", "备案类型", "评审方式", "下次评估日", "状态", "经办岗位", "档案号"),
)


def cases(site: Site) -> list[Record]:
    """Known cases: open ones with the fewest working days left on top, then by date of filing, newest first."""
    day = site.library.as_of
    still = filing_status.open_cases(site.library, day)
    rest = (case for case in site.library.of("filing").values() if filing_status.is_known(case, day))
    closed = sorted((case for case in rest if case not in still), key=_closed, reverse=True)
    return [*still, *closed]


def _closed(case: Record) -> tuple[str, str]:
    last = next(filter(None, map(case.get, ("registered_on", "deemed_on", "cancelled_on"))), "")
    return str(last), case.get("number") or case.id


def summary(site: Site, found: list[Record]) -> str:
    """家数, 在办, 核对超期, 逾期未评估; what cannot be computed is said."""
    library, day = site.library, site.library.as_of
    done = [case for case in found if filing_status.state(case, day) == "filed"]
    still = [case for case in found if filing_status.is_open(case, day)]
    waiting = sum(filing_status.state(case, day) == "awaiting" for case in still)
    checked = [case for case in found if filing_status.state(case, day) != "awaiting"]
    used = [filing_status.check_days(library, case, day) for case in checked]
    late = [days for days in used if days is not None and days > filing_status.CHECK_WORKDAYS]
    overdue = sum(filing_status.evaluation_overdue(case, day) for case in done)
    unknown = sum(days is None for days in used)
    gap = f"（另有 {unknown} 件所在年份没有工作日历，算不出）" if unknown else ""
    return (
        f"已备案 **{len(done)}** 家；在办 **{len(still)}** 件（核对 {len(still) - waiting}、待补 {waiting}）；"
        f"核对超 {filing_status.CHECK_WORKDAYS} 个工作日 **{len(late)}** 件{gap}；逾期未评估 **{overdue}** 家。"
        f"数据截止 {day}。"
    )


def table(site: Site, found: list[Record]) -> str:
    return md.table(_COLUMNS, (_cells(site, case, n) for n, case in enumerate(found, 1)), "ledger filterable")


def _cells(site: Site, case: Record, number: int) -> tuple[str, ...]:
    day = site.library.as_of
    registered = cells.by(case.get("registered_on"), day)
    return (
        str(number),
        md.text(case.get("number")) if registered != md.NONE else md.NONE,
        cells.unit_link(case, _PAGE),
        md.text(case.get("unit", "credit_code")),
        links.unit(site, case.get("unit", "town"), _PAGE),
        site.label("industry", case.get("unit", "industry")),
        site.label("obligation", case.get("obligation", "kind")),
        site.label("sizeClass", case.get("unit", "size")),
        site.label("supervisionLevel", case.get("level")),
        site.label("gradeClass", case.get("grading", "class")) or "不适用",
        site.label("grade", case.get("grading", "grade")) or "不适用",
        md.text(site.unit(case.get("industry_department"))),
        md.text(site.unit(case.get("supervisor"))),
        md.text(site.unit(case.get("authority"))),
        cells.kinds(site, case.get("plan_kinds")),
        md.text(case.get("version")),
        md.text(case.get("signed_on")),
        cells.rounds(case, "received_on", day),
        cells.rounds(case, "notified_on", day),
        cells.rounds(case, "completed_on", day),
        registered,
        cells.days(site, case),
        site.label("filingKind", case.get("kind")),
        site.label("reviewMode", case.get("review", "mode")),
        md.text(filing_status.next_evaluation_on(case, site.library.as_of) or "不适用"),
        cells.state(site, case),
        md.text(case.get("handler")),
        md.text(case.get("archive")),
    )
