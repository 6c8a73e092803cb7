"""Every sector has an 行业主管 and a 直接监管 department, or says why not."""

from collections.abc import Iterator

from preplan.finding import Finding, Law, Rule, Severity
from preplan.model import Library

RULE = Rule(
    id="sector-without-department",
    title="行业领域没有主管或监管部门",
    severity=Severity.ERROR,
    basis=(Law("work-safety-law-2021", "第十条"), Law("shandong-work-safety-regulation-2022", "第六条")),
    message="行业领域「{sector}」没有{kind}部门，也没有说明理由",
    remedy="在责任清单中明确一个{kind}部门；职责不清的，报市政府按业务相近的原则确定；确无部门的，填写 {field} 并写明兜底安排",
    refs=("R-02", "L-02"),
    evidence="A",
    explains="逐个行业领域核对责任清单：至少有一个行业主管部门和一个直接监管部门，没有的写明理由。",
    fires="“无人机”没有直接监管部门，行业领域表中也没有写理由。",
    silent="有一条职责因写法有误读不出来，可能正是缺的那一条，不报。",
    about=("sector", "duty"),
)

_REASONS = {"industry": "no_industry_reason", "supervision": "no_supervision_reason"}


def check(library: Library) -> Iterator[Finding]:
    if not library.is_whole("duty"):
        return  # a broken duty may be the one that is missed
    for sector in library.of("sector").values():
        kinds = {duty.get("kind") for duty in library.duties_by_sector.get(sector.id, ())}
        for kind, reason in _REASONS.items():
            if kind not in kinds and not sector.get(reason):
                yield RULE.at(
                    sector.place("name"),
                    sector=sector.get("name"),
                    kind=library.label("dutyKind", kind),
                    field=reason,
                )
