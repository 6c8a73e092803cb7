"""Pages tell when their record last changed, where the history is known."""

from __future__ import annotations

import pytest

from preplan.site.collect import last_change
from preplan.site.page import Page

CHANGED = {
    "plans/special/town-gas/plan.yaml": "2022-08-01",
    "plans/special/town-gas/editions/2022.md": "2022-09-01",
    "plans/special/town-gas/draft.md": "2023-01-01",
    "plans/duties/housing.yaml": "2022-05-05",
}


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("special/town-gas/plan.md", "2022-09-01"),
        ("special/town-gas/editions/2022.md", "2022-09-01"),
        ("duties/housing.md", "2022-05-05"),
        ("catalogue.md", ""),
        ("special/fire/plan.md", ""),
    ],
)
def test_a_page_bears_the_day_of_its_record(path: str, day: str) -> None:
    assert last_change(Page(path, "题名", ""), CHANGED) == day


def test_without_history_no_day_is_told() -> None:
    assert last_change(Page("special/town-gas/plan.md", "题名", ""), {}) == ""
