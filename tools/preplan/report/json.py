"""JSON for programs: {as_of, files, counts, findings[]}; keys are English and stay."""

from __future__ import annotations

import json

from preplan.finding import SEVERITY_ORDER
from preplan.report import Report
from preplan.report.basis import basis_text


def render(report: Report) -> str:
    """A finding has rule, severity, path, line, column, message, basis, remedy and related places."""
    findings = [
        {
            "rule": finding.rule.id,
            "severity": finding.severity.value,
            "path": finding.place.path,
            "line": finding.place.line,
            "column": finding.place.column,
            "message": finding.message,
            "basis": basis_text(finding.rule, report.library),
            "remedy": finding.remedy,
            "related": [{"path": p.path, "line": p.line, "column": p.column} for p in finding.related],
        }
        for finding in report.findings
    ]
    content = {
        "as_of": report.library.as_of.isoformat(),
        "files": report.count,
        "counts": {severity.value: report.number(severity) for severity in SEVERITY_ORDER},
        "findings": findings,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
