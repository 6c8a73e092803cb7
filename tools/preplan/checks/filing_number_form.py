"""A 备案编号 has the form of the register, its year and its turn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from preplan.finding import HOUSE, Finding, Rule, Severity
from preplan.model import Library, Record

RULE = Rule(
    id="filing-number-form",
    title="备案编号写法、年份或连号不对",
    severity=Severity.WARNING,
    basis=(HOUSE,),
    message="备案编号{problem}",
    remedy="按备案登记表核对；编号写作 区划代码-年份-四位流水，登记后才编号，一年之内不跳号",
    refs=("E-30",),
    evidence="K",
    explains="企业预案备案的备案编号，核对写法、年份与登记日期是否一致、一年之内流水是否连续。",
    fires="0001 号之后登记了 0003 号，缺 0002 号。",
    silent="还没有登记的件没有编号，不报；有一件备案读不出来，缺的可能就是它的号，也不报缺号。",
    about=("filing",),
    counts=("filing",),
)

# 突发环境事件应急预案 are filed elsewhere under numbers of their own: see environmental-number.
ENVIRONMENTAL = re.compile(r".*-(?:L|M|H)T?")


def check(library: Library) -> Iterator[Finding]:
    region = library.bureau.get("region_code") if library.bureau else ""
    form = re.compile(rf"{region or '[0-9]{6}'}-(?P<year>[0-9]{{4}})-(?P<serial>[0-9]{{4}})")
    serials: dict[str, dict[int, Record]] = {}
    for case in library.every("filing"):
        number, registered = case.get("number"), case.get("registered_on")
        if number is None:
            if registered:
                yield RULE.at(case.place("registered_on"), problem=f"没有填写，而登记日期已填「{registered}」")
            continue
        match = form.fullmatch(number)
        if match:
            serials.setdefault(match["year"], {}).setdefault(int(match["serial"]), case)
        if problem := _problem(number, registered, match):
            yield RULE.at(case.place("number"), problem=f"「{number}」{problem}")
    if library.is_complete("filing"):
        yield from _gaps(serials)


def _problem(number: str, registered: str | None, match: re.Match[str] | None) -> str:
    if ENVIRONMENTAL.fullmatch(number):
        return ""
    if match is None:
        return "写法不符"
    if registered is None:
        return "已填，而登记日期没有填"
    return "" if match["year"] == registered[:4] else f"的年份与登记日期 {registered} 不同"


def _gaps(serials: dict[str, dict[int, Record]]) -> Iterator[Finding]:
    for cases in serials.values():
        before = 0
        for serial in sorted(cases):
            if serial > before + 1:
                first, last = f"{before + 1:04}", f"{serial - 1:04}"
                missing = first if first == last else f"{first} 至 {last}"
                number = cases[serial].get("number")
                related = (cases[before].place("number"),) if before else ()
                problem = f"「{number}」之前缺 {missing} 号"
                yield RULE.at(cases[serial].place("number"), related=related, problem=problem)
            before = serial
