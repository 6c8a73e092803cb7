"""草稿页 (internal): the text under revision of a plan."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.site import _bases, _pairs, _texts, paths
from preplan.site import markdown as md
from preplan.site._plans import plan_link, secrecy_banner
from preplan.site.page import Page, Site, View


def pages(site: Site) -> Iterator[Page]:
    if not site.internal:
        return
    for draft in site.views("draft"):
        plan = site.library.of("plan").get(draft.get("plan"))
        title = f"{plan.get('title') if plan else draft.id}（修订草稿）"
        path = paths.below_plans(draft.record)
        banner = md.blocks(secrecy_banner(plan), "**修订草稿，没有印发，不得作为依据。** 现行文本见预案页。").strip()
        yield Page(path, title, _text(site, draft, path), banner=banner)


def _text(site: Site, draft: View, page: str) -> str:
    plan = site.library.of("plan").get(draft.get("plan"))
    record = site.library.revision(draft.get("plan"))
    head = md.facts(
        [
            ("预案", plan_link(site, plan, page) if plan else md.NONE),
            ("稿次", md.text(site.label("stage", draft.get("stage")))),
            ("更新日期", md.text(draft.get("updated_on"))),
            ("与现行版对照", _compared(site, draft, page)),
            ("修编记录", md.link("经过和佐证", paths.below_plans(record), page) if record else md.NONE),
        ]
    )
    bases = _bases.instruments(site, draft.get("bases", default=()), page)
    return md.blocks(head, md.heading("编制依据", "bases"), bases, "---", _texts.text(site, draft.record, page))


def _compared(site: Site, draft: View, page: str) -> str:
    """The way to what the draft changes in the text in force."""
    plan = site.view(site.library.of("plan").get(draft.get("plan")))
    pair = next((pair for pair in (_pairs.of_plan(site, plan) if plan else ()) if pair.is_draft), None)
    if pair is None:
        return md.NONE
    return f"{md.link('修订对照表', pair.table_page, page)}、{md.link('修订痕迹', pair.redline_page, page)}"
