"""The search of the public site beside the theme's own and beside Pagefind, in one run of real Chromium, as ratios.

Run by hand: python -m tests.benchmarks.search [--rounds 3]
Needs the test tools; with jieba installed (pip install jieba) the theme cuts Chinese into words, as its makers advise.

All three look through the same pages and are asked the literal queries of tests/site/queries.yaml, through the theme's
own box or, for Pagefind, its own script. Recall counts the pages that hold every word (and, of a list, a row that
does); precision counts as right every page that holds the words anywhere. "first" is the page that is meant, on top.
A cold query is one on a page just opened, from typing to the first hit; all other times are from typing to the answer.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, Response, sync_playwright
from tests.benchmarks.search_engines import Engine, engines
from tests.site.searching import Query, Text, fold, gold, plain_article, queries, texts
from tests.site.serving import served

COLD = "尾矿库"
PARTS = re.compile(r"/search/|assets/search-|/pagefind/|workers/search")


@dataclass(frozen=True, slots=True)
class Figures:
    """What came out for an engine; bytes are those of the search alone, as they come over the wire uncompressed."""

    recall: float
    precision: float
    first: int
    loaded: int
    cold: float
    warm: float


def whole_pages(own: Path) -> tuple[Text, ...]:
    """Every page of the site with all its words, rows of lists among them."""
    return tuple(
        Text(path.relative_to(own).as_posix(), plain_article(path.read_text(encoding="utf-8")))
        for path in sorted(own.rglob("*.html"))
        if path.name != "404.html"
    )


def measure(browser: Browser, engine: Engine, asked: Sequence[Query], own: Path, rounds: int) -> Figures:
    """Asks an engine everything; recall and precision are means over the queries."""
    rows, pages = texts(own), whole_pages(own)
    recall, precision, warm, top = [], [], [], 0
    with served(engine.folder) as home:
        cold = [_cold(browser, engine, home) for _ in range(rounds)]
        page = _open(browser, engine, home)
        page.evaluate(engine.first, "演练")
        for query in asked:
            took, addresses = page.evaluate(engine.ask, query.ask)
            warm.append(took)
            found = list(dict.fromkeys(re.sub(r"[?#].*", "", address).lstrip("/") for address in addresses))
            may = {text.address for text in pages if text.holds(fold(query.ask).split())}
            # A row that a page draws from a data file is not in the page: no rival could know it.
            right = {address.split("#")[0] for address in gold(rows, query.ask)}
            must = right & may
            may |= right
            if must:
                recall.append(len(must & set(found)) / len(must))
            precision.append(len(may & set(found)) / len(found) if found else float(not must))
            top += bool(query.first and found[:1] == [query.first.split("#")[0]])
        page.context.close()
    loaded = int(statistics.median(size for size, _ in cold))
    first = statistics.median(took for _, took in cold)
    return Figures(statistics.mean(recall), statistics.mean(precision), top, loaded, first, statistics.median(warm))


def _open(browser: Browser, engine: Engine, home: str) -> Page:
    page = browser.new_context(viewport={"width": 1366, "height": 900}, locale="zh-CN").new_page()
    page.add_init_script(engine.init)
    page.goto(home + "index.html")
    return page


def _cold(browser: Browser, engine: Engine, home: str) -> tuple[int, float]:
    """Bytes and milliseconds until the first hit stands on a page just opened."""
    page = browser.new_context(viewport={"width": 1366, "height": 900}, locale="zh-CN").new_page()
    got: list[Response] = []
    page.context.on("response", lambda response: got.append(response) if PARTS.search(response.url) else None)
    page.add_init_script(engine.init)
    page.goto(home + "index.html")
    took = page.evaluate(engine.first, COLD)[0]
    sizes = {response.url: len(response.body()) for response in got}
    page.context.close()
    return sum(sizes.values()), took


def table(found: dict[str, Figures], meant: int) -> Iterator[str]:
    """Lines of the table; ratios are against the first engine."""
    yield f"{'':<30} {'recall':>7} {'precision':>9} {'first':>7} {'loaded kB':>15} {'first hit ms':>15} {'next ms':>15}"
    base = next(iter(found.values()))

    def ratio(value: float, of: float) -> str:
        return f"{value:7.0f} {value / of:5.2f} ×" if of else f"{value:7.0f}"

    for name, one in found.items():
        times = (ratio(one.loaded / 1000, base.loaded / 1000), ratio(one.cold, base.cold), ratio(one.warm, base.warm))
        yield f"{name:<30} {one.recall:7.3f} {one.precision:9.3f} {f'{one.first}/{meant}':>7} " + " ".join(
            f"{text:>15}" for text in times
        )


def run(folder: Path, rounds: int) -> dict[str, Figures]:
    compared = engines(folder)
    asked = [query for query in queries() if query.literal]
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        measured = {engine.name: measure(browser, engine, asked, compared[0].folder, rounds) for engine in compared}
        browser.close()
    print("\n".join(table(measured, sum(bool(query.first) for query in asked))))
    return measured


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="cold queries an engine; the median is told")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        own = next(iter(run(Path(name), options.rounds).values()))
    return int(own.recall < 1 or own.precision < 1)


if __name__ == "__main__":
    raise SystemExit(main())
