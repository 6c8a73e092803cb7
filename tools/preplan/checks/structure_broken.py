"""In the command system every body reports to one that is there, and each response level is led by a body at work in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from preplan.finding import CONSISTENCY, Finding, Law, Rule, Severity
from preplan.model import Library, Record
from preplan.structure import bodies, in_circle

RULE = Rule(
    id="structure-broken",
    title="指挥体系前后不一",
    severity=Severity.ERROR,
    basis=(CONSISTENCY, Law("qingdao-emergency-regulation-2018", "第三十三条")),
    message="指挥体系中，{what}「{value}」{problem}",
    remedy="对照《总体应急预案》的组织指挥体系，改正机构的标识、上级或者各级响应的指挥机构",
    refs=("V-05",),
    evidence="A",
    explains="指挥体系记录中，机构的上级和各级响应的指挥机构互相核对：上级已登记、不循环，指挥机构在该级响应中运行；一级、二级响应写成由本市机构指挥的为警告。",
    fires="现场指挥部的上级写“command”，记录中没有登记这个机构。",
    silent="最上一级机构没有上级，不报；三级、四级响应由本市机构指挥，也不报。",
    about=("structure",),
)

# 较大 and above, which these levels are for, are led from above (青岛市突发事件应对条例 第三十三条; rule V-05).
_LED_FROM_ABOVE = (1, 2)
# A finding cites the one basis that is its own.
_OF_RECORD, _OF_LAW = (replace(RULE, basis=(basis,)) for basis in RULE.basis)


def check(library: Library) -> Iterator[Finding]:
    for structure in library.every("structure"):
        yield from _bodies(structure)
        yield from _levels(structure)


def _bodies(structure: Record) -> Iterator[Finding]:
    known = bodies(structure)
    count = Counter(body["id"] for body in structure.get("bodies"))
    told: set[str] = set()
    for index, body in enumerate(structure.get("bodies")):
        id, above = body["id"], body.get("reports_to")
        if count[id] > 1 and id not in told:
            told.add(id)
            yield _at(structure, ("bodies", index, "id"), "机构", id, f"登记了 {count[id]} 次")
        if above and above not in known:
            yield _at(structure, ("bodies", index, "reports_to"), "上级机构", above, "没有登记")
        elif in_circle(known, id):
            yield _at(structure, ("bodies", index, "reports_to"), "上级机构", above, "的上级又回到本机构")


def _levels(structure: Record) -> Iterator[Finding]:
    known = bodies(structure)
    for index, row in enumerate(structure.get("response")):
        for key in ("leads", "local"):
            id, level = row.get(key), row["level"]
            body = known.get(id or "")
            if id and body is None:
                yield _at(structure, ("response", index, key), "指挥机构", id, "没有登记")
            elif body is not None and level not in body["levels"]:
                yield _at(structure, ("response", index, key), "指挥机构", id, f"的 levels 中没有 {level}")
            elif body is not None and key == "leads" and level in _LED_FROM_ABOVE and body["kind"] != "upper":
                problem = f"是本市机构，{level} 级响应应由上级机构指挥，本市只作先期处置（local）"
                # Whether a level is for 较大 and above is the plan's own matter: the record cannot prove it.
                yield _at(structure, ("response", index, key), "指挥机构", id, problem, _OF_LAW, Severity.WARNING)


def _at(
    structure: Record,
    route: tuple[str | int, ...],
    what: str,
    value: str | None,
    problem: str,
    rule: Rule = _OF_RECORD,
    severity: Severity | None = None,
) -> Finding:
    return rule.at(structure.place(*route), severity=severity, what=what, value=value, problem=problem)
