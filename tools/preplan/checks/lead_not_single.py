"""A plan has one lead, a single department; every other unit stands among the members once."""

from collections.abc import Iterator

from preplan.finding import Finding, Law, Rule, Severity
from preplan.model import Library, Record

RULE = Rule(
    id="lead-not-single",
    title="牵头或成员单位登记不当",
    severity=Severity.ERROR,
    basis=(Law("plan-measures-2024", "第十九条"), Law("plan-measures-2013")),
    message="单位「{unit}」{problem}",
    remedy="lead 只写一个牵头部门；其余单位在 members 中各列一次，角色写成员或支持",
    refs=("G-11",),
    evidence="B",
    explains="预案登记的牵头部门和成员单位互相核对：牵头的只有一家，不是单位组或者镇街，其余单位各列一次，不重复。",
    fires="牵头部门写作单位组“各镇街”。",
    silent="牵头的是没有责任清单的一个单位，如市政府办公室，不报。",
    about=("plan",),
)


Route = tuple[str | int, ...]


def check(library: Library) -> Iterator[Finding]:
    for plan in library.every("plan"):
        yield from _lead(library, plan)
        yield from _members(library, plan)


def _lead(library: Library, plan: Record) -> Iterator[Finding]:
    unit = library.units.get(plan.get("lead"))
    if unit is not None and unit.get("kind") in ("group", "town"):
        kind = library.label("unitKind", unit.get("kind"))
        yield RULE.at(plan.place("lead"), unit=unit.get("short"), problem=f"是{kind}，不能作牵头部门")


def _members(library: Library, plan: Record) -> Iterator[Finding]:
    lead = plan.get("lead")
    first: dict[str, int] = {}
    for index, member in enumerate(plan.get("members")):
        unit = member["unit"]
        route: Route = ("members", index, "unit")
        other: Route = ("lead",)
        problem = ""
        if unit == lead:
            problem = "已是牵头部门，又列入成员单位"
        elif member.get("role") == "lead":
            route = ("members", index, "role")
            problem = f"的角色写作牵头，而牵头部门是「{library.unit_name(lead)}」"
        elif first.setdefault(unit, index) != index:
            other = ("members", first[unit], "unit")
            problem = "在成员单位中列了两次"
        if problem:
            yield RULE.at(
                plan.place(*route), related=(plan.place(*other),), unit=library.unit_name(unit), problem=problem
            )
