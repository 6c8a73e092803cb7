"""The search by shards at M: ten counties, about 30 MB of public text, where a page no longer loads the whole.

Run by hand: python -m tests.benchmarks.search_large [--library DIR] [--shards DIR]
Takes some minutes, nearly all of them to render the pages of M and to make the index. Needs the test tools, and no site
builder. `--library` is a library made by `python -m tests.scale DIR --size M`, `--shards` keeps what was made, to ask again.

Asked are the literal queries of tests/site/queries.yaml that M answers. An answer is right if it holds just pages with
every word, and all of them, or as many as are shown (60).
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import markdown
from playwright.sync_api import Response, sync_playwright
from pymdownx.slugs import slugify
from tests.site.searching import fold, queries
from tests.site.serving import served

from preplan import desk
from preplan.site import collect
from preplan.site.page import Site
from preplan.site.search import corpus, shards

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "tools" / "preplan" / "site" / "assets"
SCRIPTS = ("search-fold.js", "search-core.js", "search-present.js", "search-shards.js")
SHOWN = 60  # PAGES in search-shards.js
# Goals: what an answer loads, and what the first query does, as shares of the whole text.
QUERY, FIRST = 0.05, 0.1

ASK = """async words => {
  const start = performance.now();
  window.asking ||= SiteSearch.shards(new URL("pagefind/pagefind.js", location), SiteSearch.settings);
  const { found, more } = await (await window.asking)(words, "");
  return [performance.now() - start, found.filter(hit => hit[1]).map(hit => hit[0]), more];
}"""


def entries(library: Path) -> tuple[Site, tuple[corpus.Entry, ...]]:
    """The public pages of a library, rendered as the site builder would, as the search knows them."""
    opened = desk.open_library(library, date(2022, 12, 31))
    reader = markdown.Markdown(
        extensions=["abbr", "admonition", "attr_list", "md_in_html", "tables", "pymdownx.superfences", "toc"],
        extension_configs={"toc": {"slugify": slugify(case="lower")}},
    )
    contents = {}
    for page in collect.all_pages(opened.library, (), "public"):
        if not page.hidden:
            text = f"# {page.title}\n\n{page.markdown}"
            contents[page.path.removesuffix(".md") + ".html"] = reader.reset().convert(text)
    site = Site(opened.library, (), "public")
    return site, corpus.entries(site, contents)


def make(library: Path | None, folder: Path) -> None:
    """A folder with the shards of M, the scripts of the search and a page that loads them; `corpus.js` to compare."""
    with tempfile.TemporaryDirectory() as temporary:
        if library is None:
            library = Path(temporary, "M")
            command = [sys.executable, "-m", "tests.scale", str(library), "--size", "M"]
            subprocess.run(command, cwd=ROOT, check=True)
        site, found = entries(library)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "corpus.js").write_text(corpus.script("corpus", [entry.row() for entry in found]), encoding="utf-8")
    (folder / "settings.js").write_text(corpus.script("settings", corpus.settings(site, True)), encoding="utf-8")
    for name in SCRIPTS:
        shutil.copy(ASSETS / name, folder / name)
    scripts = "".join(f'<script src="{name}"></script>' for name in (*SCRIPTS, "settings.js"))
    (folder / "index.html").write_text(f'<!doctype html><meta charset="utf-8">{scripts}', encoding="utf-8")
    start = time.monotonic()
    shards.write(found, folder / "pagefind")
    print(f"{len(found)} entries, index made in {time.monotonic() - start:.0f} s")


def words_of(folder: Path) -> dict[str, tuple[str, str]]:
    """Address → folded words of the entry, and of the title above it."""
    text = (folder / "corpus.js").read_text(encoding="utf-8").split("corpus=", 1)[1].rstrip().rstrip(";")
    return {
        row[0]: (fold(" ".join([row[1], *row[5], *(f"{part[1]} {part[2]}" for part in row[8])])), fold(row[9]))
        for row in json.loads(text)
    }


def gold(known: dict[str, tuple[str, str]], ask: str) -> set[str]:
    terms = fold(ask).split()
    return {
        address
        for address, (words, under) in known.items()
        if all(term in words or term in under for term in terms) and any(term in words for term in terms)
    }


def ask_all(folder: Path) -> Iterator[tuple[str, float, float, int, float]]:
    """(query, recall, precision, bytes loaded, milliseconds) of every query that M answers."""
    known = words_of(folder)
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright, served(folder) as home:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(home + "index.html")
        got: list[Response] = []
        page.on("response", lambda response: got.append(response))
        for query in (query for query in queries() if query.literal):
            wanted = gold(known, query.ask)
            if not wanted:
                continue
            got.clear()
            took, addresses, _ = page.evaluate(ASK, query.ask)
            page.wait_for_timeout(20)
            size = sum(len(response.body()) for response in got)
            right = len(wanted & set(addresses))
            yield query.ask, right / min(len(wanted), SHOWN), right / max(len(addresses), 1), size, took
        browser.close()


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--library", type=Path)
    parser.add_argument("--shards", type=Path)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.shards or Path(temporary)
        if not (folder / "pagefind").exists():
            make(options.library, folder)
        whole = (folder / "corpus.js").stat().st_size
        rows = list(ask_all(folder))
    for ask, recall, precision, size, took in rows:
        if recall < 1 or precision < 1:
            print(f"{ask}: recall {recall:.2f}, precision {precision:.2f}, {size / 1000:.0f} kB, {took:.0f} ms")
    recall, precision = statistics.mean(min(row[1], 1) for row in rows), statistics.mean(row[2] for row in rows)
    first, later = rows[0][3] / whole, statistics.median(row[3] for row in rows[1:]) / whole
    print(
        f"{len(rows)} literal queries over {whole / 1e6:.1f} MB of text; median {statistics.median(row[4] for row in rows):.0f} ms"
    )
    results = (
        ("recall", recall, 1.0, recall == 1),
        ("precision", precision, 1.0, precision == 1),
        ("first query loads, of the whole text", first, FIRST, first <= FIRST),
        ("a later query loads, of the whole text", later, QUERY, later <= QUERY),
    )
    for what, value, goal, met in results:
        print(f"{what:40} {value:8.4f}   goal {goal:4.2f}   {'ok' if met else 'MISSED'}")
    return int(not all(met for *_, met in results))


if __name__ == "__main__":
    raise SystemExit(main())
