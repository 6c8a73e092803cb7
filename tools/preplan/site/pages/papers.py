"""阶段文件页: papers of a revision that stand in the library as text. The public sees interpretations only."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.site import _texts, paths
from preplan.site import markdown as md
from preplan.site._plans import plan_link, secrecy_banner
from preplan.site.page import Page, Site


def pages(site: Site) -> Iterator[Page]:
    for paper in site.views("paper"):
        if not site.known(paper.get("date")):
            continue
        path = paths.below_plans(paper.record)
        plan = site.library.of("plan").get(paper.get("plan"))
        revision = site.library.revision(paper.get("plan"))
        rows = [
            ("预案", plan_link(site, plan, path) if plan else md.NONE),
            ("种类", md.text(site.label("paperKind", paper.get("kind")))),
            ("日期", md.text(paper.get("date"))),
        ]
        if site.internal:
            rows.insert(2, ("文号", md.text(paper.get("number"))))
            rows.append(("修编记录", md.link("经过和佐证", paths.below_plans(revision), path) if revision else md.NONE))
        head = md.facts(rows)
        text = md.blocks(head, _texts.text(site, paper.record, path))
        yield Page(path, paper.get("title"), text, banner=secrecy_banner(plan))
