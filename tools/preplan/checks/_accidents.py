"""Work-safety accidents: which plans are about them, and the scale of their grades (国务院令第493号 第三条)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from preplan.checks import _quantities, _texts
from preplan.finding import Place
from preplan.load.body import Body
from preplan.model import Record

# These kinds of accident are graded and reported by rules of their own.
OWN_SCALE = re.compile(
    "环境|辐射|放射|核事|污染|停电|电网|电力|通信|网络|航空|铁路|轨道|交通事故|水上|船舶|水域|火灾|火险|消防|食品|药品|疫情|供水|供热|质量事故"
)
WORK_SAFETY = re.compile("生产安全|安全生产|生产经营|工矿")

GRADES = ("特别重大", "重大", "较大", "一般")
_GAP = f"[^，。；、|\n或0-9{_quantities.HAN}≥<＜>]{{0,10}}?"
_LOST = "(?:[、和及或（(含]{1,2}(?:失踪|失联|下落不明|被困)[）)]?)?"
_NAMES = {
    "死亡": f"(?:死亡|遇难){_LOST}",
    "重伤": "(?:重伤|急性(?:工业)?中毒)(?:[（(][^）)]*[）)])?",
    "直接经济损失": "经济损失",
}
# quantity → range, what stands before it (死亡30人以上), what stands behind it (30人以上死亡)
QUANTITIES = {
    quantity: (
        _quantities.MONEY if quantity == "直接经济损失" else _quantities.PEOPLE,
        re.compile(f"{name}{_GAP}$"),
        re.compile(f"{_GAP}{name}"),
    )
    for quantity, name in _NAMES.items()
}
# quantity → for each of GRADES: from, below, as the regulation writes it
STANDARD: dict[str, tuple[tuple[float | None, float | None, str], ...]] = {
    "死亡": ((30, None, "30人以上"), (10, 30, "10人以上30人以下"), (3, 10, "3人以上10人以下"), (None, 3, "3人以下")),
    "重伤": (
        (100, None, "100人以上"),
        (50, 100, "50人以上100人以下"),
        (10, 50, "10人以上50人以下"),
        (None, 10, "10人以下"),
    ),
    "直接经济损失": (
        (10000, None, "1亿元以上"),
        (5000, 10000, "5000万元以上1亿元以下"),
        (1000, 5000, "1000万元以上5000万元以下"),
        (None, 1000, "1000万元以下"),
    ),
}


def concerns(text: _texts.Text) -> bool:
    """True for an accident plan without rules of its own, and for the general plan."""
    title = text.plan.get("title")
    return text.plan.get("type") == "overall" or (
        text.plan.get("category") == "accident" and not OWN_SCALE.search(title)
    )


GRADE = re.compile(
    "(特别重大|重大|较大|一般)(?=级?(?:[^，。；、：|（(]{0,14}(?:事故|事件))|级?[（(：:]|级?$|级?(?:的|，?是指|，指))"
)
_GRADE_CELL = re.compile("(特别重大|重大|较大|一般)(?:[^，。；|（(]{0,10}(?:事故|事件))?级?(?:[（(].*)?")
# Conditions of a response or a warning, duties to report: their numbers are the plan's own.
OTHER_NUMBERS = re.compile(
    "响应|启动|预警|初判|报告|上报|调查|提级|请求|通报|视为|升级|参照|按(?:照)?(?:较大|重大|特别重大)"
)
_SENTENCE = re.compile("[^。；;\n]+")
_BARE = re.compile("(?<![0-9.])([0-9][0-9,.]*)(?![0-9,.]| ?[人名万亿元])")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a text says of one quantity of one grade."""

    grade: str
    quantity: str
    written: str
    bounds: _quantities.Bounds
    place: Place


def standard(statement: Statement) -> tuple[float | None, float | None, str]:
    """(from, below, as the regulation writes it)."""
    return STANDARD[statement.quantity][GRADES.index(statement.grade)]


def agrees(statement: Statement) -> bool:
    """True unless a bound that is stated differs from the scale; a text may leave one bound out."""
    low, high, _ = standard(statement)
    stated_low, stated_high = statement.bounds
    if stated_low is not None and stated_low == stated_high:  # 死亡3人, without 以上 or 以下
        return (low or 0) <= stated_low <= (high or stated_low)
    low_fits = low is None or stated_low is None or stated_low == low
    # Papers write 3人以上9人以下 as well for what ends below ten.
    high_fits = stated_high is None or (high is not None and abs(stated_high - high) <= 1)
    return low_fits and high_fits


def statements(record: Record, body: Body, section: _texts.Section) -> list[Statement]:
    """The grades that a section defines, in its prose and in its tables."""
    return [*_prose(record, body, section), *_rows(record, body, section)]


def _prose(record: Record, body: Body, section: _texts.Section) -> Iterator[Statement]:
    """A sentence without a grade goes on with the grade before it: 重大事故： （1）死亡…"""
    in_title = GRADE.findall(section.title)
    grade = in_title[0] if len(in_title) == 1 else ""
    for match in _SENTENCE.finditer(section.text):
        sentence = match[0]
        if sentence.startswith(("|", "#")) or OTHER_NUMBERS.search(sentence) or OWN_SCALE.search(sentence):
            continue
        grades = list(GRADE.finditer(sentence))
        if len({hit[1] for hit in grades}) > 1:
            # Several grades in one sentence: each with what follows, unless the figures come first.
            before = sentence[: grades[0].start()]
            cuts = [] if any(_found(before)) else [*(hit.start() for hit in grades), len(sentence)]
            pieces = [(hit[1], sentence[hit.start() : end]) for hit, end in zip(grades, cuts[1:], strict=False)]
            grade = ""
        else:
            grade = grades[0][1] if grades else grade
            pieces = [(grade, sentence)] if grade else []
        place = _texts.spot(record, body, section.offset + match.start())
        for one, piece in pieces:
            yield from (Statement(one, *said, place) for said in _found(piece))


def _rows(record: Record, body: Body, section: _texts.Section) -> Iterator[Statement]:
    """Tables with a grade a row, or a grade a column."""
    for table in body.tables:
        own = body.headings[table.heading] if table.heading >= 0 else None
        if own is not section.heading or OTHER_NUMBERS.search("".join(table.columns)):
            continue
        across = [match[1] if (match := _GRADE_CELL.fullmatch(title)) else "" for title in table.columns]
        for row in table.rows:
            down = _GRADE_CELL.fullmatch(row.cells[0])
            place = Place(record.path, row.line)
            for title, column_grade, cell in zip(table.columns[1:], across[1:], row.cells[1:], strict=False):
                grade, topic = (down[1], title) if down else (column_grade, row.cells[0])
                if grade:
                    yield from (Statement(grade, *said, place) for said in _cell(topic, cell))


def _cell(topic: str, cell: str) -> Iterator[tuple[str, str, _quantities.Bounds]]:
    for quantity, sign in (("死亡", "死亡"), ("重伤", "重伤|中毒"), ("直接经济损失", "损失")):
        if re.search(sign, topic) and not re.search("死亡|重伤|损失", cell):
            unit = (
                "人"
                if quantity != "直接经济损失"
                else "万元"
                if "万元" in topic
                else "亿元"
                if "亿元" in topic
                else "元"
            )
            full = _BARE.sub(rf"\1{unit}", cell) if unit != "元" else cell
            yield from ((one, cell, bounds) for one, _, bounds in _found(f"{quantity}{full}") if one == quantity)
            return
    yield from _found(cell)


def _found(text: str) -> Iterator[tuple[str, str, _quantities.Bounds]]:
    """(quantity, as written, bounds) of every statement of a quantity."""
    for quantity, (pattern, before, behind) in QUANTITIES.items():
        for match in pattern.finditer(text):
            ahead, after = before.search(text[: match.start()][-30:]), behind.match(text, match.end())
            if ahead or after:
                written = (ahead[0] if ahead else "") + match[0] + (after[0] if after and not ahead else "")
                yield quantity, written.strip(), _quantities.bounds(match, whole=quantity != "直接经济损失")
