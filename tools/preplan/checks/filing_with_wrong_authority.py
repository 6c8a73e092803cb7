"""A plan is filed with the authority the law names; a subsidiary of a central enterprise not with the county."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from preplan import filing_status
from preplan.finding import Finding, Law, Rule, Severity
from preplan.model import Library, Record

RULE = Rule(
    id="filing-with-wrong-authority",
    title="备案的受理部门不对",
    severity=Severity.WARNING,
    basis=(Law("enterprise-plan-measures-2019", "第二十六条"),),
    message="受理部门「{authority}」{problem}",
    remedy="核对隶属关系和行业：不属本级或本部门受理的，告知单位向有权部门备案，本件注销",
    refs=("E-09",),
    evidence="B",
    effective_from=date(2019, 9, 1),
    explains="企业预案备案登记的受理部门，与单位的行业和隶属关系核对，看是不是办法规定的部门和层级。",
    fires="中央企业所属单位的预案登记由县级应急管理部门受理。",
    silent="轻工等行业由省里规定受理部门，不报；已经注销、转交有权部门的件也不报。",
    about=("filing",),
)


def check(library: Library) -> Iterator[Finding]:
    own = library.bureau.get("unit") if library.bureau else None
    for case in library.every("filing"):
        day = library.as_of
        if not filing_status.is_known(case, day) or filing_status.state(case, day) == "cancelled":
            continue
        unit, authority = case.get("unit"), case.get("authority")
        if unit.get("central"):
            problem, cause = "是县级部门，申报单位是中央企业所属单位，应当向省级或者设区的市级部门备案", "central"
        elif own and _with_emergency(case) and authority != own and authority in library.units:
            industry = library.label("industry", unit["industry"])
            problem, cause = f"不是应急管理部门，{industry}单位的预案应当向应急管理部门备案", "industry"
        else:
            continue
        yield RULE.at(
            case.place("authority"),
            on=case.day("rounds", 0, "received_on"),
            related=(case.place("unit", cause),),
            authority=library.unit_name(authority),
            problem=problem,
        )


def _with_emergency(case: Record) -> bool:
    """True for the units that 第二十六条 sends to the emergency management authority; others are as the province says.

    They are those of 第二十一条 without the size: also stores and chemical works that are obliged by national rule.
    """
    industry = case.get("unit", "industry")
    obliged = case.get("obligation", "kind") == "national" and industry in filing_status.REVIEWED_IF_OBLIGED
    return industry in filing_status.REVIEWED_INDUSTRIES or obliged
