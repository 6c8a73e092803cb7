"""The county leads general events only; of greater ones it does the first response and helps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from preplan.checks import _leading, _texts
from preplan.finding import Finding, Law, Place, Rule, Severity
from preplan.load.body import Body
from preplan.model import Library, Record

RULE = Rule(
    id="county-leads-above-general",
    title="较大以上事件写成由本市牵头",
    severity=Severity.WARNING,
    basis=(Law("qingdao-emergency-regulation-2018", "第三十三条"), Law("shandong-overall-plan-2021")),
    message="「{quote}」：较大以上突发事件写成由本市负责应对或者统一指挥",
    remedy="改为：一般由本市负责，较大由青岛市负责，重大、特别重大由省级以上负责；本市只写先期处置和配合保障",
    refs=("V-05",),
    evidence="A",
    # The regulation was approved on 2017-12-01; its own first day is not known for sure.
    effective_from=date(2018, 1, 1),
    explains="正文、草稿和附件的句子和表格，查较大以上突发事件有没有写成由本市牵头应对或者统一指挥；本市只牵头一般事件。",
    fires="草稿写“一般、较大矿山事故由县人民政府负责应对”。",
    silent="草稿写“较大以上事故由本市先期处置，配合上级指挥部”，是先期处置和配合，不报。",
    about=("edition", "draft", "annex"),
)

_ORDINAL = re.compile("^[（(]?[0-9一二三四五六七八九十]+[）)、.．] *")
_SPLIT = re.compile("[，,：:|]")


def check(library: Library) -> Iterator[Finding]:
    for text in _texts.texts(library):
        for record, body in text.parts:
            for place, quote in (*_sentences(record, body), *_rows(record, body)):
                yield RULE.at(place, on=text.day, quote=quote)


def _sentences(record: Record, body: Body) -> Iterator[tuple[Place, str]]:
    for start, line in _texts.lines_with(body, _leading.ABOVE_GENERAL):
        done = -1
        for hit in _leading.GRADE.finditer(line):
            if hit.start() < done or _leading.NAME.match(line, hit.start()):
                continue
            begin, sentence = _texts.sentence_at(line, hit.start(), hit.end())
            done = begin + len(sentence)
            for quote in _wrong(sentence):
                place = _texts.spot(record, body, start + begin + sentence.index(quote))
                yield place, _ORDINAL.sub("", quote.strip(" |*#"))


def _wrong(sentence: str) -> Iterator[str]:
    """The stretches of a sentence, each from one grade to the next, that give the county the lead."""
    grades = sorted(
        hit.start()
        for pattern in (_leading.GRADE, _leading.GENERAL)
        for hit in pattern.finditer(sentence)
        if not _leading.NAME.match(sentence, hit.start())
    )
    clauses = [0, *(match.end() for match in _SPLIT.finditer(sentence))]
    starts = sorted({max(at for at in clauses if at <= grade) for grade in grades})
    for index, (start, end) in enumerate(pairwise((*starts, len(sentence)))):
        # Only a list's head (县指挥部职责：…) reaches over into the clause of the grade.
        begin = 0 if index == 0 and sentence[start - 1 : start] in ("：", ":") else start
        stretch, context = sentence[begin:end].strip("，,"), sentence[0 if index == 0 else start : end]
        if _leading.LEADS.search(stretch) and _leading.GRADE.search(stretch) and not _leading.RIGHT.search(context):
            yield stretch


def _rows(record: Record, body: Body) -> Iterator[tuple[Place, str]]:
    """Rows of a table that says who answers for which grade."""
    for table in body.tables:
        leaders = [index for index, title in enumerate(table.columns) if index and _leading.LEADER_COLUMN.search(title)]
        for row in table.rows if leaders else ():
            for index in leaders:
                cell = row.cells[index] if index < len(row.cells) else ""
                right = _leading.RIGHT.search("，".join(row.cells)) or _leading.OTHERS.search(cell)
                if _leading.GRADE_CELL.fullmatch(row.cells[0]) and _leading.COUNTY.search(cell) and not right:
                    yield Place(record.path, row.line), f"{row.cells[0]}　{cell}"
