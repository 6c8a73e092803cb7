"""What the check says of head and not of base, and of base and not of head. What was there before is counted, not told."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from preplan import desk
from preplan.finding import SEVERITY_ORDER, Finding
from preplan.model import Library
from preplan.report.basis import basis_text
from preplan.review.model import FindingLine, Findings
from preplan.review.pair import Pair, on

_DIGITS = re.compile(r"[0-9]+")
Key = tuple[str, str, str, str]


def judged(pair: Pair) -> Findings:
    """Looked at on the data date, and on the day of the last act of the change if that is later. The worst first."""
    moved = _moved(pair)
    new: dict[Key, Finding] = {}
    cured: dict[Key, Finding] = {}
    kept = 0
    for day in sorted({pair.head.library.as_of, pair.day}):
        came, went, same = _on(pair, day, moved)
        new = {**came, **new}
        cured = {**went, **cured}
        kept = max(kept, same)
    for key in set(new) & set(cured):  # new on one day, cured on the other: it was there before
        del new[key], cured[key]
    library = pair.head.library
    return Findings(_lines(library, new), _lines(library, cured), kept)


def _on(pair: Pair, day: date, moved: dict[str, str]) -> tuple[dict[Key, Finding], dict[Key, Finding], int]:
    base = pair.base if day == pair.head.library.as_of else on(pair.base, day)
    before = desk.judge(base, ask_history=False).open
    after = desk.judge(on(pair.head, day), ask_history=False).open
    old, new = ({}, {})
    count = Counter(_key(finding, moved) for finding in before)
    came: list[Finding] = []
    kept = 0
    for finding in after:
        key = _key(finding, {})
        if count[key]:
            count[key] -= 1
            kept += 1
        else:
            came.append(finding)
    went = [finding for finding in before if _left(count, _key(finding, moved))]
    # The same thing said with another number or line (文中有 3 处) is the same thing.
    rest = Counter(_loose(finding, moved) for finding in went)
    for finding in came:
        key = _loose(finding, {})
        if rest[key]:
            rest[key] -= 1
            kept += 1
        else:
            new[_key(finding, {})] = finding
    gone = rest.copy()
    for finding in went:
        key = _loose(finding, moved)
        if gone[key]:
            gone[key] -= 1
            old[_key(finding, moved)] = finding
    return new, old, kept


def _left(count: Counter[Key], key: Key) -> bool:
    if count[key]:
        count[key] -= 1
        return True
    return False


def _key(finding: Finding, moved: dict[str, str]) -> Key:
    path = moved.get(finding.place.path, finding.place.path)
    return finding.rule.id, path, finding.severity, finding.message


def _loose(finding: Finding, moved: dict[str, str]) -> Key:
    rule, path, severity, message = _key(finding, moved)
    return rule, path, severity, _DIGITS.sub("#", message)


def _moved(pair: Pair) -> dict[str, str]:
    """Draft → edition, where the change made the one of the other: old findings go with the text."""
    drafts = {c.old.get("plan"): c.old.path for c in pair.of_kind("draft") if c.old and c.new is None}
    return {
        drafts[c.new.get("plan")]: c.new.path
        for c in pair.of_kind("edition")
        if c.new and c.old is None and c.new.get("plan") in drafts
    }


def _lines(library: Library, found: dict[Key, Finding]) -> tuple[FindingLine, ...]:
    every = sorted(found.values(), key=lambda finding: (SEVERITY_ORDER.index(finding.severity), finding.key))
    return tuple(
        FindingLine(
            finding.rule.id,
            finding.rule.title,
            finding.severity.value,
            library.label("severity", finding.severity),
            finding.place.path,
            finding.place.line,
            finding.message,
            finding.remedy,
            basis_text(finding.rule, library),
        )
        for finding in every
    )
