"""综合监管 is the bureau's over all work safety: one sentence on its page, never a duty of the list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from preplan.finding import Finding, Law, Rule, Severity
from preplan.model import Library

RULE = Rule(
    id="comprehensive-supervision-as-duty",
    title="把综合监管写成一条职责",
    severity=Severity.WARNING,
    basis=(Law("work-safety-law-2021", "第十条"),),
    message="{field}写了「{words}」：{problem}",
    remedy="写明对哪个行业领域主管或直接监管；应急管理部门的综合监管写在 bureau.yaml 的 comprehensive_supervision，不计条数",
    refs=("R-01",),
    evidence="A",
    effective_from=date(2021, 9, 1),
    explains="责任清单每一条的职责内容和范围，查有没有把“综合监管”写成某一部门的一条职责。",
    fires="住房和城乡建设部门的一条职责写作“综合监督管理”。",
    silent="写“配合应急管理部门的综合监管”，说的是别的部门的综合监管，不报。",
    about=("duty",),
)

# 接受、配合综合监管 speaks of somebody else's.
_CLAIM = re.compile(
    r"(?<!接受)(?<!配合)(?<!协助)(?<!服从)(?:安全生产)?综合(?:监管|监督管理)(?!部门|机构|单位|科|工作的)"
)
_OTHERS = re.compile(r"(?:接受|配合|协助|服从)[^，。；]*$")


def check(library: Library) -> Iterator[Finding]:
    own = library.bureau.get("unit") if library.bureau else None
    for duty in library.every("duty"):
        for key in ("scope", "text"):
            written = duty.get(key)
            match = next((m for m in _CLAIM.finditer(written) if not _OTHERS.search(written[: m.start()])), None)
            if match:
                department = library.department_of(duty)
                yield RULE.at(
                    duty.place(key),
                    on=library.as_of,
                    field=library.schemas.title(duty.document.kind.schema, *duty.route, key),
                    words=match[0],
                    problem="综合监管是对全市安全生产的总要求，不计入责任清单"
                    if department == own
                    else f"综合监管由应急管理部门承担，不是{library.unit_name(department)}的职责",
                )
