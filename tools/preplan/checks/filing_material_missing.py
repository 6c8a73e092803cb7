"""A registered filing holds the material the law lists, and the minutes of a review where one is demanded."""

from collections.abc import Iterator
from datetime import date

from preplan import filing_status
from preplan.finding import Finding, Law, Rule, Severity
from preplan.model import Library

RULE = Rule(
    id="filing-material-missing",
    title="已备案的材料不齐或应评审未评审",
    severity=Severity.ERROR,
    basis=(
        Law("enterprise-plan-measures-2019", "第二十一条"),
        Law("enterprise-plan-measures-2019", "第二十七条"),
    ),
    message="已登记备案，{problem}",
    remedy="核对档案：材料在的补登记，确实没有的，通知单位补交并重新核对",
    refs=("E-04", "E-10"),
    evidence="B",
    effective_from=date(2019, 9, 1),
)

REVIEW_OPINION = "review_opinion"


def check(library: Library) -> Iterator[Finding]:
    for case in filing_status.registered(library, library.as_of):
        day = case.day("registered_on")
        required = filing_status.review_required(case)
        wanted = (*filing_status.MATERIALS, *((REVIEW_OPINION,) if required else ()))
        missing = [kind for kind in wanted if kind not in case.get("materials")]
        if missing:
            names = "」「".join(library.label("material", kind) for kind in missing)
            yield RULE.at(case.place("materials"), on=day, problem=f"材料中没有「{names}」")
        mode = case.get("review", "mode")
        if required and mode != "review":
            unit = case.get("unit")
            kind = f"{library.label('industry', unit['industry'])}、{library.label('sizeClass', unit['size'])}"
            yield RULE.at(
                case.place("review", "mode"),
                on=day,
                related=(case.place("unit", "industry"),),
                problem=f"按行业和规模（{kind}）应当评审，登记的方式是「{library.label('reviewMode', mode)}」",
            )
