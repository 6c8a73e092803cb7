"""在某日有效的文本: from when until when each text of a plan was in force, as a table that a small script asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from preplan import dates, editions
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site._editions import IN_FORCE_ANCHOR, is_in_library
from preplan.site._plans import known_editions, notice_of, repeals_of, titled
from preplan.site._texts import state
from preplan.site.page import Site, View

# The first answers, the second asks it for one plan.
SCRIPTS = ("assets/in-force-core.js", "assets/in-force.js")
UNKNOWN, OPEN = "不详", "至今"
_COLUMNS = ("起", "止", "有效的文本", "发文字号", "正文")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """Both days count. `start` is None if it is not known; `end` is None while nothing has ended it."""

    start: date | None
    end: date | None
    cells: tuple[str, str, str]  # the text, its number, whether it can be read

    @property
    def ends(self) -> tuple[str, str]:
        """起 and 止 as cells, in the words that the script reads."""
        return md.day(self.start, UNKNOWN), md.day(self.end, OPEN if self.start else UNKNOWN)


def of_plan(site: Site, plan: View, page: str) -> list[Period]:
    """The periods of a plan, the latest first, those without a beginning last."""
    found = (*_own(site, plan, page), *_outside(site, plan))
    return sorted(found, key=lambda period: period.start or date.min, reverse=True)


def on(periods: Sequence[Period], day: date) -> tuple[list[Period], bool]:
    """The periods that hold a day, and whether they are only possible: none is certain, and their beginning is unknown.

    assets/in-force-core.js says the same; tests/site/in_force_cases.yaml holds the two together.
    """
    open_at = [period for period in periods if period.end is None or day <= period.end]
    certain = [period for period in open_at if period.start and period.start <= day]
    return (certain, False) if certain else ([period for period in open_at if period.start is None], True)


def block(site: Site, plan: View, page: str) -> str:
    """The heading and the table; empty if the library knows of no text of the plan."""
    periods = of_plan(site, plan, page)
    if not periods:
        return ""
    rows = ((*one.ends, *one.cells) for one in periods)
    every = md.link("全部预案在某日有效的文本", paths.IN_FORCE, page)
    return md.blocks(
        md.heading("在某日有效的文本", IN_FORCE_ANCHOR),
        f'<p class="small in-force-as-of" markdown>截至 {md.day(site.library.as_of)}。怎么算、其他预案，见{every}。</p>',
        md.table(_COLUMNS, rows, "in-force-on"),
    )


RULE = "版本自施行之日起算；前版没有入库的，自成文之日起算；日期没有登记的写“不详”，不推算。"


def _own(site: Site, plan: View, page: str) -> Iterator[Period]:
    """The periods of the editions of the library; one whose beginning is not known has its end alone."""
    library = site.library
    known = {view.id: view for view in known_editions(site, plan.id)}
    for start, end, record in editions.spans(library, plan.id):
        if view := known.get(record.id):
            yield Period(start, end, _cells(site, view, page))
    for view in known.values():
        if editions.effective_on(library, view.record) is None:
            by = editions.repealed_on(library, view.record, library.as_of)
            ended = by.day("signed_on") if by else None
            yield Period(None, ended - _DAY if ended else None, _cells(site, view, page))


def _cells(site: Site, edition: View, page: str) -> tuple[str, str, str]:
    notice = notice_of(site, edition)
    name = md.link(f"{edition.get('edition')} 年版", paths.below_plans(edition.record), page)
    return name, md.text(notice.get("number") if notice else None), md.text(state(site, edition.record))


def _outside(site: Site, plan: View) -> Iterator[Period]:
    """The periods of papers that notices of the plan repeal and that are not in the library."""
    for view in known_editions(site, plan.id):
        notice = notice_of(site, view)
        end = site.known(notice.get("signed_on")) if notice else None
        for repeal in repeals_of(notice, plan.id):
            start = dates.parse(repeal.get("date"))
            if end and (start is None or start < end) and not is_in_library(site, repeal):
                yield Period(start, end - _DAY, (titled(repeal["title"]), md.text(repeal.get("number")), "前版未入库"))
