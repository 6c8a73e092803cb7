"""A site served below any path, as on a shared web server: pages, search, and the page for what is not found."""

from __future__ import annotations

import functools
import gzip
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.site.kinds import kinds
from tests.site.serving import Server

PLAN_PAGE = 400_000  # bytes over the wire, as web servers send text (gzip), without the search


class _WithNotFound(SimpleHTTPRequestHandler):
    """Serves 404.html for what is not there, as a web server is told to do."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "a" / "b" / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def below(sites: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root = tmp_path_factory.mktemp("server")
    (root / "a").mkdir()
    (root / "a" / "b").symlink_to(sites["public"])
    server = Server(("127.0.0.1", 0), functools.partial(_WithNotFound, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/a/b/"
    server.shutdown()
    server.server_close()


def test_pages_load_all_they_need(page: Page, below: str) -> None:
    failed: list[str] = []
    page.on("response", lambda answer: answer.ok or answer.status == 304 or failed.append(answer.url))
    for path in ("index.html", "special/forest-fire/plan.html", "matrix.html", "guide/bureau.html"):
        page.goto(below + path, wait_until="load")
    assert failed == []


def test_search_leads_to_pages_below_the_path(page: Page, below: str) -> None:
    page.goto(below + "guide/index.html?q=尾矿库")
    hit = page.locator(".md-search-result__link").first
    hit.wait_for()
    assert str(hit.get_attribute("href")).startswith(below)


@pytest.mark.parametrize("missing", ["nothing.html", "special/nothing/plan.html", "x/y/z/"])
def test_the_page_for_what_is_not_found_helps(page: Page, below: str, missing: str) -> None:
    page.goto(below + missing)
    assert page.locator("h1").inner_text() == "没有这个页面"
    links = page.locator("li a")
    page.wait_for_function("base => document.querySelector('li a').href.startsWith(base + 'index')", arg=below)
    assert links.count() >= 10
    for index in range(links.count()):
        assert page.request.get(str(links.nth(index).evaluate("a => a.href"))).ok
    page.get_by_label("在全站搜索").fill("防汛")
    page.get_by_role("button", name="搜索").click()
    page.wait_for_url(below + "index.html?q=*")
    page.locator(".md-search-result__link").first.wait_for()


def test_the_longest_plan_page_is_light(sites: dict[str, Path], browser: Browser, below: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(below + kinds(sites["public"])["special/*/plan.html"], wait_until="networkidle")
    sizes = {answer.url: len(gzip.compress(answer.body())) for answer in answers}
    context.close()
    assert len(sizes) > 5
    assert sum(sizes.values()) <= PLAN_PAGE, sizes
