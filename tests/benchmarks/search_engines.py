"""The three searches that tests/benchmarks/search.py compares: a site built once, and two copies with other searches."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Keeps the theme's index, which the hooks of the site leave empty.
KEEP = """
import shutil
from pathlib import Path
from mkdocs.plugins import event_priority
meant = {}
@event_priority(-50)
def on_page_content(content, page, config, files):
    meant[page.url] = page.meta.get("search")
def on_page_context(context, page, config, nav):
    page.meta["search"] = meant[page.url]
on_page_context.mkdocs_priority = 50
@event_priority(-50)
def on_post_build(config):
    site = Path(config.site_dir)
    shutil.copy(site / "search" / "search_index.json", site.parent / "theme.json")
"""
CONFIG = """
INHERIT: {root}/mkdocs.yml
docs_dir: {root}/docs
theme: {{custom_dir: {root}/tools/overrides}}
watch: []
hooks: [{root}/tools/site_hooks.py, keep.py]
"""
# What stands in our pages for our search: without it the theme's own answers.
OURS = re.compile(
    r"<script>\(function\(\)\{var e=document\.getElementById.*?</script>|<script[^>]*search-box\.js.*?</script>"
)
# Notes every answer of the worker behind the box.
LISTEN = """(() => {
  const Native = window.Worker;
  window.Worker = function (url, options) {
    const worker = new Native(url, options);
    worker.addEventListener("message", ({ data }) => { if (data.type === 3) window.told = data.data; });
    return worker;
  };
})();"""
TYPE = """async words => {
  const input = document.querySelector(".md-search__input"), start = performance.now();
  window.told = null;
  input.focus();
  input.value = words;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  const there = () => %s;
  while (!there() && performance.now() - start < 20000) await new Promise(done => setTimeout(done, 1));
  return [performance.now() - start, %s];
}"""
SHOWN = TYPE % ("document.querySelector('.md-search-result__item a')", "[]")
OWN = TYPE % (
    "document.querySelector('.md-search-result').dataset.query === words.trim()",
    "SiteSearch.last.found.filter(hit => hit[1]).map(hit => hit[0])",
)
THEME = TYPE % ("window.told", "(window.told?.items || []).map(item => item[0].location)")
PAGEFIND_FIRST = """async words => {
  const start = performance.now();
  window.pagefind ||= await import("./pagefind/pagefind.js");
  const { results } = await pagefind.search(words);
  await Promise.all(results.slice(0, 5).map(result => result.data()));
  return [performance.now() - start, []];
}"""
PAGEFIND = """async words => {
  const start = performance.now();
  window.pagefind ||= await import("./pagefind/pagefind.js");
  const { results } = await pagefind.search(words), took = performance.now() - start;
  return [took, (await Promise.all(results.map(result => result.data()))).map(({ url }) => url)];
}"""


@dataclass(frozen=True, slots=True)
class Engine:
    """A search: the folder it is served from, how it is asked, how its first hit is awaited."""

    name: str
    folder: Path
    ask: str
    first: str
    init: str = ""


def build(folder: Path) -> Path:
    """The public site, and the theme's index beside it."""
    (folder / "keep.py").write_text(KEEP, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG.format(root=ROOT), encoding="utf-8")
    environment = {**os.environ, "AUDIENCE": "public", "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    path = f"{ROOT / 'tools'}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "-q",
        "-f",
        str(folder / "mkdocs.yml"),
        "-d",
        str(folder / "own"),
    ]
    subprocess.run(command, env={**environment, "PYTHONPATH": path}, check=True)
    return folder / "own"


def with_theme_search(own: Path) -> Path:
    """A copy of the site whose first page uses the theme's search as it comes."""
    copy = own.parent / "theme"
    shutil.copytree(own, copy)
    home = copy / "index.html"
    text, removed = OURS.subn("", home.read_text(encoding="utf-8"))
    if removed != 2:
        raise RuntimeError(f"{removed} scripts of our search found on the first page, not 2")
    home.write_text(text, encoding="utf-8")
    shutil.copy(own.parent / "theme.json", copy / "search" / "search_index.json")
    return copy


def with_pagefind(own: Path) -> Path:
    """A copy of the site with Pagefind's index of its articles."""
    from pagefind.index import PagefindIndex

    copy = own.parent / "shards"
    shutil.copytree(own, copy)

    async def index() -> None:
        config = {"output_path": str(copy / "pagefind"), "root_selector": "article"}
        async with PagefindIndex(config=config) as made:
            await made.add_directory(str(own))

    asyncio.run(index())
    return copy


def engines(folder: Path) -> tuple[Engine, ...]:
    """The three of them, made in an empty folder; that of the site itself first."""
    own = build(folder)
    cut = "with jieba" if importlib.util.find_spec("jieba") else "without jieba"
    return (
        Engine("this search", own, OWN, SHOWN),
        Engine(f"the theme's own, {cut}", with_theme_search(own), THEME, SHOWN, LISTEN),
        Engine("Pagefind as it comes", with_pagefind(own), PAGEFIND, PAGEFIND_FIRST),
    )
