"""预案目录: the general plan first, then the four categories; of withheld plans the public reads one row."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.site import markdown as md
from preplan.site import paths
from preplan.site._catalogue import COLUMNS, category_anchor, rows
from preplan.site._home_public import counting_rule
from preplan.site.page import Page, Site
from preplan.totals import totals


def pages(site: Site) -> Iterator[Page]:
    count = totals(site.library)
    parts = [
        f"数据截止 {count.as_of}。列入修编计划的专项预案 {count.plans} 件，已印发 {count.revised} 件。"
        "修编期间，旧版在废止以前仍然有效。",
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
    yield Page(paths.CATALOGUE, "预案目录", md.blocks(*parts), wide=True)
