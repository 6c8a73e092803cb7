"""Room 6, report: findings → a string. One module per format, each with render(report) -> str.

The folder is the list of formats; `formats` finds them itself. No format decides a severity. Findings stay in their
order; where only the first can be shown, the worst go first and each severity keeps its order.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from preplan.finding import Finding, Severity
from preplan.model import Library


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. `count` is the number of records read.

    `files` are the files that were asked about, for formats that also name what is in order. `known` findings are
    covered by the baseline; `elsewhere` errors lie outside what was asked about; `unread` files are not counted.
    """

    library: Library
    findings: tuple[Finding, ...]
    count: int
    files: tuple[str, ...] = ()
    known: int = 0
    elsewhere: int = 0
    unread: int = 0

    def number(self, severity: Severity) -> int:
        """Findings of this weight."""
        return Counter(finding.severity for finding in self.findings)[severity]

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """Findings of this weight, in their order."""
        return tuple(finding for finding in self.findings if finding.severity is severity)


@cache
def formats() -> dict[str, ModuleType]:
    """Name → module of every format, sorted by name: what lies in this folder and can render."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_"))
    modules = {name: importlib.import_module(f"{__name__}.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, "render")}
