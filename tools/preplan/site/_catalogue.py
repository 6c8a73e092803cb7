"""The rows of 预案目录, for the catalogue and for links into it."""

from __future__ import annotations

from preplan import editions, status
from preplan.model import OVERALL
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site._plans import TEXT_ANCHOR, edition_shown, interpretation, is_withheld, published_on, validity_mark
from preplan.site._register_links import unit as unit_link
from preplan.site._texts import has_text, state
from preplan.site.page import Site, View

COLUMNS = (
    "序号",
    "预案名称",
    "类别",
    "牵头部门",
    "发文字号",
    "成文日期",
    "发布日期",
    "有效性",
    "修编情况",
    "解读",
    "下载",
)


def category_anchor(category: str) -> str:
    """Anchor of a category's heading in the catalogue."""
    return f"category-{category}"


def rows(site: Site, category: str | None) -> list[tuple[str, ...]]:
    """The rows of a category, or of the general plan for None; last the one row for plans the public may not know."""
    overall = category is None
    chosen = (plan for plan in site.plans if (plan.get("type") == OVERALL) == overall)
    found = [row(site, plan) for plan in chosen if overall or plan.get("category") == category]
    hidden = withheld(site, category)
    if hidden and not site.internal:
        name = f"{site.label('category', category)}专项预案（依规定不公开） {hidden} 件"
        found.append((md.NONE, md.text(name), md.text(site.label("category", category)), *(md.NONE,) * 8))
    return found


def withheld(site: Site, category: str | None) -> int:
    """Number of plans of a category that the public may not know."""
    plans = site.library.special_plans
    return sum(is_withheld(plan) and plan.get("category") == category for plan in plans)


def row(site: Site, plan: View) -> tuple[str, ...]:
    """One plan, in the order of COLUMNS."""
    page = paths.CATALOGUE
    shown = edition_shown(site, plan)
    title = md.link(plan.get("title"), paths.below_plans(plan.record), page)
    if is_withheld(plan):
        title += f" {md.mark('不公开', 'withheld')}"
    reading = interpretation(site, site.view(site.library.revision(plan.id)))
    edition, notice = shown.edition, shown.notice
    return (
        md.text(plan.get("number")),
        title,
        md.text(site.label("category", plan.get("category")) or site.label("planType", plan.get("type"))),
        unit_link(site, plan.get("lead"), page),
        md.text(notice.get("number") if notice else None),
        md.day(notice.get("signed_on") if notice else None),
        md.day(published_on(site, edition) if edition else None),
        validity_mark(site, shown.validity),
        _revision(site, plan),
        md.text(reading["title"] if reading else None),
        _text(site, plan, edition) if edition else md.NONE,
    )


def _text(site: Site, plan: View, edition: View) -> str:
    """A link to the text where there is one to read, else why there is none."""
    word = state(site, edition.record)
    if not has_text(site, edition.record):
        return md.text(word)
    return md.link(word, paths.below_plans(plan.record), paths.CATALOGUE, TEXT_ANCHOR)


def _revision(site: Site, plan: View) -> str:
    library, day = site.library, site.library.as_of
    if editions.revised_edition(library, plan.id, day):
        return "已修编（另计）" if plan.get("type") == OVERALL else "已修编"
    return "修编中" if plan.id in status.denominator(library, day) else md.NONE
