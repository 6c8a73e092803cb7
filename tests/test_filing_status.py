"""Where a filing stands on a day, and the register of the sample to the unit."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from preplan import desk
from preplan import filing_status as filings
from preplan.kinds import BY_NAME
from preplan.load import Document
from preplan.model import Library, Record
from tests.conftest import REPOSITORY, TODAY

AS_OF = date(2022, 12, 31)


def on(text: str) -> date:
    return date.fromisoformat(text)


@pytest.fixture(scope="module")
def own() -> Library:
    """The repository's own library."""
    return desk.open_library(REPOSITORY, TODAY).library


@pytest.fixture(scope="module")
def registered(own: Library) -> tuple[Record, ...]:
    return filings.registered(own, AS_OF)


def case(*rounds: dict[str, Any], industry: str = "food-light", size: str = "small", **fields: Any) -> Record:
    """A filing case with these rounds and fields."""
    data = {"receipt": "S2022-0001", "unit": {"industry": industry, "size": size}, "rounds": list(rounds), **fields}
    return Record("S2022-0001", Document("plans/filings/2022/S2022-0001.yaml", BY_NAME["filing"], data, "", 1, None))


def named(own: Library, unit: str) -> Record:
    [found] = [record for record in own.of("filing").values() if record.get("unit", "name") == unit]
    return found


# ------------------------------------------------------------------ day by day


@pytest.mark.parametrize(
    ("day", "state", "used", "left"),
    [
        ("2022-06-14", "checking", 0, 5),
        ("2022-06-15", "checking", 1, 4),
        ("2022-06-16", "checking", 2, 3),
        ("2022-06-17", "awaiting", None, None),
        ("2022-06-28", "awaiting", None, None),
        ("2022-06-29", "checking", 0, 5),
        ("2022-06-30", "filed", 1, None),
        ("2022-12-31", "filed", 1, None),
    ],
)
def test_returned_case_starts_anew_when_it_is_complete(
    own: Library, day: str, state: str, used: int | None, left: int | None
) -> None:
    record = named(own, "示例木业07")
    assert filings.is_known(record, on(day))
    assert filings.state(record, on(day)) == state
    assert filings.check_days(own, record, on(day)) == used
    assert filings.days_left(own, record, on(day)) == left
    assert filings.is_open(record, on(day)) is (state in ("checking", "awaiting"))


def test_case_is_unknown_before_it_is_received(own: Library) -> None:
    record = named(own, "示例木业07")
    assert not filings.is_known(record, on("2022-06-13"))
    assert not filings.is_open(record, on("2022-06-13"))
    assert record not in filings.open_cases(own, on("2022-06-13"))
    assert record in filings.open_cases(own, on("2022-06-14"))


TWICE = (
    {"received_on": "2022-09-08", "notified_on": "2022-09-09", "completed_on": "2022-09-16"},
    {"received_on": "2022-09-16", "notified_on": "2022-09-19", "completed_on": "2022-09-23"},
)


@pytest.mark.parametrize(
    ("day", "state", "used"),
    [
        ("2022-09-08", "checking", 0),
        ("2022-09-09", "awaiting", None),
        ("2022-09-15", "awaiting", None),
        ("2022-09-16", "checking", 0),
        ("2022-09-18", "checking", 0),
        ("2022-09-19", "awaiting", None),
        ("2022-09-23", "checking", 0),
        ("2022-09-27", "checking", 2),
        ("2022-09-28", "filed", 3),
    ],
)
def test_case_returned_twice_is_judged_by_the_round_of_the_day(
    own: Library, day: str, state: str, used: int | None
) -> None:
    record = case(*TWICE, registered_on="2022-09-28")
    assert (filings.state(record, on(day)), filings.check_days(own, record, on(day))) == (state, used)


@pytest.mark.parametrize(
    ("day", "left"), [("2022-12-30", 0), ("2022-12-31", 0), ("2023-01-03", -1), ("2023-01-04", -2)]
)
def test_bureau_has_five_working_days_and_rest_days_do_not_count(own: Library, day: str, left: int) -> None:
    assert filings.days_left(own, case({"received_on": "2022-12-23"}), on(day)) == left


def test_of_a_year_without_calendar_nothing_is_counted(own: Library) -> None:
    record = case({"received_on": "2026-12-30"})
    assert filings.check_days(own, record, on("2027-01-05")) is None
    assert filings.days_left(own, record, on("2027-01-05")) is None


@pytest.mark.parametrize(
    ("day", "state"), [("2022-08-10", "checking"), ("2022-08-11", "deemed"), ("2022-08-17", "filed")]
)
def test_silence_counts_as_filing_until_it_is_registered(day: str, state: str) -> None:
    record = case({"received_on": "2022-08-04"}, deemed_on="2022-08-11", registered_on="2022-08-17")
    assert filings.state(record, on(day)) == state


def test_cancelled_case_is_neither_filed_nor_open() -> None:
    record = case({"received_on": "2022-03-01"}, registered_on="2022-03-04", cancelled_on="2022-05-01")
    assert filings.state(record, on("2022-04-30")) == "filed"
    assert filings.state(record, on("2022-05-01")) == "cancelled"
    assert not filings.is_open(record, on("2022-05-01"))


@pytest.mark.parametrize(
    ("industry", "size", "review", "evaluated"),
    [
        ("mine", "micro", True, True),
        ("metallurgy", "small", True, True),
        ("hazchem-production", "small", True, True),
        ("hazchem-trade", "micro", True, True),
        ("fireworks-wholesale", "small", True, True),
        ("construction", "small", False, True),
        ("food-light", "small", False, False),
        ("food-light", "medium", True, True),
        ("dust", "large", True, True),
        ("crowded", "micro", False, False),
    ],
)
def test_review_and_evaluation_are_due_by_industry_or_size(
    industry: str, size: str, review: bool, evaluated: bool
) -> None:
    record = case(
        {"received_on": "2019-05-15"}, industry=industry, size=size, signed_on="2019-05-20", registered_on="2019-05-20"
    )
    assert filings.review_required(record) is review
    assert filings.next_evaluation_on(record, on("2022-12-31")) == (on("2022-05-20") if evaluated else None)


@pytest.mark.parametrize(
    ("evaluated_on", "due"),
    [(None, "2022-05-20"), ("2019-03-01", "2022-05-20"), ("2020-02-29", "2023-02-28"), ("2022-06-01", "2025-06-01")],
)
def test_evaluation_is_due_three_years_after_the_last(evaluated_on: str | None, due: str) -> None:
    fields = {"evaluation": {"on": evaluated_on}} if evaluated_on else {}
    record = case(
        {"received_on": "2019-05-15"}, industry="mine", signed_on="2019-05-20", registered_on="2019-05-20", **fields
    )
    assert filings.next_evaluation_on(record, on("2022-12-31")) == on(due)


@pytest.mark.parametrize(("day", "overdue"), [("2022-05-19", False), ("2022-05-20", False), ("2022-05-21", True)])
def test_evaluation_is_overdue_from_the_day_after(day: str, overdue: bool) -> None:
    record = case({"received_on": "2019-05-15"}, industry="mine", signed_on="2019-05-20", registered_on="2019-05-20")
    assert filings.evaluation_overdue(record, on(day)) is overdue


def test_evaluation_is_never_overdue_for_what_is_not_filed_or_not_obliged() -> None:
    received = {"received_on": "2019-05-15"}
    day = on("2026-01-01")
    assert not filings.evaluation_overdue(case(received, industry="mine"), day)
    assert not filings.evaluation_overdue(case(received, signed_on="2019-05-20", registered_on="2019-05-20"), day)
    gone = case(
        received, industry="mine", signed_on="2019-05-20", registered_on="2019-05-20", cancelled_on="2020-01-01"
    )
    assert not filings.evaluation_overdue(gone, day)


# ------------------------------------------------------------------ the register of the sample


def test_420_units_have_a_completed_filing(registered: tuple[Record, ...]) -> None:
    assert len(registered) == 420
    assert len({record.get("number") for record in registered}) == 420
    assert len({record.get("unit", "credit_code") for record in registered}) == 420
    days = [record.get("registered_on") for record in registered]
    assert days == sorted(days)


def test_14_cases_are_open_5_checking_9_awaiting(own: Library) -> None:
    found = filings.open_cases(own, AS_OF)
    assert Counter(filings.state(record, AS_OF) for record in found) == {"checking": 5, "awaiting": 9}
    left = [filings.days_left(own, record, AS_OF) for record in found]
    assert left == [*sorted(days for days in left if days is not None), *[None] * 9]


def test_years_of_the_current_filings(registered: tuple[Record, ...]) -> None:
    assert filings.by_year(registered) == {"2019": 18, "2020": 68, "2021": 129, "2022": 205}


def test_months_of_2022(registered: tuple[Record, ...]) -> None:
    days = [record.day("registered_on") for record in registered]
    months = Counter(day.month for day in days if day and day.year == 2022)
    assert [months[month] for month in range(1, 13)] == [9, 6, 14, 17, 19, 28, 22, 18, 20, 12, 23, 17]


TOWNS = {
    "姜山": 74, "开发区": 68, "望城": 58, "水集": 52, "沽河": 44, "夏格庄": 24,
    "店埠": 22, "南墅": 21, "院上": 20, "日庄": 15, "河头店": 13, "马连庄": 9,
}  # fmt: skip


def test_towns_add_up(own: Library, registered: tuple[Record, ...]) -> None:
    counts = Counter(own.unit_name(record.get("unit", "town")) for record in registered)
    found = {town: sum(count for name, count in counts.items() if town in name) for town in TOWNS}
    assert found == TOWNS
    assert sum(TOWNS.values()) == 420


INDUSTRIES = {
    "food-light": 84, "machinery": 78, "hazchem-trade": 46, "dust": 38, "building-materials": 31, "ammonia": 27,
    "chemical-pharma": 22, "textile": 22, "crowded": 20, "metallurgy": 14, "warehousing": 13, "mine": 9,
    "construction": 8, "hazchem-production": 6, "fireworks-wholesale": 2,
}  # fmt: skip


@pytest.mark.parametrize(
    ("route", "counts"),
    [
        (("unit", "industry"), INDUSTRIES),
        (("obligation", "kind"), {"national": 106, "shandong": 65, "voluntary": 249}),
        (("level",), {"city": 151, "town": 269}),
        (("grading", "grade"), {"A": 18, "B": 96, "C": 143, "D": 37, None: 126}),
        (("grading", "class"), {"I": 79, "II": 215, None: 126}),
    ],
)
def test_register_adds_up(
    registered: tuple[Record, ...], route: tuple[str, ...], counts: dict[str | None, int]
) -> None:
    assert Counter(record.get(*route) for record in registered) == counts


def test_9_of_the_31_building_material_units_are_in_nanshu(registered: tuple[Record, ...]) -> None:
    places = [
        record.get("unit", "town") for record in registered if record.get("unit", "industry") == "building-materials"
    ]
    assert places.count("nanshu") == 9


def test_341_were_complete_at_once_71_after_one_return_8_after_two(registered: tuple[Record, ...]) -> None:
    returns = Counter(sum("notified_on" in turn for turn in record.get("rounds")) for record in registered)
    assert returns == {0: 341, 1: 71, 2: 8}


def test_6_checks_of_2022_took_more_than_five_days_5_explained_1_deemed(
    own: Library, registered: tuple[Record, ...]
) -> None:
    long = [record for record in registered if (filings.check_days(own, record, AS_OF) or 0) > filings.CHECK_WORKDAYS]
    assert len(long) == 6
    assert all(str(record.get("registered_on")).startswith("2022") for record in long)
    assert sum("late_reason" in record.data for record in long) == 5
    assert [record.get("late_reason") for record in long if record.get("deemed_on")] == [None]


def test_7_of_the_18_filings_of_2019_are_overdue_for_evaluation(registered: tuple[Record, ...]) -> None:
    overdue = [record for record in registered if filings.evaluation_overdue(record, AS_OF)]
    assert len(overdue) == 7
    first = [record for record in registered if str(record.get("registered_on")).startswith("2019")]
    assert {record.id for record in overdue} <= {record.id for record in first}
    assert sum("evaluation" in record.data for record in first) == 11


def test_23_units_applied_in_2022_more_than_twenty_days_after_signing(
    own: Library, registered: tuple[Record, ...]
) -> None:
    late = 0
    for record in registered:
        signed, received = record.day("signed_on"), record.day("rounds", 0, "received_on")
        assert signed is not None and received is not None
        days = own.calendar.count(signed, received)
        assert days is not None
        late += days > filings.APPLY_WORKDAYS and str(record.get("registered_on")).startswith("2022")
    assert late == 23


@pytest.mark.parametrize(
    ("unit", "town", "received", "notified", "completed", "filed"),
    [
        ("示例木业07", "wangcheng", "06-14", "06-17", "06-29", "06-30"),
        ("示例冷食12", "jiangshan", "08-03", "08-05", "08-16", "08-18"),
        ("示例加油13站", "dianbu", "09-20", "09-22", "10-11", "10-12"),
        ("示例石墨04", "nanshu", "10-18", "10-20", "10-28", "10-31"),
        ("示例矿业02", "rizhuang", "11-08", "11-10", "11-24", "11-28"),
    ],
)
def test_returned_cases_of_the_story(
    own: Library, unit: str, town: str, received: str, notified: str, completed: str, filed: str
) -> None:
    record = named(own, unit)
    [turn] = record.get("rounds")
    assert record.get("unit", "town") == town
    days = (turn["received_on"], turn["notified_on"], turn["completed_on"], record.get("registered_on"))
    assert days == tuple(f"2022-{day}" for day in (received, notified, completed, filed))
    assert turn["missing"]
