"""Two states of a record field by field, with the Chinese names of the schema."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import Indel

from preplan import dates
from preplan.compare.folded import data_key
from preplan.schema import Schemas

Route = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field. `title` is its Chinese name with those above it (征求意见 › 市公安局 › 复函日期).

    `old` and `new` are the values, labels instead of codes; None where there was or is nothing. `days` is by how much
    a date was shifted, None if it is not a date on both sides.
    """

    route: Route
    title: str
    old: Any
    new: Any
    days: int | None = None


def compare(
    schemas: Schemas, schema: str, old: dict[str, Any], new: dict[str, Any], at: Route = ()
) -> tuple[FieldChange, ...]:
    """What differs in content; `at` is where the record stands inside its document (an item of a list file)."""
    return tuple(_values(schemas, schema, at, (), old, new))


def _values(
    schemas: Schemas, schema: str, route: Route, names: tuple[str, ...], old: Any, new: Any
) -> Iterator[FieldChange]:
    if data_key(old) == data_key(new):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*old, *new)):
            inner = (*route, key)
            name = schemas.title(schema, *inner)
            yield from _values(schemas, schema, inner, (*names, name), old.get(key), new.get(key))
    elif _is_list_of_records(old) and _is_list_of_records(new):
        yield from _lists(schemas, schema, route, names, old or [], new or [])
    elif isinstance(old, list) and isinstance(new, list):
        gone = [item for item in old if item not in new]
        came = [item for item in new if item not in old]
        if gone or came:
            shown = (_shown(schemas, schema, route, values) for values in (gone or None, came or None))
            yield FieldChange(route, " › ".join(names), *shown)
        else:
            yield FieldChange(
                route, " › ".join((*names, "次序")), *(_shown(schemas, schema, route, v) for v in (old, new))
            )
    else:
        first, second = dates.parse(old), dates.parse(new)
        days = (second - first).days if first and second else None
        shown_old, shown_new = (_shown(schemas, schema, route, value) for value in (old, new))
        yield FieldChange(route, " › ".join(names), shown_old, shown_new, days)


def _lists(
    schemas: Schemas, schema: str, route: Route, names: tuple[str, ...], old: Sequence[Any], new: Sequence[Any]
) -> Iterator[FieldChange]:
    """Items paired by what tells them apart, the first required key that is their own on both sides; else by content."""
    key = _key(schemas, schema, route, old, new)
    if key:
        before, after = ({str(item.get(key)): item for item in items} for items in (old, new))
        for own in dict.fromkeys((*before, *after)):
            label = str(_shown(schemas, schema, (*route, 0, key), own))
            yield from _values(schemas, schema, (*route, 0), (*names, label), before.get(own), after.get(own))
        return
    first, second = [data_key(item) for item in old], [data_key(item) for item in new]
    for step in Indel.opcodes(first, second):
        if step.tag == "delete":
            for item in old[step.src_start : step.src_end]:
                yield FieldChange(route, " › ".join(names), _shown(schemas, schema, (*route, 0), item), None)
        elif step.tag == "insert":
            for item in new[step.dest_start : step.dest_end]:
                yield FieldChange(route, " › ".join(names), None, _shown(schemas, schema, (*route, 0), item))


def _key(schemas: Schemas, schema: str, route: Route, old: Sequence[Any], new: Sequence[Any]) -> str:
    nodes = list(schemas.along(schema, (*route, 0)))
    if len(nodes) < len(route) + 2:
        return ""
    for key in nodes[-1].get("required", ()):
        if all(len({str(item.get(key)) for item in items}) == len(items) for items in (old, new)):
            return str(key)
    return ""


def _is_list_of_records(value: Any) -> bool:
    return value is None or (isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value))


def _shown(schemas: Schemas, schema: str, route: Route, value: Any) -> Any:
    """The value with labels instead of codes and Chinese names instead of keys."""
    if isinstance(value, dict):
        return {
            schemas.title(schema, *route, key): _shown(schemas, schema, (*route, key), inner)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_shown(schemas, schema, (*route, 0), inner) for inner in value]
    nodes = list(schemas.along(schema, route))
    labels = nodes[-1].get("x-labels", {}) if len(nodes) == len(route) + 1 else {}
    return labels.get(value, value) if isinstance(value, str) else value
