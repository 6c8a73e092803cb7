"""The only file that knows mkdocs: hands the pages of preplan.site over and guards what is built.

To use another site builder, write the same pages to disk with `preplan pages` and replace this file.
"""

from __future__ import annotations

import html
import json
import logging
import os
import re
import sys
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, cast

from jinja2 import pass_context
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from pymdownx.slugs import slugify

from preplan import collector, publishing
from preplan.checks import personal_data_public
from preplan.errors import NoLibrary
from preplan.site import collect, faults, handwritten, rendered, sanitised, shell
from preplan.site.page import Site
from preplan.site.search import corpus, shards
from preplan.visible import AUDIENCES

log = logging.getLogger("mkdocs.hooks.preplan")
ROOT = Path(__file__).resolve().parent.parent

_slug = slugify(case="lower")
_state: dict[str, Any] = {}


def _stamp() -> int:
    """Another number whenever a file of the records is another one."""
    files = (path for folder in ("plans", "schemas") for path in (ROOT / folder).rglob("*"))
    return hash(frozenset((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files))


@lru_cache(maxsize=1)  # both sites are built in one process; a preview reads anew what was saved
def _source(stamp: int, today: date) -> publishing.Source:
    """Opens and judges the library. Raises PluginError where there is none."""
    try:
        source = publishing.read(ROOT, today)
    except NoLibrary as error:
        raise PluginError(str(error)) from error
    if source.missing:
        log.info("页面不写修改日期：%s", source.missing)
    return source


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Opens the library once a build. With errors in it a strict build ends here; a preview goes on and shows them."""
    audience = config.extra["audience"]
    if audience not in AUDIENCES:
        raise PluginError(f"AUDIENCE={audience}：只能是 {' 或 '.join(AUDIENCES)}")
    source = _source(_stamp(), date.today())
    library, errors = source.opened.library, faults.errors(source.findings)
    if errors and config.strict:
        raise PluginError(faults.refusal(library, errors))
    frame = shell.frame(library, audience)
    config.site_name = frame.name
    config.copyright = html.escape(frame.footer, quote=False)
    config.extra["frame"] = frame
    config.extra["alert"] = faults.alert(errors)
    home, *others = config.nav or []
    config.nav = [home, *frame.nav, *others]
    if frame.sample:
        config.extra_css.append("assets/sample.css")
    config.mdx_configs.setdefault("toc", {})["slugify"] = _slug
    _state.update(site=Site(library, source.findings, audience), frame=frame, contents={}, pages={})
    _state["files"] = source.files(audience)
    if errors:
        shown = faults.page(library, errors)
        _state["files"][shown.path] = collect.render(shown, library)
    collector.seldom()
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds the generated pages, data and assets; a hand-written page is never shadowed."""
    in_nav = {path for item in config.nav or [] for path in item.values()}
    for path, content in _state["files"].items():
        if files.get_file_from_path(path):
            raise PluginError(f"docs/{path} 与由记录生成的页面同名，请改名")
        inclusion = InclusionLevel.INCLUDED if path in in_nav else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, path, content=content, inclusion=inclusion))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Marks hand-written pages as sample too, and escapes metadata, which the theme prints as it is."""
    prefix = shell.SAMPLE_PREFIX if _state["frame"].sample else ""
    written = page.file.src_uri not in _state["files"]  # what comes from records the rules have seen
    for what, masked, column in personal_data_public.found(markdown) if written else ():
        told = f"{what}「{masked}」会随页面对外公开（第 {column} 字）"
        log.error("%s [personal-data-public] %s", page.file.src_uri, told)
    for key in handwritten.refused(page.meta) if written else ():
        log.error("%s：页首的 %s 只由记录生成的页面使用，请删去这一行", page.file.src_uri, key)
        del page.meta[key]
    if written:
        markdown = handwritten.for_audience(markdown, _state["frame"].internal)
    if "title" not in page.meta:
        heading = re.search(r"^# (.+)$", markdown, re.MULTILINE)
        page.meta["title"] = prefix + (heading[1] if heading else str(page.title))
    page.meta = _escaped(page.meta)
    if written:
        return markdown
    # Rendered here and now, and not by the slow renderer.
    done = rendered.render(markdown, config.mdx_configs["toc"]["permalink_title"], partial(_slug, sep="-"))
    setattr(page, "render", partial(_give, page, done))  # noqa: B010 - a method, to the type checker
    return markdown


def _give(page: Page, done: rendered.Rendered, config: MkDocsConfig, files: Files) -> None:
    page.content, page.toc, page.links_to_anchors = done.html, get_toc(cast(Any, done.toc)), {}


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return html.escape(value, quote=True)
    if isinstance(value, dict):
        return {key: _escaped(inner) for key, inner in value.items()}
    return [_escaped(inner) for inner in value] if isinstance(value, list) else value


@event_priority(-100)
def on_page_content(content: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Sanitises what Markdown made: raw HTML and attribute lists in a record must not become scripts."""
    clean = sanitised.clean(content, drawing=bool(page.meta.get("drawing")))
    if page.file.src_uri in _state["files"]:
        _state["pages"][page.url] = clean
        page.present_anchor_ids = rendered.ids(clean)
    if not page.meta.get("search", {}).get("exclude"):
        _state["contents"][page.url] = clean
        page.meta["search"] = {"exclude": True}  # from the theme's own index, which nobody asks: see `_write_search`
    return clean


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """A dead link of a generated page is a fault of the build, like one of a page by hand."""
    env.auto_reload = False  # nobody edits the theme during a build, and asking takes a tenth of the time of a page
    _menu(env, config)
    anchors = {page.url: page.present_anchor_ids or () for page in map(_page_of, files.documentation_pages())}
    others = {file.url for file in files if not file.is_documentation_page()}
    for page, link in sorted(rendered.dead_links(_state["pages"], others, anchors)):
        log.warning("%s：链接「%s」没有目标", page, link)
    return env


_SAME = ("nav", "tabs", "search", "palette")


def _menu(env: Any, config: MkDocsConfig) -> None:
    """Parts of the theme for our templates that all pages of a folder have in common, but for those in the menu.

    Made anew for each page they take half of the time of its template.
    """
    theme = next(Path(folder) for folder in config.theme.dirs if folder != config.theme.custom_dir)
    own = {name: (theme / "partials" / f"{name}.html").read_text(encoding="utf-8") for name in _SAME}
    templates = {name: env.from_string(source) for name, source in own.items()}
    made: dict[tuple[str, str, int], Any] = {}

    @pass_context
    def menu(context: Any, name: str) -> Any:
        page = context.get("page")
        if page is None or page.ancestors or page in context["nav"].items:
            return Markup(templates[name].render(context.get_all()))
        key = name, page.url.partition("/")[0], page.url.count("/")  # no target of the menu lies deeper than one folder
        if key not in made:
            made[key] = Markup(templates[name].render(context.get_all()))
        return made[key]

    env.globals["menu"] = menu


def _page_of(file: File) -> Page:
    assert file.page is not None
    return file.page


def _write_search(site: Path) -> None:
    """What the search looks through; the theme's own index stays, empty: its box waits for it."""
    folder = site / "search"
    index = json.loads((folder / "search_index.json").read_text(encoding="utf-8"))
    index["docs"] = []
    (folder / "search_index.json").write_text(json.dumps(index), encoding="utf-8")
    (folder / "search_index.js").write_text(f"var __index = {json.dumps(index)};\n", encoding="utf-8")
    entries = corpus.entries(_state["site"], _state["contents"])
    text = corpus.script("corpus", [entry.row() for entry in entries])
    (folder / "corpus.js").write_text(text, encoding="utf-8")
    large = len(text.encode()) > corpus.SHARDS_FROM
    if large and not shards.available():
        log.info("全文超过 %s 字节，未安装 Pagefind，搜索仍一次取全文", corpus.SHARDS_FROM)
        large = False
    if large:
        shards.write(entries, site / "pagefind")
    settings = corpus.script("settings", corpus.settings(_state["site"], large))
    (folder / "settings.js").write_text(settings, encoding="utf-8")


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """Swaps the search index for one that finds Chinese, and refuses a site that loads from elsewhere."""
    site = Path(config.site_dir)
    _write_search(site)
    (site / "robots.txt").write_text(_state["frame"].robots, encoding="utf-8")
    outside = [
        f"{path.relative_to(site)}: {found}"
        for path in sorted(site.rglob("*.html"))
        for found in sanitised.outside(path.read_text(encoding="utf-8"))
    ]
    if outside:
        raise PluginError("页面从其他主机取内容：\n" + "\n".join(outside[:20]))


def build_sites(folders: list[str]) -> int:
    """Builds the public site into the first folder and the internal one into the second; 1 if a build was refused.

    One process for both: the records are read and judged, and editions compared, only once.
    """
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s  %(message)s")
    for audience, folder in zip(AUDIENCES, folders, strict=True):
        os.environ["AUDIENCE"] = audience
        try:
            config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(Path(folder).resolve()), strict=True)
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
        except MkDocsException as error:
            print(f"{folder} 没有生成：{error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(build_sites(sys.argv[1:]))
