"""Filing cases: units of the kinds that the repository's cases have, with dates that keep every term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from tests.scale.counties import County
from tests.scale.sizes import AS_OF, Size
from tests.scale.workdays import Workdays
from tests.scale.yaml_out import dump

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_REVIEWED = ("mine", "metallurgy", "hazchem-production", "hazchem-trade", "fireworks-wholesale")
_REVIEWED_IF_OBLIGED = ("chemical-pharma", "warehousing")
_MATERIALS = ("application", "electronic_text", "risk_assessment", "resource_survey")
REGION = "370285"
OPEN_SHARE, MOST_OPEN = 100, 50  # one case in so many is still open, up to what a bureau has on its desk


@dataclass(frozen=True, slots=True)
class Case:
    """A filing case. `text` is its file, `received` and `registered` the days it reached and left the bureau."""

    path: str
    text: str
    received: date
    registered: date | None


@dataclass(frozen=True, slots=True)
class Course:
    """The days of a case; `notified` and `completed` only where something was missing."""

    signed: date
    received: date
    notified: date | None
    completed: date | None
    registered: date | None


def cases(
    random: Random, size: Size, counties: Sequence[County], templates: Sequence[dict[str, Any]], days: Workdays
) -> Iterator[Case]:
    """The cases of a library in the order of their receipts."""
    years = range(size.first_year, AS_OF.year + 1)
    courses = sorted(
        (_course(random, days, years[number % len(years)], _is_open(number)) for number in range(size.filings)),
        key=lambda course: (course.received, course.registered or date.max),
    )
    numbers = _serials([course.registered for course in courses])
    receipts = _serials([course.received for course in courses])
    for index, course in enumerate(courses):
        template, county = random.choice(templates), random.choice(counties)
        receipt, number = f"S{receipts[index]}", numbers[index] and f"{REGION}-{numbers[index]}"
        data = _data(random, template, county, course, receipt, number, days)
        path = f"plans/filings/{course.received.year}/{receipt}.yaml"
        yield Case(path, dump(data), course.received, course.registered)


def _is_open(number: int) -> bool:
    return number % OPEN_SHARE == 0 and number < MOST_OPEN * OPEN_SHARE


def _serials(on: Sequence[date | None]) -> list[str]:
    """YYYY-NNNN for every day, counted through each year in the order of the days; "" for None."""
    found, counts = [""] * len(on), dict[int, int]()
    for day, index in sorted((day, index) for index, day in enumerate(on) if day):
        counts[day.year] = counts.get(day.year, 0) + 1
        found[index] = f"{day.year}-{counts[day.year]:04}"
    return found


def _course(random: Random, days: Workdays, year: int, is_open: bool) -> Course:
    if is_open:
        received = days.on(AS_OF) - random.randint(2, 4)
        return Course(days[received - random.randint(2, 5)], days[received], None, None, None)
    received = days.pick(random, date(year, 2, 1), date(year, 11, 30))
    signed, notified, completed = received - random.randint(2, 5), None, None
    complete = received
    if random.random() < 0.3:
        notified = received + random.randint(1, 2)
        complete = completed = notified + random.randint(2, 5)
    registered = complete + random.randint(1, 3)
    return Course(
        days[signed],
        days[received],
        days[notified] if notified else None,
        days[completed] if completed else None,
        days[registered],
    )


def _data(
    random: Random,
    template: dict[str, Any],
    county: County,
    course: Course,
    receipt: str,
    number: str,
    days: Workdays,
) -> dict[str, Any]:
    unit = template["unit"]
    obliged = template["obligation"]["kind"] == "national" and unit["industry"] in _REVIEWED_IF_OBLIGED
    reviewed = unit["industry"] in _REVIEWED or unit["size"] in ("large", "medium") or obliged
    round_: dict[str, Any] = {"received_on": course.received}
    if course.notified and course.completed:
        round_ |= {"notified_on": course.notified, "missing": ["缺应急资源调查清单"], "completed_on": course.completed}
    signed = days.on(course.signed)
    evaluated = course.registered and (AS_OF - course.signed).days > 1000
    kept = {key: template[key] for key in ("grading", "industry_department", "supervisor") if key in template}
    return {
        "receipt": receipt,
        **({"number": number} if number else {}),
        "unit": {
            "name": f"示例{unit['name'][2:].rstrip('0123456789站厂店部')}{random.randrange(10**6):06}",
            "credit_code": credit_code(random),
            "town": county.id(unit["town"]),
            **{key: unit[key] for key in ("industry", "gb_code", "size") if key in unit},
            "employees": unit["employees"],
            "central": False,
        },
        "sector": template["sector"],
        "obligation": template["obligation"],
        "level": template["level"],
        **{key: value if key == "grading" else county.id(value) for key, value in kept.items()},
        "authority": "emergency",  # the bureau of the library, whatever the county
        "channel": template["channel"],
        "plan_kinds": template["plan_kinds"],
        "plan_count": template["plan_count"],
        "version": "第1版",
        "signed_on": course.signed,
        "rounds": [round_],
        **({"registered_on": course.registered} if course.registered else {}),
        "kind": "first",
        "review": {"mode": "review" if reviewed else "argument", "on": days[signed - random.randint(3, 12)]},
        "materials": [_MATERIALS[0], *(["review_opinion"] if reviewed else []), *_MATERIALS[1:]],
        **(
            {"evaluation": {"on": days[days.on(AS_OF) - random.randint(5, 240)], "conclusion": "keep"}}
            if evaluated
            else {}
        ),
        **({"archive": f"YJBA-{number[7:]}"} if number else {}),
        "handler": "政务服务窗口岗",
        "private": {
            "legal_representative": f"示例人A{random.randrange(1000):03}",
            "contact": f"示例人B{random.randrange(1000):03}",
            "phone": f"0532-0000{random.randrange(10**4):04}",
        },
    }


def credit_code(random: Random) -> str:
    """A 统一社会信用代码 that belongs to nobody, with the right last character (GB 32100)."""
    body = f"91{REGION}MA" + "".join(random.choice(_ALPHABET) for _ in range(7))
    total = sum(pow(3, place, 31) * _ALPHABET.index(char) for place, char in enumerate(body))
    return body + _ALPHABET[-total % 31]
