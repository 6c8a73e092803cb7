"""A command body or working group that a text sets up also has something to do there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from preplan.checks import _bodies
from preplan.checks._current_texts import Text, current_texts
from preplan.checks._sections import children, lines_under, tables_in
from preplan.finding import HOUSE, Finding, Place, Rule, Severity
from preplan.model import Library

RULE = Rule(
    id="body-without-duty",
    title="有机构而未见职责",
    severity=Severity.WARNING,
    basis=(HOUSE,),
    message="机构「{name}」{problem}（已查“{chapter}”一章）",
    remedy="写明该机构做什么、决定什么；职责写在别处的，在本节注明出处；没有任务的，不设该机构",
    explains="正文组织机构一章设立的指挥机构和工作组，逐个查名下、表格和其他句子中有没有写明它做什么。",
    fires="“现场救援指挥所”只有标题，名下没有内容。",
    silent="职责写在组成名单旁边、后文点名的句子里或者工作组分工表中，都算写了。",
    about=("edition", "draft"),
)

_DUTY_COLUMN = re.compile("职责|职能|任务|分工|成果|结果|做什么|事|要求|内容")


def check(library: Library) -> Iterator[Finding]:
    for text in current_texts(library):
        for chapter in _bodies.chapters(text.body):
            title = _bodies.plain(text.body.headings[chapter].title)
            lines = [(line, words) for line, words in lines_under(text.body, chapter) if "|" not in words]
            for line, name, words, has_table in (*_headings(text, chapter), *_bodies.items(lines)):
                if has_table or _bodies.tells_duty(words) or _bodies.does_something(lines, name):
                    continue
                problem, weight = "名下没有内容", Severity.WARNING
                if words.strip():
                    problem, weight = "名下未检出职责表述", Severity.NOTE
                yield RULE.at(Place(text.record.path, line), severity=weight, name=name, problem=problem, chapter=title)
            yield from _empty_cells(text, chapter, title)


def _headings(text: Text, chapter: int) -> Iterator[_bodies.Found]:
    for index in children(text.body, chapter):
        heading = text.body.headings[index]
        if name := _bodies.name_of(heading.title):
            last = max(children(text.body, index), default=index)
            words = [line for _, line in lines_under(text.body, index) if "|" not in line and not line.startswith("#")]
            tables = [table.columns for table in tables_in(text.body, index, last)]
            has_duties = any(len(columns) > 2 or _DUTY_COLUMN.search(columns[-1]) for columns in tables)
            yield heading.line, name, "\n".join(words) or "（见表）" * bool(tables), has_duties


def _empty_cells(text: Text, chapter: int, title: str) -> Iterator[Finding]:
    last = max(children(text.body, chapter), default=chapter)
    for table in tables_in(text.body, chapter, last):
        column = next((i for i, name in enumerate(table.columns) if i and _DUTY_COLUMN.search(name)), 0)
        for row in table.rows if column and re.search("组|机构", table.columns[0]) else ():
            if len(row.cells) > column and row.cells[0] and not row.cells[column].strip("—-/ "):
                problem = f"在“{table.columns[column]}”一栏没有内容"
                yield RULE.at(Place(text.record.path, row.line), name=row.cells[0], problem=problem, chapter=title)
