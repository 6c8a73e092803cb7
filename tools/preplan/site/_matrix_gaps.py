"""Gaps of the matrix, for internal readers: no department, no boundary, no plan."""

from __future__ import annotations

from preplan.site import _matrix, paths
from preplan.site import _register_links as links
from preplan.site import markdown as md
from preplan.site._plans import plan_link
from preplan.site.page import Site, View

_PAGE = paths.MATRIX_GAPS
_REASONS = {_matrix.INDUSTRY: "no_industry_reason", _matrix.SUPERVISION: "no_supervision_reason"}
UNEXPLAINED = "未写明理由"


def text(site: Site, rows: tuple[_matrix.Row, ...]) -> str:
    """The whole page."""
    missing = [_missing(site, row, kind, reason) for row in rows for kind, reason in _REASONS.items()]
    without = [cells for cells in missing if cells]
    overlaps = [row for row in rows if row.overlap]
    unlinked = [duty for duty in site.views("duty") if duty.id not in _linked(site)]
    plans = [plan for plan in site.plans if plan.get("category") == "accident" and not plan.get("duties")]
    unexplained = sum(cells[-1] == UNEXPLAINED for cells in without)
    return md.blocks(
        f"没有主管或监管部门 {len(without)} 处（其中没有写明理由 {unexplained} 处）；几家监管而边界不明 {len(overlaps)} 处；"
        f"没有列入任何事故灾难类预案的职责 {len(unlinked)} 条；没有列出所依职责的事故灾难类预案 {len(plans)} 件。"
        f"数据截止 {site.library.as_of}。",
        "## 没有主管或监管部门的行业领域",
        _or_none(md.table(("行业领域", "缺什么", "另一类部门", "理由"), without, "filterable"), len(without)),
        "## 几家监管而没有牵头、没有边界说明",
        _or_none(
            md.table(("行业领域", "直接监管部门", "条目号"), (_overlap(site, row) for row in overlaps)), len(overlaps)
        ),
        "## 没有列入任何预案的职责",
        "只核对事故灾难类预案所依的职责（预案的 duties 栏）。不是每条职责都要有专项预案，请逐条判断是漏列还是不需要。",
        _or_none(
            md.table(
                ("条目号", "部门", "责任类型", "范围", "行业领域"),
                (_duty(site, duty) for duty in unlinked),
                "filterable",
            ),
            len(unlinked),
        ),
        "## 没有列出所依职责的事故灾难类预案",
        _or_none(
            md.table(
                ("序号", "预案名称", "牵头部门"),
                (
                    (md.text(plan.get("number")), plan_link(site, plan.record, _PAGE), _lead(site, plan))
                    for plan in plans
                ),
            ),
            len(plans),
        ),
    )


def _or_none(table: str, count: int) -> str:
    return table if count else "没有。"


def _missing(site: Site, row: _matrix.Row, kind: str, reason: str) -> tuple[str, ...]:
    """Cells for a sector without a department of this kind; none if it has one."""
    if getattr(row, kind):
        return ()
    other = row.supervision if kind == _matrix.INDUSTRY else row.industry
    return (
        links.sector(site, row.sector.id, _PAGE),
        f"无{_matrix.WORDS[kind]}",
        links.duty_lists(site, other, _PAGE),
        md.text(row.sector.get(reason) or UNEXPLAINED),
    )


def _overlap(site: Site, row: _matrix.Row) -> tuple[str, ...]:
    duties = (duty for duty in row.duties if duty.get("kind") == _matrix.SUPERVISION)
    return (
        links.sector(site, row.sector.id, _PAGE),
        links.duty_lists(site, row.supervision, _PAGE),
        md.names(_item(duty) for duty in duties),
    )


def _duty(site: Site, duty: View) -> tuple[str, ...]:
    return (
        _item(duty),
        links.duty_list(site, _matrix.department(duty), _PAGE),
        site.label("dutyKind", duty.get("kind")),
        md.text(duty.get("scope")),
        md.names(links.sector(site, id, _PAGE) for id in duty.get("sectors")),
    )


def _item(duty: View) -> str:
    return md.link(duty.get("item"), paths.duties(_matrix.department(duty)), _PAGE, paths.duty_anchor(duty.id))


def _lead(site: Site, plan: View) -> str:
    return links.unit(site, plan.get("lead"), _PAGE)


def _linked(site: Site) -> frozenset[str]:
    return frozenset(duty for plan in site.plans for duty in plan.get("duties", default=()))
