"""One filing case, for internal readers: rounds, materials, review, evaluation, the private block."""

from __future__ import annotations

from preplan import dates, filing_status
from preplan.model import Record
from preplan.site import _filing_cells as cells
from preplan.site import _register_links as links
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site.page import Page, Site

_YES, _NO = "是", "否"


def page(site: Site, case: Record) -> Page:
    """The page of a case."""
    path = paths.below_plans(case)
    text = md.blocks(
        md.facts(_facts(site, case, path)),
        "## 收件与核对",
        _rounds(case, site),
        "## 材料",
        _materials(site, case),
        "## 评审和评估",
        md.facts(_reviews(site, case)),
        "## 不公开信息",
        _private(site, case),
        _findings(site, case),
        "返回" + md.link("备案台账", paths.FILINGS, path),
    )
    return Page(path, f"{case.get('unit', 'name')}（{case.id}）", text)


def _facts(site: Site, case: Record, page: str) -> tuple[tuple[str, str], ...]:
    unit, day = case.get("unit"), site.library.as_of
    signed, received = case.day("signed_on"), case.day("rounds", 0, "received_on")
    used = site.library.calendar.count(signed, received) if signed and received else None
    applied = f"{signed}；到申报 {links.UNKNOWN if used is None else used} 个工作日"
    return (
        ("状态", cells.state(site, case)),
        ("备案编号", md.text(case.get("number"))),
        ("备案日期", cells.by(case.get("registered_on"), day)),
        ("统一社会信用代码", md.text(unit["credit_code"])),
        ("镇街", links.unit(site, unit["town"], page)),
        ("行业类别", f"{site.label('industry', unit['industry'])}（国标 {md.text(unit.get('gb_code'))}）"),
        ("行业领域", links.sector(site, case.get("sector"), page)),
        ("规模", f"{site.label('sizeClass', unit['size'])}，从业 {unit['employees']} 人"),
        ("央企所属", _YES if unit.get("central") else _NO),
        (
            "应备依据",
            f"{site.label('obligation', case.get('obligation', 'kind'))}：{md.text(case.get('obligation', 'reason'))}",
        ),
        ("监管层级", site.label("supervisionLevel", case.get("level"))),
        ("类别、等级", _grading(site, case)),
        ("行业主管", links.unit(site, case.get("industry_department"), page)),
        ("直接监管", links.unit(site, case.get("supervisor"), page)),
        ("受理部门", links.unit(site, case.get("authority"), page)),
        ("渠道", site.label("channel", case.get("channel"))),
        (
            "预案",
            f"{cells.kinds(site, case.get('plan_kinds'))}，{case.get('plan_count')} 件，{md.text(case.get('version'))}",
        ),
        ("签署公布日", applied + (_late(used, filing_status.APPLY_WORKDAYS))),
        ("备案类型", site.label("filingKind", case.get("kind"))),
        ("经办岗位", md.text(case.get("handler"))),
        ("档案号", md.text(case.get("archive"))),
    )


def _late(used: int | None, limit: int) -> str:
    return " " + md.mark(f"超过 {limit} 个工作日", "late") if used is not None and used > limit else ""


def _grading(site: Site, case: Record) -> str:
    if not case.get("grading"):
        return "不适用"
    return (
        f"{site.label('gradeClass', case.get('grading', 'class'))}，{site.label('grade', case.get('grading', 'grade'))}"
    )


def _rounds(case: Record, site: Site) -> str:
    day = site.library.as_of
    rows = (
        (
            str(number),
            cells.by(round_["received_on"], day),
            cells.by(round_.get("notified_on"), day),
            md.text("；".join(round_.get("missing", ()))),
            cells.by(round_.get("completed_on"), day),
        )
        for number, round_ in enumerate(case.get("rounds"), 1)
    )
    left = filing_status.days_left(site.library, case, day)
    facts = (
        ("办理工作日", cells.days(site, case)),
        ("剩余工作日", "" if left is None else str(left)),
        ("核对期满未答复", cells.by(case.get("deemed_on"), day)),
        ("超期说明", md.text(case.get("late_reason"))),
    )
    return md.blocks(md.table(("轮次", "收件", "一次性告知", "缺项", "补齐"), rows), md.facts(facts))


def _materials(site: Site, case: Record) -> str:
    needed = {*filing_status.MATERIALS, *(("review_opinion",) if filing_status.review_required(case) else ())}
    got = case.get("materials", default=())
    lacking = [label for code, label in site.library.schemas.words("material").items() if code in needed - set(got)]
    rows = (
        (label, "应交" if code in needed else "不要求", "已收到" if code in got else md.NONE)
        for code, label in site.library.schemas.words("material").items()
    )
    said = list(cells.missing(case, site.library.as_of)) if filing_status.is_open(case, site.library.as_of) else []
    told = f"告知的缺项：{md.text('；'.join(said))}。" if said else ""
    lack = f"**缺：{md.text('、'.join(lacking))}。**" if lacking else "应交的材料都已收到。"
    return md.blocks(lack + told, md.table(("材料", "要求", "收到"), rows))


def _reviews(site: Site, case: Record) -> tuple[tuple[str, str], ...]:
    day = site.library.as_of
    due = filing_status.next_evaluation_on(case, site.library.as_of)
    on = dates.parse(case.get("evaluation", "on"))
    conclusion = site.label("evaluationConclusion", case.get("evaluation", "conclusion"))
    return (
        ("法定评审", _YES if filing_status.review_required(case) else _NO),
        ("评审方式", site.label("reviewMode", case.get("review", "mode"))),
        ("评审日期", cells.by(case.get("review", "on"), day)),
        ("最近评估", f"{on}，{conclusion}" if on and on <= day else "没有记录"),
        ("下次评估日", md.text(due or "不适用")),
        ("逾期未评估", f"已过 {(day - due).days} 天" if due and filing_status.evaluation_overdue(case, day) else ""),
    )


def _private(site: Site, case: Record) -> str:
    private = case.get("private", default={})
    rows = ((site.library.schemas.title("filing", "private", key), md.text(value)) for key, value in private.items())
    return md.facts(rows) or "没有登记。"


def _findings(site: Site, case: Record) -> str:
    found = [finding for finding in site.findings if finding.place.path == case.path]
    if not found:
        return ""
    lines = (f"- {site.label('severity', finding.severity)}：{md.text(finding.message)}" for finding in found)
    return md.blocks("## 检查提示", "\n".join(lines))
