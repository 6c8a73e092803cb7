"""Where an enterprise filing stands on a day, and which obligations it carries. Derived from dated facts.

Basis: 生产安全事故应急预案管理办法 (2019) 第二十一、二十六、二十七、二十八、三十五条.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import lru_cache

from preplan import dates
from preplan.model import Library, Record

CHECK_WORKDAYS = 5  # 第二十八条: the authority answers within 5 working days, else the plan counts as filed
APPLY_WORKDAYS = 20  # 第二十六条: filed within 20 working days of publication inside the unit
EVALUATION_YEARS = 3  # 第三十五条

# 第二十一条: units whose plan must be reviewed with written minutes, whatever their size …
REVIEWED_INDUSTRIES = frozenset({"mine", "metallurgy", "hazchem-production", "hazchem-trade", "fireworks-wholesale"})
# … and every other unit of medium size or more.
REVIEWED_SIZES = frozenset({"large", "medium"})
# … and of these the units that store or transport dangerous goods or use more of them than the set quantity: in the
# register these are the ones obliged by national rule.
REVIEWED_IF_OBLIGED = frozenset({"chemical-pharma", "warehousing"})
# 第三十五条: units that must evaluate every three years; construction is named there, not in 第二十一条.
EVALUATED_INDUSTRIES = REVIEWED_INDUSTRIES | {"construction"}

MATERIALS = ("application", "electronic_text", "risk_assessment", "resource_survey")  # 第二十七条


def is_known(case: Record, day: date) -> bool:
    """True if the case has reached the bureau by `day`."""
    return (case.day("rounds", 0, "received_on") or date.max) <= day


def state(case: Record, day: date) -> str:
    """A word of the list `filingState`."""
    if (case.day("cancelled_on") or date.max) <= day:
        return "cancelled"
    if (case.day("registered_on") or date.max) <= day:
        return "filed"
    if (case.day("deemed_on") or date.max) <= day:
        return "deemed"
    return "awaiting" if _waits_for_unit(case, day) else "checking"


def _waits_for_unit(case: Record, day: date) -> bool:
    return is_known(case, day) and complete_on(case, day) is None


def is_open(case: Record, day: date) -> bool:
    """True while the bureau or the unit still has to act."""
    return is_known(case, day) and state(case, day) in ("checking", "awaiting")


def complete_on(case: Record, day: date) -> date | None:
    """The day the material was complete, as known on `day`: from then the 5 working days run. None while it is not."""
    for round_ in reversed(case.get("rounds")):
        received = dates.parse(round_["received_on"])
        if received is None or received > day:
            continue
        notified, completed = (dates.parse(round_.get(key)) for key in ("notified_on", "completed_on"))
        if completed and completed <= day:
            return completed
        return None if notified and notified <= day else received
    return None


def check_days(library: Library, case: Record, day: date) -> int | None:
    """Working days the bureau took, or has taken by `day`; None while the unit has to act or the year is unknown."""
    start = complete_on(case, day)
    end = case.day("registered_on")
    end = end if end and end <= day else day
    return library.calendar.count(start, end) if start else None


def days_left(library: Library, case: Record, day: date) -> int | None:
    """Working days left to the bureau on an open case; negative past the limit, None while the unit has to act."""
    if state(case, day) != "checking":
        return None
    used = check_days(library, case, day)
    return None if used is None else CHECK_WORKDAYS - used


def review_required(case: Record) -> bool:
    """True if 第二十一条 demands an expert review with minutes (rule E-04)."""
    return _is_named(case, REVIEWED_INDUSTRIES)


def _is_named(case: Record, industries: frozenset[str]) -> bool:
    unit = case.get("unit")
    obliged = case.get("obligation", "kind") == "national" and unit["industry"] in REVIEWED_IF_OBLIGED
    return unit["industry"] in industries or unit["size"] in REVIEWED_SIZES or obliged


def next_evaluation_on(case: Record, day: date) -> date | None:
    """Three years after the later of issue and last evaluation by `day`, for units of 第三十五条; None for others."""
    if not _is_named(case, EVALUATED_INDUSTRIES):
        return None
    known = (case.day("signed_on"), case.day("evaluation", "on"))
    anchor = max((found for found in known if found and found <= day), default=None)
    return dates.add_years(anchor, EVALUATION_YEARS) if anchor else None


def evaluation_overdue(case: Record, day: date) -> bool:
    """逾期未评估: the three years have run out by `day`. There is no 有效期 of a filing."""
    due = next_evaluation_on(case, day)
    return state(case, day) == "filed" and due is not None and due < day


@lru_cache(maxsize=4)  # every town asks
def registered(library: Library, day: date) -> tuple[Record, ...]:
    """The filings completed by `day`, oldest first."""
    done = [case for case in library.of("filing").values() if is_known(case, day) and state(case, day) == "filed"]
    return tuple(sorted(done, key=lambda case: (case.get("registered_on"), case.get("number") or "")))


def open_cases(library: Library, day: date) -> tuple[Record, ...]:
    """The cases still to be acted on, those with the fewest working days left first, waiting ones last."""
    found = [case for case in library.of("filing").values() if is_open(case, day)]

    def order(case: Record) -> tuple[bool, int, str]:
        left = days_left(library, case, day)
        return (left is None, left or 0, case.id)

    return tuple(sorted(found, key=order))


def by_year(cases: tuple[Record, ...]) -> dict[str, int]:
    """Year of registration → number."""
    return dict(sorted(Counter(str(case.get("registered_on"))[:4] for case in cases).items()))
