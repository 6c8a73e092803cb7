"""A filing on its way: where the law demands a review there is one; and a review that took place has a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from preplan import filing_status
from preplan.finding import Finding, Law, Rule, Severity
from preplan.model import Library, Record

RULE = Rule(
    id="review-mode-wrong",
    title="应评审未评审，或者评审没有日期",
    severity=Severity.WARNING,
    basis=(Law("enterprise-plan-measures-2019", "第二十一条"),),
    message="评审方式「{mode}」{problem}",
    remedy="核对评审纪要：评审过的，登记方式和日期；没有评审的，登记前一次性告知单位补齐",
    refs=("E-04",),
    evidence="B",
    effective_from=date(2019, 9, 1),
    explains="在办的企业预案备案，登记的评审方式与行业、规模核对，应当评审的要评审；在办和已办的，评审方式与评审日期都要相符。",
    fires="中型食品企业的件还没有登记备案，评审方式写的是论证。",
    silent="已经一次性告知单位补评审的，或者评审范围以外的小型企业，不报。",
    about=("filing",),
)


def check(library: Library) -> Iterator[Finding]:
    for case in library.every("filing"):
        if not filing_status.is_known(case, library.as_of):
            continue
        mode, on = case.get("review", "mode"), case.day("rounds", 0, "received_on")
        label = library.label("reviewMode", mode)
        # Of a registered case filing-material-missing says so, as an error.
        if filing_status.is_open(case, library.as_of) and mode != "review" and filing_status.review_required(case):
            if _told(case):
                continue
            unit = case.get("unit")
            industry, size = library.label("industry", unit["industry"]), library.label("sizeClass", unit["size"])
            problem = f"，按行业和规模（{industry}、{size}）应当评审，还没有登记备案"
            place, related = case.place("review", "mode"), (case.place("unit", "industry"),)
            yield RULE.at(place, on=on, related=related, mode=label, problem=problem)
        elif mode != "none" and "on" not in case.get("review"):
            yield RULE.at(case.place("review"), on=on, mode=label, problem="没有写日期")
        elif mode == "none" and "on" in case.get("review"):
            day = case.get("review", "on")
            yield RULE.at(case.place("review", "on"), on=on, mode=label, problem=f"而日期写了「{day}」")


def _told(case: Record) -> bool:
    """True if the unit has been told that the review is missing: then it is the unit's turn."""
    return any("评审" in missing for round_ in case.get("rounds") for missing in round_.get("missing", ()))
