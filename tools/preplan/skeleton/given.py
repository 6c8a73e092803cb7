"""Values from the command line: 键=值, a deeper key after a dot."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Any

from preplan.kinds import Kind
from preplan.schema import Schemas
from preplan.skeleton import Refused
from preplan.skeleton.fields import Field, Way, walk


def values(schemas: Schemas, kind: Kind, pairs: Iterable[str]) -> dict[Way, Any]:
    """Way → value of every pair; in a list file keys are those of an item. Raises Refused on keys that do not exist."""
    above = (kind.items,) if kind.items else ()
    fields = {field.way[len(above) :]: field for field in walk(schemas, kind) if field.way[: len(above)] == above}
    found: dict[Way, Any] = {}
    for pair in pairs:
        key, equals, text = pair.partition("=")
        field = fields.get(tuple(key.split(".")))
        if not equals or not text:
            raise Refused(f"--set 后面写作 键=值，如 title=名称；写的是「{pair}」")
        if field is None or not key:
            near = difflib.get_close_matches(key, [".".join(way) for way in fields], 3)
            raise Refused(f"{kind.title}没有键「{key}」" + (f"，最接近的是：{'、'.join(near)}" if near else ""))
        if field.is_group:
            raise Refused(f"「{key}」是一组键，要写到下一级，如 {key}.键=值")
        found[field.way] = [_typed(field, part) for part in text.split(",")] if field.many else _typed(field, text)
    return found


def _typed(field: Field, text: str) -> Any:
    """The text as the type of its field; as it stands if it is not of that type, for the check to complain of."""
    if field.type == "integer" and re.fullmatch("0|-?[1-9][0-9]{0,14}", text):
        return int(text)
    if field.type == "boolean" and text in ("true", "false"):
        return text == "true"
    return text
