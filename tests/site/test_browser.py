"""Both sites in real Chromium: they open, search finds Chinese, nothing asks another host."""

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


@pytest.mark.parametrize(
    ("words", "title", "address"),
    [
        ("森林火灾", "森林火灾应急预案", "special/forest-fire/plan.html"),
        ("粉尘涉爆", "责任矩阵", "matrix.html"),
        ("示西政办发[2021]36号", "", "special/forest-fire/plan.html"),
        ("粮食 应急预案", "粮食应急预案", "special/grain/plan.html"),
    ],
)
def test_search_finds_chinese(page: Page, addresses: dict[str, str], words: str, title: str, address: str) -> None:
    hits = _search(page, addresses["public"], words)
    assert any(title in text and address in href for text, href in hits), hits


def test_public_search_knows_nothing_of_withheld_plans(page: Page, addresses: dict[str, str]) -> None:
    hits = _search(page, addresses["public"], "恐怖袭击事件应急预案")
    assert hits == []


def test_a_long_table_is_filtered_and_sorted(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["public"] + "filings/index.html")
    rows = page.locator(".filterable tbody tr")
    total = rows.count()
    assert total == 420
    page.locator(".table-tools input").first.fill("姜山")
    shown = page.locator(".filterable tbody tr:visible").count()
    assert 0 < shown < total
    page.locator(".table-tools input").first.fill("")
    head = page.locator(".filterable th button").nth(5)
    head.click()
    first = rows.first.locator("td").nth(5).inner_text()
    head.click()
    last = rows.first.locator("td").nth(5).inner_text()
    assert first < last


def _search(page: Page, home: str, words: str) -> list[tuple[str, str]]:
    """(text, address) of the hits the search box shows."""
    page.goto(home + "index.html")
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially(words)
    page.wait_for_function("document.querySelector('.md-search-result__meta').textContent.match(/[0-9]|没有/)")
    page.wait_for_timeout(300)
    links = page.locator(".md-search-result__link")
    return [(links.nth(i).inner_text(), links.nth(i).get_attribute("href") or "") for i in range(links.count())]
