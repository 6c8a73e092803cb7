"""GitLab code quality: a JSON list for artifacts:reports:codequality, shown in a merge request.

GitLab sorts by severity and drops all but one of equal fingerprints. It does not show check_name, so the description
names the rule.
"""

from __future__ import annotations

import json

from preplan.finding import Severity
from preplan.report import Report
from preplan.report._fingerprint import fingerprints
from preplan.report.basis import basis_text

# An error must be mended: critical, above what linters of code call major. Not blocker: whether it blocks is decided
# by the pipeline. A warning may be as grave as an error but is not certain, so it is major and not minor.
_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "major", Severity.NOTE: "info"}


def render(report: Report) -> str:
    """One object a finding, in the order of the findings; [] if there are none."""
    issues = [
        {
            "description": (
                f"[{finding.rule.id}] {finding.message} "
                f"依据：{basis_text(finding.rule, report.library)} 处理：{finding.remedy}"
            ),
            "check_name": finding.rule.id,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": finding.place.path, "lines": {"begin": finding.place.line}},
        }
        for finding, fingerprint in zip(report.findings, fingerprints(report.findings), strict=True)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"
