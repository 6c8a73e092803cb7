"""Markdown for a step summary or a comment below a pull request: counts, then one row a defect, the worst first.

The first line is a marker that no reader sees: whoever posts the comment looks for it and replaces the old one. A
comment may have 65,536 characters on GitHub; this one stays below 60,000 bytes and tells what it left out.
"""

from __future__ import annotations

import re

from preplan import baseline
from preplan.finding import SEVERITY_ORDER, Finding, Severity
from preplan.model import Library
from preplan.report import Report, summary

MARKER = "<!-- preplan-check -->"
MOST_BYTES = 60_000
_CELL = 300  # characters of a record's text that are worth reading in a table

# Line breaks, other controls, and what turns the direction of writing.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
_ACTIVE = re.compile(r"[&<>|`*_~\[\]\\$:@#!]|(?<=www)\.")
# Platforms look for @name, #12 and !12 after all escapes are undone: a space of no width parts them.
_PARTED = "@#!"

Defect = tuple[Finding, ...]


def render(report: Report) -> str:
    """The marker, a heading with the counts, the table, what was cut, and the totals."""
    library = report.library
    counts = _counted(library, {severity: report.number(severity) for severity in SEVERITY_ORDER})
    head = [
        MARKER,
        f"## 预案库检查：{counts}",
        "",
        f"已检查记录文件 {report.count} 个，数据截止 {library.as_of}。",
        "",
    ]
    foot = ["", summary.sentence(library)]
    defects = _defects(report)
    if not defects:
        return _lines([*head, "没有错误、警告和提示。", *foot])
    head += ["| 级别 | 规则 | 位置 | 问题 | 处理 |", "|---|---|---|---|---|"]
    room = MOST_BYTES - _size(_lines([*head, *_cut(library, defects), *foot]))
    rows: list[str] = []
    for defect in defects:
        row = _row(defect, library)
        room -= _size(row) + 1
        if room < 0:
            break
        rows.append(row)
    return _lines([*head, *rows, *_cut(library, defects[len(rows) :]), *foot])


def _defects(report: Report) -> list[Defect]:
    """Findings of one rule and weight in one record are one defect. Worst first, else in the order of the findings."""
    groups: dict[tuple[Severity, str, str, str], list[Finding]] = {}
    for severity in SEVERITY_ORDER:
        for finding in report.of(severity):
            record = baseline.record_of(report.library, finding.place)
            groups.setdefault((severity, finding.rule.id, finding.place.path, record), []).append(finding)
    return [tuple(group) for group in groups.values()]


def _row(defect: Defect, library: Library) -> str:
    first = defect[0]
    more = f"（同一记录共 {len(defect)} 处）" if len(defect) > 1 else ""
    cells = (
        library.label("severity", first.severity),
        f"{_text(first.rule.title)} `{first.rule.id}`",
        f"{_text(first.place.path)}:{first.place.line}",
        _text(first.message) + more,
        _text(first.remedy),
    )
    return f"| {' | '.join(cells)} |"


def _cut(library: Library, defects: list[Defect]) -> list[str]:
    """The line on what did not fit; nothing if all did."""
    if not defects:
        return []
    numbers = dict.fromkeys(SEVERITY_ORDER, 0)
    for defect in defects:
        numbers[defect[0].severity] += len(defect)
    counts = _counted(library, {severity: number for severity, number in numbers.items() if number})
    return ["", f"**篇幅所限，另有 {len(defects)} 行未列出（{counts}）。运行 `preplan check` 查看全部。**"]


def _counted(library: Library, numbers: dict[Severity, int]) -> str:
    return "、".join(f"{library.label('severity', severity)} {number} 项" for severity, number in numbers.items())


def _text(words: str) -> str:
    """Words of a record that stay words: one line, no markup, no link, no mention, at most 300 characters."""
    words = _UNSEEN.sub(" ", words)
    if len(words) > _CELL:
        words = words[:_CELL] + "…"
    return _ACTIVE.sub(lambda found: f"&#{ord(found[0])};" + ("&#8203;" if found[0] in _PARTED else ""), words)


def _lines(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"


def _size(text: str) -> int:
    return len(text.encode("utf-8"))
