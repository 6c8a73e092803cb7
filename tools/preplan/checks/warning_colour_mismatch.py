"""Warning levels and colours go together: 一级 red, 二级 orange, 三级 yellow, 四级 blue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from preplan.checks import _colours, _levels, _texts
from preplan.finding import Finding, Law, Place, Rule, Severity
from preplan.load.body import Body
from preplan.model import Library, Record

RULE = Rule(
    id="warning-colour-mismatch",
    title="预警级别和颜色不对应",
    severity=Severity.ERROR,
    basis=(Law("emergency-response-law-2007", "第四十二条"), Law("emergency-response-law-2024", "第六十三条")),
    message="预警「{text}」：{level}应当用{colour}标示",
    remedy="改为一级红色、二级橙色、三级黄色、四级蓝色，一级为最高级别",
    refs=("V-02",),
    evidence="B",
    effective_from=date(2007, 11, 1),
    explains="正文、草稿和附件中写在一起的预警级别和颜色，与一级红、二级橙、三级黄、四级蓝比对。",
    fires="草稿写“二级（黄色）”预警，二级应当用橙色。",
    silent="火险等级、伤情分类和风险分布图的颜色不是预警颜色，不报。",
    about=("edition", "draft", "annex"),
)


def check(library: Library) -> Iterator[Finding]:
    for text in _texts.texts(library):
        for record, body in text.parts:
            found: dict[int, Finding] = {}
            for place, quote, levels, shades in (*_prose(record, body), *_tables(record, body)):
                for level, shade in zip(levels, shades, strict=True):
                    if _colours.COLOURS[level - 1] != shade:
                        right = f"{_colours.COLOURS[level - 1]}色"
                        one = RULE.at(place, on=text.day, text=quote, level=_levels.han(level), colour=right)
                        found.setdefault(place.line, one)
            yield from found.values()


Pair = tuple[Place, str, list[int], list[str]]


def _prose(record: Record, body: Body) -> Iterator[Pair]:
    for start, line in _texts.lines_with(body, _colours.SHADE):
        for match in (*_colours.PAIR.finditer(line), *_colours.SERIES.finditer(line)):
            parts = match.groupdict()
            levels = _levels.numbers(parts["levels"] or parts["levels2"])
            shades = [char for char in parts["shades"] or parts["shades2"] if char in _colours.COLOURS]
            begin, sentence = _texts.sentence_at(line, match.start(), match.end())
            other = len(levels) != len(shades) or _colours.OTHER.search(sentence[: match.start() - begin])
            if not other and (_colours.WARNING.search(sentence) or _colours.WARNING.search(_heading(body, start))):
                yield _texts.spot(record, body, start + match.start()), match[0], levels, shades


def _heading(body: Body, offset: int) -> str:
    line = body.first_line + body.text.count("\n", 0, offset)
    return next((heading.title for heading in reversed(body.headings) if heading.line <= line), "")


def _tables(record: Record, body: Body) -> Iterator[Pair]:
    """Rows with the level in one cell and the colour in another."""
    for table in body.tables:
        title = body.headings[table.heading].title if table.heading >= 0 else ""
        if not _colours.WARNING.search("".join((title, *table.columns))):
            continue
        for row in table.rows:
            cells = [
                cell
                for title, cell in zip(table.columns, row.cells, strict=False)
                if not _colours.NO_WARNING.search(title)
            ]
            shades = [match[1] for cell in cells if (match := _colours.SHADE_CELL.fullmatch(cell))]
            levels = [cell for cell in cells if _colours.LEVEL_CELL.fullmatch(cell)]
            if len(shades) == 1 and len(levels) == 1:
                quote = f"{levels[0]}　{shades[0]}色"
                yield Place(record.path, row.line), quote, _levels.numbers(levels[0]), shades
