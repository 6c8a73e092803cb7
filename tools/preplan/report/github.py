"""GitHub workflow commands: each finding is shown beside its line in a pull request."""

from __future__ import annotations

from preplan.finding import Severity
from preplan.report import Report, summary
from preplan.report.basis import basis_text

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Report) -> str:
    """One ::error / ::warning / ::notice line a finding, then the counts."""
    lines = []
    for finding in report.findings:
        text = f"{finding.message} 依据：{basis_text(finding.rule, report.library)} 处理：{finding.remedy}"
        title = f"{finding.rule.title}（{finding.rule.id}）"
        lines.append(
            f"::{_COMMANDS[finding.severity]} file={_value(finding.place.path)},line={finding.place.line},"
            f"col={finding.place.column},title={_value(title)}::{_data(text)}"
        )
    lines.append(summary.sentence(report.library))
    return "\n".join(lines) + "\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
