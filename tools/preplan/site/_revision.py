"""The parts of a revision's page up to 审议批准; each gives Markdown, empty if nothing of the kind is known.

Only facts dated by the data date are told; what has no date of its own is told if the record holds nothing later.
"""

from __future__ import annotations

from typing import Any

from preplan import dates, status
from preplan.site import _progress
from preplan.site import markdown as md
from preplan.site._editions import paper_page
from preplan.site._plans import plan_link
from preplan.site._register_links import unit as unit_link
from preplan.site.page import Site, View

STAGE_COLUMNS = ("阶段", "日期", "佐证名称", "文号", "经办岗位")


def head(site: Site, record: View, page: str) -> str:
    """Where the plan stands, in whose hands, what next."""
    library = site.library
    plan = library.of("plan").get(record.get("plan"))
    campaign = library.of("campaign").get(record.get("campaign"))
    rows = [("修编计划", md.text(campaign.get("title") if campaign else record.get("campaign")))]
    if plan is not None:
        row = status.progress(library, plan, library.as_of)
        rows = [
            ("预案", plan_link(site, plan, page)),
            *rows,
            ("牵头部门", unit_link(site, plan.get("lead"), page)),
            ("牵头岗位", md.text(plan.get("lead_post"))),
            ("现处阶段", f"{md.text(site.label('stage', row.stage))}　{_progress.state_mark(site, row)}"),
            ("在谁手里", _progress.hand_text(site, row, page)),
            ("下一步", md.text(_progress.undated(site, row, "next_step"))),
            ("时限", _progress.deadline_text(site, row)),
            ("剩余 / 逾期（天）", _progress.days_text(row)),
            ("缺什么", md.names(map(md.text, _progress.missing(site, row)), "；")),
            ("卡点", md.text(_progress.undated(site, row, "blocker"))),
            ("最近变动", md.day(row.last_change)),
        ]
    rows.append(("修订程序", md.text(site.label("procedure", record.get("procedure")))))
    return md.facts(rows)


def stages(site: Site, record: View, page: str) -> str:
    """阶段 | 日期 | 佐证名称 | 文号 | 经办岗位: a line a paper; a stage without papers says so."""
    rows = []
    for stage in status.rows(record.record, site.library.as_of):
        name = f"**{md.text(site.label('stage', str(stage['stage'])))}**<br>{_period(site, stage)}"
        papers = [paper for paper in _papers(stage) if site.known(paper["date"])]
        if not papers:
            rows.append((name, md.NONE, "未登记佐证", md.NONE, md.text(stage.get("post"))))
        for paper in papers:
            post = md.text(paper.get("post") or stage.get("post"))
            rows.append(
                (name, md.day(paper["date"]), _paper(site, record, paper, page), md.text(paper.get("number")), post)
            )
            name = " "
    return md.table(STAGE_COLUMNS, rows) if rows else "没有登记进入任何阶段。"


def beside(site: Site, record: View, page: str) -> str:
    """Papers in the folder that belong to no stage: the notice as issued, the letter of filing, reasons, 解读."""
    folder = record.record.path.rpartition("/")[0]
    listed = {paper.get("file") for stage in record.get("stages") for paper in _papers(stage)}
    rows = [
        (
            _paper(site, record, {**paper.record.data, "file": name}, page),
            md.day(paper.get("date")),
            md.text(paper.get("number")),
        )
        for paper in site.views("paper")
        if paper.record.path.startswith(f"{folder}/")
        and (name := paper.record.path.removeprefix(f"{folder}/")) not in listed
        and site.known(paper.get("date"))
    ]
    return md.table(("文件", "日期", "文号"), rows) if rows else ""


def _papers(stage: dict[str, Any]) -> list[dict[str, str]]:
    return stage.get("papers") or []


def _period(site: Site, stage: dict[str, Any]) -> str:
    closed = site.known(stage.get("closed_on"))
    if closed is None:
        return f"{md.day(stage['entered_on'])} 起，在办"
    end = f"{md.day(stage['entered_on'])} 至 {md.day(closed)}"
    return end if status.passed(stage, site.library.as_of) else f"{end}，{md.mark('待佐证', 'unproved')}"


def _paper(site: Site, record: View, paper: dict[str, str], page: str) -> str:
    title = md.link(paper["title"], paper_page(site, record.record, paper.get("file")), page)
    return f"{title}（{md.text(site.label('paperKind', paper['kind']))}）"


def consultation(site: Site, record: View, page: str) -> str:
    """单位 | 发函 | 应复 | 复函 | 采纳 | 意见, those who have not answered on top."""
    day = site.library.as_of
    letters = _progress.letters(record.record, day)
    answered = [letter for letter in letters if _progress.is_answered(letter, day)]
    waiting = [letter for letter in letters if letter not in answered]
    rows = [(*_letter(site, letter, page), _silent(site, letter), md.NONE, md.NONE) for letter in waiting] + [
        (
            *_letter(site, letter, page),
            md.day(letter["replied_on"]),
            md.text(site.label("adoption", letter.get("adopted"))),
            md.text(letter.get("opinion")),
        )
        for letter in answered
    ]
    if not rows:
        return ""
    count = f"发函 {len(letters)} 家，复函 {len(answered)} 家，未复函 {len(waiting)} 家。"
    return md.blocks(count, md.table(("单位", "发函", "应复", "复函", "采纳情况", "意见摘要"), rows))


def _letter(site: Site, letter: dict[str, str], page: str) -> tuple[str, str, str]:
    return unit_link(site, letter["unit"], page), md.day(letter["sent_on"]), md.day(letter.get("due_on"))


def _silent(site: Site, letter: dict[str, str]) -> str:
    due = dates.parse(letter.get("due_on"))
    return md.mark("未复函", "late") if due and due < site.library.as_of else md.mark("未复函（未到期）", "normal")


def decisions(site: Site, record: View) -> str:
    """The expert review, the legality review and the approval by the data date, with days and results."""
    rows = []
    is_current = _progress.is_current(site, record.get("plan"))
    if (review := record.get("expert_review")) and site.known(review["on"]):
        # How the opinions were dealt with is told without a day, so it may be of later.
        counts = (("意见", "opinions"), *((("采纳", "adopted"), ("未落实", "open")) if is_current else ()))
        result = [site.label("reviewConclusion", review["conclusion"])]
        result += [f"{word} {review[key]} 条" for word, key in counts if key in review]
        rows.append(("专家评审", md.day(review["on"]), md.text("，".join(result))))
    if (legality := record.get("legality")) and site.known(legality["sent_on"]):
        opinion = site.known(legality.get("opinion_on"))
        given = f"{md.day(opinion)} 出具意见" if opinion else "意见未出具"
        rows.append(("合法性审查", md.day(legality["sent_on"]), f"送审；{given}"))
    approval = record.get("approval")
    if approval and (site.known(approval["on"]) if "on" in approval else is_current):
        result = [site.label("approvalKind", approval["kind"]), approval.get("session", "")]
        rows.append(("审议批准", md.day(approval.get("on"), "未上会"), md.text("，".join(filter(None, result)))))
    return md.table(("事项", "日期", "结果"), rows) if rows else ""


def events(site: Site, record: View) -> str:
    """日期 | 内容 by the data date, the latest first."""
    known = (event for event in record.get("events", default=()) if site.known(event["on"]))
    found = sorted(known, key=lambda event: event["on"], reverse=True)
    return (
        md.table(("日期", "内容"), ((md.day(event["on"]), md.text(event["text"])) for event in found)) if found else ""
    )
