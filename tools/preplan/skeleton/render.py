"""Records as text: YAML in the order of the schema, every field explained in Chinese, options behind a #."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from preplan.kinds import Kind
from preplan.load import yaml_text
from preplan.schema import Node, Schemas
from preplan.shape import UNFILLED
from preplan.skeleton import examples, outline
from preplan.skeleton.fields import Way, innermost

# No schema takes angle brackets, in no type of value: whatever is left unfilled is named by the check, at its place.
MARK = UNFILLED
WIDTH = 96  # columns of a comment line; a Han character takes two

Options = Literal["commented", "written", "left-out"]


@dataclass(frozen=True, slots=True)
class Content:
    """What a record shall hold: known values, better examples for options, and what to do with the rest."""

    values: Mapping[Way, Any] = field(default_factory=dict)
    hints: Mapping[Way, Any] = field(default_factory=dict)
    marked: bool = False  # required values that are not known get MARK, else an example
    options: Options = "commented"

    def knows(self, way: Way) -> bool:
        """True if the value at `way`, or one below it, is known."""
        return any(known[: len(way)] == way for known in self.values)


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    counts: bool = True  # False: a comment


def whole(schemas: Schemas, kind: Kind, content: Content, head: Iterable[str] = ()) -> str:
    """A whole file: `head` as comments, the fields, for texts also fences and an outline."""
    lines = _Writer(schemas, schemas[kind.schema], content).mapping(schemas[kind.schema], (), not content.marked)
    text = "".join(f"{line}\n" for line in (*(f"# {line}" for line in head), *(line.text for line in lines)))
    return f"---\n{text}---\n\n{outline.of(kind)}" if kind.is_text else text


def item(schemas: Schemas, kind: Kind, content: Content) -> list[str]:
    """The lines of one item of a list file, its dash in the first column."""
    root = schemas[kind.schema]
    node = innermost(schemas, schemas.resolve(root["properties"][kind.items]))
    lines = _Writer(schemas, root, content).mapping(node, (kind.items,), not content.marked)
    return [line.text for line in _dashed(lines)]


def scalar(value: Any, quoted: bool = False) -> str:
    """A value as YAML that the strict loader reads as the same value."""
    if isinstance(value, bool | int):
        return str(value).lower()
    read, _ = yaml_text.read(f"k: [{value}]", "")
    return json.dumps(value, ensure_ascii=False) if quoted or read != {"k": [value]} else str(value)


class _Writer:
    def __init__(self, schemas: Schemas, root: Node, content: Content) -> None:
        self.schemas = schemas
        self.topic = str(root.get("title", ""))
        self.content = content

    def mapping(self, node: Node, way: Way, sample: bool) -> list[_Line]:
        """The fields of an object. With `sample`, values that are not known get an example instead of the mark."""
        keys = node.get("properties", {})
        required = node.get("required") or list(keys)[:1]  # an object without any field would not be one
        lines: list[_Line] = []
        for key, raw in keys.items():
            here = (*way, key)
            needed = key in required or self.content.knows(here)
            if not needed and self.content.options == "left-out":
                continue
            inner = self._field(key, raw, here, sample or not needed)
            if self.content.options != "left-out":
                lines += self._explained(raw, key in node.get("required", ()))
            is_open = needed or self.content.options == "written"
            lines += inner if is_open else [_Line(f"# {line.text}", False) for line in inner]
        return lines

    def _field(self, key: str, raw: Node, way: Way, sample: bool) -> list[_Line]:
        node = self.schemas.resolve(raw)
        if node.get("type") == "object":
            return [_Line(f"{key}:"), *_indented(self.mapping(node, way, sample))]
        if node.get("type") != "array":
            return [_Line(f"{key}: {self._scalar(raw, node, way, sample)}")]
        items = self.schemas.resolve(node.get("items", {}))
        if items.get("type") == "object":
            return [_Line(f"{key}:"), *_indented(_dashed(self.mapping(items, way, sample)))]
        if items.get("type") == "array":
            return [_Line(f"{key}:"), *_indented([_Line(f"- {self._row(items, node, way, sample)}")])]
        return [_Line(f"{key}: {self._row(node, node, way, sample)}")]

    def _row(self, node: Node, bearer: Node, way: Way, sample: bool) -> str:
        """A list of scalars on one line; `bearer` has the title and the description."""
        raw = node["items"]
        known = self.content.values.get(way)
        if known is not None:
            quoted = examples.wants_quotes(self.schemas, raw, bearer)
            cells = [scalar(value, quoted) for value in (known if isinstance(known, list) else [known])]
        else:
            turns = range(max(1, int(node.get("minItems", 1))) if sample else 1)
            cells = [self._scalar(raw, bearer, way, sample, turn) for turn in turns]
        return f"[{', '.join(cells)}]"

    def _scalar(self, raw: Node, bearer: Node, way: Way, sample: bool, turn: int = 0) -> str:
        value = self.content.values.get(way)
        if value is None:
            if not sample:
                return MARK
            value = self.content.hints.get(way)
        if value is None:
            value = examples.value(self.schemas, raw, bearer, self.topic, turn)
        return scalar(value, examples.wants_quotes(self.schemas, raw, bearer))

    def _explained(self, raw: Node, required: bool) -> list[_Line]:
        node = self.schemas.resolve(raw)
        title, told = str(node.get("title", "")), str(node.get("description", ""))
        line = f"# {title}{'（必填）' if required else ''}{f'：{told}' if told not in ('', title) else ''}"
        words: Mapping[str, str] = innermost(self.schemas, node).get("x-labels", {})
        return [_Line(text, False) for text in (line, *_wrapped([f"{code}（{word}）" for code, word in words.items()]))]


def _indented(lines: list[_Line]) -> list[_Line]:
    return [_Line(f"  {line.text}", line.counts) for line in lines]


def _dashed(lines: list[_Line]) -> list[_Line]:
    """A mapping as an item of a list: the dash before its first line; comments above that stand beside the dash."""
    first = next(number for number, line in enumerate(lines) if line.counts)
    dashed = _Line(f"- {lines[first].text}")
    return [*lines[:first], dashed, *_indented(lines[first + 1 :])]


def _wrapped(words: list[str]) -> list[str]:
    rows: list[str] = []
    for word in words:
        longer = f"{rows[-1]}、{word}" if rows else ""
        if rows and columns(longer) <= WIDTH:
            rows[-1] = longer
        else:
            rows.append(f"#   {word}")
    return rows


def columns(text: str) -> int:
    """Width of a text on the screen."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
