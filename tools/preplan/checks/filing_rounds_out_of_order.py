"""The rounds of a filing follow from one another: told once what is missing, completed, then looked at again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from preplan.finding import CONSISTENCY, Finding, Rule, Severity
from preplan.model import Library, Record

RULE = Rule(
    id="filing-rounds-out-of-order",
    title="收件、告知、补齐接不上",
    severity=Severity.ERROR,
    basis=(CONSISTENCY,),
    message="第 {number} 轮{problem}",
    remedy="按收件登记和一次性告知书核对，补登记缺的日期或缺项，删去多写的",
    explains="企业预案备案的各轮收件、一次性告知、缺项和补齐互相核对，前后要接得上。",
    fires="第 1 轮写了缺项，没有一次性告知日期。",
    silent="前一轮已补齐，再登记第二轮收件，不报。",
    about=("filing",),
)

# (route inside the round, problem)
Fault = tuple[tuple[str, ...], str]


def check(library: Library) -> Iterator[Finding]:
    for case in library.every("filing"):
        rounds = case.get("rounds")
        for index, round_ in enumerate(rounds):
            faults = [*_inside(round_)]
            if index + 1 < len(rounds) and "completed_on" not in round_:
                faults.append(
                    ((), f"没有补齐日期，又登记了第 {index + 2} 轮（收件「{rounds[index + 1]['received_on']}」）")
                )
            elif index + 1 == len(rounds):
                faults += _end(case, round_)
            for route, problem in faults:
                yield RULE.at(case.place("rounds", index, *route), number=index + 1, problem=problem)


def _inside(round_: Mapping[str, Any]) -> Iterator[Fault]:
    notified, missing, completed = (round_.get(key) for key in ("notified_on", "missing", "completed_on"))
    if missing and not notified:
        yield ("missing",), f"写了缺项「{'、'.join(missing)}」，没有一次性告知日期"
    if notified and not missing:
        yield ("notified_on",), f"一次性告知日期「{notified}」已填，没有写缺项"
    if completed and not notified:
        yield ("completed_on",), f"补齐日期「{completed}」已填，没有一次性告知日期"


def _end(case: Record, round_: Mapping[str, Any]) -> Iterator[Fault]:
    """A case cannot be closed while the unit has been told that material is missing."""
    if not round_.get("notified_on") or round_.get("completed_on"):
        return
    for key, label in (("registered_on", "登记"), ("deemed_on", "视为备案")):
        if day := case.get(key):
            yield ("notified_on",), f"「{round_['notified_on']}」告知缺项后没有补齐，已于「{day}」{label}"
