"""A list of 11,615 filings as data, against the same list as HTML rows: bytes, time to be ready, time to filter, as ratios.

Run by hand: python tests/benchmarks/lists.py [--rounds 1]
Both pages are opened in the same Chromium, in turns; figures are medians. The rows of HTML take minutes. Needs the test tools, and no site builder.
"""

from __future__ import annotations

import argparse
import functools
import html
import json
import shutil
import statistics
import tempfile
import threading
from collections.abc import Sequence
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from preplan.site import _vendor
from preplan.site._filing_lists import LEDGER_COLUMNS

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "tools" / "preplan" / "site" / "assets"
ROWS = 11_615
# Goals, as shares of what the HTML page needs.
READY, FILTER, PAGE = 0.1, 0.05, 0.01

FILTERING = """async selector => {
  const box = document.querySelector(selector), times = [];
  for (const word of ["木业12", "姜山", ""]) {
    const start = performance.now();
    box.value = word;
    box.dispatchEvent(new Event("input"));
    document.body.offsetHeight;  // the rows are laid out, not only chosen
    times.push(performance.now() - start);
  }
  return times.reduce((a, b) => a + b);
}"""


def rows() -> list[list[str]]:
    """One row a filing, in the order of the ledger's columns; the values only have their usual length."""
    towns = ("姜山镇", "望城街道", "店埠镇", "南墅镇", "日庄镇")
    shown = LEDGER_COLUMNS[4:-2]
    return [
        [
            str(n),
            f"示-{n:05}",
            f"示例木业{n:05}",
            towns[n % 5],
            *(f"{c.title}{n % 97}" for c in shown),
            f"S-{n}",
            "x.html",
        ]
        for n in range(1, ROWS + 1)
    ]


def write(folder: Path) -> None:
    """Two pages of the same rows, `data.html` and `rows.html`, with the assets of the site."""
    for path, content in _vendor.files().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    for asset in ASSETS.iterdir():
        shutil.copy(asset, folder / "assets" / asset.name)
    made = rows()
    columns = [{"key": c.key, "title": c.title, "find": c.find, "hidden": c.hidden} for c in LEDGER_COLUMNS]
    content = {"title": "台账", "as_of": "2022-12-31", "columns": columns, "rows": made}
    (folder / "lists").mkdir()
    (folder / "lists" / "ledger.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    head = '<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="assets/registers.css"><body class="md-typeset">'
    source = '<p class="list-note"><span class="list-source"><a href="lists/ledger.json">全部</a></span></p>'
    for name, kind, script, count in (("data", "datalist", "lists", 50), ("rows", "filterable", "tables", ROWS)):
        cells = "".join(
            "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row[:-2]) + "</tr>" for row in made[:count]
        )
        titles = "".join(f"<th>{column.title}</th>" for column in LEDGER_COLUMNS[:-2])
        table = f"<table><thead><tr>{titles}</tr></thead><tbody>{cells}</tbody></table>"
        page = f'{head}<div class="{kind}">{source if count < ROWS else ""}{table}</div><script src="assets/{script}.js"></script>'
        (folder / f"{name}.html").write_text(page, encoding="utf-8")


def measure(page: Page, address: str, ready: str, box: str) -> tuple[float, float]:
    """Milliseconds until the list can be filtered, and for three filters in a row."""
    page.goto(address, wait_until="commit")
    page.wait_for_selector(ready, state="attached", timeout=300_000)
    return page.evaluate("performance.now()"), page.evaluate(FILTERING, box)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Says nothing."""


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args(argv)
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        write(folder)
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=name))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{server.server_port}/"
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        took: dict[str, list[tuple[float, float]]] = {"data": [], "rows": []}
        for _ in range(options.rounds):
            for kind, ready, box in (
                ("data", ".list-ready", ".table-tools input"),
                ("rows", ".table-tools output", ".table-tools input"),
            ):
                page = browser.new_page()
                took[kind].append(measure(page, f"{home}{kind}.html", ready, box))
                page.close()
        browser.close()
        server.shutdown()
        sizes = {kind: (folder / f"{kind}.html").stat().st_size for kind in took}
    ready, filtering = (
        statistics.median(run[i] for run in took["data"]) / statistics.median(run[i] for run in took["rows"])
        for i in (0, 1)
    )
    results = (("page", sizes["data"] / sizes["rows"], PAGE), ("ready", ready, READY), ("filter", filtering, FILTER))
    for what, share, goal in results:
        print(f"{what:8} {share:7.4f} of the HTML list   goal {goal:4.2f}   {'ok' if share <= goal else 'MISSED'}")
    return int(any(share > goal for _, share, goal in results))


if __name__ == "__main__":
    raise SystemExit(main())
