"""备案名单 (public) and 备案台账 (internal) as data: the whole list in one file, the newest rows on the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from preplan import dates, filing_status
from preplan.model import Record
from preplan.site import _filing_cells as cells
from preplan.site import paths
from preplan.site._code_check import code_check
from preplan.site._list_data import Column, ListData, Value
from preplan.site.page import Site, View

PUBLIC_COLUMNS = (
    Column("serial", "序号"),
    Column("name", "单位名称", find=True),
    Column("town", "镇街", choice=True),
    Column("number", "备案编号", find=True),
    Column("plan_kinds", "预案类型"),
    Column("registered_on", "备案日期"),
    Column("authority", "受理部门", choice=True),
    # For the look-up by credit code alone; the public list does not print the codes.
    Column("code_check", "代码校验值", hidden=True, find=True),
)
LEDGER_COLUMNS = (
    Column("serial", "序号"),
    Column("number", "备案编号", find=True),
    Column("name", "单位名称", find=True),
    Column("credit_code", "统一社会信用代码", find=True),
    Column("town", "镇街", choice=True),
    Column("industry", "行业类别", choice=True),
    Column("obligation", "应备依据", choice=True),
    Column("size", "规模"),
    Column("level", "监管层级"),
    Column("class", "类别"),
    Column("grade", "等级", choice=True),
    Column("industry_department", "行业主管"),
    Column("supervisor", "直接监管"),
    Column("authority", "受理部门"),
    Column("plan_kinds", "预案类型"),
    Column("version", "版本"),
    Column("signed_on", "签署公布日"),
    Column("received_on", "收件日"),
    Column("notified_on", "一次性告知日"),
    Column("completed_on", "补齐日"),
    Column("registered_on", "备案日"),
    Column("workdays", "办理工作日"),
    Column("kind", "备案类型"),
    Column("review", "评审方式"),
    Column("evaluate_by", "下次评估日"),
    Column("state", "状态", choice=True),
    Column("handler", "经办岗位"),
    Column("archive", "档案号"),
    Column("receipt", "收件号", hidden=True, find=True),
    Column("page", "页面", hidden=True),
)


def filing_list(site: Site) -> ListData:
    """The list of the audience: what is filed for the public, every known case for the bureau."""
    if site.internal:
        rows = [ledger_row(site, case, number) for number, case in enumerate(ledger_cases(site), 1)]
        return ListData("ledger", "企业预案备案台账", LEDGER_COLUMNS, rows)
    rows = [_public_row(site, case, number) for number, case in enumerate(cells.public_cases(site), 1)]
    return ListData("filings", "企业预案备案名单", PUBLIC_COLUMNS, rows)


def ledger_cases(site: Site) -> list[Record]:
    """Known cases: open ones with the fewest working days left on top, then by date of filing, newest first."""
    day = site.library.as_of
    still = filing_status.open_cases(site.library, day)
    waiting = {case.id for case in still}
    rest = (case for case in site.library.of("filing").values() if filing_status.is_known(case, day))
    return [*still, *sorted((case for case in rest if case.id not in waiting), key=_closed, reverse=True)]


def _closed(case: Record) -> tuple[str, str]:
    last = next(filter(None, map(case.get, ("registered_on", "deemed_on", "cancelled_on"))), "")
    return str(last), case.get("number") or case.id


def _public_row(site: Site, case: View, number: int) -> Sequence[Value]:
    return (
        number,
        str(case.get("unit", "name")),
        site.unit(case.get("unit", "town")),
        case.get("number") or "",
        _kinds(site, case.get("plan_kinds")),
        str(case.get("registered_on")),
        site.unit(case.get("authority")),
        code_check(case.record.get("unit", "credit_code")),
    )


def ledger_row(site: Site, case: Record, number: int) -> Sequence[Value]:
    """One case, in the order of LEDGER_COLUMNS. Internal only."""
    library, day = site.library, site.library.as_of
    registered = _by(case.get("registered_on"), day)
    return (
        number,
        case.get("number") or "" if registered else "",
        str(case.get("unit", "name")),
        str(case.get("unit", "credit_code")),
        site.unit(case.get("unit", "town")),
        site.label("industry", case.get("unit", "industry")),
        site.label("obligation", case.get("obligation", "kind")),
        site.label("sizeClass", case.get("unit", "size")),
        site.label("supervisionLevel", case.get("level")),
        site.label("gradeClass", case.get("grading", "class")) or "不适用",
        site.label("grade", case.get("grading", "grade")) or "不适用",
        *(site.unit(case.get(key)) or "" for key in ("industry_department", "supervisor", "authority")),
        _kinds(site, case.get("plan_kinds")),
        case.get("version") or "",
        case.get("signed_on") or "",
        *(_rounds(case, key, day) for key in ("received_on", "notified_on", "completed_on")),
        registered,
        cells.days_value(site, case),
        site.label("filingKind", case.get("kind")),
        site.label("reviewMode", case.get("review", "mode")) or "",
        str(filing_status.next_evaluation_on(case, library.as_of) or "不适用"),
        cells.state_words(site, case),
        case.get("handler") or "",
        case.get("archive") or "",
        case.id,
        paths.below_plans(case).removesuffix(".md") + ".html",
    )


def _by(value: object, day: date) -> str:
    found = dates.parse(value)
    return str(found) if found and found <= day else ""


def _rounds(case: Record, key: str, day: date) -> str:
    return "\n".join(filter(None, (_by(round_.get(key), day) for round_ in case.get("rounds"))))


def _kinds(site: Site, codes: Iterable[str]) -> str:
    return "、".join(site.label("enterprisePlanKind", code) for code in codes)
