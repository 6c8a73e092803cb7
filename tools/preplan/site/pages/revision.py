"""修编记录页 (internal): 一案一档, what happened stage by stage, with the papers that prove it."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.site import _revision, _revision_issue, paths
from preplan.site import markdown as md
from preplan.site._plans import secrecy_banner
from preplan.site.page import Page, Site, View


def pages(site: Site) -> Iterator[Page]:
    if not site.internal:
        return
    for record in site.views("record"):
        plan = site.library.of("plan").get(record.get("plan"))
        title = f"{plan.get('title') if plan else record.get('plan')}：修编记录"
        path = paths.below_plans(record.record)
        yield Page(path, title, _text(site, record, path), banner=secrecy_banner(plan))


def _text(site: Site, record: View, page: str) -> str:
    sections = (
        ("各阶段", "stages", _revision.stages(site, record, page)),
        ("书面征求意见", "consultation", _revision.consultation(site, record, page)),
        ("专家评审、合法性审查、审议批准", "decisions", _revision.decisions(site, record)),
        ("印发、公布、备案", "after-issue", _revision_issue.aftermath(site, record, page)),
        ("不属于某一阶段的文件", "papers", _revision.beside(site, record, page)),
        ("延期和调整", "plan-changes", _revision_issue.plan_changes(site, record, page)),
        ("其他动态", "events", _revision.events(site, record)),
    )
    parts = [_revision.head(site, record, page)]
    for title, anchor, inner in sections:
        if inner:
            parts += [md.heading(title, anchor), inner]
    return md.blocks(*parts)
