"""What is published has passed the secrecy review, with the result that it may be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from preplan import after_issue
from preplan.finding import Finding, Law, Rule, Severity
from preplan.model import Library, Record
from preplan.visible import PUBLIC

RULE = Rule(
    id="secrecy-review-missing",
    title="公布的预案没有通过保密审查",
    severity=Severity.ERROR,
    basis=(Law("gov-info-regulation-2019", "第十七条"), Law("secrets-law-2024", "第三十五条")),
    message="「{edition}」版已于 {day} 公布，{problem}",
    remedy="补登记公布以前的审查岗位、日期和结论；没有审查过或者结论是不宜公开的，先撤下再审查",
    refs=("D-02",),
    evidence="B",
    effective_from=date(2019, 5, 15),
    explains="已经公布的公开预案各版本，查有没有登记保密审查，结论是不是可以公开。",
    fires="2022 版已经公布，没有登记保密审查。",
    silent="还没有公布的、预案不公开的、通知写明“此件不公开”的，不报。",
    about=("edition",),
)


def check(library: Library) -> Iterator[Finding]:
    for edition in library.every("edition"):
        plan, notice = library.of("plan").get(edition.get("plan")), library.notice_of(edition)
        day = _published_on(library, edition)
        if plan is None or plan.get("disclosure", "mode") != PUBLIC or day is None:
            continue
        if notice is None or notice.get("remark") != PUBLIC:
            continue
        result = edition.get("secrecy_review", "result")
        if result is None:
            problem, place = "没有登记保密审查", edition.place("edition")
        elif result != "may_publish":
            label = library.label("secrecyResult", result)
            problem, place = f"保密审查的结论是「{label}」", edition.place("secrecy_review", "result")
        else:
            continue
        related = (notice.place("posted_on" if "posted_on" in notice.data else "remark"),)
        yield RULE.at(place, on=day, related=related, edition=edition.get("edition"), day=day, problem=problem)


def _published_on(library: Library, edition: Record) -> date | None:
    after = after_issue.after_issue(library, edition, library.as_of)
    return after.published_on if after else None
