"""What the sites are made of: a library opened and judged, and what git knows of it. Read once, for every audience."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from preplan import alterations, desk, history, traces
from preplan.finding import Finding
from preplan.site import collect
from preplan.traces import Traces
from preplan.visible import INTERNAL


@dataclass(frozen=True, slots=True)
class Source:
    """`past` is None if the history cannot be told, `missing` then says why. `registered` is edition id → its text as
    registered, of editions that were altered since.
    """

    opened: desk.Opened
    findings: tuple[Finding, ...]
    past: history.History | None
    missing: history.NoHistory | None
    registered: Mapping[str, str]

    def files(self, audience: str) -> dict[str, str | bytes]:
        """Every file of a site: path → content (see site.collect)."""
        library, changed = self.opened.library, self.past.last_days if self.past else {}
        return collect.files(library, self.findings, audience, changed, self.registered, self.traces(audience))

    def traces(self, audience: str) -> Traces | None:
        """What git knows of the files behind the plans; None for who must not know."""
        if audience != INTERNAL:
            return None
        if self.past is None:
            return Traces(missing=self.missing.reason if self.missing else "")
        return traces.find(self.opened.root, self.opened.library, self.past)


def read(root: Path, today: date, as_of: date | None = None) -> Source:
    """Opens the library at `root`. Raises NoLibrary as desk does; without a history the pages do without."""
    opened = desk.open_library(root, today, as_of)
    past, missing = None, None
    try:
        past = history.read(root)
    except history.NoHistory as error:
        missing = error
    altered = alterations.find(root, opened.library)
    registered = {id: one.text for id, one in altered.items() if one.text is not None}
    return Source(opened, desk.examine(opened), past, missing, registered)
