"""Headings are numbered without gap or double, each under its parent, in one style; so are the annexes."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.checks import _heading_order as order
from preplan.checks._current_texts import current_texts
from preplan.checks._heading_marks import marks
from preplan.finding import HOUSE, Finding, Place, Rule, Severity
from preplan.model import Library

RULE = Rule(
    id="heading-numbers-broken",
    title="标题编号重复、跳号或写法不一",
    severity=Severity.WARNING,
    basis=(HOUSE,),
    message="标题编号「{number}」{problem}",
    remedy="按 1、1.1、1.1.1 或者 一、（一）1.（1）中的一种从头编号，最多四级；附件按 附件1、附件2 编号",
    refs=("W-10",),
    explains="正文各级标题和附件的编号，按先后核对有没有重复、跳号、级别不接和写法混用。",
    fires="1.1 之后是 1.3，缺 1.2。",
    silent="标题里的年份、119 一类号码和附件内部的编号，不算标题编号，不报。",
    about=("edition", "draft"),
)


def check(library: Library) -> Iterator[Finding]:
    for text in current_texts(library):
        numbered, annexes = marks(text.body)
        decimal = bool(numbered) and numbered[0].form in ("1", "1.1")
        for line, number, problem, other in (
            *(order.decimal(numbered) if decimal else order.chinese(numbered)),
            *order.style(numbered, decimal),
            *order.annexes(annexes),
        ):
            related = (Place(text.record.path, other),) if other else ()
            yield RULE.at(Place(text.record.path, line), related=related, number=number, problem=problem)
