"""Numbers, terms and grades inside clauses that are others now: 30 分钟 → 1 小时, 10 人 → 3 人, 三级 → 四级."""

from __future__ import annotations

import re
from collections.abc import Iterator

from preplan.review.model import ClauseChange, NumberChange, TextChange
from preplan.review.pieces import Edit, Run, edits, runs, sentence

_TIME = r"(?:个)?(?:分钟|小时|工作日|自然日|日内|日|天|周|星期|个月|月|年|秒)"
_AMOUNT = (
    r"(?:余)?(?:人次|人|名|户|起|件|家|处|次|支|台|辆|艘|架|套|吨|公斤|千克|万元|亿元|元|公里|千米|平方公里|公顷|亩|米|厘米|毫米"
    r"|立方米|千瓦|伏|℃|度|%|％|‰|倍|成)"
)
_NUMBER = r"(?:[0-9][0-9.,，:：]*(?:[-—~～至到][0-9][0-9.,]*)?(?:万|亿)?|[一二两三四五六七八九十百千]+)"
_DATE = r"[0-9]{4} ?年(?: ?[0-9]{1,2} ?月(?: ?[0-9]{1,2} ?日)?)?|[0-9]{4}-[0-9]{2}-[0-9]{2}"
_LEVEL = r"[一二三四五ⅠⅡⅢⅣⅤIV]+ ?级"
_TAIL = r"(?: ?(?:以上|以下|以内|之内|内))?"
_QUANTITY = re.compile(
    rf"(?P<date>{_DATE})|(?P<level>{_LEVEL})|(?P<time>{_NUMBER} ?{_TIME}{_TAIL})|(?P<amount>{_NUMBER} ?{_AMOUNT}{_TAIL})"
    r"|(?P<bare>[0-9][0-9.]*)"
)
_PHONE = re.compile(r"(?<![0-9])(?:0[0-9]{2,3}-?[0-9]{7,8}|1[3-9][0-9]{9}|1[12][0-9])(?![0-9])")


def changed(texts: tuple[TextChange, ...]) -> tuple[NumberChange, ...]:
    """All of the texts beside their own former state; of a new draft or edition, of what it is compared with."""
    own = [text for text in texts if not text.is_aside]
    return tuple(found for text in own for clause in text.clauses for found in _clause(text, clause))


def _clause(text: TextChange, clause: ClauseChange) -> Iterator[NumberChange]:
    if not (clause.before and clause.after and clause.substantive):
        return
    told: set[tuple[str, str, str]] = set()
    for run in runs(clause.blocks):
        if run.kind != "changed":
            continue
        for edit in edits(run.pieces):
            if found := _edit(text, clause, run, edit):
                key = (found.before, found.after, found.context)
                if key not in told:
                    told.add(key)
                    yield found


def _edit(text: TextChange, clause: ClauseChange, run: Run, edit: Edit) -> NumberChange | None:
    olds, news = _at(run.before, *edit.old), _at(run.after, *edit.new)
    if _is_phone(run.before, *edit.old) or _is_phone(run.after, *edit.new):
        return None
    before, after = ("、".join(match[0].strip() for match in found) for found in (olds, news))
    if _same(before) == _same(after) or not (olds or news):
        return None
    first = (olds or news)[0]
    kind = next((m.lastgroup or "" for m in (*news, *olds) if m.lastgroup != "bare"), "amount")
    spot = news[0].span() if news else edit.new
    where = f"“{run.row}”行“{run.column}”：" if run.row else ""
    context = where + sentence(run.after, *spot) if not run.row else where + run.after
    name = (clause.after or clause.before)[0].words
    if first.lastgroup == "bare" and len(olds) + len(news) == 1:
        return None  # a number of an item, or of a document
    return NumberChange(kind, text.key, clause.anchor, text.title, name, before, after, context[:120])


def _same(words: str) -> str:
    """A quantity without what makes no other one: 1 个小时以内 is 1小时内."""
    return re.sub(r"[ 个]|[以之](?=内)", "", words)


def _at(text: str, start: int, end: int) -> list[re.Match[str]]:
    """The numbers that a change touched; where it only took out or put in words, those that it made or broke."""
    return [match for match in _QUANTITY.finditer(text) if match.start() < end and match.end() > start]


def _is_phone(text: str, start: int, end: int) -> bool:
    return any(match.start() < end and match.end() > start for match in _PHONE.finditer(text))


def phones(run: Run) -> Iterator[tuple[str, str]]:
    """Telephone numbers of a paragraph that are others now, as (before, after)."""
    for edit in edits(run.pieces):
        old, new = (
            "、".join(m[0] for m in _PHONE.finditer(side) if m.start() < span[1] and m.end() > span[0])
            for side, span in ((run.before, edit.old), (run.after, edit.new))
        )
        if old != new:
            yield old, new
