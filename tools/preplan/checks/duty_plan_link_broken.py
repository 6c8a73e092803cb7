"""Plans of the category 事故灾难 and work-safety duties point to one another; other plans rest on no such duty."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.checks._units import expanded
from preplan.finding import HOUSE, Finding, Rule, Severity
from preplan.model import Library, Record

RULE = Rule(
    id="duty-plan-link-broken",
    title="职责与事故灾难类预案对不上",
    severity=Severity.WARNING,
    basis=(HOUSE,),
    message="职责与预案对不上：{what}「{value}」{problem}",
    remedy="对照责任清单和预案，{how}",
    refs=("R-06",),
    explains="预案 duties 所列职责与责任清单互相核对：只有事故灾难类预案可以列，所列职责由牵头部门或者成员单位承担；所在行业领域已有预案、职责没有落到预案的只作提示。",
    fires="社会安全类预案列了两条安全生产职责。",
    silent="承担职责的部门通过单位组列为成员，算成员单位，不报。",
    about=("duty", "plan"),
)

ACCIDENT = "accident"


def check(library: Library) -> Iterator[Finding]:
    for plan in library.every("plan"):
        yield from _plan(library, plan)
    # A plan that cannot be read may be the one that rests on the duty.
    if library.is_whole("plan", "duty"):
        yield from _without_plan(library)


def _plan(library: Library, plan: Record) -> Iterator[Finding]:
    duties = plan.get("duties", default=())
    category = plan.get("category")
    if duties and category != ACCIDENT:
        label = library.label("category", category) or library.label("planType", plan.get("type"))
        problem = f"是{label}预案，列了 {len(duties)} 条安全生产职责"
        how = "删去 duties，只有事故灾难类预案依据安全生产职责"
        yield RULE.at(plan.place("duties"), what="预案", value=plan.get("title"), problem=problem, how=how)
        return
    units = [plan.get("lead"), *(member["unit"] for member in plan.get("members"))]
    if any(unit not in library.units for unit in units):
        return  # a unit that is not known may be the department meant
    named = expanded(library, units)
    for index, id in enumerate(duties):
        duty = library.of("duty").get(id)
        department = library.department_of(duty) if duty else None
        if duty and department not in named:
            problem = f"由{library.unit_name(department)}承担，它不是本预案的牵头部门或成员单位"
            how = "把该部门列入成员单位，或者从 duties 中删去这条职责"
            place, related = plan.place("duties", index), (duty.place("id"),)
            yield RULE.at(place, related=related, what="职责", value=id, problem=problem, how=how)


def _without_plan(library: Library) -> Iterator[Finding]:
    """Duties in a sector for which there is a plan of the category, but not on these duties; one finding a department."""
    plans = [plan for plan in library.every("plan") if plan.get("category") == ACCIDENT]
    linked = {id for plan in plans for id in plan.get("duties", default=())}
    sectors = {sector for id in linked for sector in _sectors(library.of("duty").get(id))}
    found: dict[str, list[Record]] = {}
    for duty in library.of("duty").values():
        if duty.id not in linked and sectors.intersection(_sectors(duty)):
            found.setdefault(library.department_of(duty), []).append(duty)
    for department, duties in found.items():
        items = "、".join(duty.get("item") for duty in duties)
        problem = f"有 {len(duties)} 条职责未落到预案，所在行业领域已有事故灾难类预案：条目 {items}"
        how = "逐条判断，应当列入的补进有关预案的 duties，不需要的不改"
        weight, value = Severity.NOTE, library.unit_name(department)
        yield RULE.at(duties[0].place("id"), severity=weight, what="部门", value=value, problem=problem, how=how)


def _sectors(duty: Record | None) -> tuple[str, ...]:
    return tuple(duty.get("sectors", default=())) if duty else ()
