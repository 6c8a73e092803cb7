"""Calendar arithmetic: working days by the yearly notices of the State Council, and nothing guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from preplan import dates, desk
from preplan.dates import Calendar
from tests.conftest import REPOSITORY, TODAY

YEARS = (2022, 2023, 2024, 2025, 2026)


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    """The calendar of the repository's own library."""
    return desk.open_library(REPOSITORY, TODAY).library.calendar


def on(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-02-10", 20, "2026-03-16"),
        ("2026-09-15", 20, "2026-10-19"),
        ("2026-02-10", 5, "2026-02-24"),
        ("2022-01-20", 20, "2022-02-22"),
        ("2024-09-25", 20, "2024-10-28"),
        ("2025-09-20", 20, "2025-10-23"),
        ("2022-07-29", 20, "2022-08-26"),
        ("2022-12-09", 20, "2023-01-09"),
        ("2022-12-30", 1, "2023-01-03"),
        ("2022-07-29", 0, "2022-07-29"),
    ],
)
def test_term_of_working_days_ends_on_the_day_of_the_rules(
    calendar: Calendar, start: str, count: int, end: str
) -> None:
    assert calendar.add(on(start), count) == on(end)
    assert calendar.count(on(start), on(end)) == count


@pytest.mark.parametrize(
    ("day", "workday"),
    [
        ("2022-07-29", True),
        ("2022-07-30", False),
        ("2022-01-29", True),
        ("2022-01-31", False),
        ("2022-10-07", False),
        ("2022-10-08", True),
        ("2022-10-09", True),
        ("2022-12-31", False),
        ("2023-04-05", False),
        ("2024-02-18", True),
        ("2025-05-31", False),
        ("2026-10-10", True),
    ],
)
def test_holidays_are_off_and_make_up_days_are_worked(calendar: Calendar, day: str, workday: bool) -> None:
    assert calendar.is_workday(on(day)) is workday


@pytest.mark.parametrize(
    ("year", "days"), [(2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)], ids=map(str, YEARS)
)
def test_year_has_its_number_of_working_days(calendar: Calendar, year: int, days: int) -> None:
    assert calendar.count(date(year - 1, 12, 31), date(year, 12, 31)) == days


@pytest.mark.parametrize("day", ["2027-01-04", "2018-12-28", "1999-06-01"])
def test_of_a_year_without_notice_nothing_is_guessed(calendar: Calendar, day: str) -> None:
    assert calendar.is_workday(on(day)) is None
    assert calendar.add(on(day), 1) is None
    assert calendar.count(on(day), on(day) + timedelta(days=1)) is None


def test_term_that_reaches_into_a_year_without_notice_has_no_end(calendar: Calendar) -> None:
    assert calendar.add(on("2026-12-30"), 1) == on("2026-12-31")
    assert calendar.add(on("2026-12-30"), 2) is None
    assert calendar.count(on("2026-12-30"), on("2027-01-01")) is None


def test_empty_calendar_knows_no_day() -> None:
    assert Calendar().is_workday(on("2022-07-29")) is None
    assert Calendar().add(on("2022-07-29"), 20) is None
    assert Calendar().count(on("2022-07-29"), on("2022-07-29")) == 0


@given(st.dates(on("2022-01-01"), on("2026-06-30")), st.integers(0, 120))
def test_counting_undoes_adding(calendar: Calendar, start: date, count: int) -> None:
    end = calendar.add(start, count)
    assert end is not None
    assert calendar.count(start, end) == count
    assert count == 0 or calendar.is_workday(end)


@pytest.mark.parametrize(
    ("day", "years", "later"),
    [
        ("2019-05-20", 3, "2022-05-20"),
        ("2020-02-29", 3, "2023-02-28"),
        ("2020-02-29", 4, "2024-02-29"),
        ("2020-02-28", 4, "2024-02-28"),
        ("2019-12-31", 0, "2019-12-31"),
        ("2022-02-28", -2, "2020-02-28"),
    ],
)
def test_years_later_is_the_same_day_and_never_in_march_for_february(day: str, years: int, later: str) -> None:
    assert dates.add_years(on(day), years) == on(later)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022-07-29", date(2022, 7, 29)),
        ("2024-02-29", date(2024, 2, 29)),
        ("2023-02-29", None),
        ("2022-7-29", None),
        ("20220729", None),
        ("2022-W30-5", None),
        ("2022-210", None),
        ("2022-07-29T00:00", None),
        ("２０２２-07-29", None),
        ("", None),
        (None, None),
        (20220729, None),
        (["2022-07-29"], None),
    ],
)
def test_only_a_day_written_with_hyphens_is_a_date(text: object, day: date | None) -> None:
    assert dates.parse(text) == day


@pytest.mark.parametrize(
    ("day", "words"), [(date(2022, 7, 29), "2022年7月29日"), (date(2022, 12, 1), "2022年12月1日"), (None, "未知")]
)
def test_official_papers_write_dates_without_noughts(day: date | None, words: str) -> None:
    assert dates.chinese(day) == words


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ("2022-10-01", "2022-10-07", 7),
        ("2022-12-31", "2023-01-02", 3),
        ("2022-01-01", "2022-01-01", 1),
        ("2022-01-02", "2022-01-01", 0),
    ],
)
def test_span_has_both_ends(first: str, last: str, count: int) -> None:
    days = list(dates.span(on(first), on(last)))
    assert len(days) == count
    assert days == sorted(days)
    assert not days or (days[0], days[-1]) == (on(first), on(last))
