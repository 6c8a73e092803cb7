"""在某日有效的文本: from when until when each text of a plan was in force, as a table that a small script asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from preplan import dates, editions
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site._editions import IN_FORCE_ANCHOR, is_in_library
from preplan.site._plans import known_editions, notice_of, repeals_of, titled
from preplan.site._texts import state
from preplan.site.page import Site, View

SCRIPT = "assets/in-force.js"
_COLUMNS = ("起", "止", "有效的文本", "发文字号", "正文")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Both days count; `end` is None while nothing has ended it. `cells` name the text."""

    start: date
    end: date | None
    cells: tuple[str, str, str]


def block(site: Site, plan: View, page: str) -> str:
    """The heading and the table; empty if no text of the plan was ever in force as far as the library knows."""
    periods = sorted((*_own(site, plan, page), *_outside(site, plan)), key=lambda period: period.start, reverse=True)
    if not periods:
        return ""
    rows = ((md.day(one.start), md.day(one.end, "至今"), *one.cells) for one in periods)
    return md.blocks(
        md.heading("在某日有效的文本", IN_FORCE_ANCHOR),
        f'<p class="small in-force-as-of" markdown>截至 {md.day(site.library.as_of)}。版本自施行之日起算；'
        "前版没有入库的，自成文之日起算。</p>",
        md.table(_COLUMNS, rows, "in-force-on"),
    )


def _own(site: Site, plan: View, page: str) -> Iterator[Period]:
    """The periods of the editions of the library."""
    library, known = site.library, {view.id: view for view in known_editions(site, plan.id)}
    starts = (editions.effective_on(library, view.record) for view in known.values())
    repeals = (site.known(notice.get("signed_on")) for notice, _ in library.repeals_of.get(plan.id, ()))
    turns = sorted({day for day in (*starts, *repeals) if day})
    spans: list[tuple[date, date | None, View]] = []
    for index, day in enumerate(turns):
        found = editions.in_force(library, plan.id, day)
        view = known.get(found.id) if found else None
        if view is None:
            continue
        following = turns[index + 1] if index + 1 < len(turns) else None
        end = following - _DAY if following else None
        if spans and spans[-1][2] is view and spans[-1][1] == day - _DAY:
            spans[-1] = (spans[-1][0], end, view)
        else:
            spans.append((day, end, view))
    for start, end, view in spans:
        notice = notice_of(site, view)
        name = md.link(f"{view.get('edition')} 年版", paths.below_plans(view.record), page)
        number = md.text(notice.get("number") if notice else None)
        yield Period(start, end, (name, number, md.text(state(site, view.record))))


def _outside(site: Site, plan: View) -> Iterator[Period]:
    """The periods of papers that notices of the plan repeal and that are not in the library; without a date none."""
    for view in known_editions(site, plan.id):
        notice = notice_of(site, view)
        end = site.known(notice.get("signed_on")) if notice else None
        for repeal in repeals_of(notice, plan.id):
            start = dates.parse(repeal.get("date"))
            if start and end and start < end and not is_in_library(site, repeal):
                yield Period(start, end - _DAY, (titled(repeal["title"]), md.text(repeal.get("number")), "前版未入库"))
