"""指挥体系架构图: picture, tables and sentences, all of the one record and of the plans' own command bodies."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.model import Record
from preplan.site import _tree, paths
from preplan.site import markdown as md
from preplan.site._plans import plan_link
from preplan.site._register_links import unit as unit_link
from preplan.site.page import Page, Site, View
from preplan.structure import Body, bodies, children, special_commands

_LEVELS = "一二三四"
_FOLD = 5  # so many bodies of one rank are stacked, or the picture grows too wide


def pages(site: Site) -> Iterator[Page]:
    for structure in site.views("structure"):
        path = paths.below_plans(structure.record)
        yield Page(path, structure.get("title"), _text(site, structure, path), wide=True, drawing=True)


def _text(site: Site, structure: View, page: str) -> str:
    record = structure.record
    parts = [_head(site, structure, page), _pictures(site, record, structure.get("title"))]
    parts += [
        md.heading("各级响应由谁指挥", "levels"),
        _response(record),
        *_by_level(site, record),
        md.heading("机构和职责", "bodies"),
        _bodies(site, record, page),
        md.heading("专项指挥机构", "commands"),
        _commands(site, page),
    ]
    return md.blocks(*parts)


def _head(site: Site, structure: View, page: str) -> str:
    rests = structure.get("edition")
    edition = site.view(site.library.edition(rests["plan"], rests["edition"])) if rests else None
    plan = site.library.of("plan").get(rests["plan"]) if rests else None
    title = f"《{plan.get('title')}》{rests['edition']} 年版" if plan and rests else ""
    return md.facts(
        [
            ("文号", md.text(structure.get("number"))),
            ("成文日期", md.day(structure.get("date"))),
            ("依据", md.link(title, paths.below_plans(edition.record), page) if edition else md.NONE),
            ("公开级别", md.text(site.label("annexClass", structure.get("class"))) if site.internal else ""),
        ]
    )


def _pictures(site: Site, structure: Record, title: str, level: int | None = None) -> str:
    """The bodies as trees, or those at work on one response level, with the one that leads it marked."""
    known = {id: body for id, body in bodies(structure).items() if level is None or level in body["levels"]}
    leads = next((row["leads"] for row in structure.get("response") if row["level"] == level), "")
    drawn = (_tree.svg(_box(site, known, top, leads), title) for top in children(known, None))
    return "\n\n".join(f'<figure class="tree">{picture}</figure>' for picture in drawn)


def _by_level(site: Site, structure: Record) -> Iterator[str]:
    """A picture for each level, one for those that are alike."""
    known = bodies(structure)
    alike: dict[tuple[str, ...], list[int]] = {}
    for row in sorted(structure.get("response"), key=lambda row: -row["level"]):
        at_work = (id for id, body in known.items() if row["level"] in body["levels"])
        alike.setdefault((row["leads"], *at_work), []).append(row["level"])
    for (leads, *_), levels in alike.items():
        title = f"{'、'.join(f'{_LEVELS[level - 1]}级' for level in levels)}响应：由{_name(known, leads)}指挥"
        yield md.heading(title, f"level-{levels[0]}", 3)
        yield _pictures(site, structure, title, levels[0])


def _box(site: Site, known: dict[str, Body], id: str, leads: str) -> _tree.Box:
    body, below = known[id], children(known, id)
    held = site.library.unit_name(body.get("held_at") or body.get("lead"))
    if not held and body["kind"] == "group":  # led by whoever leads the plan, or by the town
        held = body.get("chair", "")
    lines = (*_tree.wrapped(body["name"]), *([held] if held else []))
    inner = tuple(_box(site, known, one, leads) for one in below)
    kind = f"{body['kind']} leads" if id == leads else body["kind"]
    return _tree.Box(lines, kind, inner, stacked=len(below) >= _FOLD)


def _response(structure: Record) -> str:
    """响应级别 | 指挥机构 | 本市先期处置 | 运行的机构 | 怎么运行, the lowest level first as responses rise."""
    known = bodies(structure)
    rows = []
    for row in sorted(structure.get("response"), key=lambda row: -row["level"]):
        at_work = [
            body["name"] for body in known.values() if row["level"] in body["levels"] and body["kind"] != "group"
        ]
        groups = [body["name"] for body in known.values() if row["level"] in body["levels"] and body["kind"] == "group"]
        names = md.names(map(md.text, at_work)) + (f"；现场设 {len(groups)} 个工作组" if groups else "")
        local = known.get(row.get("local", ""))
        rows.append(
            (
                f"{_LEVELS[row['level'] - 1]}级",
                md.text(_name(known, row["leads"])),
                md.text(local["name"] if local else None),
                names,
                md.text(row["how"]),
            )
        )
    return md.table(("响应级别", "指挥机构", "本市先期处置", "运行的机构", "怎么运行"), rows)


def _bodies(site: Site, structure: Record, page: str) -> str:
    """机构 | 种类 | 向谁报告 | 负责人 | 办公室或牵头单位 | 成员单位 | 职责."""
    known = bodies(structure)
    rows = []
    for body in known.values():
        held = body.get("held_at") or body.get("lead")
        rows.append(
            (
                f"**{md.text(body['name'])}**",
                md.text(site.label("commandBody", body["kind"])),
                md.text(_name(known, body.get("reports_to"))),
                md.text("；副职：".join(filter(None, (body.get("chair"), body.get("deputies"))))),
                unit_link(site, held, page) if held else md.NONE,
                _members(site, body, page),
                md.text(body.get("duty")),
            )
        )
    columns = ("机构", "种类", "向谁报告", "负责人", "办公室或牵头单位", "成员单位", "职责")
    return md.table(columns, rows)


def _name(known: dict[str, Body], id: str | None) -> str | None:
    body = known.get(id or "")
    return body["name"] if body else id


def _members(site: Site, body: Body, page: str) -> str:
    if body.get("of_special_plans"):
        return f"[见下表](#commands)（{sum(site.view(plan) is not None for plan, _, _ in special_commands(site.library))} 个）"
    plan = site.library.of("plan").get(body.get("members_of", ""))
    if plan is not None:
        return f"{len(plan.get('members'))} 个，与{plan_link(site, plan, page)}的成员单位相同"
    return md.names(unit_link(site, member, page) for member in body.get("members", ()))


def _commands(site: Site, page: str) -> str:
    """类别 | 指挥机构 | 办公室设在 | 预案, of the plans the audience may know of."""
    rows = []
    for plan, name, office in special_commands(site.library):
        if site.view(plan) is None:
            continue
        rows.append(
            (
                md.text(site.label("category", plan.get("category"))),
                md.text(name),
                unit_link(site, office, page) if office else md.NONE,
                plan_link(site, plan, page),
            )
        )
    return md.table(("类别", "指挥机构", "办公室设在", "预案"), rows) if rows else "没有登记专项指挥机构。"
