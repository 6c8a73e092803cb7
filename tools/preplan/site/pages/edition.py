"""版本页: every edition the audience may know, with its own head block, banner, text and annexes.

The one in force stays out of the search: its text is found through the plan's page.
"""

from __future__ import annotations

from collections.abc import Iterator

from preplan.site import _bases, _citation, _texts, _timeline, paths
from preplan.site import markdown as md
from preplan.site._editions import annexes, banner
from preplan.site._plans import Rows, edition_rows, edition_shown, known_editions, notice_of, plan_link, secrecy_banner
from preplan.site.page import Page, Site, View


def pages(site: Site) -> Iterator[Page]:
    for plan in site.plans:
        current = edition_shown(site, plan).edition
        for edition in known_editions(site, plan.id):
            path = paths.below_plans(edition.record)
            yield Page(
                path,
                f"{plan.get('title')}（{edition.get('edition')}）",
                _text(site, edition, path),
                hidden=edition is current,
                banner=md.blocks(secrecy_banner(plan), banner(site, edition, path)).strip(),
                scripts=(_citation.SCRIPT,),
            )


def _text(site: Site, edition: View, page: str) -> str:
    plan = site.library.of("plan")[edition.get("plan")]
    listed = annexes(site, edition, page)
    return md.blocks(
        md.facts(
            [*edition_rows(site, edition, page), *_own_rows(site, edition), ("预案", plan_link(site, plan, page))]
        ),
        _citation.block(site, edition, page),
        *((md.heading("附件", "annexes"), listed) if listed else ()),
        md.heading("编制依据", "bases"),
        _bases.instruments(site, edition.get("bases", default=()), page),
        "---",
        _texts.text(site, edition.record, page),
    )


def _own_rows(site: Site, edition: View) -> Rows:
    """What only the edition's page tells: addressees, index number, topic; inside the secrecy review."""
    notice = notice_of(site, edition)
    review = edition.get("secrecy_review", default={})
    parts = (review.get("on"), review.get("post"), site.label("secrecyResult", review.get("result")))
    return [
        ("印发通知", md.text(notice.get("title") if notice else None)),
        ("主送", md.text(notice.get("addressees") if notice else None)),
        ("附注", md.text(site.label("remark", notice.get("remark")) if notice else None)),
        ("索引号", md.text(edition.get("index_number"))),
        ("主题分类", md.text(edition.get("topic"))),
        ("登记", _timeline.registered(site, edition)),
        ("保密审查", "，".join(md.text(part) for part in parts if part)),
    ]
