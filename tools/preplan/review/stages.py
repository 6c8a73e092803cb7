"""Which plan went from which stage to which, by which papers, and whether the procedure allows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from preplan import editions, moves, procedure, status
from preplan.model import Library, Record
from preplan.moves import Fault
from preplan.review.model import StageFault, StageMove
from preplan.review.pair import Pair

Row = dict[str, Any]


def moved(pair: Pair) -> tuple[StageMove, ...]:
    """The plans whose stages are not as they were; those with faults first."""
    found = [move for plan in pair.plans if (move := _move(pair, plan))]
    return tuple(sorted(found, key=lambda move: not move.faults))


def _move(pair: Pair, id: str) -> StageMove | None:
    base, head = pair.sides
    plan = head.of("plan").get(id)
    if plan is None:
        return None
    old, new = base.revision(id), head.revision(id)
    if old and new and old.get("campaign") != new.get("campaign"):
        old = base.of("record").get(new.id)
    before = _stage(base, base.of("plan").get(id), old)
    after = _stage(head, plan, new)
    first, second = (list(record.get("stages", default=())) if record else [] for record in (old, new))
    issued = before != procedure.ISSUED and after == procedure.ISSUED
    if first == second and not issued and before == after:
        return None
    modes = tuple(str(record.get("procedure")) if record else procedure.FULL for record in (old or new, new))
    faults = moves.judge(first, second, str(plan.get("type")), (modes[0], modes[1]), before == procedure.ISSUED)
    told = [_told(head, fault, second) for fault in faults]
    steps = list(_steps(head, first, second))
    if issued:
        told += _issue_faults(head, plan, new)
        edition = _edition(head, id)
        notice = head.notice_of(edition) if edition else None
        if notice:
            steps.append(f"{notice.get('signed_on')} 以{notice.get('number')}印发")
    return StageMove(
        plan=id,
        title=str(plan.get("title")),
        before=head.label("stage", before) if before else "未列入",
        after=head.label("stage", after),
        before_code=before,
        after_code=after,
        steps=tuple(steps),
        hand=head.unit_name(status.hand(plan, new, after, head.as_of)),
        faults=tuple(told),
        path=new.path if new else plan.path,
    )


def _edition(library: Library, plan: str) -> Record | None:
    return editions.revised_edition(library, plan, library.as_of)


def _stage(library: Library, plan: Record | None, record: Record | None) -> str:
    """Code of the stage; "" for a plan that is in no revision."""
    if plan is None:
        return ""
    if _edition(library, plan.id):
        return procedure.ISSUED
    return status.current_stage(record, library.as_of) if record else ""


def _issue_faults(library: Library, plan: Record, record: Record | None) -> list[StageFault]:
    """An issue after stages that were left out, or with a last one that is still open."""
    rows = list(status.rows(record, library.as_of))
    last = str(rows[-1]["stage"]) if rows else ""
    by = procedure.of(str(plan.get("type")), str(record.get("procedure")) if record else "", library.as_of)
    move = by.move(last, procedure.ISSUED)
    label = _labels(library)
    if move.fault:
        return [StageFault("jump", move.words(label), tuple(map(label, move.path)))]
    if rows and not status.passed(rows[-1], library.as_of):
        return [StageFault("unclosed", f"已登记印发，“{label(last)}”没有完成日期和收尾文件")]
    return []


def _told(library: Library, fault: Fault, rows: list[Row]) -> StageFault:
    label, name = _labels(library), library.label("stage", fault.stage)
    if fault.kind == "jump" and fault.move:
        same = f"“{name}”登记了两次"
        return StageFault("jump", fault.move.words(label) or same, tuple(map(label, fault.move.path)))
    if fault.kind == "withdrawn":
        return StageFault(fault.kind, f"“{name}”原已登记，这次被删去；已登记的阶段不撤回，写错的更正日期和文件")
    if fault.kind == "mode":
        return StageFault(fault.kind, "原走完整程序，这次改为简化程序；已按完整程序开始的，不中途改走简化程序")
    if fault.kind == "unclosed":
        return StageFault(fault.kind, f"已进入后面的阶段，“{name}”没有完成日期")
    papers = "或".join(library.label("paperKind", kind) for kind in fault.papers)
    row = next((row for row in rows if row["stage"] == fault.stage), {})
    entry = procedure.BY_NAME[fault.stage].entry
    if entry and fault.papers == entry:
        return StageFault(fault.kind, f"进入“{name}”没有登记{papers}")
    return StageFault(fault.kind, f"“{name}”写明 {row.get('closed_on', '')} 完成，没有登记{papers}")


def _steps(library: Library, before: list[Row], after: list[Row]) -> Iterator[str]:
    label = _labels(library)
    known = {row["stage"]: row for row in before}
    for row in after:
        old = known.get(row["stage"], {})
        if row == old:
            continue
        name = label(row["stage"])
        papers = [paper for paper in row.get("papers") or () if paper not in (old.get("papers") or ())]
        listed = "、".join(
            f"{library.label('paperKind', paper['kind'])}"
            + (f"（{paper['number']}）" if paper.get("number") else f"（{paper['date']}）")
            for paper in papers
        )
        acts = []
        if not old:
            acts.append(f"{row['entered_on']} 进入“{name}”")
        elif row["entered_on"] != old["entered_on"]:
            acts.append(f"进入“{name}”的日期由 {old['entered_on']} 改为 {row['entered_on']}")
        if row.get("closed_on") != old.get("closed_on"):
            was, now = old.get("closed_on"), row.get("closed_on")
            done = f"“{name}”于 {now} 完成" if not was else f"“{name}”的完成日期由 {was} 改为 {now or '不填'}"
            acts.append(done)
        if listed:
            acts.append(f"{'' if acts else f'“{name}”'}登记文件：{listed}")
        gone = [paper for paper in old.get("papers") or () if paper not in (row.get("papers") or ())]
        if gone:
            acts.append(f"“{name}”去掉或改动文件 {len(gone)} 件")
        if acts:
            yield "，".join(acts)


def _labels(library: Library) -> Any:
    return lambda name: library.label("stage", name)
