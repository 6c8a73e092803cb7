"""The board in Chromium: with script and without, of any day, filtered by its address; and the day form of a plan."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

PARTS = ("states", "hands", "departments", "due", "stalled", "changes")
PHONE = {
    "public": ("index", "catalogue", "special/forest-fire/plan", "departments/transport", "departments/jiangshan"),
    "internal": ("index", "board", "catalogue", "special/water-supply/plan", "departments/transport"),
}


def words(page: Page, place: str) -> list[str]:
    """The rows of a place: the words of their cells, also of folded ones."""
    lines = page.locator(place).first.evaluate(
        """node => [...node.querySelectorAll("tr")].map(row => [...row.cells].map(cell => cell.textContent.trim()).join("|"))"""
    )
    return [re.sub(r"\s+", "", line) for line in lines]


def test_the_script_shows_of_the_data_date_what_the_page_was_built_with(
    browser: Browser, page: Page, addresses: dict[str, str]
) -> None:
    address = addresses["internal"] + "board.html"
    plain = browser.new_context(java_script_enabled=False, viewport={"width": 1366, "height": 900}).new_page()
    plain.goto(address)
    _open(page, address)
    for place in (".board-open", ".board-issued", *(f".part-{part}" for part in PARTS)):
        assert words(page, place) == words(plain, place), place
    for place in (".board-sentence", "figure.bars"):
        told = [re.sub(r"\s+", "", one.locator(place).inner_text()) for one in (plain, page)]
        assert told[0] == told[1] and told[0]
    plain.context.close()


def test_an_address_opens_a_part_of_the_board_on_a_day(page: Page, addresses: dict[str, str]) -> None:
    _open(page, addresses["internal"] + "board.html?day=2023-01-25&lead=transport&state=late")
    rows = page.locator(".board-open tbody tr")
    assert rows.count() == 5
    assert rows.first.locator("td").nth(10).inner_text() == "逾期 71"
    said = page.locator(".board-said").inner_text()
    assert "按 2023-01-25 计算" in said and "市交通运输局" in said and "列出 5 件" in said
    assert page.locator("#open").inner_text().startswith("未印发 5 件（共 31 件）")


def test_choices_stand_in_the_address_and_a_number_opens_its_list(page: Page, addresses: dict[str, str]) -> None:
    _open(page, addresses["internal"] + "board.html")
    page.get_by_label("类别").select_option("accident")
    page.get_by_label("状态").select_option("late")
    assert page.url.endswith("board.html?category=accident&state=late")
    assert page.locator(".board-open tbody tr").count() == 10
    page.get_by_role("button", name="清除筛选").click()
    assert page.url.endswith("board.html")
    page.get_by_role("button", name="按今天算").click()
    assert "day=" in page.url
    page.get_by_role("button", name="数据截止 2022-12-31").click()
    number = page.locator(".part-departments tbody tr").first.locator("td").nth(4)
    count = number.inner_text()
    number.locator("a").click()
    page.wait_for_selector(".board-live")
    assert page.locator(".board-open tbody tr").count() == int(count) == 4


def test_issued_plans_open_when_only_they_are_listed(page: Page, addresses: dict[str, str]) -> None:
    _open(page, addresses["internal"] + "board.html?state=issued&category=health")
    assert page.locator(".board-issued tbody tr:visible").count() == 3


def test_a_row_opens_in_its_place(page: Page, addresses: dict[str, str]) -> None:
    _open(page, addresses["internal"] + "board.html#stages-crop-pests")
    shown = page.locator(".board-stages")
    assert "示西农函〔2022〕17号" in shown.inner_text()
    button = page.get_by_role("button", name="莱西市农业重大有害生物及植物疫情应急预案的经过")
    assert button.get_attribute("aria-expanded") == "true"
    button.press("Enter")
    assert page.locator(".board-stages").count() == 0


def test_the_public_site_has_no_facts_of_the_board(sites: dict[str, Path]) -> None:
    assert (sites["internal"] / "assets/board-facts.js").exists()
    assert not list(sites["public"].rglob("board-facts.js"))
    assert not (sites["public"] / "board.html").exists()


@pytest.mark.parametrize(
    ("day", "edition"), [("2018-05-01", "2014 年版"), ("2021-11-18", "2014 年版"), ("2021-11-19", "2021 年版")]
)
def test_the_text_in_force_on_a_day(page: Page, addresses: dict[str, str], day: str, edition: str) -> None:
    page.goto(addresses["public"] + "special/forest-fire/plan.html")
    page.get_by_label("查哪一天").fill(day)
    assert page.url.endswith(f"?on={day}")
    assert page.locator(".in-force-form output").inner_text().startswith(f"{day}：{edition}")


def test_no_text_in_force_before_the_first(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["public"] + "special/forest-fire/plan.html?on=1999-01-01")
    assert "没有这一天有效的文本" in page.locator(".in-force-form output").inner_text()


@pytest.mark.parametrize("audience", PHONE)
def test_nothing_scrolls_sideways_on_a_phone(browser: Browser, addresses: dict[str, str], audience: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for path in PHONE[audience]:
        page.goto(f"{addresses[audience]}{path}.html", wait_until="load")
        page.wait_for_timeout(400)
        wide = page.evaluate(
            """() => [document.documentElement, ...document.querySelectorAll(".md-typeset__scrollwrap")]
                .filter(node => node.scrollWidth > node.clientWidth + 1).map(node => node.className + node.innerText.slice(0, 60))"""
        )
        assert wide == [], path
    context.close()


def test_a_long_plan_has_its_chapters_folded_on_a_phone(browser: Browser, addresses: dict[str, str]) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(addresses["public"] + "special/forest-fire/plan.html")
    page.locator(".page-chapters summary").click()
    page.locator(".page-chapters a", has_text="1.5").first.click()
    assert page.locator("h3", has_text="1.5").first.is_visible()
    page.set_viewport_size({"width": 1366, "height": 900})
    assert not page.locator(".page-chapters").is_visible()
    assert page.locator(".md-sidebar--secondary").is_visible()
    context.close()


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(".board-live")
