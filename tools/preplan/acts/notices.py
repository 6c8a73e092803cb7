"""A notice as its number tells it, and what it repeals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from preplan import editions
from preplan.acts.bench import Bench, one_of
from preplan.model import Record
from preplan.skeleton import Refused

_NUMBER = re.compile(r"(?P<series>[^〔〕\s]{2,12})〔(?P<year>(?:19|20)[0-9]{2})〕(?P<serial>[1-9][0-9]{0,3})号")
_TITLES = re.compile("《([^《》]+)》")


@dataclass(frozen=True, slots=True)
class Number:
    """A 发文字号 taken apart."""

    text: str
    year: str
    serial: str


def number(text: str, on: date) -> Number:
    """Reads a number. Raises Refused if it has another form, or the year of another day."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise Refused(f"发文字号「{text}」写法不符；写作 机关代字〔年份〕序号号，六角括号，不加“第”，序号不补零")
    if match["year"] != str(on.year):
        raise Refused(f"发文字号「{text}」的年份与成文日期 {on} 不同，请按通知原件核对")
    return Number(text, match["year"], match["serial"])


def of_number(bench: Bench, text: str) -> Record | None:
    """The notice that bears the number."""
    return next((notice for notice in bench.library.every("notice") if notice.get("number") == text), None)


def free_id(bench: Bench, number: Number, issuer: str, wanted: str) -> str:
    """The id of a new notice: year and serial, the government's own papers with their series. Raises Refused."""
    id = wanted or f"{number.year}-{'zf-' if issuer == 'government' else ''}{number.serial}"
    form = bench.library.schemas.definitions["noticeId"]
    if not re.fullmatch(form["pattern"].strip("^$"), id) or id[:4] != number.year:
        raise Refused(f"通知标识「{id}」写法不符：{form['description']}，年份与文号相同")
    if bench.library.knows("notice", id) or bench.has(f"plans/notices/{id[:4]}/{id}.yaml"):
        raise Refused(f"通知标识「{id}」已经用了；另一系列的文件用 --id 另给标识，如 {number.year}-wj-{number.serial}")
    return id


def repeals(bench: Bench, texts: list[str], on: date) -> list[dict[str, Any]]:
    """The entries of --repeals: PLAN/EDITION of the library, or TITLE:NUMBER:DATE[:PLAN] of a paper that is not in it."""
    found: list[dict[str, Any]] = []
    for text in texts:
        entry = _known(bench, text, on) if re.fullmatch("[a-z0-9-]+/[0-9-]+", text) else _told(bench, text)
        if entry in found:
            raise Refused(f"--repeals 写了两次「{text}」")
        found.append(entry)
    return found


def _known(bench: Bench, text: str, on: date) -> dict[str, Any]:
    plan_id, _, id = text.partition("/")
    plan = one_of(plan_id, bench.library.plans, "预案")
    edition = bench.library.edition(plan.id, id)
    if edition is None:
        raise Refused(f"库里没有「{plan.get('title')}」的“{id}”版；不在库的旧文件写作 题名:文号:日期:{plan.id}")
    by = editions.repealed_on(bench.library, edition, bench.present)
    if by is not None:
        raise Refused(f"“{text}”已由 {by.get('number')} 废止")
    notice = bench.library.notice_of(edition)
    if notice is None:
        raise Refused(f"“{text}”的印发通知读不出来，先用 preplan check 找出原因并改好")
    signed = notice.day("signed_on")
    if signed and signed > on:
        raise Refused(f"“{text}”{signed} 才印发，不能由 {on} 的通知废止")
    entry = {"title": _title(plan, notice), "number": notice.get("number"), "date": notice.get("signed_on")}
    return {**entry, "plan": plan.id, "edition": id}


def _title(plan: Record, notice: Record) -> str:
    """The title that the old paper had: as its notice writes it, if that names one plan."""
    named = _TITLES.findall(notice.get("title"))
    own = (plan.get("title"), *plan.get("former_titles", default=()))
    fitting = [title for title in named if title in own]
    if not fitting and len(named) == 1 and len(notice.get("issues")) == 1:
        fitting = named
    return str(fitting[0] if fitting else plan.get("title"))


def _told(bench: Bench, text: str) -> dict[str, Any]:
    title, *rest = (part.strip() for part in text.replace("：", ":").split(":"))
    if not title or not 1 <= len(rest) <= 3:
        raise Refused(f"--repeals 写作 预案标识/版本号，或者 题名:文号:日期:预案标识；写的是「{text}」")
    number, day, plan = (*rest, "", "")[:3]
    entry = {"title": title, "number": number, "date": day, "plan": plan}
    if plan:
        entry["plan"] = one_of(plan, bench.library.plans, "预案").id
    return {key: value for key, value in entry.items() if value}
