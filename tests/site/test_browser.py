"""Both sites in real Chromium: they open, nothing asks another host. The search has tests of its own."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

PAGES = {
    "public": ("index", "catalogue", "special/forest-fire/plan", "matrix", "duties/index", "departments/emergency",
               "filings/index", "laws", "rules/index", "glossary", "guide/index", "about"),
    "internal": ("index", "board", "special/water-supply/plan", "matrix", "departments/transport", "filings/index"),
}  # fmt: skip


@pytest.mark.parametrize("audience", ("public", "internal"))
def test_pages_open_without_errors_or_outside_requests(page: Page, addresses: dict[str, str], audience: str) -> None:
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    home = addresses[audience]
    for path in PAGES[audience]:
        response = page.goto(f"{home}{path}.html", wait_until="load")
        assert response and response.ok, path
        assert page.locator("h1").first.is_visible(), path
    assert [url for url in asked if not url.startswith((home, "data:", "blob:"))] == []
    assert errors == []


def test_a_long_table_is_filtered_and_sorted(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["public"] + "departments/jiangshan.html")
    rows = page.locator(".filings tbody tr")
    total = rows.count()
    assert total == 74
    page.locator(".table-tools input").last.fill("食品")
    shown = page.locator(".filings tbody tr:visible").count()
    assert 0 < shown < total
    page.locator(".table-tools input").last.fill("")
    head = page.locator(".filings th button").nth(5)
    head.click()
    first = rows.first.locator("td").nth(5).inner_text()
    head.click()
    last = rows.first.locator("td").nth(5).inner_text()
    assert first < last
