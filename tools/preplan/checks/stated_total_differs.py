"""The totals that issued documents state are those of the records. A difference is told, never mended."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

from preplan import dates
from preplan.finding import HOUSE, Finding, Rule, Severity
from preplan.model import Library
from preplan.totals import Totals, totals

RULE = Rule(
    id="stated-total-differs",
    title="记录算出的总数与文件载明的不同",
    severity=Severity.ERROR,
    basis=(HOUSE,),
    message="{fact}：{source}载明「{stated}」，按记录算出 {counted}（截至 {day}）",
    remedy="逐条核对缺了或多了哪些记录；文件印发以后才登记的，更新或删去这条载明总数；文件写错的，由发文机关更正，本库不改数",
    refs=("R-07",),
    explains="本局说明文件登记的“载明总数”，与按记录算到同一天的件数、条数、家数比对。",
    fires="通报载明专项预案 4 件，按记录算出 3 件。",
    silent="载明总数的日期晚于数据截止日，无从核对，不报。",
    about=("bureau",),
    counts=("plan", "edition", "duty", "filing", "department"),
)

Count = Callable[[Library, Totals], int]
_PLANS = ("plan", "edition", "notice", "campaign")
# 口径 → the kinds it rests on, and how it is counted.
_FACTS: Mapping[str, tuple[tuple[str, ...], Count]] = {
    "special_plans": (_PLANS, lambda library, count: count.plans),
    "categories": (_PLANS, lambda library, count: sum(row.total > 0 for row in count.categories)),
    "issued_plans": (_PLANS, lambda library, count: count.revised),
    "duties": (("duty",), lambda library, count: count.duties),
    "duty_departments": (("duty",), lambda library, count: count.departments),
    "duties_supervision": (("duty",), lambda library, count: count.duties_by_kind["supervision"]),
    "duties_industry": (("duty",), lambda library, count: count.duties_by_kind["industry"]),
    "filings": (("filing",), lambda library, count: count.filings),
    "towns": (("department",), lambda library, count: len(library.towns)),
}


def check(library: Library) -> Iterator[Finding]:
    bureau = library.bureau
    count_on = cache(lambda day: totals(library, day))
    for index, stated in enumerate(bureau.get("stated_totals", default=()) if bureau else ()):
        kinds, count = _FACTS[stated["fact"]]
        day = dates.parse(stated.get("as_of")) or library.as_of
        # Of a later day nothing is known; of broken records nothing is counted.
        if bureau is None or day > library.as_of or not library.is_complete(*kinds):
            continue
        counted = count(library, count_on(day))
        if counted != stated["value"]:
            yield RULE.at(
                bureau.place("stated_totals", index, "value"),
                fact=library.label("totalFact", stated["fact"]),
                source=stated["source"],
                stated=stated["value"],
                counted=counted,
                day=day,
            )
