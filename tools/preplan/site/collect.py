"""All files of a site: pages of the page modules, data files, assets. The folder pages/ is the list."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from types import ModuleType

from preplan.exports import feed, published
from preplan.finding import Finding
from preplan.model import Library
from preplan.site import _board_facts, _list_data, _vendor, pages
from preplan.site import markdown as md
from preplan.site._filing_lists import filing_list
from preplan.site.page import Page, Site
from preplan.site.shell import SAMPLE_PREFIX
from preplan.traces import Traces
from preplan.visible import INTERNAL


@cache
def modules() -> tuple[ModuleType, ...]:
    """The page modules, in the order of their names."""
    names = sorted(found.name for found in pkgutil.iter_modules(pages.__path__))
    return tuple(importlib.import_module(f"{pages.__name__}.{name}") for name in names)


def all_pages(
    library: Library,
    findings: Iterable[Finding],
    audience: str,
    registered: Mapping[str, str] | None = None,
    traces: Traces | None = None,
) -> tuple[Page, ...]:
    """Every page for an audience. Raises ValueError if two modules claim one path."""
    site = Site(library, tuple(findings), audience, registered or {}, traces)
    found: dict[str, Page] = {}
    for module in modules():
        for page in module.pages(site):
            if page.path in found:
                raise ValueError(f"two pages at {page.path}")
            found[page.path] = page
    return tuple(found.values())


def files(
    library: Library,
    findings: Iterable[Finding],
    audience: str,
    changed: Mapping[str, str] | None = None,
    registered: Mapping[str, str] | None = None,
    traces: Traces | None = None,
) -> dict[str, str | bytes]:
    """Path below the site → content: Markdown with front matter, data files, assets.

    `changed` tells the day (YYYY-MM-DD) on which a record's file last changed; without it the pages tell none.
    `registered` is edition id → its text as registered, of editions that were altered since; `traces` is what git knows of the files of plans.
    """
    result: dict[str, str | bytes] = {
        page.path: render(page, library, last_change(page, changed or {}))
        for page in all_pages(library, findings, audience, registered, traces)
    }
    result.update(published.files(library))
    if audience == INTERNAL:
        result[_board_facts.SCRIPT] = _board_facts.script(Site(library, (), audience))
    result.update(feed.files(library))
    result.update(list_files(Site(library, (), audience)))
    result.update(_vendor.files())
    for asset in resources.files("preplan.site").joinpath("assets").iterdir():
        if asset.name.endswith((".css", ".js")):
            result[f"assets/{asset.name}"] = asset.read_bytes()
    return result


def list_files(site: Site) -> dict[str, str]:
    """The long lists of an audience as data, which their pages load."""
    return {data.path: _list_data.file(site, data) for data in (filing_list(site),)}


def last_change(page: Page, changed: Mapping[str, str]) -> str:
    """The day on which the record behind a page last changed; "" if it has none or the history is not known.

    A page lies where its record lies. That of a plan also shows the text, so the editions count too.
    """
    base = "plans/" + page.path.removesuffix(".md")
    editions = base.removesuffix("plan") + "editions/" if base.endswith("/plan") else ""
    days = [changed.get(f"{base}.yaml", ""), changed.get(f"{base}.md", "")]
    if editions:
        days += [day for path, day in changed.items() if path.startswith(editions)]
    return max(days)


def render(page: Page, library: Library, changed_on: str = "") -> str:
    """The page as a Markdown file. Values in front matter are JSON strings, which every YAML reader takes."""
    sample = library.bureau is None or library.bureau.get("sample")
    title = (SAMPLE_PREFIX if sample else "") + page.title
    lines = [f"title: {json.dumps(title, ensure_ascii=False)}"]
    # The menu is short and stands in the head: the left column would be empty.
    lines.append("hide: [navigation, toc]" if page.wide else "hide: [navigation]")
    if page.drawing:
        lines.append("drawing: true")
    if page.hidden:
        lines.append("search: {exclude: true}")
    if page.scripts:
        lines.append(f"scripts: {json.dumps(page.scripts)}")
    front = "\n".join(lines)
    banner = f'<div class="banner" markdown>\n\n{page.banner}\n\n</div>\n\n' if page.banner else ""
    foot = (
        f'\n\n<p class="small changed" markdown>本页记录最近一次修改：{md.text(changed_on)}</p>' if changed_on else ""
    )
    return f"---\n{front}\n---\n\n# {md.text(page.title)}\n\n{banner}{page.markdown.strip()}{foot}\n"
