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
    message="现行有效的总体应急预案有 {count} 件，应当有且只有 1 件",
    remedy="没有的，核对总体应急预案的通知和施行日期；多出的，登记废止或改正预案类型",
    refs=("G-02",),
    evidence="A",
)

# Any of these, if it cannot be read, may be what is missed.
_RESTS_ON = ("plan", "edition", "notice")


def check(library: Library) -> Iterator[Finding]:
    every = [plan for plan in library.every("plan") if plan.get("type") == OVERALL]
    valid = [plan for plan in every if editions.in_force(library, plan.id, library.as_of)]
    for extra in valid[1:]:
        yield RULE.at(extra.place("type"), related=(valid[0].place("type"),), count=len(valid))
    if not valid and not any(library.broken_ids.get(kind) for kind in _RESTS_ON):
        bureau = library.bureau
        place = bureau.place("government") if bureau else Place("plans/bureau.yaml")
        yield RULE.at(place, related=tuple(plan.place("type") for plan in every), count=0)
