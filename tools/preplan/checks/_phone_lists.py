"""Lists of contacts in a text: tables of numbers and names, sections that are called so, runs of numbers in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from preplan.checks import _texts
from preplan.load.body import Body, Table

INTERNAL = re.compile(
    "通[讯信]录|通联表|联[络系](?:人)?(?:表|簿|册|名册|名单|一览|方式)|联系电话|值(?:班|守)(?:表|安排|人员|名单|电话|轮值)|电话(?:号码)?(?:表|簿|册|本|一览|名单|名录)"
    "|工作手册|(?:兵力|警力)(?:部署|配置|编成|分布)|(?:储备库|库点|仓库|储备点)的?(?:位置|分布|坐标|地址|点位|布局图|一览)"
    "|(?:目标|要害|关键部位|重点部位)(?:平面|布局|分布|布防)图"
)
# Numbers meant for everybody; forms and instructions that only have such a word in their title.
OPEN = re.compile("咨询|举报|报警|服务|热线|投诉|监督|公开电话|求助|样式|格式|模板|空白|流程|编制|要求|说明|制度")
_NUMBERS = re.compile("电话|手机|联系方式|号码|座机")
_OFFICE = re.compile("办公(?:室)?电话|咨询|服务|公开|热线|报警|举报|投诉")
_PERSON = re.compile("姓名|联系人|联络[人员]|责任人|值班(?:员|人员|领导)|带班")
_CELL = re.compile(r"(?<![0-9])(?:0[0-9]{2,3}[-－—]?)?[0-9]{7,8}(?![0-9])")
_PROSE = re.compile(r"(?<![0-9])0[0-9]{2,3}[-－—][0-9]{7,8}(?![0-9])")
_ITEM = re.compile(r"^[ 　]*(?:[-*+] |[0-9]+[.、]|[（(][一二三四五六七八九十0-9]+[）)])", re.MULTILINE)
_MANY = 3  # so many make a list


@dataclass(frozen=True, slots=True)
class Found:
    """A list of contacts; `personal` if it joins names of persons with numbers."""

    line: int
    title: str
    why: str
    personal: bool


def lists(body: Body) -> Iterator[Found]:
    """One a section. Mobile numbers are left to the rule personal-data-public."""
    tables: dict[int, list[Table]] = {}
    for table in body.tables:
        tables.setdefault(table.heading, []).append(table)
    prose = len(_PROSE.findall(body.text)) >= _MANY
    called = INTERNAL.search("\n".join([heading.title for heading in body.headings]))
    if not prose and not called and not any(map(_numbers, body.tables)):
        return
    for index, section in enumerate(_texts.sections(body), -1):
        own = tables.get(index, [])
        word = named(section.title) if called else ""
        line = section.heading.line if section.heading else body.first_line
        title = section.title or "正文"
        listed = next((table for table in own if _numbers(table) >= _MANY), None)
        if listed:
            personal = any(_PERSON.search(column) for column in listed.columns)
            yield Found(listed.line, title, "列有联系人和电话" if personal else "列有电话名单", personal)
        elif prose and _in_prose(section.text) >= _MANY:
            yield Found(line, title, "列有电话名单", False)
        elif word and (own or len(_ITEM.findall(section.text)) >= _MANY):
            yield Found(line, title, f"标题含「{word}」", False)


def _in_prose(text: str) -> int:
    lines = (line for line in text.split("\n") if not line.startswith("|") and not OPEN.search(line))
    return sum(len(_PROSE.findall(line)) for line in lines)


def named(title: str) -> str:
    """The word in a title that says it is internal; "" if there is none."""
    match = INTERNAL.search(title)
    return match[0] if match and not OPEN.search(title) else ""


def _numbers(table: Table) -> int:
    """How many numbers stand in columns that are not meant for everybody."""
    if not _NUMBERS.search("|".join(table.columns)):
        return 0
    columns = [index for index, name in enumerate(table.columns) if _NUMBERS.search(name) and not _OFFICE.search(name)]
    return sum(
        1 for row in table.rows for index in columns if index < len(row.cells) and _CELL.search(row.cells[index])
    )
