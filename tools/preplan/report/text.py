"""Plain text for people: file:line:column, the fact, the basis, the remedy; at the end the counts."""

from __future__ import annotations

from preplan.finding import SEVERITY_ORDER, Finding
from preplan.model import Library
from preplan.report import Report, summary
from preplan.report.basis import basis_text


def render(report: Report) -> str:
    """One block a finding, then a summary."""
    library = report.library
    lines = []
    for finding in report.findings:
        lines.extend(block(finding, library))
    numbers = "、".join(f"{library.label('severity', s)} {report.number(s)} 项" for s in SEVERITY_ORDER)
    lines.append(f"已检查记录文件 {report.count} 个：{numbers}。")
    lines.extend(notes(report))
    lines.append(summary.sentence(library))
    return "\n".join(lines) + "\n"


def notes(report: Report) -> list[str]:
    """What the numbers do not say: what is known, what was not asked about, what could not be read, what is later."""
    said = []
    if report.known:
        said.append(f"另有 {report.known} 项已列入基线，不在此列出（preplan baseline 可见）。")
    if report.elsewhere:
        said.append(f"以上只列所问的部分；全库另有错误 {report.elsewhere} 项（不带路径运行 preplan check 可见）。")
    if report.unread:
        said.append(f"{report.unread} 个文件有写法错误，未全部计入下面的统计。")
    return [*said, *filter(None, [summary.later_sentence(report.library)])]


def block(finding: Finding, library: Library) -> list[str]:
    """The lines of one finding."""
    severity = library.label("severity", finding.severity)
    return [
        f"{finding.place}: {severity}[{finding.rule.id}] {finding.message}",
        f"    依据：{basis_text(finding.rule, library)}",
        f"    处理：{finding.remedy}",
        *(f"    另见：{place}" for place in finding.related),
    ]
