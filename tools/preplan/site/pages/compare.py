"""修订对照表 and redline of every two editions, inside also of each draft: what changed, clause by clause, and why."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.compare import texts
from preplan.site import _amendment, _pairs, paths
from preplan.site import markdown as md
from preplan.site._plans import plan_link, secrecy_banner
from preplan.site.page import Page, Site

_DRAFT = "**右边是修订草稿，没有印发，不得作为依据。**"
_LEGEND = (
    "对照由程序按正文逐条比出：条款先按标题、再按文字认，不按编号认；编号变了而文字没变的是改号，换了位置的是移动。"
    "空白、全半角和条内序号不计。"
)


def pages(site: Site) -> Iterator[Page]:
    for plan in site.plans:
        for pair in _pairs.of_plan(site, plan):
            banner = md.blocks(secrecy_banner(plan), _DRAFT if pair.is_draft else "").strip()
            title, (old, new) = plan.get("title"), pair.names
            yield Page(
                pair.table_page,
                f"{title}修订对照表（{old}—{new}）",
                _table(site, pair),
                wide=True,
                hidden=True,
                banner=banner,
            )
            yield Page(
                pair.redline_page, f"{title}修订痕迹（{old}—{new}）", _redline(site, pair), hidden=True, banner=banner
            )


def _head(site: Site, pair: _pairs.Pair, page: str) -> list[str]:
    old, new = pair.names
    other = pair.redline_page if page == pair.table_page else pair.table_page
    word = "修订痕迹" if page == pair.table_page else "修订对照表"
    counts = pair.comparison.counts
    rows = [(md.mark(texts.KINDS[kind], kind), str(count)) for kind, count in counts.items()]
    facts = md.facts(
        [
            ("预案", plan_link(site, pair.plan.record, page)),
            ("修订前", md.link(old, paths.below_plans(pair.old), page)),
            ("修订后", md.link(new, paths.below_plans(pair.new), page)),
            ("条款变化", "　".join(f'<span class="nowrap">{mark} {count}</span>' for mark, count in rows)),
            ("另看", md.link(word, other, page)),
        ]
    )
    return [facts, f'<p class="small" markdown>{_LEGEND}</p>']


def _table(site: Site, pair: _pairs.Pair) -> str:
    matched = _pairs.given(site, pair)
    note = ""
    if site.internal and matched is None:
        note = "修编记录中没有“逐条修改理由”，本表不列理由。"
    table = _amendment.side_by_side(pair.comparison, matched)
    inner = f'<div class="compare wide">\n{table}\n</div>'
    return md.blocks(*_head(site, pair, pair.table_page), note, inner)


def _redline(site: Site, pair: _pairs.Pair) -> str:
    legend = '<p class="small redline-key"><del>删去的文字</del>　<ins>增加的文字</ins></p>'
    return md.blocks(*_head(site, pair, pair.redline_page), legend, _amendment.redline(pair.comparison))
