"""What happened to plans lately, one line a plan and day, read from dated facts of the records (internal)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from preplan import dates, status
from preplan.model import Record
from preplan.site.page import Site

DAYS = 30

Fact = tuple[date | None, str]


@dataclass(frozen=True, slots=True)
class Change:
    """All that happened to a plan on a day."""

    on: date
    plan: Record
    what: str


def recent(site: Site, days: int = DAYS) -> list[Change]:
    """The changes of the last `days` calendar days up to the data date, the latest first."""
    end = site.library.as_of
    start = end - timedelta(days=days)
    found: dict[tuple[date, str], list[str]] = {}
    plans = {plan.id: plan for plan in site.library.plans}
    for plan in plans.values():
        for on, what in facts(site, plan):
            if on and start < on <= end:
                words = found.setdefault((on, plan.id), [])
                if what not in words:
                    words.append(what)
    changes = [Change(on, plans[id], "；".join(words)) for (on, id), words in found.items()]
    return sorted(changes, key=lambda change: (-change.on.toordinal(), change.plan.get("number", default=0)))


def facts(site: Site, plan: Record) -> Iterator[Fact]:
    """Every dated fact of a plan's revision: stages, letters, decisions, events, issue and what followed."""
    library = site.library
    if record := library.revision(plan.id):
        yield from _stages(site, record)
        yield from _letters(record)
        yield from _after(record)
        for event in record.get("events", default=()):
            yield dates.parse(event["on"]), event["text"]
        told = {event["on"] for event in record.get("events", default=())}
    else:
        told = set()
    yield from _decisions(site, plan, told)
    for edition in library.editions_of.get(plan.id, ()):
        if notice := library.notice_of(edition):
            yield notice.day("signed_on"), f"印发（{notice.get('number')}）"


def _stages(site: Site, record: Record) -> Iterator[Fact]:
    for row in record.get("stages"):
        name = site.label("stage", row["stage"])
        yield dates.parse(row["entered_on"]), f"进入{name}"
        closing = status.CLOSING_PAPERS[row["stage"]]
        for paper in row.get("papers", ()):
            end = f"，{name}完成" if paper["kind"] in closing and row.get("closed_on") == paper["date"] else ""
            what = paper["title"] if paper["kind"] == "other" else f"形成{site.label('paperKind', paper['kind'])}"
            yield dates.parse(paper["date"]), what + end


def _letters(record: Record) -> Iterator[Fact]:
    letters = record.get("consultation", default=())
    for key, words in (("sent_on", "发函征求意见 {} 家"), ("replied_on", "收到复函 {} 家")):
        for day, count in Counter(letter.get(key) for letter in letters).items():
            yield dates.parse(day), words.format(count)


def _decisions(site: Site, plan: Record, told: set[str]) -> Iterator[Fact]:
    """Requests and approvals; a request on a day of `told` is left out, the event of that day says it."""
    campaign = site.library.campaign_on(site.library.as_of)
    if campaign is None:
        return
    for entry in campaign.get("extensions", default=()):
        if entry["plan"] == plan.id:
            if entry.get("requested_on") not in told:
                yield dates.parse(entry.get("requested_on")), "申请延期"
            yield dates.parse(entry["approved_on"]), f"批准延期至 {entry['until']}"
    for entry in campaign.get("adjustments", default=()):
        if entry["plan"] == plan.id:
            kind = site.label("adjustmentKind", entry["kind"])
            if entry["requested_on"] not in told:
                yield dates.parse(entry["requested_on"]), f"申请{kind}"
            yield dates.parse(entry.get("approved_on")), f"批准{kind}"


def _after(record: Record) -> Iterator[Fact]:
    yield record.day("publication", "on"), "公布"
    yield record.day("interpretation", "on"), "发布政策解读"
    yield record.day("filing", "drafted_on"), "报送函拟稿"
    yield record.day("filing", "sent_on"), "报送备案"
