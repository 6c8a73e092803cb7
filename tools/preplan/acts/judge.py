"""What the library would be after an act: the findings that it would bring, those it would have cured left aside."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from preplan import desk
from preplan.acts.bench import Bench
from preplan.finding import Finding
from preplan.model import Library


def brought(bench: Bench) -> tuple[Library, list[Finding]]:
    """The library as it would be, and the findings (in their order) that it would have and has not now.

    Looked at on the data date, as `preplan check` does, and on the day of the act if that is later: on the data date
    a later fact is not known yet. A finding is the same if rule, file, severity and words are; lines may shift. What lay
    in a draft that becomes an edition is the same finding in another file.
    """
    instead = {path: text.encode("utf-8") if text is not None else None for path, text in bench.will.items()}
    after = desk.open_library(bench.root, bench.present, bench.library.as_of, instead=instead)
    new: dict[tuple[str, str, str, str], Finding] = {}
    for day in sorted({bench.library.as_of, max(bench.latest, bench.library.as_of)}):
        old = Counter(_key(finding, bench) for finding in desk.examine(_on(bench.opened, day)))
        for finding in desk.examine(_on(after, day)):
            key = _key(finding, bench)
            if old[key]:
                old[key] -= 1
            else:
                new.setdefault(key, finding)
    return after.library, sorted(new.values(), key=lambda finding: finding.key)


def _on(opened: desk.Opened, day: date) -> desk.Opened:
    """The same library looked at on another day."""
    return opened if opened.library.as_of == day else replace(opened, library=replace(opened.library, as_of=day))


def _key(finding: Finding, bench: Bench) -> tuple[str, str, str, str]:
    path = bench.moved.get(finding.place.path, finding.place.path)
    return finding.rule.id, path, finding.severity, finding.message
