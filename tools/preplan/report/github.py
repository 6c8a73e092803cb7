"""GitHub workflow commands: each finding is shown beside its line in a pull request.

GitHub shows 10 a kind and step and drops the rest without a word. So the worst go first, and what is left out is told
in a notice, which is one of the 10 itself.
"""

from __future__ import annotations

from preplan.finding import SEVERITY_ORDER, Finding, Severity
from preplan.model import Library
from preplan.report import Report, summary
from preplan.report.basis import basis_text

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_SHOWN = 10


def render(report: Report) -> str:
    """One ::error / ::warning / ::notice line a finding, at most 10 each, then what is missing, then the totals."""
    found = {severity: report.of(severity) for severity in SEVERITY_ORDER}
    room = dict.fromkeys(SEVERITY_ORDER, _SHOWN)
    if any(len(findings) > _SHOWN for findings in found.values()):
        room[Severity.NOTE] -= 1
    lines = [
        _command(finding, report.library)
        for severity, findings in found.items()
        for finding in findings[: room[severity]]
    ]
    missing = {severity: max(len(findings) - room[severity], 0) for severity, findings in found.items()}
    if any(missing.values()):
        words = "、".join(
            f"{report.library.label('severity', s)} {number} 项" for s, number in missing.items() if number
        )
        text = f"GitHub 每一步每类只显示 {_SHOWN} 条，另有{words}没有标出。运行 preplan check 查看全部。"
        lines.append(f"::notice title={_value('检查结果未全部标出')}::{_data(text)}")
    lines.append(summary.sentence(report.library))
    return "\n".join(lines) + "\n"


def _command(finding: Finding, library: Library) -> str:
    text = f"{finding.message} 依据：{basis_text(finding.rule, library)} 处理：{finding.remedy}"
    title = f"{finding.rule.title}（{finding.rule.id}）"
    return (
        f"::{_COMMANDS[finding.severity]} file={_value(finding.place.path)},line={finding.place.line},"
        f"col={finding.place.column},title={_value(title)}::{_data(text)}"
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
