"""The data files beside the site: data/plans.json, duties.json, filings.json, each with its JSON Schema.

Made from visible() for the public alone, on both sites: a file that is sent on never tells more than the public
site does.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from preplan import after_issue, editions, status
from preplan.model import Library
from preplan.visible import PUBLIC, visible

SAMPLE_FLAG = "示例数据，非正式文件"

Column = tuple[str, str, dict[str, Any]]


def files(library: Library) -> dict[str, str]:
    """Path below the site → JSON text, the same for both audiences: what the public may see."""
    result = {}
    for name, (title, rows, columns) in _TABLES.items():
        content: dict[str, Any] = {"as_of": library.as_of.isoformat(), name: rows(library)}
        if library.bureau and library.bureau.get("sample"):
            content = {"sample": SAMPLE_FLAG, **content}
        result[f"data/{name}.json"] = _json(content)
        result[f"data/{name}.schema.json"] = _json(_schema(name, title, columns))
    return result


@dataclass(frozen=True, slots=True)
class Described:
    """A data file as its page explains it: fields with their meaning and JSON Schema, and the first row."""

    name: str
    title: str
    columns: tuple[Column, ...]
    count: int
    example: dict[str, Any] | None


def described(library: Library) -> tuple[Described, ...]:
    """Every data file, in the order of the list below."""
    found = []
    for name, (title, make, columns) in _TABLES.items():
        rows = make(library)
        found.append(Described(name, title, columns, len(rows), rows[0] if rows else None))
    return tuple(found)


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


_TEXT: dict[str, Any] = {"type": "string"}
_MAYBE: dict[str, Any] = {"type": ["string", "null"]}
_LIST: dict[str, Any] = {"type": "array", "items": {"type": "string"}}

_PLAN_COLUMNS: tuple[Column, ...] = (
    ("id", "标识", _TEXT),
    ("number", "序号；总体预案为空", {"type": ["integer", "null"]}),
    ("title", "预案名称", _TEXT),
    ("type", "预案类型", _TEXT),
    ("category", "类别；总体预案为空", _MAYBE),
    ("lead", "牵头部门", _TEXT),
    ("edition", "现行版本号；没有为空", _MAYBE),
    ("document_number", "发文字号", _MAYBE),
    ("signed_on", "成文日期", _MAYBE),
    ("published_on", "发布日期；未发布或不详为空", _MAYBE),
    ("validity", "有效性", _MAYBE),
    ("page", "页面在站点内的路径，不含扩展名", _TEXT),
)
_DUTY_COLUMNS: tuple[Column, ...] = (
    ("id", "职责编号", _TEXT),
    ("item", "条目号", _TEXT),
    ("department", "部门", _TEXT),
    ("kind", "责任类型", _TEXT),
    ("sectors", "行业领域", _LIST),
    ("scope", "范围", _TEXT),
    ("text", "职责内容", _TEXT),
    ("cooperating", "配合部门", _LIST),
    ("bases", "依据；不详为空列表", _LIST),
)
_FILING_COLUMNS: tuple[Column, ...] = (
    ("number", "备案编号", _TEXT),
    ("unit", "单位名称", _TEXT),
    ("town", "镇街", _TEXT),
    ("plan_kinds", "预案类型", _LIST),
    ("registered_on", "备案日期", _TEXT),
    ("authority", "受理部门", _TEXT),
)


def _schema(name: str, title: str, columns: tuple[Column, ...]) -> dict[str, Any]:
    properties = {key: {"title": words, **shape} for key, words, shape in columns}
    row = {"type": "object", "additionalProperties": False, "required": list(properties), "properties": properties}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "type": "object",
        "additionalProperties": False,
        "required": ["as_of", name],
        "properties": {
            "sample": {"title": "示例标记", "type": "string"},
            "as_of": {"title": "数据截止", "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
            name: {"title": title, "type": "array", "items": row},
        },
    }


def _plans(library: Library) -> list[dict[str, Any]]:
    rows = []
    for record in library.plans:
        plan = visible(library, record, PUBLIC)
        if plan is None:
            continue
        edition = editions.in_force(library, record.id, library.as_of)
        shown = edition is not None and visible(library, edition, PUBLIC) is not None
        after = after_issue.after_issue(library, edition, library.as_of) if edition and shown else None
        notice = library.notice_of(edition) if edition and shown else None
        rows.append(
            {
                "id": record.id,
                "number": plan.get("number"),
                "title": plan["title"],
                "type": library.label("planType", plan["type"]),
                "category": library.label("category", plan["category"]) if "category" in plan else None,
                "lead": library.unit_name(plan["lead"]),
                "edition": edition.get("edition") if edition and shown else None,
                "document_number": notice.get("number") if notice else None,
                "signed_on": _iso(after.signed_on if after else None),
                "published_on": _iso(after.published_on if after else None),
                "validity": library.label("validity", status.validity(library, edition, library.as_of))
                if edition and shown
                else None,
                "page": record.path.removeprefix("plans/").removesuffix(".yaml"),
            }
        )
    return rows


def _duties(library: Library) -> list[dict[str, Any]]:
    rows = []
    for record in library.of("duty").values():
        duty = visible(library, record, PUBLIC)
        if duty is None:
            continue
        sectors = (library.of("sector").get(id) for id in duty["sectors"])
        rows.append(
            {
                "id": record.id,
                "item": duty["item"],
                "department": library.unit_name(library.department_of(record)),
                "kind": library.label("dutyKind", duty["kind"]),
                "sectors": [sector.get("name") for sector in sectors if sector],
                "scope": duty["scope"],
                "text": duty["text"],
                "cooperating": [library.unit_name(id) for id in duty.get("cooperating", ())],
                "bases": [
                    library.law_title(basis["law"]) + basis.get("article", "") for basis in duty.get("bases", ())
                ],
            }
        )
    return rows


def _filings(library: Library) -> list[dict[str, Any]]:
    rows = []
    for record in library.of("filing").values():
        case = visible(library, record, PUBLIC)
        if case is None:
            continue
        rows.append(
            {
                "number": case.get("number", ""),
                "unit": case["unit"]["name"],
                "town": library.unit_name(case["unit"]["town"]),
                "plan_kinds": [library.label("enterprisePlanKind", kind) for kind in case["plan_kinds"]],
                "registered_on": case["registered_on"],
                "authority": library.unit_name(case["authority"]),
            }
        )
    return sorted(rows, key=lambda row: (row["registered_on"], row["number"]), reverse=True)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


_TABLES: dict[str, tuple[str, Callable[[Library], list[dict[str, Any]]], tuple[Column, ...]]] = {
    "plans": ("预案目录", _plans, _PLAN_COLUMNS),
    "duties": ("责任清单", _duties, _DUTY_COLUMNS),
    "filings": ("备案名单", _filings, _FILING_COLUMNS),
}
