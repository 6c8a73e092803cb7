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
    message="「{unit}」已登记备案（{number}），{problem}",
    remedy="核对档案：材料在的补登记；确实没有的，通知单位补交，应评审的先组织评审，再重新核对",
    refs=("E-04", "E-10"),
    evidence="B",
    effective_from=date(2019, 9, 1),
    explains="已登记备案的企业预案，登记的材料与办法所列材料核对，应当评审的还要有评审意见。",
    fires="非煤矿山小型企业已登记备案，登记的方式是论证，材料中没有评审意见。",
    silent="评审范围以外的小型企业可以论证；还没有登记备案的件不报。",
    about=("filing",),
)

REVIEW_OPINION = "review_opinion"


def check(library: Library) -> Iterator[Finding]:
    for case in filing_status.registered(library, library.as_of):
        day = case.day("registered_on")
        required = filing_status.review_required(case)
        named = {"unit": case.get("unit", "name"), "number": case.get("number") or "没有编号"}
        wanted = (*filing_status.MATERIALS, *((REVIEW_OPINION,) if required else ()))
        missing = [kind for kind in wanted if kind not in case.get("materials")]
        if missing:
            names = "」「".join(library.label("material", kind) for kind in missing)
            yield RULE.at(case.place("materials"), on=day, **named, problem=f"材料中没有「{names}」")
        mode = case.get("review", "mode")
        if required and mode != "review":
            unit = case.get("unit")
            kind = f"{library.label('industry', unit['industry'])}、{library.label('sizeClass', unit['size'])}"
            yield RULE.at(
                case.place("review", "mode"),
                on=day,
                **named,
                related=(case.place("unit", "industry"),),
                problem=f"按行业和规模（{kind}）应当评审，登记的方式是「{library.label('reviewMode', mode)}」",
            )
