"""Calendar arithmetic: ISO dates, years, working days. All of it here, none of it elsewhere."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
# fromisoformat alone would also take 20220729 and 2022-W30-5.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def parse(text: object) -> date | None:
    """The date written as YYYY-MM-DD, or None for anything else."""
    if not isinstance(text, str) or not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def within(value: object, leave_out: Container[str] = ()) -> Iterator[date]:
    """Every date in nested data, but for what stands under a key of `leave_out`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in leave_out:
                yield from within(inner, leave_out)
    elif isinstance(value, list):
        for inner in value:
            yield from within(inner, leave_out)
    elif found := parse(value):
        yield found


def add_years(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 28 February in a common year."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def chinese(day: date | None) -> str:
    """2022年7月29日, as official papers write dates (GB/T 9704-2012); 未知 for None."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "未知"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Working days: Monday to Friday without the holidays of the State Council's yearly notice, plus make-up days.

    Only the listed years are known; of any other year nothing is guessed.
    """

    years: frozenset[int] = frozenset()
    days_off: frozenset[date] = frozenset()
    make_up: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool | None:
        """True or False; None if the notice of that year is not in the calendar."""
        if day.year not in self.years:
            return None
        if day in self.make_up:
            return True
        return day.weekday() < 5 and day not in self.days_off

    def add(self, day: date, count: int) -> date | None:
        """The last day of a term of `count` working days; the day itself does not count.

        None if the term reaches into a year whose calendar is not published.
        """
        while count > 0:
            day += ONE_DAY
            workday = self.is_workday(day)
            if workday is None:
                return None
            count -= workday
        return day

    def count(self, start: date, end: date) -> int | None:
        """Working days after `start` up to and with `end`; None if a year in between is not known."""
        total, day = 0, start
        while day < end:
            day += ONE_DAY
            workday = self.is_workday(day)
            if workday is None:
                return None
            total += workday
        return total


def span(first: date, last: date) -> Iterable[date]:
    """Every day from `first` to `last`, both included."""
    while first <= last:
        yield first
        first += ONE_DAY
