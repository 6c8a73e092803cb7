"""Dates that follow each other in life follow each other in the records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from preplan import status
from preplan.checks._revisions import issued_edition
from preplan.finding import CONSISTENCY, Finding, Rule, Severity
from preplan.model import Library, Record

RULE = Rule(
    id="dates-out-of-order",
    title="日期先后颠倒",
    severity=Severity.ERROR,
    basis=(CONSISTENCY,),
    message="{late}「{late_day}」早于{early}「{early_day}」",
    remedy="按原件核对两处日期，改正写错的一处",
    refs=("W-01", "D-13"),
    explains="同一件事前后相接的日期逐对比较：修编阶段、印发公布、企业备案、修编计划时限，以及单位、依据和放假的起止日。",
    fires="通知的成文日期 2022-08-12 早于审议批准日期 2022-08-18。",
    silent="两件事在同一天办完，或者日期晚于数据截止日，都不算颠倒，不报。",
    about=("record", "notice", "edition", "filing", "campaign", "department", "law", "calendar"),
)


class Fact(NamedTuple):
    """A dated fact: what happened, when, and where it is written. `day` is None if it is not."""

    label: str
    day: date | None
    record: Record
    route: tuple[str | int, ...]


# Each sequence is in the order of life; facts without a day are passed over.
Sequence = tuple[Fact, ...]


def check(library: Library) -> Iterator[Finding]:
    told: set[tuple[object, ...]] = set()
    for sequence in _sequences(library):
        for early, late in pairwise(fact for fact in sequence if fact.day):
            key = (early.record.path, early.route, late.record.path, late.route)
            if early.day and late.day and late.day < early.day and key not in told:
                told.add(key)
                yield RULE.at(
                    late.record.place(*late.route),
                    related=(early.record.place(*early.route),),
                    late=late.label,
                    late_day=late.day,
                    early=early.label,
                    early_day=early.day,
                )


def _sequences(library: Library) -> Iterator[Sequence]:
    revised = set()
    for record in library.every("record"):
        yield from _stages(library, record)
        edition = issued_edition(library, record)
        yield from _revision(library, record, edition)
        revised.add(edition)
    for notice in library.every("notice"):
        yield _fact("成文日期", notice, "signed_on"), _fact("上网日期", notice, "posted_on")
    for edition in library.every("edition"):
        own = library.notice_of(edition)
        if own:
            yield _fact("成文日期", own, "signed_on"), _fact("施行日期", edition, "effective_on")
        # A notice may go online before one of its plans does; 公布 of a revised edition is in its record.
        if own and edition not in revised:
            yield _fact("保密审查日期", edition, "secrecy_review", "on"), _fact("上网日期", own, "posted_on")
    for case in library.every("filing"):
        yield from _filing(case)
    for campaign in library.every("campaign"):
        yield from _campaign(library, campaign)
    yield from _periods(library)


def _fact(label: str, record: Record, *route: str | int) -> Fact:
    return Fact(label, record.day(*route), record, route)


def _stages(library: Library, record: Record) -> Iterator[Sequence]:
    rows = record.get("stages")
    names = [library.label("stage", row["stage"]) for row in rows]
    for key, word in (("entered_on", "进入"), ("closed_on", "完成")):
        yield tuple(_fact(f"{word}“{name}”的日期", record, "stages", i, key) for i, name in enumerate(names))
    for index, (name, row) in enumerate(zip(names, rows, strict=True)):
        entered = _fact(f"进入“{name}”的日期", record, "stages", index, "entered_on")
        closed = _fact(f"完成“{name}”的日期", record, "stages", index, "closed_on")
        yield entered, closed
        for number, paper in enumerate(row.get("papers", ())):
            yield _fact(f"“{paper['title']}”的日期", record, "stages", index, "papers", number, "date"), closed
        # What the stage is named after happens within it.
        for route in _EVENTS.get(row["stage"], ()):
            yield entered, _fact(_LABELS[route], record, *route), closed


_LABELS = {
    ("expert_review", "on"): "评审日期",
    ("legality", "sent_on"): "合法性审查送审日期",
    ("legality", "opinion_on"): "合法性审查意见日期",
    ("approval", "on"): "审议批准日期",
}
_EVENTS = {
    "expert_review": (("expert_review", "on"),),
    "legality_review": (("legality", "sent_on"), ("legality", "opinion_on")),
    "approval": (("approval", "on"),),
}


def _revision(library: Library, record: Record, edition: Record | None) -> Iterator[Sequence]:
    for index in range(len(record.get("consultation", default=()))):
        sent = _fact("发函日期", record, "consultation", index, "sent_on")
        yield sent, _fact("复函日期", record, "consultation", index, "replied_on")
        yield sent, _fact("应复日期", record, "consultation", index, "due_on")
    yield tuple(_fact(label, record, *route) for route, label in _LABELS.items())
    yield _fact("报送函拟稿日期", record, "filing", "drafted_on"), _fact("报送日期", record, "filing", "sent_on")
    notice = library.notice_of(edition) if edition else None
    if edition and notice:
        signed = _fact("成文日期", notice, "signed_on")
        yield _fact("审议批准日期", record, "approval", "on"), signed
        yield signed, _fact("公布日期", record, "publication", "on")
        yield signed, _fact("报送日期", record, "filing", "sent_on")
        yield _fact("保密审查日期", edition, "secrecy_review", "on"), _fact("公布日期", record, "publication", "on")


def _is_in_order(case: Record) -> bool:
    """True for nearly every case: days as written (ISO 8601) are in order where their letters are."""
    data = case.data
    signed, reviewed = data.get("signed_on", ""), (data.get("review") or {}).get("on", "")
    steps = [round_.get(key) for round_ in data["rounds"] for key in ("received_on", "notified_on", "completed_on")]
    known = [day for day in (signed, *steps, data.get("registered_on"), data.get("cancelled_on")) if day]
    return known == sorted(known) and (not signed or reviewed <= signed)


def _filing(case: Record) -> Iterator[Sequence]:
    if _is_in_order(case):
        return
    steps = [_fact("签署公布日", case, "signed_on")]
    for index in range(len(case.get("rounds"))):
        steps.append(_fact("收件日期", case, "rounds", index, "received_on"))
        steps.append(_fact("一次性告知日期", case, "rounds", index, "notified_on"))
        steps.append(_fact("补齐日期", case, "rounds", index, "completed_on"))
    yield (*steps, _fact("登记日期", case, "registered_on"), _fact("注销日期", case, "cancelled_on"))
    yield _fact("评审日期", case, "review", "on"), _fact("签署公布日", case, "signed_on")


def _campaign(library: Library, campaign: Record) -> Iterator[Sequence]:
    for index in range(len(campaign.get("batches"))):
        yield tuple(
            _fact(f"“{library.label('stage', stage)}”的时限", campaign, "batches", index, "deadlines", stage)
            for stage in (*status.STAGES, status.ISSUED)
        )
    for part in ("extensions", "adjustments"):
        for index in range(len(campaign.get(part, default=()))):
            requested = _fact("申请日期", campaign, part, index, "requested_on")
            yield requested, _fact("批准日期", campaign, part, index, "approved_on")


def _periods(library: Library) -> Iterator[Sequence]:
    for unit in library.every("department"):
        yield _fact("成立日期", unit, "from"), _fact("撤销日期", unit, "to")
        for index in range(len(unit.get("former_names", default=()))):
            started = _fact("曾用名启用日期", unit, "former_names", index, "from")
            yield started, _fact("曾用名停用日期", unit, "former_names", index, "to")
    for law in library.every("law"):
        yield tuple(_fact(label, law, key) for key, label in _LAW_DAYS.items())
    for calendar in library.every("calendar"):
        for index, year in enumerate(calendar.get("years")):
            for number in range(len(year["days_off"])):
                first = _fact("放假第一天", calendar, "years", index, "days_off", number, "from")
                yield first, _fact("放假最后一天", calendar, "years", index, "days_off", number, "to")


_LAW_DAYS = {"issued_on": "公布日期", "in_force_from": "施行日期", "in_force_to": "失效日期"}
