"""责任清单: what each department answers for, duty by duty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from preplan.model import Record
from preplan.site import _ask, _matrix, paths
from preplan.site import _register_links as links
from preplan.site import markdown as md
from preplan.site._plans import plan_link
from preplan.site.page import Page, Site, View

_COLUMNS = ("序号", "条目号", "行业领域", "责任类型", "职责内容", "配合部门", "责任科室", "依据", "相关预案")


def pages(site: Site) -> Iterator[Page]:
    by_department: dict[str, list[View]] = {unit.id: [] for unit in site.library.departments}
    for duty in site.views("duty"):
        by_department.setdefault(_matrix.department(duty), []).append(duty)
    yield Page(paths.DUTIES, "责任清单", _index(site, by_department))
    for unit in site.library.departments:
        title = f"{site.unit(unit.id)}责任清单"
        yield Page(paths.duties(unit.id), title, _department(site, unit, by_department[unit.id]), wide=True)


def known(duties: list[View]) -> int:
    """How many duties name at least one basis."""
    return sum(bool(duty.get("bases")) for duty in duties)


def _index(site: Site, by_department: dict[str, list[View]]) -> str:
    every = [duty for duties in by_department.values() for duty in duties]
    kinds = list(site.library.schemas.words("dutyKind"))
    sums = Counter(duty.get("kind") for duty in every)
    rows = []
    for number, (id, duties) in enumerate(by_department.items(), 1):
        counts = Counter(duty.get("kind") for duty in duties)
        rows.append(
            (
                str(number),
                links.duty_list(site, id, paths.DUTIES),
                *(str(counts[kind]) for kind in kinds),
                str(len(duties)),
                str(known(duties)),
            )
        )
    labels = [site.label("dutyKind", kind) for kind in kinds]
    parts = "、".join(f"{label} {sums[kind]} 条" for label, kind in zip(labels, kinds, strict=True))
    return md.blocks(
        f"{len(by_department)} 个部门，{len(every)} 条职责（{parts}）。{_share(every)}数据截止 {site.library.as_of}。",
        _ask.line(paths.DUTIES),
        md.table(("序号", "部门", *labels, "合计", "依据已查明"), rows, "duty-counts filterable"),
    )


def _share(duties: list[View]) -> str:
    return f"{len(duties)} 条中 {known(duties)} 条依据已查明，其余写{links.UNKNOWN}，不作推断。"


def _department(site: Site, unit: Record, duties: list[View]) -> str:
    page = paths.duties(unit.id)
    counts = Counter(duty.get("kind") for duty in duties)
    kinds = "、".join(
        f"{label} {counts[kind]} 条" for kind, label in site.library.schemas.words("dutyKind").items() if counts[kind]
    )
    bureau = site.view(site.library.bureau)
    overall = bureau.get("comprehensive_supervision") if bureau and bureau.get("unit") == unit.id else None
    columns = (*_COLUMNS, "最近确认") if site.internal else _COLUMNS
    rows = (_cells(site, duty, number, page) for number, duty in enumerate(duties, 1))
    others = (("部门页", paths.unit(site.library, unit.id)), ("责任矩阵", paths.MATRIX), ("全部部门", paths.DUTIES))
    return md.blocks(
        f"{md.text(site.unit(unit.id))}承担 {len(duties)} 条职责（{kinds}）。{_share(duties)}"
        if duties
        else "没有列入的职责。",
        f"**综合监管**：{md.text(overall)}" if overall else "",
        _ask.line(page),
        md.table(columns, rows, "duties filterable") if duties else "",
        "另见：" + " · ".join(md.link(label, target, page) for label, target in others),
    )


def _cells(site: Site, duty: View, number: int, page: str) -> tuple[str, ...]:
    sectors = md.names(links.sector(site, id, page) for id in duty.get("sectors"))
    same = [site.library.of("sector")[id].get("name") for id in duty.get("sectors") if id in site.library.of("sector")]
    scope = duty.get("scope")
    plans = (plan for plan in site.plans if duty.id in plan.get("duties", default=()))
    cells = (
        f'<a id="{paths.duty_anchor(duty.id)}"></a>{number}',
        md.text(duty.get("item")),
        sectors if same == [scope] else f"{md.text(scope)}{links.small('属：' + sectors)}",
        site.label("dutyKind", duty.get("kind")),
        md.text(duty.get("text")),
        links.units(site, duty.get("cooperating", default=()), page),
        md.text(duty.get("section")),
        links.bases(site, duty.get("bases", default=()), page),
        md.names(plan_link(site, plan.record, page) for plan in plans),
    )
    return (*cells, md.text(duty.get("confirmed_on") or "未确认")) if site.internal else cells
