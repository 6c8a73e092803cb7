"""Strict builds: what they refuse, what stands on every page, and that nothing is fetched from elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jsonschema
import pytest

from tests.site.building import build, build_both

AUDIENCES = ("public", "internal")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_page_says_that_it_is_a_sample(sites: dict[str, Path], audience: str) -> None:
    pages = sorted(sites[audience].rglob("*.html"))
    assert len(pages) > 100
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "<title>【示例】" in re.sub(r"<title>\s+", "<title>", text), page
        assert 'content="noindex' in text, page
        assert "sample-notice" in text, page
        # A server shows the page for what is not found at any address, so it loads no file.
        assert "assets/sample.css" in text or page.name == "404.html", page
        assert "以正式印发文本为准" in text, page
        assert ("内部资料，不得外传" in text) == (audience == "internal"), page
    assert "Disallow: /" in (sites[audience] / "robots.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_page_loads_from_another_host(sites: dict[str, Path], audience: str) -> None:
    for page in sites[audience].rglob("*.html"):
        for tag, address in _loads(page):
            assert not urlsplit(address).netloc, (page, tag, address)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_inner_link_leads_to_a_file(sites: dict[str, Path], audience: str) -> None:
    site = sites[audience]
    for page in site.rglob("*.html"):
        if page.name == "404.html":
            continue
        for tag, address in _links(page):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = (page.parent / unquote(parts.path)).resolve()
            assert target.exists() or (target / "index.html").exists(), (page, tag, address)


def test_heading_anchors_are_the_headings_words(sites: dict[str, Path]) -> None:
    text = (sites["public"] / "special/forest-fire/plan.html").read_text(encoding="utf-8")
    assert re.search(r'<h3 id="[0-9]+-响应分级">', text)


def test_data_files_fit_their_schemas(sites: dict[str, Path]) -> None:
    for name in ("plans", "duties", "filings"):
        data = json.loads((sites["public"] / f"data/{name}.json").read_text(encoding="utf-8"))
        schema = json.loads((sites["public"] / f"data/{name}.schema.json").read_text(encoding="utf-8"))
        jsonschema.validate(data, schema)
        assert data[name]
        assert data["sample"]


def test_a_broken_record_stops_the_build(small: Path, tmp_path: Path) -> None:
    sectors = small / "plans" / "sectors.yaml"
    sectors.write_text(sectors.read_text(encoding="utf-8").replace("sectors:", "sector:", 1), encoding="utf-8")
    result = build(small, "public", tmp_path / "out")
    assert result.returncode != 0
    assert "wrong-shape" in result.stderr


def test_an_unknown_audience_is_refused(small: Path, tmp_path: Path) -> None:
    result = build(small, "everybody", tmp_path / "out")
    assert result.returncode != 0
    assert "everybody" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_hand_written_page_is_never_shadowed(small: Path, tmp_path: Path) -> None:
    (small / "docs" / "laws.md").write_text("# 另一个依据库\n", encoding="utf-8")
    result = build(small, "public", tmp_path / "out")
    assert result.returncode != 0
    assert "同名" in result.stderr


def test_what_a_record_says_cannot_become_a_script(small: Path, build_small: Callable[[str], Path]) -> None:
    editions = sorted((small / "plans").rglob("editions/*.md"))
    edition = next(path for path in editions if "may_publish" in path.read_text(encoding="utf-8"))
    edition.write_text(edition.read_text(encoding="utf-8") + PROBES, encoding="utf-8")
    # Dead and odd links in records are findings already; a hand-written page may still hold them.
    page = f'---\ntitle: "{TITLE_PROBE}"\n---\n\n# 页\n{PROBES}{LINK_PROBES}'
    (small / "docs" / "probe.md").write_text(page, encoding="utf-8")
    config = small / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8").replace("/guide/*", "/guide/*\n  probe.md"), encoding="utf-8")
    site = build_small("public")
    for probed in (site / "probe.html", site / edition.relative_to(small / "plans").with_suffix(".html")):
        article = probed.read_text(encoding="utf-8").split("<article", 1)[1].split("</article>", 1)[0].lower()
        assert "探针" in article
        for sign in SIGNS:
            assert sign not in article, (probed.name, sign)
        assert not re.search(r"<[^>]*\sonclick", article), probed.name
    for html in site.rglob("*.html"):
        assert "<img src=x" not in html.read_text(encoding="utf-8"), html


def test_an_odd_link_in_a_record_stops_the_build(small: Path, tmp_path: Path) -> None:
    edition = next((small / "plans").rglob("editions/*.md"))
    edition.write_text(edition.read_text(encoding="utf-8") + LINK_PROBES, encoding="utf-8")
    result = build(small, "public", tmp_path / "out")
    assert result.returncode != 0
    assert "dead-link" in result.stderr


SIGNS = (
    "<script", "onerror", "onload", "<iframe", "<form", "<object", "<svg", "javascript:", "data:", "mermaid", 'id="__', "data-md-component",
)  # fmt: skip
TITLE_PROBE = "</title><img src=x onerror=alert(1)>"
PROBES = """
## 探针

<script>alert(1)</script>

<img src="" onerror="alert(1)">

<iframe src="https://example.invalid/"></iframe>

<form action="https://example.invalid/"><input name=a></form>

<svg onload="alert(1)"></svg>

<object data="x"></object>

段落
{: onclick="alert(1)" }

<a href="jav&#x09;ascript:alert(1)">链接</a>

<pre class="mermaid">graph TD</pre>

<div id="__config">{"base": "https://example.invalid"}</div>

<a data-md-component="source" href="https://github.com/a/b">链接</a>
"""
LINK_PROBES = """
[链接](javascript:alert)

[链接](data:text/html,x)
"""


LOADS = {("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("object", "data")}


class _Collector(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.loads: list[tuple[str, str]] = []
        self.links: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in values:
            self.links.append((tag, values["href"]))
        elif tag == "link" and values.get("rel") not in ("canonical", "prev", "next", "alternate"):
            self.loads.append((tag, values.get("href", "")))
        self.loads += [(tag, values[name]) for part, name in LOADS if part == tag and name in values]


def _read(page: Path) -> _Collector:
    collector = _Collector()
    collector.feed(page.read_text(encoding="utf-8"))
    return collector


def _loads(page: Path) -> list[tuple[str, str]]:
    return _read(page).loads


def _links(page: Path) -> list[tuple[str, str]]:
    return _read(page).links


def test_two_builds_give_the_same_bytes(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = []
    for seed in ("1", "2"):  # the order of a set must not show
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        out = tmp_path / f"site-{seed}"
        assert build(small, "internal", out).returncode == 0
        built.append({path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()})
    assert built[0] == built[1]


def test_a_refused_library_gives_neither_site(small: Path, tmp_path: Path) -> None:
    plan = next((small / "plans" / "special").glob("*/plan.yaml"))
    plan.write_text(plan.read_text(encoding="utf-8").replace("lead: ", "lead: no-such-"), encoding="utf-8")
    result = build_both(small, tmp_path / "public", tmp_path / "internal")
    assert result.returncode == 1
    assert "no-such-" in result.stderr
    assert not (tmp_path / "public" / "index.html").exists()
