"""A stage is passed in its turn, and with the paper that closes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from preplan import dates, procedure, status
from preplan.checks._revisions import issued_edition
from preplan.finding import HOUSE, Finding, Law, Rule, Severity
from preplan.model import Library, Record

RULE = Rule(
    id="stage-without-proof",
    title="阶段次序不对或没有佐证",
    severity=Severity.ERROR,
    basis=(HOUSE, Law("plan-measures-2024", "第二十五条")),
    message="阶段「{stage}」{problem}",
    remedy="按办理的先后登记，一个阶段一行；过一阶段要有收尾文件和日期，没有文件的不填完成日期",
    refs=("G-18", "W-02", "W-06"),
    evidence="B",
    explains="修编记录的各阶段，核对先后次序是否完整、每过一阶段有没有收尾文件和完成日期、印发以前有没有通过审议；专项预案的衔接协调自 2024-01-31 起不得省去。",
    fires="阶段“起草”登记完成，没有征求意见稿。",
    silent="简易程序依法省去的阶段没有登记，或者 2024-01-31 以前没有衔接协调，不报。",
    about=("record",),
)

_ORDER = {stage: index for index, stage in enumerate(procedure.STAGES)}
_COORDINATION = "coordination"
# A finding cites the one basis that is its own.
_OF_HOUSE, _OF_LAW = (replace(RULE, basis=(basis,)) for basis in RULE.basis)


def check(library: Library) -> Iterator[Finding]:
    for record in library.every("record"):
        for route, stage, problem in (*_order(library, record), *_proof(library, record), *_issue(library, record)):
            yield _OF_HOUSE.at(record.place(*route), stage=library.label("stage", stage), problem=problem)
        for route, stage, problem in _uncoordinated(library, record):
            yield _OF_LAW.at(record.place(*route), stage=library.label("stage", stage), problem=problem)


Fault = tuple[tuple[str | int, ...], str, str]


def _order(library: Library, record: Record) -> Iterator[Fault]:
    rows = record.get("stages")
    before = -1
    for index, row in enumerate(rows):
        stage, route = row["stage"], ("stages", index, "stage")
        if stage not in _ORDER:
            yield route, stage, "不在此填：印发由通知推出"
            continue
        place = _ORDER[stage]
        if place <= before:
            problem = (
                "登记了两次" if place == before else f"排在“{library.label('stage', procedure.STAGES[before])}”之后"
            )
            yield route, stage, problem
            continue
        # What may be left out follows from the procedure and from the law of the day on which the stage is entered.
        by = status.procedure_of(record, dates.parse(row["entered_on"]) or date.min)
        passed_over = by.skipped(procedure.STAGES[before] if before >= 0 else "", stage)
        skipped = [name for name in passed_over if name != _COORDINATION]  # told with its own basis
        if skipped:
            names = "、".join(library.label("stage", name) for name in skipped)
            yield route, stage, f"之前没有登记“{names}”"
        before = place


def _uncoordinated(library: Library, record: Record) -> Iterator[Fault]:
    """The first stage that a special plan entered without 衔接协调 when that had become law."""
    plan = library.of("plan").get(record.get("plan"))
    if plan is None or plan.get("type") != "special" or record.get("procedure") != "full":
        return
    rows = record.get("stages")
    if any(row["stage"] == _COORDINATION for row in rows):
        return
    for index, row in enumerate(rows):
        entered = dates.parse(row["entered_on"])
        if _ORDER.get(row["stage"], 0) > _ORDER[_COORDINATION] and entered and entered >= procedure.LAW_2024_FROM:
            problem = f"没有登记，已于 {entered} 进入“{library.label('stage', row['stage'])}”"
            yield ("stages", index, "stage"), _COORDINATION, problem
            return


def _proof(library: Library, record: Record) -> Iterator[Fault]:
    rows = [(index, row) for index, row in enumerate(record.get("stages")) if row["stage"] in _ORDER]
    for index, row in rows:
        stage, closed = row["stage"], dates.parse(row.get("closed_on"))
        closing, entry = status.CLOSING_PAPERS[stage], status.ENTRY_PAPERS.get(stage, ())
        if closed and not status.has_paper(row, closing, closed):
            yield ("stages", index, "closed_on"), stage, f"没有收尾文件（{_papers(library, closing)}）"
        by = status.procedure_of(record, closed or date.min)
        missing = [kind for kind in by.needs(stage) if not status.has_paper(row, (kind,), date.max)] if closed else []
        if missing:
            names = "、".join(library.label("paperKind", kind) for kind in missing)
            yield ("stages", index, "closed_on"), stage, f"缺应当具备的文件（{names}）"
        if entry and not status.has_paper(row, entry, date.max):
            yield ("stages", index, "entered_on"), stage, f"没有进入的佐证（{_papers(library, entry)}）"
    for (index, row), (_, later) in pairwise(rows):
        if "closed_on" not in row:
            problem = f"没有完成日期，已登记进入“{library.label('stage', later['stage'])}”"
            yield ("stages", index, "stage"), row["stage"], problem


def _issue(library: Library, record: Record) -> Iterator[Fault]:
    edition = issued_edition(library, record)
    signed = library.signed_on(edition) if edition else None
    if signed is None:
        return
    rows: list[dict[str, Any]] = [row for row in record.get("stages") if row["stage"] == "approval"]
    if not any(status.passed(row, signed) for row in rows):
        yield ("stages", len(record.get("stages")) - 1, "stage"), "approval", f"没有通过，而新版已于 {signed} 印发"


def _papers(library: Library, kinds: tuple[str, ...]) -> str:
    return "或".join(library.label("paperKind", kind) for kind in kinds)
