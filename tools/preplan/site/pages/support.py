"""支撑文件页: papers on the command system and on-site work. The public sees those of class 公开."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.site import _texts, paths
from preplan.site import markdown as md
from preplan.site.page import Page, Site


def pages(site: Site) -> Iterator[Page]:
    for support in site.views("support"):
        path = paths.below_plans(support.record)
        head = md.facts(
            [
                ("文号", md.text(support.get("number"))),
                ("成文日期", md.text(support.get("date"))),
                ("公开级别", md.text(site.label("annexClass", support.get("class"))) if site.internal else ""),
            ]
        )
        yield Page(path, support.get("title"), md.blocks(head, _texts.text(site, support.record, path)))
