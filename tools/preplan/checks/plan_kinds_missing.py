"""A unit of several risks has a 综合应急预案; 现场处置方案 alone is for one risk and little danger: size hints at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from preplan import filing_status
from preplan.finding import Finding, Law, Rule, Severity
from preplan.model import Library

RULE = Rule(
    id="plan-kinds-missing",
    title="报备的预案中没有综合应急预案",
    severity=Severity.WARNING,
    basis=(
        Law("enterprise-plan-measures-2019", "第十三条"),
        Law("enterprise-plan-measures-2019", "第十五条"),
    ),
    message="报备的预案类型是「{kinds}」，没有综合应急预案：{reason}",
    remedy="核对单位的风险：风险种类多的，告知单位补编综合应急预案；风险单一、危险性小的，可以只编现场处置方案，不必改",
    refs=("E-01",),
    evidence="A",
    effective_from=date(2019, 9, 1),
    explains="企业报备的预案类型与规模核对：中型以上，或者编有专项应急预案而没有综合应急预案的，风险可能不止一种，提请核对。",
    fires="中型企业只报备了现场处置方案。",
    silent="小型企业只编现场处置方案，不报；已注销的件也不报。",
    about=("filing",),
)


def check(library: Library) -> Iterator[Finding]:
    for case in library.every("filing"):
        day = library.as_of
        kinds, size = case.get("plan_kinds"), case.get("unit", "size")
        gone = not filing_status.is_known(case, day) or filing_status.state(case, day) == "cancelled"
        if gone or "comprehensive" in kinds:
            continue
        if size in filing_status.REVIEWED_SIZES:
            reason = f"单位是{library.label('sizeClass', size)}企业"
        elif "special" in kinds:
            reason = "已编专项应急预案，风险可能不止一种"
        else:
            continue
        yield RULE.at(
            case.place("plan_kinds"),
            on=case.day("rounds", 0, "received_on"),
            related=(case.place("unit", "size"),),
            kinds="、".join(library.label("enterprisePlanKind", kind) for kind in kinds),
            reason=reason,
        )
