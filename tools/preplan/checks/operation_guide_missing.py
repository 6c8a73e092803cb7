"""A plan in force has its 简明操作流程 for those on duty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from preplan.checks._texts import texts
from preplan.finding import Finding, Law, Rule, Severity
from preplan.model import Library

RULE = Rule(
    id="operation-guide-missing",
    title="简明操作流程未检出",
    severity=Severity.WARNING,
    basis=(Law("qingdao-emergency-regulation-2018", "第十一条"),),
    message="预案「{plan}」{problem}（已查附件 {count} 件）",
    remedy="由编制部门为本预案编写一份简明操作流程，作为附件登记；已有文本的入库并填写 file",
    refs=("G-25",),
    evidence="B",
    # The regulation was approved on 2017-12-01; its own first day is not known for sure.
    effective_from=date(2018, 1, 1),
    explains="现行预案登记的附件中，查有没有“简明操作流程”一类，并且文本在库；2018 年以前印发的只作提示。",
    fires="2022 年印发的预案，附件只有通讯录。",
    silent="附件除通讯录以外列有简明操作流程，文本在库，不报；草稿不查。",
    about=("edition", "annex"),
)

GUIDE = "guide"


def check(library: Library) -> Iterator[Finding]:
    for text in texts(library):
        if text.record.kind != "edition" or not text.whole:
            continue
        listed = text.record.get("annexes", default=())
        guides = [(index, annex) for index, annex in enumerate(listed) if annex["kind"] == GUIDE]
        title = text.plan.get("title")
        if not guides:
            place = text.record.place("annexes" if listed else "edition")
            problem = "没有登记简明操作流程"
        elif not any("file" in annex for _, annex in guides):
            place = text.record.place("annexes", guides[0][0])
            problem = f"的简明操作流程「{guides[0][1]['title']}」只有题名，文本没有入库"
        else:
            continue
        yield RULE.at(place, on=text.day, plan=title, problem=problem, count=len(listed))
