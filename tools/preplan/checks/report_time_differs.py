"""A unit head reports an accident within one hour; a plan may be stricter, never slower."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from preplan.checks import _accidents, _quantities, _texts
from preplan.finding import Finding, Law, Place, Rule, Severity
from preplan.load.body import Body
from preplan.model import Library, Record

RULE = Rule(
    id="report-time-differs",
    title="事故单位报告时限超过 1 小时",
    severity=Severity.ERROR,
    basis=(
        Law("accident-report-regulation-2007", "第九条"),
        Law("shandong-work-safety-regulation-2022", "第六十四条"),
        Law("shandong-emergency-measures-2021"),
    ),
    message="事故单位向政府部门报告的时限写成「{time}」：{quote}",
    remedy="改为单位负责人接到报告后 1 小时内报告；更短的时限可以保留",
    refs=("V-07",),
    evidence="A",
    effective_from=date(2007, 6, 1),
    explains="总体应急预案和事故灾难类预案的正文、草稿、附件中，事故单位向政府部门首次报告的时限，与 1 小时比对，不得更长。",
    fires="正文写“生产经营单位负责人应当在 24 小时内报告”。",
    silent="写“立即报告，最迟不超过 1 小时”；部门向上级报告和续报、补报的时限不查。",
    about=("edition", "draft", "annex"),
)

ONE_HOUR = 60  # minutes, 生产安全事故报告和调查处理条例 第九条, 山东省安全生产条例 第六十四条
_UNIT = (
    "(?:生产经营单位|事故(?:发生)?单位|事发(?:企业|单位)|发生事故的?(?:企业|单位)|企业)(?:的?(?:主要)?负责人)?"
    "|(?:本)?单位(?:主要)?负责人|企业(?:主要)?负责人"
)
_TIME = rf"(?:半个?小时|{_quantities.NUMBER} ?个?半?(?:小时|分钟))"
_WITHIN = rf"(?:(?P<within>{_TIME}) ?(?:之|以)?内|(?:不(?:得)?(?:超过|迟于|晚于)|最迟|至迟|至多)[^，。；0-9]{{0,4}}(?P<limit>{_TIME}))"
_CLOCK = re.compile("小时|分钟")
_RULE_OF_TIME = re.compile(
    rf"(?<!接到)(?<!收到)(?<!接)(?<!根据)(?<!责令)(?<!督促)(?:{_UNIT})(?P<gap>[^。；]{{0,60}}?){_WITHIN}(?P<after>[^。；]{{0,40}})"
)
_REPORT = re.compile("报告|上报|报送|报市|报县|报区|报当地|报属地|报所在地|快报|(?<!警)报$")
# Later reports, papers and other acts have times of their own.
_LATER = re.compile(
    "续报|补报|书面|补充|终报|总结|核报|详细|材料|变化|整改|赶|到达|到场|到岗|处置|控制|撤离|疏散|切断|启动|备案|每"
)
_AUTHORITY = re.compile("局|部门|政府|指挥部|办公室|镇街|街道|乡镇|值班室")
_CELL = re.compile(rf"[^，。；0-9]{{0,8}}?({_TIME})")


def check(library: Library) -> Iterator[Finding]:
    for text in _texts.texts(library):
        if _accidents.concerns(text):
            overall = text.plan.get("type") == "overall"
            for record, body in text.parts:
                for place, time, quote in (*_sentences(record, body, overall), *_rows(record, body)):
                    yield RULE.at(place, on=text.day, time=time, quote=quote)


def _sentences(record: Record, body: Body, overall: bool) -> Iterator[tuple[Place, str, str]]:
    for start, line in _texts.lines_with(body, _CLOCK):
        for match in _RULE_OF_TIME.finditer(line):
            time, gap = match["within"] or match["limit"], match["gap"]
            act = next((clause for clause in re.split("[，,|]", match["after"]) if clause), "")
            reports = _REPORT.search(act) or _REPORT.search(gap)
            if _quantities.minutes(time) <= ONE_HOUR or "|" in gap or not reports or _LATER.search(gap + act):
                continue
            # A bare 企业 may report stocks or a smell of gas; 事故单位 and a unit's head report accidents.
            _, sentence = _texts.sentence_at(line, match.start(), match.start())
            of_accident = re.search("事故|事发|负责人", sentence) and (
                not overall or _accidents.WORK_SAFETY.search(sentence)
            )
            if of_accident and _unit_reports(gap):
                quote = line[match.start() : match.start("after")] + act
                yield _texts.spot(record, body, start + match.start()), time, quote


def _unit_reports(gap: str) -> bool:
    """False if between unit and time somebody else takes over: …报告后2小时内, …报告，市应急管理局2小时内."""
    if re.search("(?<!接到)(?<!接)(?<!得到)(?<!收到)(?:报告|报警|上报|情况|信息|电话)(?:之)?后", gap):
        return False
    last = re.split("[，,]", gap)[-1]
    return not (_AUTHORITY.search(last) and not re.search("[向给报]", last)) and not re.search(
        "(?:报告|上报)[，,]", gap
    )


def _rows(record: Record, body: Body) -> Iterator[tuple[Place, str, str]]:
    """Rows of a table of who reports within what time."""
    for table in body.tables:
        title = body.headings[table.heading].title if table.heading >= 0 else ""
        columns = [index for index, name in enumerate(table.columns) if re.search("时限|时间|时效", name)]
        for row in table.rows if columns and "报" in "".join((title, *table.columns)) else ():
            time = _CELL.match(row.cells[columns[0]]) if columns[0] < len(row.cells) else None
            late = time and _quantities.minutes(time[1]) > ONE_HOUR and not _LATER.search("".join(row.cells))
            if time and late and re.match(_UNIT, row.cells[0]):
                yield Place(record.path, row.line), time[1], "　".join(row.cells)
