"""The duties that the clauses of a plan name are those that the plan rests on, and each of these has its clause."""

from __future__ import annotations

from collections.abc import Iterator

from preplan import duty_marks
from preplan.checks import _texts
from preplan.finding import CONSISTENCY, Finding, Place, Rule, Severity
from preplan.model import Library

RULE = Rule(
    id="duty-mark-broken",
    title="条款所标职责与预案所列不符",
    severity=Severity.ERROR,
    basis=(CONSISTENCY,),
    message="职责「{duty}」{problem}",
    remedy="对照责任清单，改正条款中的编号，或者增删 plan.yaml 的 duties",
    explains="正文条款中“（责任清单 D072）”一类标记所标的职责，与责任清单和预案 duties 所列的职责互相核对；正文一处也没有标的不查。",
    fires="燃气预案第 2.3 节标有“（责任清单 D999）”，责任清单中没有这一条。",
    silent="正文一处也没有标职责编号，如早于本轮修编的旧文本，不报。",
    about=("edition", "draft", "plan"),
)


def check(library: Library) -> Iterator[Finding]:
    for text in _texts.texts(library):
        marks = list(duty_marks.marks(text.body))
        listed = text.plan.get("duties", default=())
        for mark in marks:
            place = Place(text.record.path, mark.line, mark.column)
            if not library.knows("duty", mark.id):
                yield RULE.at(place, duty=mark.id, problem="在责任清单中没有")
            elif mark.id not in listed:
                yield RULE.at(place, duty=mark.id, problem="没有列入本预案的 duties")
        carried = {mark.id for mark in marks}
        for index, id in enumerate(listed if marks else ()):
            if id not in carried:
                place = text.plan.place("duties", index)
                problem = f"列入本预案，正文未检出标有它的条款（已查正文标记 {len(marks)} 处）"
                yield RULE.at(place, severity=Severity.WARNING, duty=id, problem=problem)
