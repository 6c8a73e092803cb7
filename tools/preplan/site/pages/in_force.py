"""某日有效的文本: of every plan the text that was in force on a day, by default the data date."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.site import _periods, paths
from preplan.site import markdown as md
from preplan.site._catalogue import withheld
from preplan.site._periods import Period
from preplan.site._plans import is_withheld
from preplan.site.page import Page, Site, View

SCRIPTS = ("assets/in-force-core.js", "assets/in-force-all.js")
_ANSWER = ("序号", "预案名称", "有效的文本", "发文字号", "起", "止", "正文")
_PERIODS = ("序号", "预案名称", "起", "止", "有效的文本", "发文字号", "正文")
NO_TEXT = "库中没有这一天有效的文本"
_POSSIBLE = "（起日不详，这一天是否有效不详）"


def pages(site: Site) -> Iterator[Page]:
    page, day = paths.IN_FORCE, site.library.as_of
    every = [(plan, _periods.of_plan(site, plan, page)) for plan in site.plans]
    found = [_periods.on(periods, day) for _, periods in every]
    sure = sum(bool(hits) and not possible for hits, possible in found)
    unsure = sum(bool(hits) and possible for hits, possible in found)
    hidden = sum(withheld(site, category) for category in site.library.schemas.words("category"))
    answers = [_answer(plan, hits, possible) for (plan, _), (hits, possible) in zip(every, found, strict=True)]
    rows = [(*_name(plan), *period.ends, *period.cells) for plan, periods in every for period in periods]
    text = md.blocks(
        f'<p class="in-force-lead" markdown>{md.day(day)} 有效的文本：{len(every)} 件预案中，查得到当天有效版本的 {sure} 件，'
        f"起日不详的 {unsure} 件，库中查不到的 {len(every) - sure - unsure} 件。</p>",
        f'<p class="small in-force-as-of" markdown>数据截止 {md.day(day)}。{_periods.RULE}'
        + (f"依规定不公开的 {hidden} 件不列。" if hidden and not site.internal else "")
        + "以正式印发文本为准。</p>",
        md.table(_ANSWER, answers, "in-force-answer wide"),
        md.folded(
            f"各版的有效期（{len(rows)} 条）",
            md.table(_PERIODS, rows, "in-force-all wide") if rows else "没有可以列出的版本。",
        ),
    )
    yield Page(page, "某日有效的文本", text, wide=True, scripts=SCRIPTS, hidden=True)


def _name(plan: View) -> tuple[str, str]:
    title = md.link(plan.get("title"), paths.below_plans(plan.record), paths.IN_FORCE)
    if is_withheld(plan):
        title += f" {md.mark('不公开', 'withheld')}"
    return md.text(plan.get("number")), title


def _answer(plan: View, hits: list[Period], possible: bool) -> tuple[str, ...]:
    """One plan on a day; the script fills in the same cells for another day."""
    if not hits:
        return (*_name(plan), NO_TEXT, *(md.NONE,) * 4)
    texts = md.names((hit.cells[0] + (_POSSIBLE if possible else "") for hit in hits), "；")
    columns = zip(*((hit.cells[1], *hit.ends, hit.cells[2]) for hit in hits), strict=True)
    number, start, end, state = (md.names(cells, "；") for cells in columns)
    return (*_name(plan), texts, number, start, end, state)
