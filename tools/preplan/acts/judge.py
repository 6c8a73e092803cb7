"""What the library would be after an act: the findings that it would bring, those it would have cured left aside."""

from __future__ import annotations

from collections import Counter

from preplan import desk
from preplan.acts.bench import Bench
from preplan.finding import Finding
from preplan.model import Library


def brought(bench: Bench) -> tuple[Library, list[Finding]]:
    """The library as it would be, and the findings (in their order) that it would have and has not now.

    A finding is the same if rule, file, severity and words are; lines may shift. What lay in a draft that becomes an
    edition is the same finding in another file.
    """
    before = desk.examine(bench.opened)
    instead = {path: text.encode("utf-8") if text is not None else None for path, text in bench.will.items()}
    opened = desk.open_library(bench.root, bench.today, bench.library.as_of, instead=instead)
    old = Counter(_key(finding, bench) for finding in before)
    new: list[Finding] = []
    for finding in desk.examine(opened):
        key = _key(finding, bench)
        if old[key]:
            old[key] -= 1
        else:
            new.append(finding)
    return opened.library, new


def _key(finding: Finding, bench: Bench) -> tuple[str, str, str, str]:
    path = bench.moved.get(finding.place.path, finding.place.path)
    return finding.rule.id, path, finding.severity, finding.message
