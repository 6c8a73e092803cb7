"""The review for programs: the model as it is, field for field. Its shape is told by review.schema.json beside it."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from preplan.review.model import Review

VERSION = 1
SCHEMA = "review.schema.json"
_PLAIN = {str: "string", int: "integer", bool: "boolean", type(None): "null"}


def render(review: Review) -> str:
    """One object; `format` is the number of the shape, raised when a field goes or changes its meaning."""
    return json.dumps({"format": VERSION, **_data(review)}, ensure_ascii=False, indent=1) + "\n"


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _data(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _data(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, tuple):
        return [_data(inner) for inner in value]
    return value


def schema() -> str:
    """The JSON Schema, made from the model, so that both cannot part; a test holds the file to it."""
    found: dict[str, Any] = {}
    whole = _object(Review, found)
    whole["properties"] = {"format": {"const": VERSION}, **whole["properties"]}
    whole["required"] = ["format", *whole["required"]]
    told = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "preplan review",
        **whole,
        "$defs": dict(sorted(found.items())),
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _object(kind: type, found: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split()),
        "properties": {name: _type(hints[name], found) for name in _names(kind)},
        "required": list(_names(kind)),
        "additionalProperties": False,
    }


def _type(hint: Any, found: dict[str, Any]) -> dict[str, Any]:
    if get_origin(hint) is UnionType:
        return {"anyOf": [_type(one, found) for one in get_args(hint)]}
    if get_origin(hint) is tuple:
        inner, *rest = get_args(hint)
        if rest == [...]:
            return {"type": "array", "items": _type(inner, found)}
        every = [_type(one, found) for one in (inner, *rest)]
        return {"type": "array", "prefixItems": every, "minItems": len(every), "maxItems": len(every)}
    if hint in _PLAIN:
        return {"type": _PLAIN[hint]}
    if hint.__name__ not in found:
        found[hint.__name__] = {}
        found[hint.__name__] = _object(hint, found)
    return {"$ref": f"#/$defs/{hint.__name__}"}
