"""登记阶段: a plan enters a stage, or the stage it is in gets its papers and is passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from preplan import dates, editions, procedure, status
from preplan.acts import draft, edit
from preplan.acts.bench import Bench
from preplan.acts.papers import Paper
from preplan.model import Record
from preplan.skeleton import Refused

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be registered. `closed` is the day on which the stage before was finished, if not that of the entry."""

    stage: str
    on: date
    papers: tuple[Paper, ...]
    closed: date | None = None
    post: str = ""
    mode: str = ""


def take(bench: Bench, plan: Record, step: Step) -> None:
    """Puts the step on the bench. Raises Refused if the procedure does not allow it."""
    library = bench.library
    campaign = library.campaign_on(step.on)
    if campaign is None or (plan.id not in library.batch_of[campaign.id] and plan.get("type") != procedure.OVERALL):
        raise Refused(f"{step.on} 没有包含「{plan.get('title')}」的修编计划，先在 plans/campaigns/年.yaml 中列入")
    record = library.of("record").get(f"{plan.id}/{campaign.id}/record")
    if record is None:
        _begin(bench, plan, campaign, step)
        return
    if step.mode and step.mode != record.get("procedure"):
        raise Refused(f"修编记录写明的程序是“{library.label('procedure', record.get('procedure'))}”，不在这里改")
    rows: list[Row] = [dict(row) for row in record.get("stages")]
    _allowed(bench, plan, record, rows, step)
    path, text = record.path, bench.text(record.path)
    last = len(rows) - 1
    old, new = _split(bench, rows[-1], step)
    is_open = "closed_on" not in rows[-1]
    if old and not is_open:
        raise Refused(
            f"“{_name(bench, rows[-1]['stage'])}”已于 {rows[-1]['closed_on']} 完成，不再补{_kinds(bench, old)}；要补的手工登记"
        )
    closed = step.closed or step.on
    if is_open and (step.stage != rows[-1]["stage"] or _closes(rows[-1], old)):
        text = _close(bench, record, text, last, rows[-1], old, closed)
    elif old:
        if step.closed:
            raise Refused("没有收尾文件，不写 --closed")
        text = _with_papers(bench, text, last, old, step.on)
        bench.said.append(f"登记“{_name(bench, step.stage)}”的文件 {len(old)} 件")
    elif step.stage == rows[-1]["stage"]:
        raise Refused(f"已经在“{_name(bench, step.stage)}”阶段；要登记文件或者办完本阶段，写 --paper")
    if step.stage != rows[-1]["stage"]:
        text = _enter(bench, text, rows[-1], step, new)
        draft.follow(bench, plan, campaign.id, step.stage, step.on)
    bench.put(path, text)
    _remind(bench, record, rows[-1], step)


def _begin(bench: Bench, plan: Record, campaign: Record, step: Step) -> None:
    """The first stage of a plan without a record."""
    by = procedure.of(plan.get("type"), step.mode or procedure.FULL, step.on)
    if step.stage != procedure.STAGES[0]:
        move = by.move("", step.stage)
        raise Refused(move.words(lambda name: _name(bench, name)) or "先登记列入计划")
    row: Row = {"stage": step.stage, "entered_on": bench.day(step.on, "进入日期", campaign.day("started_on"))}
    papers = [paper.row(step.on) for paper in step.papers]
    if _closes(row, step.papers):
        row["closed_on"] = (step.closed or step.on).isoformat()
    row |= {"post": step.post} if step.post else {}
    row |= {"papers": papers} if papers else {}
    data = {"plan": plan.id, "campaign": campaign.id, "procedure": by.mode, "stages": [row]}
    folder = plan.path.rpartition("/")[0]
    head = f"# {plan.get('title')}{campaign.id}年轮次修编记录\n"
    bench.begin(
        f"{folder}/revisions/{campaign.id}/record.yaml", head + "".join(f"{line}\n" for line in edit.block(data))
    )
    bench.said.append(f"「{plan.get('title')}」列入计划，{step.on}")


def _allowed(bench: Bench, plan: Record, record: Record, rows: list[Row], step: Step) -> None:
    if not rows or rows[-1]["stage"] not in procedure.BY_NAME:
        raise Refused(f"{record.path} 的阶段读不出来，先用 preplan check 找出原因并改好")
    if step.stage == procedure.ISSUED:
        raise Refused("印发由通知推出，用 preplan register 登记印发")
    edition = editions.revised_edition(bench.library, plan.id, max(step.on, bench.present))
    before = procedure.ISSUED if edition else rows[-1]["stage"]
    move = procedure.of(plan.get("type"), record.get("procedure"), step.on).move(before, step.stage)
    if move.fault:
        raise Refused(move.words(lambda name: _name(bench, name)))
    known = [rows[-1].get("closed_on") or rows[-1]["entered_on"]]
    since = max(filter(None, map(dates.parse, known)))
    bench.day(step.on, "日期", since)
    if step.closed:
        bench.day(step.closed, "完成日期", since)
        if step.closed > step.on:
            raise Refused(f"完成日期 {step.closed} 晚于进入下一阶段的日期 {step.on}")


def _split(bench: Bench, row: Row, step: Step) -> tuple[tuple[Paper, ...], tuple[Paper, ...]]:
    """The papers of the stage that is left, and of the one that is entered."""
    new: tuple[Paper, ...] = ()
    if step.stage == row["stage"]:
        wrong = [paper for paper in step.papers if procedure.stage_of_paper(paper.kind) not in ("", step.stage)]
        old = step.papers
    else:
        new = tuple(paper for paper in step.papers if procedure.stage_of_paper(paper.kind) == step.stage)
        old = tuple(paper for paper in step.papers if paper not in new)
        wrong = [paper for paper in old if procedure.stage_of_paper(paper.kind) not in ("", row["stage"])]
        if "closed_on" in row:  # what belongs to no stage lies with the new one
            new = tuple(paper for paper in step.papers if paper in new or not procedure.stage_of_paper(paper.kind))
            old = tuple(paper for paper in step.papers if paper not in new)
    if wrong:
        homes = "、".join(
            f"{bench.library.label('paperKind', p.kind)}属于“{_name(bench, procedure.stage_of_paper(p.kind))}”"
            for p in wrong
        )
        raise Refused(f"文件放错阶段：{homes}")
    return old, new


def _close(
    bench: Bench, record: Record, text: str, index: int, row: Row, papers: tuple[Paper, ...], closed: date
) -> str:
    """The stage gets its papers and its closing day. Raises Refused if a paper is missing."""
    name = row["stage"]
    made = [*row.get("papers", ()), *(paper.row(closed) for paper in papers)]
    by = status.procedure_of(record, closed)
    closing = procedure.BY_NAME[name].closing
    kinds = {paper["kind"] for paper in made}
    if not kinds & set(closing):
        raise Refused(
            f"“{_name(bench, name)}”还没有收尾文件（{'或'.join(bench.library.label('paperKind', k) for k in closing)}），"
            f"不能算完成；用 --paper {closing[0]}:题名 一并登记"
        )
    missing = [kind for kind in by.needs(name) if kind not in kinds]
    if missing:
        raise Refused(
            f"“{_name(bench, name)}”缺应当具备的文件：{'、'.join(bench.library.label('paperKind', k) for k in missing)}；"
            "用 --paper 一并登记"
        )
    proof = max(paper["date"] for paper in made if paper["kind"] in closing)
    if proof > closed.isoformat():
        raise Refused(f"收尾文件的日期 {proof} 晚于完成日期 {closed}")
    if papers:
        text = _with_papers(bench, text, index, papers, closed)
    bench.said.append(f"“{_name(bench, name)}”于 {closed} 完成")
    return edit.put(text, ("stages", index, "closed_on"), bench.day(closed, "完成日期"), bench.keys("record", "stages"))


def _with_papers(bench: Bench, text: str, index: int, papers: tuple[Paper, ...], day: date) -> str:
    order = bench.keys("record", "stages")
    for paper in papers:
        text = edit.add(text, ("stages", index, "papers"), paper.row(day), order)
    return text


def _enter(bench: Bench, text: str, before: Row, step: Step, papers: tuple[Paper, ...]) -> str:
    stage = procedure.BY_NAME[step.stage]
    kinds = {paper.kind for paper in papers}
    if stage.entry and not kinds & set(stage.entry):
        raise Refused(
            f"进入“{_name(bench, step.stage)}”要有{'或'.join(bench.library.label('paperKind', k) for k in stage.entry)}；"
            f"用 --paper {stage.entry[0]}:题名:文号 一并登记"
        )
    if any(kind in stage.closing for kind in kinds):
        raise Refused(f"“{_name(bench, step.stage)}”刚进入，收尾文件等办完再登记")
    row: Row = {"stage": step.stage, "entered_on": step.on.isoformat()}
    row |= {"post": step.post} if step.post else {}
    row |= {"papers": [paper.row(step.on) for paper in papers]} if papers else {}
    bench.said.append(f"由“{_name(bench, before['stage'])}”进入“{_name(bench, step.stage)}”，{step.on}")
    return edit.add(text, ("stages",), row)


def _closes(row: Row, papers: tuple[Paper, ...]) -> bool:
    closing = procedure.BY_NAME[row["stage"]].closing
    return any(paper.kind in closing for paper in papers)


def _remind(bench: Bench, record: Record, row: Row, step: Step) -> None:
    """What the clerk must look at: letters without answer, and words that spoke of the stage before."""
    if row["stage"] == "consulting" and step.stage != "consulting":
        letters = record.get("consultation", default=())
        open_ = [bench.library.unit_name(letter["unit"]) for letter in letters if "replied_on" not in letter]
        if open_:
            bench.said.append(f"注意：还有 {len(open_)} 家没有复函：{'、'.join(open_)}；“无意见”也要复函")
    stale = [key for key in ("hand", "blocker", "next_step") if key in record.data]
    if stale and step.stage != row["stage"]:
        titles = "、".join(f"{bench.library.schemas.title('record', key)}（{key}）" for key in stale)
        bench.said.append(f"注意：记录里写有{titles}，说的是上一阶段，请核对")


def _kinds(bench: Bench, papers: tuple[Paper, ...]) -> str:
    return "、".join(bench.library.label("paperKind", paper.kind) for paper in papers)


def _name(bench: Bench, stage: str) -> str:
    return bench.library.label("stage", stage)
