"""Several 直接监管 departments in one sector need a lead or a note on where each one's field ends."""

from collections.abc import Iterator

from preplan.finding import HOUSE, Finding, Rule, Severity
from preplan.model import Library

RULE = Rule(
    id="overlapping-supervision",
    title="一个行业领域几家直接监管而边界不明",
    severity=Severity.WARNING,
    basis=(HOUSE,),
    message="行业领域「{sector}」有 {count} 家直接监管（{units}），没有牵头单位，也没有边界说明",
    remedy="在 sectors.yaml 填写 lead（牵头单位）或 boundary（各管什么）",
    refs=("R-03",),
    explains="逐个行业领域数直接监管部门，有两家以上的，查有没有写牵头单位或者各管什么。",
    fires="“城镇燃气”有两家直接监管，没有牵头单位，也没有边界说明。",
    silent="同样有两家直接监管，行业领域表中写了牵头单位，不报。",
    about=("sector",),
)


def check(library: Library) -> Iterator[Finding]:
    for sector in library.of("sector").values():
        if sector.get("lead") or sector.get("boundary"):
            continue
        duties = [duty for duty in library.duties_by_sector.get(sector.id, ()) if duty.get("kind") == "supervision"]
        units = list(dict.fromkeys(library.department_of(duty) for duty in duties))
        if len(units) > 1:
            yield RULE.at(
                sector.place("name"),
                sector=sector.get("name"),
                count=len(units),
                units="、".join(map(library.unit_name, units)),
                related=tuple(duty.place("sectors") for duty in duties),
            )
