"""Long lists and downloads in real Chromium: filter, sort, look-up, and files that other programs open."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page

HEAD = 3  # rows on top of a sheet: title, note, head


@pytest.fixture
def public(page: Page, addresses: dict[str, str]) -> Page:
    return _opened(page, addresses["public"])


@pytest.fixture
def internal(page: Page, addresses: dict[str, str]) -> Page:
    return _opened(page, addresses["internal"])


def _opened(page: Page, home: str, path: str = "filings/index.html") -> Page:
    page.goto(home + path)
    page.wait_for_selector(".list-ready")
    return page


def _first(page: Page, column: int) -> str:
    return page.locator(".datalist tbody tr").first.locator("td").nth(column).inner_text()


def _saved(page: Page, kind: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.locator(".downloads button", has_text=kind).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def _answer(page: Page, asked: str) -> str:
    page.locator(".look-up input").fill(asked)
    page.locator(".look-up input").press("Enter")
    return page.locator(".look-up-answer").inner_text()


def test_a_list_is_filtered_at_once_paged_and_sorted_by_keyboard(public: Page, sites: dict[str, Path]) -> None:
    towns = [row[2] for row in json.loads((sites["public"] / "lists/filings.json").read_text(encoding="utf-8"))["rows"]]
    rows, count = public.locator(".datalist tbody tr"), public.locator(".datalist .table-tools output")
    assert count.inner_text() == "共 420 行" and rows.count() == 50
    public.locator(".datalist .table-tools input").press_sequentially("姜山 食品")
    shown = int(count.inner_text().split(" / ")[0])
    assert 0 < shown < 74 and all("姜山镇" in row and "示例食品" in row for row in rows.all_inner_texts())
    public.locator(".datalist .table-tools input").fill("")
    public.get_by_role("combobox", name="镇街").select_option("南墅镇")
    assert count.inner_text() == f"{towns.count('南墅镇')} / 420 行"
    sort = public.get_by_role("button", name="备案日期", exact=False).first
    sort.press("Enter")
    public.wait_for_function("document.querySelector('.datalist thead [aria-sort=ascending]')")
    oldest = _first(public, 5)
    sort.press("Enter")
    public.wait_for_function("document.querySelector('.datalist thead [aria-sort=descending]')")
    assert oldest < _first(public, 5)


def test_the_head_stays_when_a_list_scrolls(internal: Page) -> None:
    window = internal.locator(".list-window")
    assert window.get_attribute("tabindex") == "0"
    window.evaluate("box => { box.scrollTop = 400 }")
    top, head = window.bounding_box(), internal.locator(".datalist thead th").first.bounding_box()
    assert top and head and abs(top["y"] - head["y"]) < 3


def test_the_public_looks_up_a_firm_by_number_name_or_code(public: Page, sites: dict[str, Path]) -> None:
    ledger = json.loads((sites["internal"] / "lists/ledger.json").read_text(encoding="utf-8"))
    keys = [column["key"] for column in ledger["columns"]]
    cases = [dict(zip(keys, row, strict=True)) for row in ledger["rows"]]
    filed = next(case for case in cases if case["name"] == "示例木业07")
    for asked in (filed["name"], filed["number"], filed["credit_code"].lower()):
        told = _answer(public, asked)
        assert "已备案：示例木业07" in told and filed["number"] in told and "2022-06-30" in told
        assert filed["grade"] not in told and filed["credit_code"] not in told
    waiting = next(case for case in cases if not case["registered_on"] and case["state"][1] == "awaiting")
    for asked in (waiting["name"], waiting["credit_code"]):
        told = _answer(public, asked)
        assert "没有查到" in told and waiting["name"] not in told


def test_an_address_with_a_number_asks_for_that_filing(page: Page, addresses: dict[str, str]) -> None:
    _opened(page, addresses["public"], "filings/index.html#filing-370285-2022-0092")
    assert "已备案：示例木业07" in page.locator(".look-up-answer").inner_text()


def test_the_ledger_leads_to_the_case(internal: Page) -> None:
    assert "收件核对中" in _answer(internal, "示例木业08")
    internal.locator(".look-up-answer a").click()
    assert "示例木业08" in internal.locator("h1").inner_text()


def test_a_sheet_holds_what_the_filter_shows(public: Page, tmp_path: Path) -> None:
    public.locator(".datalist .table-tools input").fill("日庄")
    path = _saved(public, "Excel", tmp_path)
    assert path.name == "示例_企业预案备案名单_2022-12-31.xlsx"
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None and sheet.max_row == HEAD + 15 and sheet.freeze_panes == "A4"
    assert sheet["A1"].value == "【示例】企业预案备案名单"
    assert "示例数据，非正式文件" in sheet["A2"].value and "筛选：日庄" in sheet["A2"].value
    assert [cell.value for cell in sheet[HEAD]][:4] == ["序号", "单位名称", "镇街", "备案编号"]
    assert {row[2] for row in sheet.iter_rows(min_row=HEAD + 1, values_only=True)} == {"日庄镇"}
    assert sheet["F4"].is_date and isinstance(sheet["A4"].value, int) and isinstance(sheet["D4"].value, str)


def test_json_and_text_for_a_chat(browser: Browser, addresses: dict[str, str], tmp_path: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], locale="zh-CN")
    page = _opened(context.new_page(), addresses["internal"])
    page.locator(".datalist .table-tools input").fill("示例木业08")
    path = _saved(page, "JSON", tmp_path)
    assert path.name == "示例_内部_企业预案备案台账_2022-12-31.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    assert content["sample"] and content["notice"] == "内部资料，不得外传"
    assert [row["单位名称"] for row in content["lists"][0]["rows"]] == ["示例木业08"]
    page.locator(".downloads button", has_text="复制").click()
    page.wait_for_function("document.querySelector('.downloads output').textContent.includes('已复制')")
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("【示例】企业预案备案台账\n示例数据") and "内部资料" in text and "1. 示例木业08" in text
    context.close()


LISTS = [
    ("public", "catalogue", 54),
    ("public", "matrix", 70),
    ("public", "duties/index", 26),
    ("public", "duties/emergency", 14),
    ("public", "departments/index", 26),
    ("internal", "board", 31),
    ("internal", "departments/transport", 5),
]


@pytest.mark.parametrize(("audience", "path", "least"), LISTS)
def test_every_list_can_be_taken_away(
    page: Page, addresses: dict[str, str], tmp_path: Path, audience: str, path: str, least: int
) -> None:
    page.goto(f"{addresses[audience]}{path}.html")
    file = _saved(page, "Excel", tmp_path)
    assert file.name.startswith("示例_内部_" if audience == "internal" else "示例_")
    sheet = openpyxl.load_workbook(file).worksheets[0]
    assert sheet["A1"].value.startswith("【示例】") and ("内部资料" in sheet["A2"].value) == (audience == "internal")
    assert sheet.max_row >= HEAD + least


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    yield context.new_page()
    context.close()


def test_without_script_the_newest_rows_and_the_file_are_there(plain: Page, addresses: dict[str, str]) -> None:
    plain.goto(addresses["public"] + "filings/index.html")
    assert plain.locator(".datalist tbody tr").count() == 50
    assert "共 420 家" in plain.locator(".list-note").inner_text()
    address = plain.locator(".list-source a").get_attribute("href")
    answer = plain.request.get(addresses["public"] + "filings/" + str(address))
    assert answer.ok and len(answer.json()["rows"]) == 420


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_every_data_file_is_explained_field_by_field(sites: dict[str, Path], audience: str) -> None:
    text = (sites[audience] / "data/index.html").read_text(encoding="utf-8")
    for file in (*(sites[audience] / "data").glob("*.schema.json"), *(sites[audience] / "lists").glob("*.json")):
        assert file.name in text
    for file in (sites[audience] / "data").glob("*.schema.json"):
        schema = json.loads(file.read_text(encoding="utf-8"))
        name = file.name.removesuffix(".schema.json")
        for key, shape in schema["properties"][name]["items"]["properties"].items():
            assert f"<code>{key}</code>" in text and shape["title"] in text
    assert "UTF-8" in text and "feed.xml" in text
