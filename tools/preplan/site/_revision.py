"""The parts of a revision's page; each gives Markdown, empty if the record has nothing of the kind."""

from __future__ import annotations

from preplan import after_issue, dates, editions, status
from preplan.site import _progress, paths
from preplan.site import markdown as md
from preplan.site._editions import paper_page
from preplan.site._plans import plan_link
from preplan.site._register_links import unit as unit_link
from preplan.site.page import Site, View


def head(site: Site, record: View, page: str) -> str:
    """Where the plan stands, in whose hands, what next."""
    library = site.library
    plan = library.of("plan").get(record.get("plan"))
    campaign = library.of("campaign").get(record.get("campaign"))
    rows = [("修编计划", md.text(campaign.get("title") if campaign else record.get("campaign")))]
    if plan is not None:
        row = status.progress(library, plan, library.as_of)
        waiting = row.edition is None
        rows = [
            ("预案", plan_link(site, plan, page)),
            *rows,
            ("牵头部门", unit_link(site, plan.get("lead"), page)),
            ("牵头岗位", md.text(plan.get("lead_post"))),
            ("现处阶段", f"{md.text(site.label('stage', row.stage))}　{_progress.state_mark(site, row)}"),
            ("在谁手里", _progress.hand_text(site, row, page)),
            ("下一步", md.text(record.get("next_step") if waiting else None)),
            ("时限", _progress.deadline_text(site, row)),
            ("剩余 / 逾期（天）", _progress.days_text(row)),
            ("缺什么", md.names(map(md.text, _progress.missing(site, row)), "；")),
            ("卡点", md.text(record.get("blocker") if waiting else None)),
            ("最近变动", md.day(row.last_change)),
        ]
    rows.append(("修订程序", md.text(site.label("procedure", record.get("procedure")))))
    return md.facts(rows)


def stages(site: Site, record: View, page: str) -> str:
    """阶段 | 日期 | 佐证名称 | 文号 | 经办岗位: a line a paper; a stage without papers says so."""
    rows = []
    for stage in record.get("stages", default=()):
        name = f"**{md.text(site.label('stage', stage['stage']))}**<br>{_period(site, stage)}"
        papers = stage.get("papers") or ()
        if not papers:
            rows.append((name, md.NONE, "未登记佐证", md.NONE, md.text(stage.get("post"))))
        for paper in papers:
            post = md.text(paper.get("post") or stage.get("post"))
            rows.append(
                (name, md.day(paper["date"]), _paper(site, record, paper, page), md.text(paper.get("number")), post)
            )
            name = " "
    return md.table(("阶段", "日期", "佐证名称", "文号", "经办岗位"), rows)


def _period(site: Site, stage: dict[str, object]) -> str:
    closed = dates.parse(stage.get("closed_on"))
    if closed is None or closed > site.library.as_of:
        return f"{md.day(stage['entered_on'])} 起，在办"
    end = f"{md.day(stage['entered_on'])} 至 {md.day(closed)}"
    return end if status.passed(stage, site.library.as_of) else f"{end}，{md.mark('待佐证', 'unproved')}"


def _paper(site: Site, record: View, paper: dict[str, str], page: str) -> str:
    title = md.link(paper["title"], paper_page(site, record.record, paper.get("file")), page)
    return f"{title}（{md.text(site.label('paperKind', paper['kind']))}）"


def consultation(site: Site, record: View, page: str) -> str:
    """单位 | 发函 | 应复 | 复函 | 采纳 | 意见, those who have not answered on top."""
    letters = record.get("consultation", default=())
    waiting = set(_progress.unreplied(record.record, site.library.as_of))
    rows = [
        (
            unit_link(site, letter["unit"], page),
            md.day(letter["sent_on"]),
            md.day(letter.get("due_on")),
            md.day(letter.get("replied_on")) if letter["unit"] not in waiting else _silent(site, letter),
            md.text(site.label("adoption", letter.get("adopted"))),
            md.text(letter.get("opinion")),
        )
        for letter in sorted(letters, key=lambda letter: letter["unit"] not in waiting)
    ]
    if not rows:
        return ""
    count = f"发函 {len(letters)} 家，复函 {len(letters) - len(waiting)} 家，未复函 {len(waiting)} 家。"
    return md.blocks(count, md.table(("单位", "发函", "应复", "复函", "采纳情况", "意见摘要"), rows))


def _silent(site: Site, letter: dict[str, str]) -> str:
    due = dates.parse(letter.get("due_on"))
    return md.mark("未复函", "late") if due and due < site.library.as_of else md.mark("未复函（未到期）", "normal")


def decisions(site: Site, record: View) -> str:
    """The expert review, the legality review and the approval, with days and results."""
    rows = []
    if review := record.get("expert_review"):
        counts = (("意见", "opinions"), ("采纳", "adopted"), ("未落实", "open"))
        result = [site.label("reviewConclusion", review["conclusion"])]
        result += [f"{word} {review[key]} 条" for word, key in counts if key in review]
        rows.append(("专家评审", md.day(review["on"]), md.text("，".join(result))))
    if legality := record.get("legality"):
        opinion = legality.get("opinion_on")
        given = f"{md.day(opinion)} 出具意见" if opinion else "意见未出具"
        rows.append(("合法性审查", md.day(legality["sent_on"]), f"送审；{given}"))
    if approval := record.get("approval"):
        result = [site.label("approvalKind", approval["kind"]), approval.get("session", "")]
        rows.append(("审议批准", md.day(approval.get("on"), "未上会"), md.text("，".join(filter(None, result)))))
    return md.table(("事项", "日期", "结果"), rows) if rows else ""


def aftermath(site: Site, record: View, page: str) -> str:
    """印发 by which notice, 公布 and 备案 with their last day."""
    library, day = site.library, site.library.as_of
    plan = library.of("plan").get(record.get("plan"))
    edition = editions.revised_edition(library, record.get("plan"), day)
    if edition is None or plan is None:
        return ""
    notice = library.notice_of(edition)
    details = {
        _progress.PUBLICATION: record.get("publication", "at"),
        _progress.FILING: _filing(record.get("filing", default={})),
    }
    number = md.link(notice.get("number") if notice else None, paths.edition(edition), page)
    rows = [("印发", md.day(library.signed_on(edition)), md.NONE, md.mark("已印发", "issued"), number)]
    for step in _progress.steps(plan, after_issue.after_issue(library, edition, day), day):
        word, state = step.situation
        rows.append(
            (
                step.word,
                md.day(step.done_on),
                md.day(step.deadline, "不详"),
                md.mark(word, state),
                md.text(details[step.code]),
            )
        )
    if reading := record.get("interpretation"):
        rows.append(("政策解读", md.day(reading.get("on")), md.NONE, md.NONE, md.text(reading.get("title"))))
    return md.table(("事项", "日期", "末日", "情况", "文号或去处"), rows)


def _filing(filing: dict[str, object]) -> str:
    letter, copies = filing.get("letter"), filing.get("copies")
    parts = [
        f"报送{filing['to']}" if filing.get("to") else "",
        f"报送函{letter}" if letter else "报送函没有文号",
        f"抄送{'、'.join(map(str, copies))}" if isinstance(copies, list) else "",
    ]
    return "，".join(part for part in parts if part) if filing else ""


def plan_changes(site: Site, record: View, page: str) -> str:
    """Extensions and adjustments of the plan in its campaign."""
    campaign = site.library.of("campaign").get(record.get("campaign"))
    if campaign is None:
        return ""
    plans, rows = site.library.of("plan"), []
    for entry in campaign.get("extensions", default=()):
        if entry["plan"] == record.get("plan"):
            rows.append(("延期", *_decision(entry), f"新时限 {entry['until']}", md.text(entry["reason"])))
    for entry in campaign.get("adjustments", default=()):
        if entry["plan"] == record.get("plan"):
            into = plans.get(entry.get("into", ""))
            kind = md.text(site.label("adjustmentKind", entry["kind"]))
            target = plan_link(site, into, page) if into else md.NONE
            rows.append((kind, *_decision(entry), target, md.text(entry["reason"])))
    return md.table(("事项", "申请", "批准", "批准岗位", "结果", "理由"), rows) if rows else ""


def _decision(entry: dict[str, str]) -> tuple[str, str, str]:
    return (
        md.day(entry.get("requested_on")),
        md.day(entry.get("approved_on"), "未批"),
        md.text(entry.get("approved_by")),
    )


def events(record: View) -> str:
    """日期 | 内容, the latest first."""
    found = sorted(record.get("events", default=()), key=lambda event: event["on"], reverse=True)
    return (
        md.table(("日期", "内容"), ((md.day(event["on"]), md.text(event["text"])) for event in found)) if found else ""
    )
