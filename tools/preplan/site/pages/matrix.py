"""责任矩阵: who answers for which sector; the same as a grid of departments; its gaps (internal)."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.site import _ask, _matrix, _matrix_gaps, _matrix_grid, paths
from preplan.site import _register_links as links
from preplan.site import markdown as md
from preplan.site.page import Page, Site
from preplan.totals import totals

_COLUMNS = (
    "行业领域（大类）",
    "行业领域（小类）",
    "国标代码",
    "行业主管部门",
    "直接监管部门",
    "配合部门",
    "属地",
    "条目号",
)
_EXPLAINED = (
    "**主管**：管理这个行业的部门，从规划、产业政策、标准、行政许可等方面管安全，指导、检查、督促本行业单位。",
    "**监管**：依法核发安全生产许可、经营许可或者准入的部门，对所管领域直接检查和执法。",
    "**配合**：职责条文写明协助的单位，不单独计条；已列为主管、监管的不再列入。",
)


def pages(site: Site) -> Iterator[Page]:
    rows = _matrix.rows(site)
    yield Page(paths.MATRIX, "责任矩阵", _sectors(site, rows), wide=True)
    yield Page(paths.MATRIX_GRID, "责任矩阵（领域 × 部门）", _grid(site, rows), wide=True, hidden=True)
    if site.internal:
        yield Page(paths.MATRIX_GAPS, "责任矩阵缺口", _matrix_gaps.text(site, rows), wide=True)


def _sectors(site: Site, rows: tuple[_matrix.Row, ...]) -> str:
    page = paths.MATRIX
    views = _views(site, page)
    return md.blocks(
        _counts(site, rows),
        views,
        _ask.line(page),
        "按大类看：" + " · ".join(_jumps(rows)),
        md.table(_COLUMNS, (_cells(site, row) for row in rows), "matrix"),
        "## 怎么看这张表",
        "\n".join(f"- {line}" for line in _explained(site)),
    )


def _views(site: Site, page: str) -> str:
    """The ways to look at the same duties; the one in use is no link."""
    known = [("按行业领域", paths.MATRIX), ("领域 × 部门", paths.MATRIX_GRID), ("责任清单（按部门）", paths.DUTIES)]
    if site.internal:
        known.append(("责任矩阵缺口", paths.MATRIX_GAPS))
    shown = (f"**{label}**" if target == page else md.link(label, target, page) for label, target in known)
    return "看法：" + " · ".join(shown)


def _counts(site: Site, rows: tuple[_matrix.Row, ...]) -> str:
    sums = totals(site.library)
    kinds = "、".join(f"{site.label('dutyKind', kind)} {count} 条" for kind, count in sums.duties_by_kind.items())
    groups = len({row.group for row in rows})
    return (
        f"{groups} 个大类、{sums.sectors} 个行业领域，{sums.departments} 个部门，{sums.duties} 条职责（{kinds}）。"
        f"数据截止 {site.library.as_of}。"
    )


def _explained(site: Site) -> Iterator[str]:
    yield from _EXPLAINED
    bureau = site.view(site.library.bureau)
    if bureau and bureau.get("comprehensive_supervision"):
        yield f"**综合监管**：{md.text(bureau.get('comprehensive_supervision'))}"
    yield "一个领域常有一家主管、一家监管；一家没有的，格内写明理由。几家监管的，下面写明牵头单位和各管什么。"


def _jumps(rows: tuple[_matrix.Row, ...]) -> Iterator[str]:
    first = {row.group: row for row in reversed(rows)}
    for group in dict.fromkeys(row.group for row in rows):
        yield md.link(group, paths.MATRIX, paths.MATRIX, paths.sector_anchor(first[group].sector.id))


def _cells(site: Site, row: _matrix.Row) -> tuple[str, ...]:
    page, sector = paths.MATRIX, row.sector
    names = "、".join(sector.get("synonyms", default=()))
    supervision = _responsible(site, row.supervision, sector.get("no_supervision_reason"))
    return (
        md.text(row.group),
        f'<a id="{paths.sector_anchor(sector.id)}"></a>**{md.text(sector.get("name"))}**'
        + links.small(f"俗称：{md.text(names)}" if names else "")
        + _ask.more_words(site, sector),
        md.text("、".join(sector.get("gb_codes", default=()))),
        _responsible(site, row.industry, sector.get("no_industry_reason")),
        supervision + links.small(_boundary(site, row)),
        links.duty_lists(site, row.cooperation, page),
        md.text(sector.get("territorial")),
        md.names(
            md.link(duty.get("item"), paths.duties(_matrix.department(duty)), page, paths.duty_anchor(duty.id))
            for duty in row.duties
        ),
    )


def _responsible(site: Site, units: tuple[str, ...], reason: str | None) -> str:
    if units:
        return links.duty_lists(site, units, paths.MATRIX)
    return f'<span class="small">无：{md.text(reason or "未写明理由")}</span>'


def _boundary(site: Site, row: _matrix.Row) -> str:
    lead, boundary, basis = (row.sector.get(key) for key in ("lead", "boundary", "boundary_basis"))
    parts = [f"牵头：{md.text(site.unit(lead))}"] if lead else []
    if boundary:
        parts.append(f"边界：{md.text(boundary)}" + (f"（依据：{md.text(basis)}）" if basis else ""))
    return "<br>".join(parts)


def _grid(site: Site, rows: tuple[_matrix.Row, ...]) -> str:
    return md.blocks(
        _counts(site, rows),
        f"格内写{'、'.join(_matrix.WORDS.values())}，空格表示没有列入。点行业领域看理由、边界和属地，点部门看责任清单；"
        f"镇街和其他配合单位只列在{md.link('责任矩阵', paths.MATRIX, paths.MATRIX_GRID)}。",
        _views(site, paths.MATRIX_GRID),
        _ask.line(paths.MATRIX_GRID),
        _matrix_grid.table(site, rows),
        _matrix_grid.by_department(site, rows),
        "\n".join(f"- {line}" for line in _explained(site)),
    )
