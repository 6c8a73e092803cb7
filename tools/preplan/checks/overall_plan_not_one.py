"""A government has exactly one general plan in force."""

from collections.abc import Iterator

from preplan import editions
from preplan.finding import Finding, Law, Place, Rule, Severity
from preplan.model import OVERALL, Library

RULE = Rule(
    id="overall-plan-not-one",
    title="现行总体应急预案不是一件",
    severity=Severity.ERROR,
    basis=(Law("plan-measures-2024", "第七条"), Law("plan-measures-2013")),
    message="{day} 现行有效的总体应急预案有「{count}」件，应当有且只有 1 件",
    remedy="没有的，核对总体应急预案的通知和施行日期；多出的，登记废止或改正预案类型",
    refs=("G-02",),
    evidence="A",
    explains="按数据截止日计算现行有效的总体应急预案件数，应当有且只有一件。",
    fires="一件专项预案误登记为总体应急预案，现行有效的有两件。",
    silent="可能现行有效的那个版本读不出来，件数说不准，不报。",
    about=("bureau", "plan"),
)

# Any of these, if it cannot be read, may be what is missed.
_RESTS_ON = ("plan", "edition", "notice")


def check(library: Library) -> Iterator[Finding]:
    every = [plan for plan in library.every("plan") if plan.get("type") == OVERALL]
    valid = [plan for plan in every if editions.in_force(library, plan.id, library.as_of)]
    for extra in valid[1:]:
        yield RULE.at(extra.place("type"), related=(valid[0].place("type"),), count=len(valid), day=library.as_of)
    if not valid and _had_earlier(library, {plan.id for plan in every}):
        return
    if not valid and library.is_whole(*_RESTS_ON):
        bureau = library.bureau
        place = bureau.place("government") if bureau else Place("plans/bureau.yaml")
        yield RULE.at(place, related=tuple(plan.place("type") for plan in every), count=0, day=library.as_of)


def _had_earlier(library: Library, plans: set[str]) -> bool:
    """True if a later notice repeals a paper of the plan: on the day that paper, not in the library, was in force."""
    return any(
        repeal.get("plan") in plans and (notice.day("signed_on") or library.as_of) > library.as_of
        for notice in library.of("notice").values()
        for repeal in notice.get("repeals", default=())
    )
