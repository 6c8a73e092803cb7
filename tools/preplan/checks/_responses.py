"""Response levels in the running text: 三级响应, 启动一级、二级响应, 响应分为四级、三级…, with their notation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from preplan.checks import _levels, _texts
from preplan.finding import Place
from preplan.load.body import Body, Table
from preplan.model import Record

_ONE = rf"{_levels.LEVEL}(?:[、和及至到—~-]{_levels.LEVEL})* ?级(?:[（(][^）)\n]{{0,12}}[）)])?"
_LIST = rf"{_ONE}(?:(?:[、和及与或至到—~-]|以及|或者){_ONE})*"
_MENTION = re.compile(
    rf"(?P<before>{_LIST})(?:及?以[上下])?的?(?:应急|救灾|救助|救援|处置|防汛|抗旱|抗震|应对|应急救援|应急处置)?响应(?!行动?级别)"
    rf"|响应(?:级别|等级)?(?:由[高低]到[高低])?(?:依次|共|一般)?(?:分为|划分为|设为|分|设)(?P<after>{_LIST})"
)
_RESPONSE = re.compile("级[^。\n]{0,30}响应|响应[^。\n]{0,30}级")
# 青岛市启动二级响应, 企业三级响应: levels of somebody else's plan.
_ELSEWHERE = re.compile("省|国家|国务院|青岛|上级|邻|企业|单位启动|镇街启动|镇政府启动|街道启动|毗|部(?:委)?启动")


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming of response levels; `is_own` is False in a clause that speaks of another plan's levels."""

    place: Place
    text: str
    levels: tuple[int, ...]
    notations: tuple[str, ...]
    is_own: bool


def own(text: _texts.Text) -> list[Mention]:
    """The places in a text and its annexes that name levels of this plan."""
    found = (one for record, body in text.parts for one in _mentions(record, body))
    return [one for one in found if one.is_own]


def _mentions(record: Record, body: Body) -> Iterator[Mention]:
    for start, line in _texts.lines_with(body, _RESPONSE):
        for match in _MENTION.finditer(line):
            listed = match["before"] or match["after"]
            if match["after"] and len(_levels.numbers(listed)) == 1:
                continue  # 响应分为三级 counts the levels, it names none
            begin, sentence = _texts.sentence_at(line, match.start(), match.end())
            clause = re.split("[，,|（(：:]", sentence[: match.start() - begin])[-1]
            yield Mention(
                _texts.spot(record, body, start + match.start()),
                match[0],
                tuple(_levels.numbers(listed)),
                tuple(_levels.notations(listed)),
                not _ELSEWHERE.search(clause),
            )


def rows(table: Table) -> dict[str, tuple[int, list[str]]]:
    """Level as written → line and the cells beside it. A row whose first cell is empty goes on with the one above."""
    found: dict[str, tuple[int, list[str]]] = {}
    level = ""
    for row in table.rows:
        level = row.cells[0] or level
        line, joined = found.get(level, (row.line, [""] * 3))
        found[level] = line, [old + new for old, new in zip(joined, (*row.cells[1:], "", "", ""), strict=False)]
    return found


def writings(text: _texts.Text, table: Table | None, own: list[Mention]) -> dict[str, list[tuple[Place, str]]]:
    """Notation → the places where levels of this plan are written so."""
    found: dict[str, list[tuple[Place, str]]] = {}
    for row in table.rows if table else ():
        for notation in _levels.notations(row.cells[0]):
            found.setdefault(notation, []).append((Place(text.record.path, row.line), row.cells[0]))
    for one in own:
        for notation in dict.fromkeys(one.notations):
            found.setdefault(notation, []).append((one.place, one.text))
    return found


# A level by its sign, or any of them by 三级以上, 各级, 四级至一级. An I after another is part of Ⅱ or Ⅲ in Latin.
_NAMED = re.compile(
    "(?P<one>[一Ⅰ1]|(?<!I)I) ?级|(?P<two>[二Ⅱ2]|(?<!I)II) ?级|(?P<three>[三Ⅲ3]|(?<!I)III) ?级|(?P<four>[四Ⅳ4]|IV) ?级"
)
_ANY = re.compile("级及?以[上下]|各级|级[至到]")


def unnamed(levels: set[int], text: _texts.Text, table: Table) -> set[int]:
    """The levels that are named nowhere outside the table, not even as part of 三级以上."""
    inside = range(table.line, table.rows[-1].line + 1) if table.rows else range(0)
    left = set(levels)
    for record, body in text.parts:
        for number, line in body.lines():
            if not left:
                return left
            if "级" not in line or (record is text.record and number in inside):
                continue
            if _ANY.search(line):
                return set()
            left.difference_update(_LEVELS[str(match.lastgroup)] for match in _NAMED.finditer(line))
    return left


_LEVELS = {"one": 1, "two": 2, "three": 3, "four": 4}
