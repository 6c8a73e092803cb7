"""Every kind of page in both sites: no other host, no error, no sideways scroll, readable for everybody."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.site.kinds import kinds

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# Rows and blocks of one make are looked at by the first few: the rest would only take time.
ROWS, CELLS, BLOCKS = 4, 12, 40
SHORTEN = """([rows, cells, blocks]) => {
    const cut = (parts, keep) => [...parts].slice(keep).forEach(part => part.remove());
    document.querySelectorAll('tbody').forEach(body => {
        cut(body.rows, rows);
        if (body.closest('.grid-table')) [...body.rows].forEach(row => cut(row.cells, cells));
    });
    cut(document.querySelectorAll('.grid-table tbody'), 2);
    document.querySelectorAll('pre code').forEach(code => cut(code.childNodes, blocks));
    cut(document.querySelectorAll('article pre'), 3);
    cut(document.querySelectorAll('article > *'), blocks);
    cut(document.querySelectorAll('.md-sidebar nav li'), 20);
}"""
FAULTS = """async rules => {
    const found = await axe.run(document, {resultTypes: ['violations'], ...(rules ? {runOnly: {type: 'rule', values: rules}} : {})});
    return found.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 160),
                                      (v.nodes[0].any[0] || {}).message || '']);
}"""
DARK = "document.body.setAttribute('data-md-color-scheme', 'slate')"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDTHS = {"phone": (390, 844), "200 %": (683, 400)}


@dataclass
class Seen:
    """What was found on the kinds of pages of a site, each fault with its page."""

    kinds: dict[str, str]
    hosts: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    light: list[str] = field(default_factory=list)
    dark: list[str] = field(default_factory=list)


@pytest.fixture(scope="session", params=("public", "internal"))
def seen(
    request: pytest.FixtureRequest, sites: dict[str, Path], addresses: dict[str, str], browser: Browser
) -> Iterator[Seen]:
    """Walks once over one page of every kind."""
    home = addresses[request.param]
    found = Seen(kinds(sites[request.param]))
    context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    page.on("request", lambda asked: asked.url.startswith((home, "data:", "blob:")) or found.hosts.append(asked.url))
    page.on("pageerror", lambda error: found.errors.append(f"{page.url}: {error}"))
    for path in found.kinds.values():
        _look(page, home, path, found)
    context.close()
    yield found


def _look(page: Page, home: str, path: str, found: Seen) -> None:
    page.set_viewport_size({"width": 1366, "height": 900})
    page.goto(home + path, wait_until="load")
    page.add_style_tag(content="* { transition: none !important; }")  # colours would still be on their way
    page.wait_for_timeout(150)  # the theme wraps tables, tables.js names them
    for name, (width, height) in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        if page.evaluate(SIDEWAYS) > 0:
            found.sideways.append(f"{path} ({name})")
    page.set_viewport_size({"width": 1366, "height": 900})
    page.evaluate(SHORTEN, [ROWS, CELLS, BLOCKS])
    page.evaluate(AXE)
    found.light += [f"{path}: {json.dumps(fault, ensure_ascii=False)}" for fault in page.evaluate(FAULTS, None)]
    page.evaluate(DARK)
    page.wait_for_timeout(20)
    faults = page.evaluate(FAULTS, ["color-contrast", "link-in-text-block"])
    found.dark += [f"{path}: {json.dumps(fault, ensure_ascii=False)}" for fault in faults]


def test_no_page_asks_another_host(seen: Seen) -> None:
    assert len(seen.kinds) > 15
    assert seen.hosts == []


def test_no_script_fails(seen: Seen) -> None:
    assert seen.errors == []


def test_no_page_scrolls_sideways_on_a_phone_or_at_200_percent(seen: Seen) -> None:
    assert seen.sideways == []


def test_axe_finds_nothing_in_light(seen: Seen) -> None:
    assert seen.light == []


def test_axe_finds_nothing_in_dark(seen: Seen) -> None:
    assert seen.dark == []


@pytest.mark.parametrize("audience", ("public", "internal"))
def test_every_mark_has_its_word(sites: dict[str, Path], audience: str, words_of: Callable[[str], list[str]]) -> None:
    for file in sites[audience].rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        if 'class="mark' in text or 'class="role' in text:
            assert all(words_of(text)), file


@pytest.fixture
def words_of() -> Callable[[str], list[str]]:
    """HTML → the words in its coloured marks."""

    def find(html: str) -> list[str]:
        pieces = html.split('<span class="mark')[1:] + html.split('<span class="role')[1:]
        return [piece.split(">", 1)[1].split("<", 1)[0].strip() for piece in pieces]

    return find
