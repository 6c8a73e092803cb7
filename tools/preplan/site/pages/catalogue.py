"""预案目录: the general plan first, then the four categories; of withheld plans the public reads one row."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.site import markdown as md
from preplan.site import paths
from preplan.site._catalogue import COLUMNS, category_anchor, rows
from preplan.site._home_public import counting_rule
from preplan.site.page import Page, Site, View
from preplan.totals import totals


def _papers(site: Site) -> Iterator[View]:
    """What supports every plan: the command system, rules for the work on site."""
    yield from site.views("structure")
    yield from site.views("support")


def pages(site: Site) -> Iterator[Page]:
    count = totals(site.library)
    parts = [
        f"数据截止 {count.as_of}。列入修编计划的专项预案 {count.plans} 件，已印发 {count.revised} 件。"
        f"修编期间，旧版在废止以前仍然有效；{md.link('某一天有效的是哪一版', paths.IN_FORCE, paths.CATALOGUE)}可以查。",
        f'<p class="small" markdown>{counting_rule(site)}</p>',
        md.heading(site.label("planType", "overall"), "overall"),
        md.table(COLUMNS, rows(site, None), "catalogue"),
    ]
    for row in count.categories:
        label = site.label("category", row.category)
        parts += [
            md.heading(f"{label}（{row.total} 件，已印发 {row.revised} 件）", category_anchor(row.category)),
            md.table(COLUMNS, rows(site, row.category), "catalogue wide filterable"),
        ]
    if papers := [
        md.link(view.get("title"), paths.below_plans(view.record), paths.CATALOGUE) for view in _papers(site)
    ]:
        parts += [md.heading("支撑文件", "support"), "\n".join(f"- {paper}" for paper in papers)]
    yield Page(paths.CATALOGUE, "预案目录", md.blocks(*parts), wide=True)
