"""Working days as a list, so that dates of a generated library keep the terms of the law."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from random import Random
from typing import Any

REAL_YEARS_FROM = 2019


def calendar(real: dict[str, Any], first_year: int) -> dict[str, Any]:
    """plans/calendar.yaml from the year before `first_year` on: invented years before the real ones."""
    invented = [
        {
            "year": str(year),
            "source": "示例：虚构的放假安排",
            "evidence": "K",
            "days_off": [
                {"from": f"{year}-01-01", "to": f"{year}-01-03"},
                {"from": f"{year}-10-01", "to": f"{year}-10-07"},
            ],
            "make_up": [f"{year}-10-08"],
        }
        for year in range(first_year - 1, REAL_YEARS_FROM)
    ]
    return {"years": [*invented, *real["years"]]}


class Workdays:
    """The working days of a calendar in their order."""

    def __init__(self, calendar: dict[str, Any]) -> None:
        years = calendar["years"]
        off: set[date] = set()
        for pair in (pair for year in years for pair in year["days_off"]):
            day, last = date.fromisoformat(pair["from"]), date.fromisoformat(pair["to"])
            while day <= last:
                off.add(day)
                day += timedelta(1)
        made_up = {date.fromisoformat(day) for year in years for day in year["make_up"]}
        day, end = date(int(years[0]["year"]), 1, 1), date(int(years[-1]["year"]), 12, 31)
        self.days: list[date] = []
        while day <= end:
            if day in made_up or (day.weekday() < 5 and day not in off):
                self.days.append(day)
            day += timedelta(1)

    def on(self, day: date) -> int:
        """Number of the first working day on or after `day`."""
        return bisect_left(self.days, day)

    def pick(self, random: Random, first: date, last: date) -> int:
        """Number of any working day from `first` to `last`."""
        return random.randrange(bisect_left(self.days, first), bisect_right(self.days, last))

    def __getitem__(self, number: int) -> date:
        return self.days[number]
