"""Pieces of filing tables: links, dates by the data date, the public list, the table of open cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from preplan import dates, filing_status
from preplan.model import Record
from preplan.site import _register_links as links
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site.page import Site, View


def public_cases(site: Site, town: str | None = None) -> list[View]:
    """The filings of the public list, newest first; with `town`, those of one town."""
    return _by_town(site).get(town, [])


@lru_cache(maxsize=1)
def _by_town(site: Site) -> dict[str | None, list[View]]:
    """Town → its filings; None → all."""
    found: dict[str | None, list[View]] = {}
    views = filter(None, map(site.view, filing_status.registered(site.library, site.library.as_of)))
    for view in sorted(views, key=lambda view: (view.get("registered_on"), view.get("number") or ""), reverse=True):
        found.setdefault(None, []).append(view)
        found.setdefault(view.get("unit", "town"), []).append(view)
    return found


def public_table(site: Site, cases: Iterable[View], page: str) -> str:
    """序号 | 单位名称 | 镇街 | 备案编号 | 预案类型 | 备案日期 | 受理部门: these columns for the public, no others."""
    columns = ("序号", "单位名称", "镇街", "备案编号", "预案类型", "备案日期", "受理部门")
    rows = (
        (
            (md.anchor(paths.filing_anchor(case.get("number"))) if case.get("number") else "") + str(number),
            md.text(case.get("unit", "name")),
            links.unit(site, case.get("unit", "town"), page),
            md.text(case.get("number")),
            kinds(site, case.get("plan_kinds")),
            md.text(case.get("registered_on")),
            links.unit(site, case.get("authority"), page),
        )
        for number, case in enumerate(cases, 1)
    )
    return md.table(columns, rows, "filings filterable")


def kinds(site: Site, codes: Iterable[str]) -> str:
    return md.names(site.label("enterprisePlanKind", code) for code in codes)


def unit_link(case: Record, page: str) -> str:
    """The unit's name, linked to its case. Internal only: the public has no case pages."""
    return md.link(case.get("unit", "name"), paths.below_plans(case), page)


def by(value: object, day: date) -> str:
    """A date if it is not after `day`, else —."""
    found = dates.parse(value)
    return str(found) if found and found <= day else md.NONE


def rounds(case: Record, key: str, day: date) -> str:
    """The dates of all rounds under a key, one a line."""
    found = [by(round_.get(key), day) for round_ in case.get("rounds")]
    return "<br>".join(value for value in found if value != md.NONE) or md.NONE


def state_words(site: Site, case: Record) -> list[str]:
    """[word, class] of the state; then 逾期未评估 with its class where the three years have run out."""
    day = site.library.as_of
    code = filing_status.state(case, day)
    overdue = ["逾期未评估", "overdue"] if filing_status.evaluation_overdue(case, day) else []
    return [site.label("filingState", code), code, *overdue]


def state(site: Site, case: Record) -> str:
    """The state in words, each marked."""
    words = state_words(site, case)
    return " ".join(md.mark(word, kind) for word, kind in zip(words[::2], words[1::2], strict=True))


def days_value(site: Site, case: Record) -> int | str | list[str]:
    """Working days the check took or has taken, [words, class] past the limit; 待补 while the unit has to act, 未知 in
    a year without calendar.
    """
    day = site.library.as_of
    if filing_status.state(case, day) == "awaiting":
        return "待补"
    used = filing_status.check_days(site.library, case, day)
    if used is None:
        return links.UNKNOWN
    return [f"{used}（超期）", "late"] if used > filing_status.CHECK_WORKDAYS else used


def days(site: Site, case: Record) -> str:
    """The same as a ready cell."""
    value = days_value(site, case)
    return md.mark(*value) if isinstance(value, list) else str(value)


def missing(case: Record, day: date) -> Iterator[str]:
    """What was found missing at the last notification by `day`."""
    for round_ in reversed(case.get("rounds")):
        if (dates.parse(round_.get("notified_on")) or date.max) <= day:
            yield from round_.get("missing", ())
            return


def open_table(site: Site, cases: Iterable[Record], page: str) -> str:
    """Cases that wait for the bureau or the unit, in the order given."""
    day = site.library.as_of
    columns = ("在办单位", "镇街", "行业类别", "收件日", "告知日", "状态", "剩余工作日", "缺什么", "经办岗位")
    rows = []
    for case in cases:
        remaining = filing_status.days_left(site.library, case, day)
        waiting = filing_status.state(case, day) == "awaiting"
        rows.append(
            (
                unit_link(case, page),
                links.unit(site, case.get("unit", "town"), page),
                site.label("industry", case.get("unit", "industry")),
                rounds(case, "received_on", day),
                rounds(case, "notified_on", day),
                state(site, case),
                _waited(case, day) if waiting else (links.UNKNOWN if remaining is None else _left(remaining)),
                md.text("；".join(missing(case, day)) if waiting else None),
                md.text(case.get("handler")),
            )
        )
    return md.table(columns, rows, "open-cases")


def _waited(case: Record, day: date) -> str:
    """Since when the unit has to act, in calendar days."""
    told = [
        found for round_ in case.get("rounds") if (found := dates.parse(round_.get("notified_on"))) and found <= day
    ]
    return f"等单位补齐，已 {(day - max(told)).days} 天" if told else "等单位补齐"


def _left(remaining: int) -> str:
    return md.mark(f"超 {-remaining}", "late") if remaining < 0 else str(remaining)
