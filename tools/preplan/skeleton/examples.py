"""An example of a value, told by the schema: 「如 …」 in a description, the first word of a list, else the type."""

from __future__ import annotations

import re

from preplan.schema import Node, Schemas

_SUCH = re.compile("如 ([^，；。）]+)")
_QUOTED = "加引号"

# Ids name something, and the description says what: the first word that occurs in it decides.
_IDS = (
    ("镇街", "jiangshan"),
    ("行业领域", "dust-explosion"),
    ("依据", "work-safety-law-2021"),
    ("支撑", "on-site-command"),
    ("预案", "forest-fire"),
    ("单位", "emergency"),
    ("部门", "emergency"),
)
# For codes whose description has no example. The credit code has a right check digit and belongs to nobody.
_CODES = ["example", "370285", "91370285MA3EXAP91L", "a" * 64]


def value(schemas: Schemas, raw: Node, field: Node, topic: str, turn: int = 0) -> str | int | bool:
    """An example that fits the scalar node `raw`.

    `field` is the resolved node that bears title and description (of a list item: the list's), `topic` the title of
    the whole schema; `turn` counts the values of one list, which may have to differ.
    """
    node = schemas.resolve(raw)
    if words := node.get("enum"):
        word: str = words[turn % len(words)]
        return word
    if node.get("type") == "boolean":
        return True
    if node.get("type") == "integer":
        return max(1, int(node.get("minimum", 1))) + turn
    title = str(field.get("title", ""))
    own, shared = _told(schemas, raw, field)
    plain = [f"{title}（示例{turn + 1 if turn else ''}）"]
    for said in (_such(own), _id(raw, title + own, topic), _such(shared), plain, _CODES):
        fitting = [word for word in said if re.search(node.get("pattern", ""), word)]
        if fitting:
            return fitting[turn % len(fitting)]
    return plain[0]


def wants_quotes(schemas: Schemas, raw: Node, field: Node) -> bool:
    """True if the schema says 加引号 of the value."""
    return any(_QUOTED in text for text in _told(schemas, raw, field))


def _told(schemas: Schemas, raw: Node, field: Node) -> tuple[str, str]:
    """Description of the field itself and of the shared definition behind it."""
    target = raw.get("$ref", "")
    shared = schemas.definitions[target.rsplit("/", 1)[1]].get("description", "") if target else ""
    return str(field.get("description", "")), str(shared)


def _such(text: str) -> list[str]:
    match = _SUCH.search(text)
    return [part.strip('"“” ') for part in match[1].split("、")] if match else []


def _id(raw: Node, *texts: str) -> list[str]:
    if not raw.get("$ref", "").endswith("/id"):
        return []
    return [id for text in texts for word, id in _IDS if word in text][:1]
