"""Room 3, shape: documents against their JSON Schema, explained in Chinese with a place.

A compiled yes/no pass (jsonschema-rs) goes over every record; only a record that fails is explained by jsonschema,
which knows where and why. A test holds both to the same verdict.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from preplan.finding import CONSISTENCY, Finding, Rule, Severity
from preplan.kinds import KINDS, id_of_path, kind_of
from preplan.load import Document, Loaded
from preplan.schema import Schemas

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

SHAPE = Rule(
    "wrong-shape",
    "记录的写法与格式要求不符",
    Severity.ERROR,
    (CONSISTENCY,),
    "{message}",
    "{how}",
    explains="逐条记录与本类记录的格式要求核对：必填项、键名、取值和写法。",
    fires="预案写了 titel 这个键，应为 title。",
    silent="选填项没有写，不报。",
)

# What `preplan new` leaves where a person has to write: no field accepts it, so that check names each place.
UNFILLED = "<待填>"

_TYPES = {
    "string": "文字",
    "integer": "整数",
    "number": "数字",
    "boolean": "true 或 false",
    "array": "列表",
    "object": "一组键和值",
    "null": "空",
}


@dataclass(slots=True)
class Shaped:
    """Documents fit for the model, findings on the others, and the ids that are known but broken.

    In a list file (departments.yaml …) only the faulty items are broken: `bad_items` maps path → their indexes.
    """

    documents: list[Document] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    bad_items: dict[str, set[int]] = field(default_factory=dict)
    broken_ids: dict[str, set[str]] = field(default_factory=dict)
    broken_kinds: set[str] = field(default_factory=set)
    unread_ids: dict[str, set[str]] = field(default_factory=dict)


def check(loaded: Loaded, schemas: Schemas, sound: Container[Document] = ()) -> Shaped:
    """Every loaded document against its schema; those in `sound` were found in order before.

    Of a file that was not read the path tells the id; a list file must be read, for its path tells none.
    """
    shaped = Shaped()
    for path in loaded.unread:
        if kind := kind_of(path):
            shaped.unread_ids.setdefault(kind.name, set()).add(id_of_path(path))
    passes = {kind.name: _fast(schemas, kind.schema) for kind in KINDS}
    for path in loaded.broken:
        _remember_path(shaped, path)
    for document in loaded.documents:
        if document in sound or passes[document.kind.name](document.data):
            shaped.documents.append(document)
            continue
        bad, whole = set(), False
        for error in errors(schemas, document.kind.schema, document.data):
            shaped.findings.append(_explain(schemas, document, error))
            route = tuple(error.absolute_path)
            if document.kind.items and len(route) >= 2 and route[0] == document.kind.items:
                bad.add(route[1])
            else:
                whole = True
        _remember(shaped, document, bad, whole)
        if not whole:
            shaped.bad_items[document.path] = bad
            shaped.documents.append(document)
    return shaped


def errors(schemas: Schemas, name: str, data: Any) -> list[ValidationError]:
    """All errors of `data`, in the order of their route; empty if it fits. The slow, explaining pass."""
    found: list[ValidationError] = list(_explainer(schemas, name).iter_errors(data))
    # A date that is written wrongly is not also one that the calendar lacks.
    unmatched = {tuple(error.absolute_path) for error in found if error.validator == "pattern"}
    kept = [e for e in found if not (e.validator == "format" and tuple(e.absolute_path) in unmatched)]
    return sorted(kept, key=lambda error: ([str(step) for step in error.absolute_path], str(error.validator)))


@cache
def _fast(schemas: Schemas, name: str) -> Callable[[Any], bool]:
    import jsonschema_rs

    # The draft named in the schema and the formats are the same as in the explaining pass.
    return jsonschema_rs.Draft202012Validator(schemas.bundle(name), validate_formats=True).is_valid


@cache
def _explainer(schemas: Schemas, name: str) -> Any:
    from jsonschema import Draft202012Validator, FormatChecker, validators

    # Python's `$` also matches before a final line break, ECMA's does not: end patterns with \Z.
    def pattern(validator: Any, regex: str, instance: Any, schema: Any) -> Iterable[ValidationError]:
        from jsonschema.exceptions import ValidationError

        if validator.is_type(instance, "string") and not re.search(_python_regex(regex), instance):
            yield ValidationError(f"{instance!r} does not match {regex!r}")

    strict = validators.extend(Draft202012Validator, {"pattern": pattern})
    return strict(schemas.bundle(name), format_checker=FormatChecker(("date",)))


def _python_regex(regex: str) -> str:
    return regex[:-1] + r"\Z" if regex.endswith("$") else regex


def _explain(schemas: Schemas, document: Document, error: ValidationError) -> Finding:
    route = tuple(error.absolute_path)
    keyword = str(error.validator)
    name = document.kind.schema
    title = schemas.title(name, *route) if route else document.kind.title
    place = document.place(*route)
    if keyword == "required":
        missing = next((key for key in error.validator_value if key not in error.instance), "")
        # jsonschema yields one error a missing key: the key is in its message, quoted.
        quoted = re.match(r"'([^']+)'", error.message)
        key = quoted[1] if quoted else missing
        field_title = schemas.title(name, *route, key)
        return _at(place, f"「{title}」缺少必填项「{field_title}」（{key}）", f"补上 {key}；确实不详时先查清再登记")
    if keyword == "additionalProperties":
        known = error.schema.get("properties", {})
        extra = sorted(key for key in error.instance if key not in known)
        near = {key: difflib.get_close_matches(key, list(known), 1) for key in extra}
        hints = "；".join(f"{key} 是否应为 {found[0]}" for key, found in near.items() if found)
        place = document.key_place(*route, extra[0])
        message = f"「{title}」不认识的键「{'」「'.join(map(_show, extra))}」"
        return _at(place, message, (hints + "？" if hints else "删去，或按说明改用已有的键"))
    shown = _show(error.instance)
    message, how = _MESSAGES.get(keyword, _other)(error, shown)
    return _at(place, f"「{title}」{message}", how)


def _at(place: Any, message: str, how: str) -> Finding:
    return SHAPE.at(place, message=message, how=how)


def _show(value: Any) -> str:
    if value is None:
        return "空"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return f"{_TYPES['array' if isinstance(value, list) else 'object']}（{len(value)} 项）"
    text = str(value).replace("\n", "⏎")
    return text if len(text) <= 40 else text[:40] + "…"


def _type(error: ValidationError, shown: str) -> tuple[str, str]:
    if error.instance is None and not error.absolute_path:
        return "是空的", "按“使用手册 › 目录与文件”中这类文件的样例填写"
    wanted = error.validator_value
    names = "或".join(_TYPES.get(name, name) for name in ([wanted] if isinstance(wanted, str) else wanted))
    if wanted == "string" and isinstance(error.instance, int | float):
        return f"应为文字，写的是数字「{shown}」", f'加引号："{shown}"'
    return f"应为{names}，写的是「{shown}」", f"改为{names}"


def _enum(error: ValidationError, shown: str) -> tuple[str, str]:
    labels: Mapping[str, str] = error.schema.get("x-labels", {})
    by_label = {label: code for code, label in labels.items()}
    value = str(error.instance)
    if value in by_label:
        return f"的值「{shown}」应写代码", f"写作 {by_label[value]}"
    words = list(labels or map(str, error.validator_value))
    near = difflib.get_close_matches(value, words, 3, 0.5)
    near += [by_label[label] for label in difflib.get_close_matches(value, list(by_label), 3, 0.5)]
    offered = list(dict.fromkeys(near)) or words
    listed = "、".join(f"{code}（{labels[code]}）" if code in labels else code for code in offered)
    return f"的值「{shown}」不在允许的词中", f"{'最接近的' if near else '允许的'}词：{listed}"


def _pattern(error: ValidationError, shown: str) -> tuple[str, str]:
    return f"的值「{shown}」写法不符", error.schema.get("description", "按格式要求改写")


def _format(error: ValidationError, shown: str) -> tuple[str, str]:
    return f"「{shown}」不是日历上有的日期", "写作 年-月-日，如 2022-07-29"


def _not(error: ValidationError, shown: str) -> tuple[str, str]:
    if UNFILLED in str(error.instance):
        return "还没有填写", "把 <待填> 换成真实内容；确实不详的选填项，删去这个键"
    return f"的值「{shown}」含有不允许的字符", "删去尖括号（< 或 >）和换行；书名号用《》"


def _other(error: ValidationError, shown: str) -> tuple[str, str]:
    return f"「{shown}」不符合要求（{error.validator}：{error.validator_value}）", "按格式说明改写"


_MESSAGES: Mapping[str, Callable[[ValidationError, str], tuple[str, str]]] = {
    "type": _type,
    "enum": _enum,
    "pattern": _pattern,
    "format": _format,
    "not": _not,
    "minLength": lambda error, shown: ("不能为空", "填写内容，或删去这个键"),
    "maxLength": lambda error, shown: (f"过长：上限 {error.validator_value} 字", "精简，或移到正文"),
    "minimum": lambda error, shown: (f"的值「{shown}」小于 {error.validator_value}", "核对数字"),
    "maximum": lambda error, shown: (f"的值「{shown}」大于 {error.validator_value}", "核对数字"),
    "minItems": lambda error, shown: (f"至少要有 {error.validator_value} 项", "补上，或删去这个键"),
    "minProperties": lambda error, shown: (f"至少要有 {error.validator_value} 项", "补上，或删去这个键"),
    "uniqueItems": lambda error, shown: ("有重复的项", "删去重复的"),
}


def _remember(shaped: Shaped, document: Document, bad: set[int], whole: bool) -> None:
    kind = document.kind
    if not kind.items:
        _remember_path(shaped, document.path)
        return
    listed = document.data.get(kind.items) if isinstance(document.data, dict) else None
    if not isinstance(listed, list):
        shaped.broken_kinds.add(kind.name)
        return
    for index, item in enumerate(listed):
        if not whole and index not in bad:
            continue
        id = item.get(kind.item_id) if isinstance(item, dict) else None
        if isinstance(id, str):
            shaped.broken_ids.setdefault(kind.name, set()).add(id)
        else:
            shaped.broken_kinds.add(kind.name)  # whichever it was: nobody is accused of pointing at nothing


def _remember_path(shaped: Shaped, path: str) -> None:
    kind = kind_of(path)
    if kind is None:
        return
    if kind.items:
        shaped.broken_kinds.add(kind.name)
    else:
        shaped.broken_ids.setdefault(kind.name, set()).add(id_of_path(path))
