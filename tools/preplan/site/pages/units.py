"""单位: the list of units, and a page for every department, other body and town."""

from __future__ import annotations

from collections.abc import Iterator

from preplan import status
from preplan.site import _matrix, _unit_desk, _unit_town, paths
from preplan.site import _register_links as links
from preplan.site import _unit_plans as plans
from preplan.site import markdown as md
from preplan.site._steps import Step, open_steps
from preplan.site.page import Page, Site, View

# By this the style sheet knows a page that is printed close, so that most units need one sheet of A4.
_SHEET = '<div class="unit-sheet"></div>'


def pages(site: Site) -> Iterator[Page]:
    board = status.board(site.library) if site.internal else ()
    steps = open_steps(site) if site.internal else []
    yield Page(paths.UNITS, "部门和镇街", _index(site), wide=True)
    for unit in site.views("department"):
        page = paths.unit(site.library, unit.id)
        if page:
            text = md.blocks(_SHEET, _unit(site, unit, page, board, steps))
            yield Page(page, unit.get("short"), text, wide=True)


def _index(site: Site) -> str:
    kinds = site.library.schemas.words("unitKind")
    groups = {kind: [unit for unit in site.views("department") if unit.get("kind") == kind] for kind in kinds}
    counts = "、".join(f"{label} {len(groups[kind])} 个" for kind, label in kinds.items())
    parts = [f"{counts}。", f"部门各管什么，查{md.link('责任矩阵', paths.MATRIX, paths.UNITS)}和责任清单。"]
    for kind, units in groups.items():
        if units:
            parts += [f"## {kinds[kind]}", _groups(site, units) if kind == "group" else _units(site, units)]
    return md.blocks(*parts)


def _units(site: Site, units: list[View]) -> str:
    counterpart = site.internal and any(unit.get("counterpart") for unit in units)
    columns = ("序号", "名称", "全称", "曾用名", "办公电话", *(("青岛对口部门",) if counterpart else ()))
    rows = (
        (
            str(number),
            f'<a id="{paths.unit_anchor(unit.id)}"></a>{links.unit(site, unit.id, paths.UNITS)}',
            md.text(unit.get("name")),
            _former(unit),
            md.text(unit.get("phone")),
            *((md.text(unit.get("counterpart")),) if counterpart else ()),
        )
        for number, unit in enumerate(units, 1)
    )
    return md.table(columns, rows, "units filterable")


def _groups(site: Site, units: list[View]) -> str:
    rows = (
        (
            f'<a id="{paths.unit_anchor(unit.id)}"></a>{md.text(unit.get("short"))}',
            md.text("、".join(unit.get("aliases", default=()))),
            links.units(site, unit.get("members", default=()), paths.UNITS) if unit.get("members") else "没有固定成员",
        )
        for unit in units
    )
    return md.table(("名称", "其他写法", "成员"), rows, "unit-groups")


def _former(unit: View) -> str:
    """Former names with the days on which each began and ended."""
    found = []
    for name in unit.get("former_names", default=()):
        span = "，".join(f"{word} {name[key]}" for key, word in (("from", "自"), ("to", "至")) if key in name)
        found.append(md.text(name["name"]) + (f"（{span}）" if span else ""))
    return "、".join(found) or md.NONE


def _unit(site: Site, unit: View, page: str, board: _unit_desk.Board, steps: list[Step]) -> str:
    town = unit.get("kind") == "town"
    department = unit.get("kind") == "department"
    head = md.facts(
        (
            ("全称", md.text(unit.get("name"))),
            ("曾用名", _former(unit)),
            ("管理体制", "双重管理" if unit.get("dual") else ""),
            ("内设科室", "" if town else md.names(map(md.text, unit.get("sections", default=())))),
            ("办公电话", md.text(unit.get("phone"))),
            ("责任清单", _duty_count(site, unit, page) if department else ""),
        )
    )
    if town:
        return md.blocks(head, _unit_town.text(site, unit.record, page))
    issued = plans.issued(site, plans.parts(site, unit.id), page)
    desk = _desk(site, unit, page, board, steps) if site.internal else ""
    return md.blocks(
        desk,
        "## 基本情况" if desk else "",
        head,
        "## 牵头和参加的已印发预案",
        issued or "没有。",
    )


def _duty_count(site: Site, unit: View, page: str) -> str:
    count = sum(_matrix.department(duty) == unit.id for duty in site.views("duty"))
    return md.link(f"{count} 条职责", paths.duties(unit.id), page)


def _desk(site: Site, unit: View, page: str, board: _unit_desk.Board, steps: list[Step]) -> str:
    department = unit.get("kind") == "department"
    own = _unit_desk.own_plans(site, unit.id, board, page)
    issued = _unit_desk.after_issue(site, unit.id, steps, page)
    others = _unit_desk.others_plans(site, unit.id, board, page)
    owed = _unit_desk.owed_replies(site, unit.id, board, page)
    firms = _unit_desk.filings(site, unit.id, page)
    return md.blocks(
        _unit_desk.headline(site, unit.id, board, page) if department or own or others else "",
        "## 在我手里（别的部门牵头）" if others else "",
        others,
        "## 我的预案" if own else "",
        own,
        "## 印发后待办" if issued else "",
        issued,
        "## 欠别人的复函",
        owed or "没有。",
        "## 我的职责" if department else "",
        f"{_duty_count(site, unit, page)}，见责任清单。" if department else "",
        "## 我监管行业的备案" if firms else "",
        firms,
        "## 青岛对口部门" if unit.get("counterpart") else "",
        f"{md.text(unit.get('counterpart'))}。专项预案印发后向它报送备案。" if unit.get("counterpart") else "",
    )
