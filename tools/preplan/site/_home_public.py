"""The public home page: counts, categories, what was issued last, the ways in."""

from __future__ import annotations

from preplan.site import _ask, paths
from preplan.site import markdown as md
from preplan.site._bars import Bar, svg
from preplan.site._catalogue import category_anchor
from preplan.site._plans import edition_shown, plan_link, published_on
from preplan.site.page import Site
from preplan.totals import Totals, totals

LATEST = 5


def text(site: Site) -> str:
    """The page below its title, in the order of domain/practice §3 公开首页; the search box is the theme's."""
    count = totals(site.library)
    return md.blocks(
        f"数据截止 {count.as_of}。{sentence(count)}",
        "**遇到紧急情况先拨 110、119、120；本站不接报警。**",
        md.heading("预案目录", "plans"),
        f"{_way('打开预案目录', paths.CATALOGUE)}：找一件预案，看它是否现行有效、由谁牵头。",
        md.heading("最近印发", "latest"),
        latest(site),
        md.heading("谁管这个行业", "sectors"),
        _ask.line(paths.HOME),
        md.heading("企业怎么备案", "filings"),
        f"{_way('企业怎么备案', paths.HOW_TO_FILE)}：该不该备、向谁备、交什么材料，五个问题说清。"
        f"已备案的见{md.link('备案名单', paths.FILINGS, paths.HOME)}。",
        md.heading("各单位", "units"),
        f"{_way('部门和镇街', paths.UNITS)}：牵头和参加的预案、责任清单、办公电话。",
        md.heading(f"专项预案修编：已印发 {count.revised} 件，共 {count.plans} 件", "progress"),
        category_bars(site, count),
        categories(site, count),
        f'<p class="small" markdown>{counting_rule(site)}</p>',
    )


def category_bars(site: Site, count: Totals) -> str:
    """A bar a category: what is issued and what is under revision; the bureau also reads what is late."""
    bars = []
    for row in count.categories:
        rest, late = row.total - row.revised, row.late if site.internal else 0
        words = f"已印发 {row.revised}，修编中 {rest}" + (f"（其中逾期 {late}）" if late else "")
        pieces = (("issued", row.revised), ("late", late), ("rest", rest - late))
        bars.append(Bar(site.label("category", row.category), pieces, words))
    return svg(bars, f"专项预案修编，已印发 {count.revised} 件，共 {count.plans} 件", "categories")


def _way(label: str, target: str) -> str:
    return f"**{md.link(label, target, paths.HOME)}**"


def sentence(count: Totals) -> str:
    """The counts of the library, each number linked to its list."""
    page = paths.HOME
    return (
        f"专项预案 {md.link(count.plans, paths.CATALOGUE, page)} 件，"
        f"已印发 {md.link(count.revised, paths.CATALOGUE, page)} 件；"
        f"安全生产职责 {md.link(count.duties, paths.DUTIES, page)} 条、"
        f"部门 {md.link(count.departments, paths.UNITS, page)} 个；"
        f"企业备案 {md.link(count.filings, paths.FILINGS, page)} 家。"
    )


def counting_rule(site: Site) -> str:
    """How 已修编 is counted, as the bureau states it."""
    bureau = site.view(site.library.bureau)
    return f"计数规则：{md.text(bureau.get('counting_rule'))}" if bureau else ""


def categories(site: Site, count: Totals) -> str:
    """类别 | 总数 | 已印发, with a line of sums."""
    rows = []
    for row in count.categories:
        name = site.label("category", row.category)
        link = md.link(name, paths.CATALOGUE, paths.HOME, category_anchor(row.category))
        rows.append((link, str(row.total), str(row.revised)))
    rows.append(("**合计**", f"**{count.plans}**", f"**{count.revised}**"))
    return md.table(("类别", "总数", "已印发"), rows, "numbers")


def latest(site: Site) -> str:
    """The editions issued last, as far as the audience may know them."""
    found = []
    for plan in site.plans:
        shown = edition_shown(site, plan)
        if shown.edition and shown.notice and shown.in_force:
            found.append((shown.notice.get("signed_on"), plan.id, shown))
    rows = []
    for signed, _, shown in sorted(found, key=lambda item: item[:2], reverse=True)[:LATEST]:
        assert shown.edition and shown.notice
        title = plan_link(site, shown.plan.record, paths.HOME)
        published = published_on(site, shown.edition)
        rows.append((title, md.text(shown.notice.get("number")), md.day(signed), md.day(published)))
    return md.table(("预案", "发文字号", "成文日期", "发布日期"), rows) if rows else "还没有印发的预案。"
