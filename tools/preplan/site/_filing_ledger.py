"""备案台账 in one sentence, for internal readers."""

from __future__ import annotations

from collections.abc import Sequence

from preplan import filing_status
from preplan.model import Record
from preplan.site.page import Site


def summary(site: Site, found: Sequence[Record]) -> str:
    """家数, 在办, 核对超期, 逾期未评估; what cannot be computed is said."""
    library, day = site.library, site.library.as_of
    done = [case for case in found if filing_status.state(case, day) == "filed"]
    still = [case for case in found if filing_status.is_open(case, day)]
    waiting = sum(filing_status.state(case, day) == "awaiting" for case in still)
    checked = [case for case in found if filing_status.state(case, day) != "awaiting"]
    used = [filing_status.check_days(library, case, day) for case in checked]
    late = [days for days in used if days is not None and days > filing_status.CHECK_WORKDAYS]
    overdue = sum(filing_status.evaluation_overdue(case, day) for case in done)
    unknown = sum(days is None for days in used)
    gap = f"（另有 {unknown} 件所在年份没有工作日历，算不出）" if unknown else ""
    return (
        f"已备案 **{len(done)}** 家；在办 **{len(still)}** 件（核对 {len(still) - waiting}、待补 {waiting}）；"
        f"核对超 {filing_status.CHECK_WORKDAYS} 个工作日 **{len(late)}** 件{gap}；逾期未评估 **{overdue}** 家。"
        f"数据截止 {day}。"
    )
