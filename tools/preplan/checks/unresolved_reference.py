"""Every reference leads to a record or a file of the library; every name in the table of duties is a unit's."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from preplan.checks import _files
from preplan.checks._references import FILE, FILE_REFERENCES, REFERENCES, Route, values_at
from preplan.finding import CONSISTENCY, Finding, Place, Rule, Severity
from preplan.kinds import KINDS, plan_folder
from preplan.model import Library, Record
from preplan.relations import Relation, dangling
from preplan.tables import MEMBERS

RULE = Rule(
    id="unresolved-reference",
    title="引用的记录或文件不存在",
    severity=Severity.ERROR,
    basis=(CONSISTENCY,),
    message="{field}「{value}」在{target}中查不到",
    remedy="改为已登记的写法，或先登记再引用{near}",
    explains="记录中引用的预案、版本、通知、单位、行业领域、职责、依据和文件，以及“成员单位职责”表中的单位名称，逐个查库中有没有。",
    fires="修编计划列了预案 railway，预案目录中没有。",
    silent="职责表用的是名录载明的曾用名，或者所指的记录在库中但读不出来，不报。",
)

# Where a person would look the reference up.
_TARGETS = {
    **{kind.name: kind.title for kind in KINDS},
    "plan": "预案目录",
    "sector": "行业领域表",
    FILE: "库内文件",
}
# What a person calls a record of the kind.
_NAMED_BY = {"department": "short", "sector": "name", "law": "title", "plan": "title", "notice": "number"}


def check(library: Library) -> Iterator[Finding]:
    paths = _files.paths(library)

    def exists(relation: Relation) -> bool:
        record, route, target = relation.at
        return _exists(library, paths, record, route, relation.target, target)

    for relation in dangling(_relations(library), exists):
        record, route, target = relation.at
        yield RULE.at(
            record.place(*route),
            field=library.schemas.title(record.document.kind.schema, *record.route, *_field(route)),
            value=relation.target,
            target=_TARGETS[target],
            near=_near(relation.target, _known(library, record, route, target)),
        )
    for kind, key, target in FILE_REFERENCES:
        for document in _files.documents(library, kind):
            value = document.data[key]
            if not library.knows(target, value):
                field = library.schemas.title(document.kind.schema, key)
                near = _near(value, {id: _name(found) for id, found in library.of(target).items()})
                yield RULE.at(document.place(key), field=field, value=value, target=_TARGETS[target], near=near)
    # A broken unit may be the one that a table names.
    if library.is_whole("department"):
        yield from _unit_names(library)


def _relations(library: Library) -> Iterator[Relation]:
    """Every reference of the table, with (record, route, kind of the target)."""
    for kind, pattern, target in REFERENCES:
        for record in library.every(kind):
            for route, value in values_at(record.data, pattern):
                yield Relation(record.id, pattern, value, (record, route, target))


def _field(route: Route) -> Route:
    """The list, if the value is an item of one: the list has the title."""
    return route[:-1] if isinstance(route[-1], int) else route


def _exists(library: Library, paths: frozenset[str], record: Record, route: Route, value: str, target: str) -> bool:
    if target == FILE:
        # Papers lie beside their record, annexes in the folder of the plan.
        folder = record.path.rpartition("/")[0] if record.kind == "record" else plan_folder(record.path)
        path = _files.join(folder, value)
        return path in paths or _files.may_exist(library, path)
    if target == "edition":
        plan = record.get(*route[:-1], "plan")
        # A missing or unknown plan is for its own field to answer.
        return plan is None or not library.knows("plan", plan) or library.knows("edition", f"{plan}/{value}")
    return library.knows(target, value)


def _known(library: Library, record: Record, route: Route, target: str) -> dict[str, str]:
    """What could have been meant: id → name."""
    if target == "edition":
        editions = library.editions_of.get(record.get(*route[:-1], "plan"), ())
        return {edition.get("edition"): "" for edition in editions}
    return {id: _name(found) for id, found in library.of(target).items()}


def _name(record: Record) -> str:
    return str(record.get(_NAMED_BY.get(record.kind, ""), default=""))


def _near(value: str, known: Mapping[str, str]) -> str:
    found = difflib.get_close_matches(value, list(known), 3)
    listed = "、".join(f"{id}（{known[id]}）" if known[id] else id for id in found)
    return f"；最接近的：{listed}" if listed else ""


def _unit_names(library: Library) -> Iterator[Finding]:
    """Names in the first column of the table of duties. A former name is still a name (department-not-in-being)."""
    names: dict[str, str] = {}
    for unit in library.units.values():
        former = (entry["name"] for entry in unit.get("former_names", default=()))
        every = (unit.get("name"), unit.get("short"), *unit.get("aliases", default=()), *former)
        names.update(dict.fromkeys(every, ""))
    for record in (*library.every("edition"), *library.every("draft")):
        body = record.body
        table = MEMBERS.of(body)
        for row in table.rows if body and table else ():
            # An alias may hold the separator itself (各镇政府、街道办事处).
            for name in () if row.cells[0] in names else row.cells[0].split("、"):
                if name not in names:
                    text = body.text.split("\n")[row.line - body.first_line] if body else ""
                    yield RULE.at(
                        Place(record.path, row.line, text.find(name) + 1),
                        field=MEMBERS.title,
                        value=name,
                        target=_TARGETS["department"],
                        near=_near(name, names),
                    )
