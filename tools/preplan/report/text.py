"""Plain text for people: file:line:column, the fact, the basis, the remedy; at the end the counts."""

from __future__ import annotations

from preplan.finding import SEVERITY_ORDER
from preplan.report import Report, summary
from preplan.report.basis import basis_text


def render(report: Report) -> str:
    """One block a finding, then a summary."""
    library = report.library
    lines = []
    for finding in report.findings:
        severity = library.label("severity", finding.severity)
        lines.append(f"{finding.place}: {severity}[{finding.rule.id}] {finding.message}")
        lines.append(f"    依据：{basis_text(finding.rule, library)}")
        lines.append(f"    处理：{finding.remedy}")
        lines.extend(f"    另见：{place}" for place in finding.related)
    numbers = "、".join(f"{library.label('severity', s)} {report.number(s)} 项" for s in SEVERITY_ORDER)
    lines.append(f"已检查记录文件 {report.count} 个：{numbers}。")
    lines.append(summary.sentence(library))
    return "\n".join(lines) + "\n"
