"""One 发文字号 is one document: wherever it is written, date and issuer are the same."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.checks import _numbers
from preplan.finding import CONSISTENCY, Finding, Rule, Severity
from preplan.model import Library, Record

RULE = Rule(
    id="same-number-differs",
    title="同一发文字号的日期或机关不同",
    severity=Severity.ERROR,
    basis=(CONSISTENCY,),
    message="发文字号「{number}」的{field}「{value}」与另一处写的「{other}」不同",
    remedy="按原件核对文号、日期和发文机关，改正写错的一处",
    explains="各印发通知用了同一个发文字号的，比对成文日期和发文机关；废止项引用这个文号的，比对成文日期。",
    fires="通知写成文日期为 8 月 12 日，另一处同一文号写的是 8 月 15 日。",
    silent="废止项引用文号，日期相同或者没有写日期，不报。",
    about=("notice",),
)

Said = tuple[Record, tuple[str | int, ...], str]


def check(library: Library) -> Iterator[Finding]:
    days: dict[str, Said] = {}
    issuers: dict[str, Said] = {}
    # Notices first: a notice is the home of its number, a repeal only quotes it.
    for notice in library.every("notice"):
        number = notice.get("number")
        yield from _compare(days, number, (notice, ("signed_on",), notice.get("signed_on")), "成文日期")
        yield from _compare(issuers, number, (notice, ("issuer",), library.unit_name(notice.get("issuer"))), "发文机关")
    for notice in library.every("notice"):
        for index, repeal in enumerate(notice.get("repeals", default=())):
            if "number" in repeal and "date" in repeal:
                said = (notice, ("repeals", index, "date"), repeal["date"])
                yield from _compare(days, repeal["number"], said, "成文日期")


def _compare(first: dict[str, Said], number: str, said: Said, field: str) -> Iterator[Finding]:
    record, route, value = said
    before, where, other = first.setdefault(_numbers.normalise(number), said)
    if value != other:
        related = (before.place(*where),)
        yield RULE.at(record.place(*route), related=related, number=number, field=field, value=value, other=other)
