"""Every member unit of a plan has a row in the table of duties, and every row is a member's."""

from __future__ import annotations

from collections.abc import Iterator

from preplan import editions
from preplan.checks._current_texts import current_texts
from preplan.checks._units import Names, by_name, expanded, units_in
from preplan.finding import CONSISTENCY, Finding, Place, Rule, Severity
from preplan.load.body import Table
from preplan.model import Library, Record
from preplan.tables import MEMBERS

RULE = Rule(
    id="member-without-duty",
    title="成员单位与职责表对不上",
    severity=Severity.WARNING,
    basis=(CONSISTENCY,),
    message="职责表对不上：{what}「{unit}」{problem}",
    remedy="先核对 plan.yaml 的牵头部门和成员单位，登记错的改正；正文没有写的，已印发的记入下次修订，草稿在职责表中写明该单位做什么",
    refs=("R-06",),
    explains="预案登记的牵头部门、成员单位，与现行正文“成员单位职责”表逐家核对，两边要对得上；正文没有这张表的只作提示。",
    fires="成员单位列了市应急管理局，职责表中没有它的一行。",
    silent="职责表写“各镇街”，成员登记的是其中的镇街，算对得上，不报。",
    about=("plan", "edition"),
)


def check(library: Library) -> Iterator[Finding]:
    if not library.is_whole("department", "notice", "edition"):
        return
    names = by_name(library)
    for text in current_texts(library):
        plan, edition = text.plan, text.record
        if editions.in_force(library, plan.id, library.as_of) is not edition:
            continue
        table = MEMBERS.of(text.body)
        if table:
            yield from _members(library, plan, edition, table, names)
            yield from _rows(library, plan, edition, table, names)
        elif plan.get("members"):
            count = len(plan.get("members"))
            problem = (
                f"登记了 {count} 家成员单位，「{edition.get('edition')}」版正文未见“{MEMBERS.title}”表，职责无从核对"
            )
            place, related = plan.place("members"), (edition.place("edition"),)
            yield RULE.at(
                place, related=related, severity=Severity.NOTE, what="预案", unit=plan.get("title"), problem=problem
            )


def _members(library: Library, plan: Record, edition: Record, table: Table, names: Names) -> Iterator[Finding]:
    covered = expanded(library, (id for row in table.rows for id in units_in(row.cells[0], names)))
    wanted: list[tuple[tuple[str | int, ...], str, str]] = [(("lead",), "牵头部门", plan.get("lead"))]
    wanted += [(("members", index, "unit"), "成员单位", m["unit"]) for index, m in enumerate(plan.get("members"))]
    for route, what, unit in wanted:
        if unit not in covered and unit in library.units:
            problem = f"在「{edition.get('edition')}」版“{MEMBERS.title}”表（{len(table.rows)} 行）中没有职责"
            related = (Place(edition.path, table.line),)
            yield RULE.at(plan.place(*route), related=related, what=what, unit=library.unit_name(unit), problem=problem)


def _rows(library: Library, plan: Record, edition: Record, table: Table, names: Names) -> Iterator[Finding]:
    own = [plan.get("lead"), plan.get("command", "office_at"), *(member["unit"] for member in plan.get("members"))]
    if any(unit and unit not in library.units for unit in own):
        return  # a unit that is not known may be the one in the table
    allowed = expanded(library, filter(None, own))
    for row in table.rows:
        units = units_in(row.cells[0], names)
        # A row for 各镇街 beside the member 林区镇街 is told by nobody: it speaks of those towns too.
        if units and not expanded(library, units) & allowed:
            place, related = Place(edition.path, row.line), (plan.place("members"),)
            problem = "在职责表中有职责，预案登记的牵头部门、成员单位和指挥部办公室所在单位中没有它"
            yield RULE.at(place, related=related, what="单位", unit=row.cells[0], problem=problem)
