"""Pages of towns: plans that name the town, firms of the town with a filed plan."""

from __future__ import annotations

from preplan import filing_status
from preplan.model import Record
from preplan.site import _filing_cells as cells
from preplan.site import _unit_plans as plans
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site.page import Site


def text(site: Site, town: Record, page: str) -> str:
    """Plans and filings of a town, as the audience may see them."""
    named = plans.issued(site, plans.parts(site, town.id), page)
    part = md.blocks(
        "## 涉及本镇街的已印发预案",
        "预案写“各镇街”等单位组的，列出所属的镇街；括号内是预案的写法。",
        named or "没有。",
    )
    heading = "## 本镇街企业备案"
    if site.internal:
        return md.blocks(heading, _internal(site, town, page), part)
    return md.blocks(part, heading, _public(site, town, page))


def _public(site: Site, town: Record, page: str) -> str:
    cases = cells.public_cases(site, town.id)
    return md.blocks(
        f"已备案 {len(cases)} 家，按备案日期从近到远。{FORMAL_ONLY}",
        cells.public_table(site, cases, page) if cases else "",
    )


FORMAL_ONLY = "备案仅核对材料齐全，不代表对预案质量的认可。"


def _internal(site: Site, town: Record, page: str) -> str:
    day = site.library.as_of
    known = [
        case
        for case in site.library.of("filing").values()
        if case.get("unit", "town") == town.id and filing_status.is_known(case, day)
    ]
    still = [case for case in filing_status.open_cases(site.library, day) if case.get("unit", "town") == town.id]
    rest = sorted((case for case in known if case not in still), key=_risk)
    grades = site.library.schemas.words("grade")
    counts = "、".join(
        f"{grades[grade]} {sum(case.get('grading', 'grade') == grade for case in rest)} 家"
        for grade in reversed(list(grades))
    )
    late = sum(filing_status.evaluation_overdue(case, day) for case in rest)
    done = sum(filing_status.state(case, day) == "filed" for case in rest)
    return md.blocks(
        f"已备案 {done} 家，在办 {len(still)} 件，逾期未评估 {late} 家。{counts}。"
        f"按等级从差到好排，C、D 级先查。全部见{md.link('备案台账', paths.FILINGS, page)}。",
        cells.open_table(site, still, page) if still else "",
        _table(site, rest, page) if rest else "",
    )


def _risk(case: Record) -> tuple[int, str]:
    grade = case.get("grading", "grade")
    return -ord(grade) if grade else 0, case.get("number") or case.id


def _table(site: Site, cases: list[Record], page: str) -> str:
    columns = ("序号", "单位名称", "行业类别", "等级", "类别", "监管层级", "状态", "备案日期", "下次评估日", "备案编号")
    rows = (
        (
            str(number),
            cells.unit_link(case, page),
            site.label("industry", case.get("unit", "industry")),
            site.label("grade", case.get("grading", "grade")) or "不适用",
            site.label("gradeClass", case.get("grading", "class")) or "不适用",
            site.label("supervisionLevel", case.get("level")),
            cells.state(site, case),
            cells.by(case.get("registered_on"), site.library.as_of),
            md.text(filing_status.next_evaluation_on(case, site.library.as_of) or "不适用"),
            md.text(case.get("number")),
        )
        for number, case in enumerate(cases, 1)
    )
    return md.table(columns, rows, "town-filings filterable")
