"""The baseline, plans/baseline.yaml: findings that are known and not mended yet. It only shrinks.

An entry names a rule, a record and, where a record has several findings of the rule, a value quoted in the message:
never a line, since lines move. An entry covers one finding. What it covers is left out of the report and counted;
an entry that covers nothing any more is itself a finding, and errors of issued plans cannot be put in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from preplan import editions
from preplan.finding import HOUSE, Finding, Place, Rule, Severity
from preplan.kinds import id_of_path
from preplan.model import Library, Record

STALE = Rule(
    "baseline-stale",
    "基线里的条目已经没有对应的检查结果",
    Severity.ERROR,
    (HOUSE,),
    "基线条目「{rule}」「{record}」没有对应的检查结果",
    "已经改正的，用 preplan baseline --prune 删去；写错的，按检查结果改正规则、记录或值",
    explains="基线的每一条与本次检查结果核对，查还有没有对应的问题。",
    fires="行业领域的边界说明已经补上，基线里还留着这一条。",
    silent="本次只检查了别的规则，有没有对应的问题说不准，不报。",
    about=("baseline",),
)
OVER_CAP = Rule(
    "baseline-over-cap",
    "基线条目超过上限",
    Severity.ERROR,
    (HOUSE,),
    "规则「{rule}」在基线里有「{count}」条，上限为「{most}」条",
    "改正多出的问题；基线只减不增，确需提高上限的须经批准",
    explains="基线里每条规则的条目数，与该规则登记的上限比较。",
    fires="某条规则的上限是 4 条，基线里列了 5 条。",
    silent="条目数等于上限，不报。",
    about=("baseline",),
)
NOT_ALLOWED = Rule(
    "baseline-covers-issued-error",
    "基线不得收入本轮已印发预案的错误",
    Severity.ERROR,
    (HOUSE,),
    "基线条目「{rule}」收入了本轮已印发预案「{plan}」的错误",
    "改正该预案的问题，并从基线中删去本条",
    explains="基线的每一条与所对应的检查结果核对，查是不是本轮修编中已印发预案的错误。",
    fires="把本轮已印发预案的一处错误收入基线。",
    silent="收入基线的是行业领域的一条警告，不报。",
    about=("baseline",),
)
RULES = (STALE, OVER_CAP, NOT_ALLOWED)

_QUOTED = re.compile(r"「([^」]*)」")
_PLAN_FOLDER = re.compile(r"plans/(?:special/)?([a-z0-9-]+)/")


@dataclass(frozen=True, slots=True)
class Judged:
    """`open`: what has to be dealt with; `known`: what the baseline covers; `stale`: indexes of entries without use."""

    open: tuple[Finding, ...]
    known: tuple[Finding, ...]
    stale: tuple[int, ...]


def judge(library: Library, findings: Iterable[Finding], ran: frozenset[str] | None = None) -> Judged:
    """Splits findings by the baseline and adds those on the baseline itself.

    `ran` names the rules that were run (None: all): of the others no entry can be called stale.
    """
    baseline = next(iter(library.of("baseline").values()), None)
    every = tuple(findings)
    if baseline is None:
        return Judged(every, (), ())
    entries = baseline.get("debts")
    waiting: dict[tuple[str, str], list[int]] = {}
    for index, entry in enumerate(entries):
        waiting.setdefault((entry["rule"], entry["record"]), []).append(index)
    left, known, used = [], [], set()
    extra: list[Finding] = []
    for finding in every:
        candidates = waiting.get((finding.rule.id, record_of(library, finding.place)), ())
        values = set(_QUOTED.findall(finding.message))
        match = next(
            (i for i in candidates if i not in used and entries[i].get("value", None) in {None, *values}), None
        )
        if match is None:
            left.append(finding)
            continue
        used.add(match)
        plan = _issued_plan(library, finding)
        if plan:
            left.append(finding)
            extra.append(NOT_ALLOWED.at(baseline.place("debts", match, "rule"), rule=finding.rule.id, plan=plan))
        else:
            known.append(finding)
    unread = frozenset[str]().union(*library.unread_ids.values())
    idle = ((i, e) for i, e in enumerate(entries) if i not in used and (ran is None or e["rule"] in ran))
    stale = tuple(i for i, e in idle if e["record"] not in unread)
    for index in stale:
        entry = entries[index]
        extra.append(STALE.at(baseline.place("debts", index, "rule"), rule=entry["rule"], record=entry["record"]))
    extra.extend(_over_cap(baseline))
    return Judged(tuple(sorted((*left, *extra), key=lambda finding: finding.key)), tuple(known), stale)


def record_of(library: Library, place: Place) -> str:
    """Id of the record a place lies in: of the item in a list file, else that of the file."""
    records = library.at_path.get(place.path, ())
    if not records:
        return id_of_path(place.path)
    before = [record for record in records if record.place().line <= place.line]
    return (before or records)[-1].id if records[0].route else records[0].id


def _issued_plan(library: Library, finding: Finding) -> str:
    """Title of the issued plan whose error this is; empty for all else."""
    folder = _PLAN_FOLDER.match(finding.place.path)
    plan = library.of("plan").get(folder[1]) if folder else None
    if finding.severity is not Severity.ERROR or plan is None:
        return ""
    return str(plan.get("title")) if editions.revised_edition(library, plan.id, library.as_of) else ""


def _over_cap(baseline: Record) -> Iterator[Finding]:
    caps = {cap["rule"]: cap["most"] for cap in baseline.get("caps", default=())}
    for rule, count in sorted(Counter(entry["rule"] for entry in baseline.get("debts")).items()):
        if count > caps.get(rule, 0):
            index = [entry["rule"] for entry in baseline.get("debts")].index(rule)
            place = baseline.place("debts", index, "rule")
            yield OVER_CAP.at(place, rule=rule, count=count, most=caps.get(rule, 0))


def pruned(text: str, baseline: Record, stale: Iterable[int]) -> str:
    """The text of the baseline without the entries at these indexes; every other byte stays."""
    lines = text.split("\n")
    count = len(baseline.get("debts"))
    starts = [baseline.place("debts", index).line - 1 for index in range(count)]
    gone = frozenset(stale)
    if len(gone) == count:
        head = baseline.key_place("debts").line - 1
        return "\n".join([*lines[:head], "debts: []", ""])
    # The last entry ends with its last filled line: what follows it (a comment, the final line break) stays.
    end = max(i for i, line in enumerate(lines) if i >= starts[-1] and line.startswith((" ", "-"))) + 1
    ends = [*starts[1:], end]
    dropped = {line for index in gone for line in range(starts[index], ends[index])}
    return "\n".join(line for number, line in enumerate(lines) if number not in dropped)
