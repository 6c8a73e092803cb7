"""Room 6, report: findings → a string. One module per format, each with render(report) -> str."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from preplan.finding import Finding, Severity
from preplan.model import Library


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. `count` is the number of records read."""

    library: Library
    findings: tuple[Finding, ...]
    count: int

    def number(self, severity: Severity) -> int:
        """Findings of this weight."""
        return Counter(finding.severity for finding in self.findings)[severity]
