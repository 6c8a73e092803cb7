"""Grades of work-safety accidents have the numbers of the present scale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from preplan.checks import _accidents, _texts
from preplan.finding import Finding, Law, Rule, Severity
from preplan.model import Library

RULE = Rule(
    id="accident-grade-outdated",
    title="生产安全事故分级与现行标准不符",
    severity=Severity.ERROR,
    basis=(Law("accident-report-regulation-2007", "第三条"),),
    message="生产安全事故分级：{differences}",
    remedy="按《生产安全事故报告和调查处理条例》第三条改正人数和金额；“以上”包括本数，“以下”不包括本数",
    refs=("V-06",),
    evidence="A",
    effective_from=date(2007, 6, 1),
    explains="总体应急预案和事故灾难类预案的正文、草稿、附件中的生产安全事故分级，逐级与条例第三条的死亡、重伤人数和直接经济损失比对；另有分级标准的预案（火灾、停电、环境等）不比对。",
    fires="正文把特别重大事故的直接经济损失写成“1000万元以上”，应为 1 亿元以上。",
    silent="响应启动条件、火灾或者食品安全事件的分级、报告的起点数字，不是生产安全事故分级，不报。",
    about=("edition", "draft", "annex"),
)

_GRADING = re.compile("分级|等级|级别|分类|标准|划分|术语|定义|名词|总则|适用|附则|特别重大|重大|较大|一般|事故|情况")

_NAMED = re.compile("(?:事故|事件)(?:的)?(?:分级|等级|级别|分类)")


def check(library: Library) -> Iterator[Finding]:
    for text in _texts.texts(library):
        wrong = list(_wrong(text)) if _accidents.concerns(text) else []
        if wrong:
            differences = (
                f"{one.grade}事故的{one.quantity}写「{one.written}」，应为{_accidents.standard(one)[2]}"
                for one in wrong
            )
            first, *others = dict.fromkeys(one.place for one in wrong)
            yield RULE.at(first, on=text.day, related=tuple(others), differences="；".join(differences))


def _wrong(text: _texts.Text) -> Iterator[_accidents.Statement]:
    """The first statement on a quantity of a grade, section by section, where no statement agrees with the scale."""
    for record, body, section in text.sections:
        titles = "　".join(section.trail)
        if text.plan.get("type") == "overall" and not _accidents.WORK_SAFETY.search(section.text):
            continue
        named = _NAMED.search(section.title)
        if not named and (_accidents.OTHER_NUMBERS.search(titles) or (titles and not _GRADING.search(titles))):
            continue
        if _accidents.OWN_SCALE.search(titles):
            continue
        statements: dict[tuple[str, str], list[_accidents.Statement]] = {}
        for one in _accidents.statements(record, body, section):
            statements.setdefault((one.grade, one.quantity), []).append(one)
        yield from (every[0] for every in statements.values() if not any(map(_accidents.agrees, every)))
