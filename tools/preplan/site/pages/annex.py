"""附件页: annexes that are files of their own. The public sees those of class 公开."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.site import _texts, paths
from preplan.site import markdown as md
from preplan.site._plans import plan_link
from preplan.site.page import Page, Site


def pages(site: Site) -> Iterator[Page]:
    for annex in site.views("annex"):
        path = paths.below_plans(annex.record)
        plan = site.library.of("plan").get(annex.get("plan"))
        head = md.facts(
            [
                ("预案", plan_link(site, plan, path) if plan else md.NONE),
                ("种类", md.text(site.label("annexKind", annex.get("kind")))),
                ("公开级别", md.text(site.label("annexClass", annex.get("class"))) if site.internal else ""),
            ]
        )
        yield Page(path, annex.get("title"), md.blocks(head, _texts.text(site, annex.record, path)))
