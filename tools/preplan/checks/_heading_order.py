"""Where the numbers of headings do not follow one another."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.checks._heading_marks import Annex, Mark

DEPTH = 4
# The order in which forms may stand inside one another; 章 and 节 are of older texts.
_RANKS = ("第一章", "第一节", "一、", "（一）", "1", "（1）")
# (line, number, problem, line of the other place or 0)
Fault = tuple[int, str, str, int]


def decimal(numbered: list[Mark]) -> Iterator[Fault]:
    """Chapters 1, 2, … with 1.1, 1.1.1 below them."""
    chapters = min((mark.level for mark in numbered if mark.form == "1"), default=0)
    seen: dict[tuple[int, ...], int] = {}
    last: dict[tuple[int, ...], int] = {}
    path: tuple[int, ...] = ()
    for mark in numbered:
        value, parent = mark.value, mark.value[:-1]
        if mark.form not in ("1", "1.1") or (mark.form == "1" and mark.level > chapters):
            continue  # 1. inside a section counts items, not chapters
        number, before, problem = ".".join(map(str, value)), last.get(parent, 0), ""
        if value in seen:
            problem = "重复"
        elif len(value) > DEPTH:
            problem = f"超过 {DEPTH} 级"
        elif path[: len(parent)] != parent:
            problem = f"不在「{'.'.join(map(str, parent))}」之下"
        elif value[-1] <= before:
            problem = f"排在「{'.'.join(map(str, (*parent, before)))}」之后"
        elif value[-1] > before + 1:
            problem = f"之前缺「{'.'.join(map(str, (*parent, before + 1)))}」"
        if problem:
            yield mark.line, number, problem, seen.get(value, 0)
        seen.setdefault(value, mark.line)
        last[parent] = max(before, value[-1])
        path = value


def chinese(numbered: list[Mark]) -> Iterator[Fault]:
    """一、（一）1.（1）, each counted anew below its parent."""
    stack: list[Mark] = []
    for mark in numbered:
        if mark.form not in _RANKS:
            continue
        rank = _RANKS.index(mark.form)
        while stack and _RANKS.index(stack[-1].form) > rank:
            stack.pop()
        sibling = stack.pop() if stack and stack[-1].form == mark.form else None
        before = sibling.value[0] if sibling else 0
        stack.append(mark)
        if len(stack) > DEPTH:
            yield mark.line, mark.written, f"超过 {DEPTH} 级", 0
        elif mark.value[0] == before and sibling:
            yield mark.line, mark.written, "重复", sibling.line
        elif mark.value[0] != before + 1:
            yield mark.line, mark.written, f"不接前一个编号，前面是第 {before} 个" if before else "不从一开始", 0


def style(numbered: list[Mark], is_decimal: bool) -> Iterator[Fault]:
    """The first heading in the other style, and the first with a full-width dot, each with a count."""
    others = ("第一章", "第一节", "一、", "（一）") if is_decimal else ("1.1",)
    mixed = [mark for mark in numbered if mark.form in others]
    wide = [mark for mark in numbered if mark.form == "1.1" and "．" in mark.written and mark not in mixed]
    if mixed:
        first = numbered[0]
        problem = f"与前文「{first.written}」的写法不一，共 {len(mixed)} 处"
        yield mixed[0].line, mixed[0].written, problem, first.line
    if wide:
        problem = f"用了全角圆点，应为「{wide[0].written.replace('．', '.')}」，共 {len(wide)} 处"
        yield wide[0].line, wide[0].written, problem, 0


def annexes(found: list[Annex]) -> Iterator[Fault]:
    """附件1, 附件2, …; a single annex needs no number."""
    before: list[Annex] = []
    for annex in found if len(found) > 1 or any(annex.number for annex in found) else ():
        name, highest = f"附件{annex.number or ''}", max((other.number for other in before), default=0)
        same = [other.line for other in before if other.number == annex.number]
        if not annex.number:
            yield annex.line, name, f"没有编号，全文有 {len(found)} 个附件", 0
        elif same:
            yield annex.line, name, "重复", same[0]
        elif annex.number != highest + 1:
            problem = f"之前缺「附件{highest + 1}」" if annex.number > highest else f"排在「附件{highest}」之后"
            yield annex.line, name, problem, 0
        before.append(annex)
