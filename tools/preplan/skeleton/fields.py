"""The fields of a kind, read from its schema: one line each, however deep they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from preplan.kinds import PLAN_FOLDER, Kind
from preplan.schema import Node, Schemas

Way = tuple[str, ...]  # keys from the top of the document; numbers of list items left out

# What the patterns of preplan.kinds are made of, in the words of the handbook.
_PARTS = (
    (PLAN_FOLDER, "special/预案标识"),
    ("[0-9]{4}", "年"),
    ("[0-9-]+", "版本号"),
    ("[A-Za-z0-9-]+", "收件号"),
    ("[a-z0-9-]+", "标识"),
    ("\\", ""),
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field as its schema has it. `words` gives code → Chinese of a word list; `type` is that of JSON, of a list
    that of its values."""

    way: Way
    titles: tuple[str, ...]
    description: str
    required: bool
    public: bool
    many: bool
    type: str
    words: Mapping[str, str]

    @property
    def is_group(self) -> bool:
        """True if other fields stand below this one."""
        return self.type == "object"


def walk(schemas: Schemas, kind: Kind) -> Iterator[Field]:
    """Every field of a kind, in the order of the schema, a group before what it holds."""
    yield from _below(schemas, schemas[kind.schema], (), (), True)


def _below(schemas: Schemas, node: Node, way: Way, titles: tuple[str, ...], public: bool) -> Iterator[Field]:
    for key, raw in node.get("properties", {}).items():
        field = schemas.resolve(raw)
        inner = innermost(schemas, field)
        open_ = public and raw.get("x-visibility") == "public"
        here = Field(
            way=(*way, key),
            titles=(*titles, str(field.get("title", key))),
            description=str(field.get("description", "")),
            required=key in node.get("required", ()),
            public=open_,
            many=field.get("type") == "array",
            type=str(inner.get("type", "")),
            words=inner.get("x-labels", {}),
        )
        yield here
        yield from _below(schemas, inner, here.way, here.titles, open_)


def innermost(schemas: Schemas, node: Node) -> Node:
    """The node itself, or what a list (of lists) holds."""
    while node.get("type") == "array":
        node = schemas.resolve(node.get("items", {}))
    return node


def place_of(kind: Kind) -> str:
    """Where files of a kind lie, for people: plans/notices/年/标识.yaml."""
    path = kind.pattern
    for part, word in _PARTS:
        path = path.replace(part, word)
    return "plans/" + re.sub(r"\(\?:|\)", "", path)
