"""Response levels are written one way, and each has a condition, who starts it and who ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from preplan.checks import _levels, _responses, _texts
from preplan.finding import HOUSE, Finding, Place, Rule, Severity
from preplan.load.body import Table
from preplan.model import Library
from preplan.tables import LEVELS

RULE = Rule(
    id="response-level-incomplete",
    title="响应分级不完整",
    severity=Severity.WARNING,
    basis=(HOUSE,),
    message="响应级别：{problem}",
    remedy="在「响应分级」表中逐级写明启动条件、决定启动和决定终止；全文统一写一级至四级，或者统一写Ⅰ级至Ⅳ级",
    refs=("V-04",),
    explains="“响应分级”表与全文写到的响应级别互相核对：各级写明启动条件、谁决定启动、谁决定终止，级别前后对得上，写法一致。",
    fires="表中“Ⅲ级响应”一行没有写由谁决定终止。",
    silent="事件分级、预警级别和上级预案的响应级别不是本预案的响应级别，不查。",
    about=("edition", "draft", "annex"),
)

_EMPTY = re.compile(r"[-—－–/／\s　]*|无|略|待定|待补充?|暂无|另定|另行(?:规定|确定|通知)")
# A figure, a grade of event, a warning, or the place where the condition stands.
_CONCRETE = re.compile(
    "[0-9]|[一二两三四五六七八九十百千万多](?:个|人|名|处|例|户|起|天|日|小时|级|公顷|吨|亩|万|百|千|种|家|条|座)"
    "|特别重大|(?:一般|较大|重大)(?:及?以上|级|[^，。；]{0,12}(?:事[件故]|灾害|火灾|疫情|险情))"
    "|[红橙黄蓝]色|预警|全[市县区镇]|见|规定|标准|启动|请求|超出|超过|跨|无法|不能|无力|能够|力量|造成.{2,}"
)
Mentions = list[_responses.Mention]
Fault = tuple[Place, str, Severity, tuple[Place, ...]]


def check(library: Library) -> Iterator[Finding]:
    for text in _texts.texts(library):
        table, own = LEVELS.of(text.body), _responses.own(text)
        if table is not None and table.columns == LEVELS.columns:
            faults = (*_rows(text, table), *_missing(text, table, own), *_notations(text, table, own))
        else:
            faults = (*_no_table(text, own), *_notations(text, None, own))
        for place, problem, severity, related in faults:
            yield RULE.at(place, severity=severity, related=related, problem=problem)


def _rows(text: _texts.Text, table: Table) -> Iterator[Fault]:
    for level, (line, values) in _responses.rows(table).items():
        place = Place(text.record.path, line)
        empty = [title for title, value in zip(LEVELS.columns[1:], values, strict=True) if _EMPTY.fullmatch(value)]
        if empty:
            yield place, f"「{level}」一行没有写{'、'.join(empty)}", Severity.WARNING, ()
        elif not _CONCRETE.search(values[0]):
            problem = f"「{level}」的启动条件「{values[0]}」没有数字、事件等级或者具体情形"
            yield place, problem, Severity.NOTE, ()


def _missing(text: _texts.Text, table: Table, own: Mentions) -> Iterator[Fault]:
    place = Place(text.record.path, table.line)
    in_table = {level for row in table.rows for level in _levels.numbers(row.cells[0])}
    named = {level: one for one in own for level in one.levels}
    for level in sorted(named.keys() - in_table) if in_table else ():
        problem = f"文中写有「{named[level].text}」，响应分级表中没有这一级"
        yield named[level].place, problem, Severity.WARNING, (place,)
    unnamed = sorted(_responses.unnamed(in_table, text, table))
    if unnamed:
        levels = "".join(f"「{_levels.han(level)}」" for level in unnamed)
        yield place, f"响应分级表列有{levels}，表外未检出对应的响应措施（{text.searched}）", Severity.NOTE, ()


def _no_table(text: _texts.Text, own: Mentions) -> Iterator[Fault]:
    """Several levels are named, but there is no table under the heading."""
    if len({level for one in own for level in one.levels}) > 1 and text.body.heading_named(LEVELS.title) is None:
        problem = f"文中写有「{own[0].text}」等响应级别，未检出标题为「{LEVELS.title}」的表（{text.searched}）"
        yield own[0].place, problem, Severity.NOTE, ()


def _notations(text: _texts.Text, table: Table | None, own: Mentions) -> Iterator[Fault]:
    found = _responses.writings(text, table, own)
    latin = found.pop(_levels.LATIN, [])
    if latin:
        problem = f"「{latin[0][1]}」用了拉丁字母，共 {len(latin)} 处，应当用罗马数字Ⅰ、Ⅱ、Ⅲ、Ⅳ"
        yield latin[0][0], problem, Severity.NOTE, ()
        found.setdefault(_levels.ROMAN, []).extend(latin)
    if len(found) > 1:
        few, *_, many = sorted(found.values(), key=len)
        problem = f"写法不一：「{few[0][1]}」（{len(few)} 处）和「{many[0][1]}」（{len(many)} 处）"
        yield few[0][0], problem, Severity.WARNING, (many[0][0],)
