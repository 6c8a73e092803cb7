"""The search box in real Chromium: it finds just what holds the words, shows it in groups, and leads to the clause."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.searching import Query, Text, ask, gold, queries, texts
from tests.site.serving import served
from tests.site.test_every_kind import AXE, FAULTS

QUERIES = queries()
RAW_LIMIT = 2_500_000  # bytes that the first query may load from the public sample


@pytest.fixture(scope="module")
def every(sites: dict[str, Path]) -> tuple[Text, ...]:
    return texts(sites["public"])


@pytest.fixture(scope="module")
def box(browser: Browser, addresses: dict[str, str]) -> Iterator[Page]:
    """A page of the public site that is kept for many queries."""
    context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="zh-CN")
    page = context.new_page()
    page.goto(addresses["public"] + "index.html")
    yield page
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="zh-CN")
    yield context.new_page()
    context.close()


def test_there_are_queries_of_every_kind() -> None:
    assert len(QUERIES) >= 100
    assert len({query.ask for query in QUERIES}) == len(QUERIES)
    assert len({query.kind for query in QUERIES}) >= 10


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.ask)
def test_query(box: Page, addresses: dict[str, str], every: tuple[Text, ...], query: Query) -> None:
    answer = ask(box, addresses["public"], query.ask)
    if query.literal:
        wanted = gold(every, query.ask)
        assert wanted, "a query that no page answers shows nothing"
        assert answer.literal == wanted
        # What says it otherwise comes after all that holds the words.
        assert set(answer.found[: len(wanted)]) == wanted
    elif query.none:
        assert answer.found == []
    else:
        assert answer.found
        assert set(query.finds) <= set(answer.found)
    if query.first:
        assert answer.found[0] == query.first
        assert answer.first.split("#")[0] == query.first.split("#")[0]


def test_nothing_is_loaded_before_the_first_query(page: Page, addresses: dict[str, str]) -> None:
    loaded: list[str] = []
    page.context.on("request", lambda request: loaded.append(urlsplit(request.url).path))
    page.goto(addresses["public"] + "index.html", wait_until="networkidle")
    page.locator(".md-search__input").focus()
    page.wait_for_timeout(200)
    before = set(loaded)
    assert not [path for path in before if re.search("corpus|settings|worker|core|pagefind", path)]
    ask(page, addresses["public"], "尾矿库")
    ask(page, addresses["public"], "森林火灾")
    assert sum("settings.js" in path for path in loaded) == 1


def test_what_the_first_query_loads_is_small(sites: dict[str, Path]) -> None:
    site = sites["public"]
    files = (site / "search/corpus.js", site / "search/settings.js", *site.glob("assets/search-*.js"))
    assert sum(file.stat().st_size for file in files) <= RAW_LIMIT


def test_hits_stand_in_groups_with_category_and_state(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["public"] + "index.html")
    answer = ask(page, addresses["public"], "森林防火条例")
    assert answer.groups[0] == "依据"
    assert set(answer.groups) <= {"预案", "职责", "备案", "部门", "依据", "其他"}
    head = page.locator(".md-search-result__item").first
    assert head.locator(".md-tag").all_inner_texts() == ["法规", "有效"] or "有效" in head.inner_text()
    row = page.locator(".search-groups")
    assert f"全部 {len(answer.found)}" in row.inner_text()
    row.get_by_role("button", name=re.compile("^预案")).click()
    expect(page.locator(".search-group strong")).to_have_text(["预案"])
    expect(row.locator("[aria-pressed=true]")).to_have_text(re.compile("^预案"))


def test_a_hit_leads_to_the_clause_and_marks_the_words(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["public"] + "index.html")
    ask(page, addresses["public"], "合围")
    clause = page.locator(".md-search-result__link[href*='#']").first
    anchor = unquote(urlsplit(clause.get_attribute("href") or "").fragment)
    clause.click()
    page.wait_for_url("**/special/forest-fire/plan.html*")
    mark = page.locator("mark.search-here")
    expect(mark).to_have_text("合围")
    expect(mark).to_be_in_viewport()
    assert page.evaluate(
        "id => !!(document.getElementById(id).compareDocumentPosition(document.querySelector('.search-here')) & 4)",
        anchor,
    )


def test_words_are_marked_whatever_brackets_were_typed_and_rows_are_found(
    page: Page, addresses: dict[str, str]
) -> None:
    page.goto(addresses["public"] + "index.html")
    ask(page, addresses["public"], "国办发[2013]101号")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/laws.html*#law-plan-measures-2013")
    expect(page.locator("mark.search-here")).to_have_text("国办发〔2013〕101号")
    expect(page.locator("tr.search-row")).to_be_in_viewport()


def test_every_clause_that_is_listed_is_there(box: Page, addresses: dict[str, str], sites: dict[str, Path]) -> None:
    ask(box, addresses["public"], "市应急管理局")
    locations = box.evaluate("SiteSearch.last.items.flatMap(({ item }) => item.map(({ location }) => location))")
    assert any("#" in location for location in locations)
    for location in locations:
        if "to=filing-" in location:
            continue  # a row of the list of filings, which the page draws from its data file
        path, anchor = re.sub(r"\?h=[^#&]*", "", location).replace("&to=", "#").partition("#")[::2]
        text = (sites["public"] / path).read_text(encoding="utf-8")
        assert not anchor or f'id="{anchor}"' in text, location


def test_a_candidate_picked_with_the_mouse_is_searched_for(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["public"] + "index.html")
    page.locator(".md-search__input").focus()
    page.evaluate(
        """() => {
          const input = document.querySelector(".md-search__input");
          input.dispatchEvent(new CompositionEvent("compositionstart"));
          input.value = "尾矿库";
          input.dispatchEvent(new InputEvent("input", { isComposing: true }));
          input.dispatchEvent(new CompositionEvent("compositionend", { data: "尾矿库" }));
        }"""
    )
    expect(page.locator(".md-search-result__item").first).to_contain_text("尾矿库")


def test_groups_are_reached_by_keyboard(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["public"] + "index.html")
    ask(page, addresses["public"], "森林火灾")
    page.keyboard.press("Tab")
    expect(page.locator(".search-groups button").first).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".search-group strong")).to_have_count(1)
    expect(page.locator(".search-groups [aria-pressed=true]")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".md-search-result__link").first).to_be_focused()


def test_the_search_works_from_disk(page: Page, sites: dict[str, Path], every: tuple[Text, ...]) -> None:
    home = sites["public"].as_uri() + "/"
    page.goto(home + "special/grain/plan.html")
    assert ask(page, home, "尾矿库").literal == gold(every, "尾矿库")
    assert ask(page, home, "yjglj").found[0] == "departments/emergency.html"
    assert ask(page, home, "slhzyjya").found[0] == "special/forest-fire/plan.html"
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url("**/special/forest-fire/plan.html*")
    expect(page.locator("mark.search-here")).to_be_in_viewport()


def test_public_search_knows_nothing_of_withheld_plans(page: Page, box: Page, addresses: dict[str, str]) -> None:
    assert ask(box, addresses["public"], "恐怖袭击事件应急预案").found == []
    page.goto(addresses["internal"] + "index.html")
    assert ask(page, addresses["internal"], "恐怖袭击事件应急预案").found


def test_old_editions_are_found_by_their_heads_alone(
    box: Page, addresses: dict[str, str], sites: dict[str, Path]
) -> None:
    found = ask(box, addresses["public"], "示西政办发〔2014〕18号").found
    assert found[0] == "special/forest-fire/editions/2014.html"
    for words in ("先期处置", "指挥部"):
        assert not [address for address in ask(box, addresses["public"], words).found if "editions/2014" in address]


def test_a_large_library_is_searched_by_shards(small: Path, build_small: Callable[[str], Path], page: Page) -> None:
    corpus = small / "tools/preplan/site/search/corpus.py"
    text = corpus.read_text(encoding="utf-8")
    corpus.write_text(re.sub(r"SHARDS_FROM = [0-9_]+", "SHARDS_FROM = 1", text), encoding="utf-8")
    site = build_small("public")
    every = texts(site)
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    with served(site) as home:
        page.goto(home + "index.html")
        for words in ("演练", "应急 处置", "0532", "市应急管理局", "预案管理办法"):
            wanted = gold(every, words)
            assert wanted
            shown = ask(page, home, words)
            assert len(shown.found) == len(set(shown.found)), words
            # As many as a reader may look through; all where there are fewer.
            assert shown.literal <= wanted, words
            assert len(shown.literal) >= min(60, len(wanted)), words
        assert ask(page, home, "yjglj").found
        assert ask(page, home, "甲乙丙丁").found == []
    assert any("/pagefind/" in url for url in loaded)
    assert not any("corpus.js" in url for url in loaded)
    # From disk the whole text is at hand, and a browser allows nothing else.
    page.goto(site.as_uri() + "/index.html")
    assert ask(page, site.as_uri() + "/", "演练").literal == gold(every, "演练")


def test_what_people_call_a_hazard_leads_to_its_plan(page: Page, addresses: dict[str, str]) -> None:
    """By the Enter key alone; the words found stand out in the text, not in the folded list of chapters."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(addresses["public"] + "index.html")
    page.locator("label[for=__search].md-header__button").first.click()
    ask(page, addresses["public"], "山上着火")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/special/forest-fire/plan.html*")
    expect(page.locator("mark.search-here")).to_be_in_viewport()
    assert page.locator(".page-chapters mark").count() == 0
    assert page.locator(".page-chapters[open]").count() == 0


@pytest.mark.parametrize("palette", ("default", "slate"))
def test_the_open_box_is_readable_for_everybody(page: Page, addresses: dict[str, str], palette: str) -> None:
    page.goto(addresses["public"] + "index.html")
    ask(page, addresses["public"], "山上着火")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.evaluate("name => document.body.setAttribute('data-md-color-scheme', name)", palette)
    page.wait_for_timeout(300)  # colours change slowly
    page.evaluate(AXE)
    assert page.evaluate(FAULTS, None) == []
