"""Faults to plant: each breaks one rule at one line, in a file of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True, slots=True)
class Fault:
    """What `preplan check` must say: rule, path and line (from 1)."""

    rule: str
    path: str
    line: int


# A planter changes a text and says where the fault stands in the new one; None if the text does not offer the place.
Planter = Callable[[str], tuple[str, int] | None]


def plant(random: Random, files: dict[str, str], count: int) -> list[Fault]:
    """Plants `count` faults in `files` (path → text), one kind after the other; sorted by path and line.

    The first is always a filing of wrong shape: while one cannot be read, gaps between filing numbers are not told.
    Raises ValueError if there are too few files.
    """
    candidates = {pattern: _matching(random, files, pattern) for _, pattern, _ in _KINDS}
    used: set[str] = set()
    found: list[Fault] = []
    for number in range(count):
        rule, pattern, planter = _KINDS[number % len(_KINDS)]
        for path in candidates[pattern]:
            if path not in used and (planted := planter(files[path])):
                used.add(path)
                files[path], line = planted
                found.append(Fault(rule, path, line))
                break
        else:
            raise ValueError(f"no file is left for a fault of {rule}")
    return sorted(found, key=lambda fault: (fault.path, fault.line))


def _matching(random: Random, files: dict[str, str], pattern: str) -> Iterator[str]:
    paths = [path for path in files if re.fullmatch(pattern, path)]
    random.shuffle(paths)
    return iter(paths)


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _replace(old: str, new: str | Callable[[re.Match[str]], str], mark: str = "", later: int = 0) -> Planter:
    """Replaces the first match of `old`; the fault stands where `mark` matches then, else at the match, `later` lines on."""

    def planter(text: str) -> tuple[str, int] | None:
        match = re.search(old, text, re.MULTILINE)
        if match is None:
            return None
        put = new(match) if callable(new) else match.expand(new)
        changed = text[: match.start()] + put + text[match.end() :]
        at = re.search(mark, changed, re.MULTILINE) if mark else None
        return changed, _line(changed, at.start() if at else match.start()) + later

    return planter


def _sentence(words: str) -> Planter:
    """A paragraph more in a full text, under the heading of the third chapter's last section."""
    return _replace(r"^(### 3\.6 专家组)\n", rf"\1\n\n{words}\n", later=2)


def _registered(planter: Planter) -> Planter:
    return lambda text: planter(text) if "\nregistered_on: " in text else None


def _wrong_digit(match: re.Match[str]) -> str:
    return match[1] + _ALPHABET[(_ALPHABET.index(match[2]) + 1) % len(_ALPHABET)]


_FILING = r"plans/filings/.*"
_EDITION = r"plans/special/[^/]+/editions/2022\.md"
_OLD = r"plans/special/[^/]+/editions/20(?:19|20)\.md"
_KINDS: tuple[tuple[str, str, Planter], ...] = (
    ("wrong-shape", _FILING, _replace(r"^  size: \w+$", "  size: tiny")),
    ("credit-code-check-digit", _FILING, _replace(r'(credit_code: "?[0-9A-Z]{17})([0-9A-Z])', _wrong_digit)),
    ("dead-link", _EDITION, _sentence("名单见[附表](../annexes/no-such-list.md)。")),
    ("unresolved-reference", _FILING, _replace(r"^sector: .*$", "sector: no-such-sector")),
    ("stage-without-proof", r"plans/special/.*/record\.yaml",
     _replace("kind: working_group", "kind: other", mark="^    closed_on: ")),
    ("personal-data-public", _EDITION, _sentence("有情况请拨打手机 13800001234。")),
    ("filing-material-missing", _FILING, _registered(_replace(r"^  - risk_assessment\n", "", mark="^materials:", later=1))),
    ("lead-not-single", r"plans/special/[^/]+/plan\.yaml",
     _replace(r"^(  - unit: [a-z0-9-]+)$(?!\n    role)", r"\1\n    role: lead", later=1)),
    ("forbidden-character", _FILING, _replace(r"^handler: .*$", lambda match: match[0] + "\t")),
    ("department-not-in-being", _EDITION, _sentence("重要情况由市安监局核实。")),
    ("dates-out-of-order", _FILING, _replace(r"(^review:\n  mode: \w+\n  on: )....", r"\g<1>2025", mark="^signed_on: ")),
    ("document-number-form", r"plans/notices/2019/.*", _replace("^number: (.*)〔2019〕(.*)$", r'number: "\1[2019]\2"')),
    ("fixed-table-unreadable", _OLD, _replace(r"^\| 成员单位 \| 职责 \|$", "| 单位 | 职责 |")),
    ("double-key", _FILING, _replace(r"^(channel: .*)$", r"\1\n\1", later=1)),
    ("unresolved-reference", r"plans/duties/.*", _replace(r"(    cooperating:\n      - ).*", r"\1no-such-unit", later=1)),
    ("filing-number-form", _FILING, _registered(_replace("^number: 370285-", "number: 370286-"))),
)  # fmt: skip
KINDS = len(_KINDS)
