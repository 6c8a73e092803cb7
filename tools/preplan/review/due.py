"""What falls due by the change: terms that head has and base has not, each with its last day and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from preplan import after_issue, editions, filing_status, procedure, status
from preplan.model import Library, Record
from preplan.review.model import Due
from preplan.review.pair import Pair

_PUBLISH = "《中华人民共和国政府信息公开条例》第二十六条，印发之日起 20 个工作日内"
_FILE_LAW = "《突发事件应急预案管理办法》第二十六条，印发之日起 20 个工作日内"
_FILE_HABIT = "按惯例印发后 20 个工作日内报送，2013 年版办法没有核到原文，请核对"
_CHECK = "《生产安全事故应急预案管理办法》第二十八条，材料齐全之日起 5 个工作日内"


def falling(pair: Pair) -> tuple[Due, ...]:
    """The earliest first; a term whose day is not known last."""
    base, head = pair.sides
    old = set(_terms(pair, base, [change.old for change in pair.of_kind("filing")]))
    new = dict.fromkeys(_terms(pair, head, [change.new for change in pair.of_kind("filing")]))
    return tuple(sorted((due for due in new if due not in old), key=lambda due: (due.on or "9999", due.plan, due.what)))


def _terms(pair: Pair, library: Library, cases: list[Record | None]) -> Iterator[Due]:
    for id in pair.plans:
        plan = library.of("plan").get(id)
        if plan is not None:
            yield from _plan(library, plan)
    for case in cases:
        if case is not None:
            yield from _case(library, case)


def _plan(library: Library, plan: Record) -> Iterator[Due]:
    title, day = str(plan.get("title")), library.as_of
    record = library.revision(plan.id)
    edition = editions.revised_edition(library, plan.id, day)
    lead = library.unit_name(plan.get("lead"))
    if edition is not None:
        yield from _issued(
            library, edition, title, library.unit_name(plan.get("disclosure_unit", default=plan.get("lead"))), lead
        )
        return
    progress = status.progress(library, plan, day) if plan.get("type") != procedure.OVERALL else None
    campaign = library.campaign_on(day)
    if progress and progress.deadline and campaign:
        what = f"完成“{library.label('stage', progress.deadline_stage)}”"
        if progress.extended_until:
            what = "印发（延期后的时限）"
        number = campaign.get("approved_by", "number", default="")
        basis = f"{campaign.get('title')}" + (f"（{number}）" if number else "")
        yield _due(library, progress.deadline.isoformat(), what, lead, title, basis, False)
    for row in record.get("consultation", default=()) if record else ():
        if row.get("due_on") and not row.get("replied_on"):
            yield _due(
                library, row["due_on"], "书面复函", library.unit_name(row["unit"]), title, "征求意见函写明的时限", False
            )


def _issued(library: Library, edition: Record, title: str, publisher: str, lead: str) -> Iterator[Due]:
    after = after_issue.after_issue(library, edition, library.as_of)
    if after is None:
        return
    on = after.deadline.isoformat() if after.deadline else ""
    plan = library.of("plan").get(edition.get("plan"))
    if after.published_on is None and plan is not None and plan.get("disclosure", "mode") == "public":
        yield _due(library, on, "向社会公布", publisher, title, _PUBLISH, True)
    if after.filed_on is None:
        law = after.filing_term_is_law
        yield _due(
            library, on, "报送备案", f"审批机关（{lead}代拟报送函）", title, _FILE_LAW if law else _FILE_HABIT, law
        )


def _case(library: Library, case: Record) -> Iterator[Due]:
    if filing_status.state(case, library.as_of) != "checking":
        return
    start = filing_status.complete_on(case, library.as_of)
    last = library.calendar.add(start, filing_status.CHECK_WORKDAYS) if start else None
    if start:
        who = library.unit_name(case.get("authority"))
        name = f"{case.get('unit', 'name')}（{case.id}）"
        yield _due(library, last.isoformat() if last else "", "核对并办理备案", who, name, _CHECK, True)


def _due(library: Library, on: str, what: str, who: str, plan: str, basis: str, is_law: bool) -> Due:
    late = (library.as_of - library.as_of.fromisoformat(on)).days if on else 0
    return Due(on, what, who, plan, basis, is_law, max(late, 0))
