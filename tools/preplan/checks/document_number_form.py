"""A 发文字号 has the standard form, and the year of its document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from preplan import dates
from preplan.checks import _numbers
from preplan.finding import Finding, Law, Rule, Severity
from preplan.model import Library, Record

RULE = Rule(
    id="document-number-form",
    title="发文字号写法或年份不对",
    severity=Severity.WARNING,
    basis=(Law("gbt-9704-2012"),),
    message="发文字号「{number}」{problem}",
    remedy="按原件核对；写作 机关代字〔年份〕序号号，六角括号，不加“第”，序号不补零",
    refs=("S-11",),
    evidence="K",
    explains="印发通知（含废止项）、上级预案和依据库的发文字号，核对写法是否规范，年份是否与成文日期的年份相同。",
    fires="发文字号写作“国办发【2013】101号”，应当用六角括号。",
    silent="令号和标准号另有写法，不查；依据库中的文件次年才公布、年份晚于文号的，不报。",
    about=("notice", "plan", "law"),
)

Stated = tuple[Record, tuple[str | int, ...], str, date | None]


def check(library: Library) -> Iterator[Finding]:
    for record, route, number, day in _stated(library):
        problem = _problem(number, day)
        if problem:
            yield RULE.at(record.place(*route), number=number, problem=problem)


def _stated(library: Library) -> Iterator[Stated]:
    """(record, route, number, 成文日期 if known) of every 发文字号 that the rule knows."""
    for notice in library.every("notice"):
        yield notice, ("number",), notice.get("number"), notice.day("signed_on")
        for index, repeal in enumerate(notice.get("repeals", default=())):
            if "number" in repeal:
                yield notice, ("repeals", index, "number"), repeal["number"], dates.parse(repeal.get("date"))
    for plan in library.every("plan"):
        if number := plan.get("upper_plan", "number"):
            yield plan, ("upper_plan", "number"), number, plan.day("upper_plan", "date")
    for law in library.every("law"):
        number = law.get("number", default="")
        if law.get("kind") in ("document", "plan") and _numbers.has_bracketed_year(number):
            # 公布日期 of a law may lie in the year after its number was given (国发〔2005〕11号).
            yield law, ("number",), number, None


def _problem(number: str, day: date | None) -> str:
    match = _numbers.FORM.fullmatch(number)
    if match:
        other = day is not None and int(match["year"]) != day.year
        return f"的年份与成文日期 {day} 不同" if other else ""
    offered = _numbers.normalise(number)
    return "写法不符" + (f"，应为「{offered}」" if _numbers.FORM.fullmatch(offered) else "")
