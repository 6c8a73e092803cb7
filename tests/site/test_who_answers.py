"""输入行业或企业做什么，查谁主管、谁监管: the box above the matrix, by title, everyday word and code."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from preplan import desk
from tests.site.canaries import TODAY

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = Path(__file__).with_name("sector_questions.txt")
SHOWN = 8


def questions() -> list[tuple[str, list[str]]]:
    lines = [line for line in QUESTIONS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    pairs = (line.split(" = ") for line in lines)
    return [(question, sectors.split(", ")) for question, sectors in pairs]


def answers(page: Page, question: str) -> list[str]:
    """Sectors in the answer, best first."""
    page.get_by_role("searchbox", name="输入行业或企业做什么").fill(question)
    links = page.locator(".ask-answers strong a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return [str(link).removeprefix("#sector-") for link in links]


def test_the_right_sectors_are_in_every_answer(page: Page, addresses: dict[str, str]) -> None:
    asked = questions()
    sectors = desk.open_library(ROOT, TODAY).library.of("sector")
    assert len(asked) >= 40 and all(id in sectors for _, ids in asked for id in ids)
    page.goto(addresses["public"] + "matrix.html")
    wrong = []
    for question, expected in asked:
        found = answers(page, question)
        assert len(found) <= SHOWN
        if not set(expected) <= set(found) or found[0] not in expected:
            wrong.append(f"{question}: {found}, not {expected}")
    assert wrong == []


def test_an_answer_names_the_departments(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["public"] + "matrix.html")
    answers(page, "粉碎石墨的企业")
    first = page.locator(".ask-answers li").first.inner_text()
    assert "石墨及碳素制品加工" in first
    assert "市工业和信息化局" in first and "市应急管理局" in first
    assert "ask=" in page.url
    page.reload()
    assert page.locator(".ask-answers li").first.inner_text() == first


def test_nonsense_is_told_in_plain_words(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["public"] + "matrix.html")
    for nothing in ("qwertz", "的的的", "Z99"):
        assert answers(page, nothing) == []
        assert "没有查到" in page.locator("p[role=status]").inner_text()


def test_a_question_asked_elsewhere_is_answered_on_the_matrix(page: Page, addresses: dict[str, str]) -> None:
    for start in ("index", "duties/emergency", "matrix-departments"):
        page.goto(addresses["public"] + start + ".html")
        box = page.get_by_role("searchbox", name="输入行业或企业做什么")
        box.fill("尾矿库")
        box.press("Enter")
        page.wait_for_url("**/matrix.html?ask=*")
        assert "尾矿库" in page.locator(".ask-answers").inner_text()


def test_a_phone_shows_the_grid_by_department(page: Page, addresses: dict[str, str]) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(addresses["public"] + "matrix-departments.html")
    assert not page.locator(".grid-table").is_visible()
    page.locator(".by-department summary").filter(has_text="市应急管理局").click()
    assert page.locator(".by-department details[open]").inner_text().count("监管") > 5
