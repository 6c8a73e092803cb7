"""YAML text → JSON data, strictly, and a place for every value.

PyYAML's own constructor guesses: an area code 0571 becomes 377, 12:30 becomes 750, `no` becomes False. Here only
true, false, null and plain decimal numbers have a type; everything else is the text that was written. Anchors,
aliases, tags, merge keys and double keys are refused, since they make one value of two places or two of one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import yaml

from preplan.finding import Finding, Place
from preplan.load import faults, yaml_error, yaml_fast
from preplan.load.text import FORBIDDEN

DEPTH_LIMIT = 20  # levels; our deepest record has six
DIGIT_LIMIT = 15  # longer digit runs (credit codes, phone numbers) are names, not numbers

Route = tuple[str | int, ...]

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "": None}
# Anchors, aliases, tags and directives need one of the first four signs, deep block nesting one of the others; only a
# text with one of them, or with many brackets, pays for a walk over its events. Looked for one by one: a pattern takes
# ten times as long.
_SUSPECT = ("&", "*", "!", "%", "\n" + " " * DEPTH_LIMIT, "- - ", "? ")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Composes without tags: PyYAML would guess one for every node, at a third of the time, and nobody asks for it.

    The three are called for each node; a method of C that takes anything and gives "" costs least.
    """

    resolve = descend_resolver = ascend_resolver = staticmethod("".format)


_SCALAR = yaml.ScalarNode
_TOO_LONG = object()


class _Refused(Exception):
    def __init__(self, finding: Finding) -> None:
        self.finding = finding


def read(text: str, path: str, first_line: int = 1) -> tuple[Any, list[Finding]]:
    """Data of a YAML text (JSON types only) and the findings on it; with a finding the data is None.

    `first_line` is the line of the file on which `text` begins (2 for front matter).
    """
    data = yaml_fast.read(text)
    if data is not yaml_fast.UNKNOWN:
        return data, []
    return read_strictly(text, path, first_line)


def read_strictly(text: str, path: str, first_line: int) -> tuple[Any, list[Finding]]:
    """The same without the fast reader: the one that decides what is refused, and that says why."""
    try:
        if any(sign in text for sign in _SUSPECT) or text.count("[") + text.count("{") > DEPTH_LIMIT:
            _scan(text, path, first_line)
        root = _compose(text)
    except yaml.YAMLError as error:
        return None, [_broken(error, text, path, first_line)]
    except _Refused as refused:
        return None, [refused.finding]
    if root is None:
        return None, []
    findings: list[Finding] = []
    value = _value(root, path, first_line, 1, findings)
    return (None, findings) if findings else (value, [])


def places(text: str) -> dict[Route, tuple[int, int]]:
    """Route → (line, column) from 1 for every value, and for every key under `route + ("", key)`.

    `text` must be one that `read` accepts. Made on demand, for the few files that have a finding.
    """
    spots: dict[Route, tuple[int, int]] = {}
    root = _compose(text)
    if root is not None:
        for route, mark in _walk(root, ()):
            spots[route] = yaml_error.spot(mark, text)
    return spots


def _compose(text: str) -> yaml.Node | None:
    loader = _Loader(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
        return node
    finally:
        loader.dispose()


def _walk(node: yaml.Node, route: Route) -> Iterator[tuple[Route, Any]]:
    yield route, node.start_mark
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*route, "", key.value), key.start_mark
            yield from _walk(value, (*route, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _walk(item, (*route, index))


def _scan(text: str, path: str, first_line: int) -> None:
    """Refuses what leaves no trace in the node tree (anchors, tags) or would nest without end."""
    depth = 0
    events: Iterator[Any] = yaml.parse(text, Loader=_Loader)
    for event in events:
        mark = event.start_mark
        place = Place(path, mark.line + first_line, mark.column + 1)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            name = event.anchor
            raise _Refused(
                faults.AMBIGUOUS_YAML.at(
                    place, what=f"锚点或引用「{name}」", how="把内容写全；以 & 或 * 开头的文字要加引号"
                )
            )
        if getattr(event, "tag", None):
            raise _Refused(
                faults.AMBIGUOUS_YAML.at(place, what=f"标签「{event.tag}」", how="删去标签；以 ! 开头的文字要加引号")
            )
        if isinstance(event, yaml.DocumentStartEvent) and (event.version or event.tags):
            raise _Refused(faults.AMBIGUOUS_YAML.at(place, what="以 % 开头的指令", how="删去该行"))
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEPTH_LIMIT:
                raise _Refused(faults.TOO_LARGE.at(place, what="嵌套层数", limit=f"{DEPTH_LIMIT} 层"))
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _value(node: yaml.Node, path: str, first_line: int, depth: int, findings: list[Finding]) -> Any:
    # The hot loop of every check: scalars are told by their class, and what is plain by a cached function.
    if node.__class__ is _SCALAR:
        return _scalar(node, path, first_line, findings)
    if depth > DEPTH_LIMIT:
        place = _place(node, path, first_line)
        findings.append(faults.TOO_LARGE.at(place, what="嵌套层数", limit=f"{DEPTH_LIMIT} 层"))
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, path, first_line, depth + 1, findings) for item in node.value]
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = _key(key_node, path, first_line, findings)
        if key is None:
            continue
        if key in result:
            first = next(other for other, _ in node.value if other.value == key)
            place = _place(key_node, path, first_line)
            findings.append(faults.DOUBLE_KEY.at(place, key=key, first=first.start_mark.line + first_line))
            continue
        if value_node.__class__ is _SCALAR and not value_node.style:
            value = _plain(value_node.value)
            if value is not _TOO_LONG:
                result[key] = value
                continue
        result[key] = _value(value_node, path, first_line, depth + 1, findings)
    return result


def _key(node: yaml.Node, path: str, first_line: int, findings: list[Finding]) -> str | None:
    if node.__class__ is not _SCALAR:
        place = _place(node, path, first_line)
        findings.append(faults.AMBIGUOUS_YAML.at(place, what="用列表或对象作键", how="键只能是一个英文词"))
        return None
    if node.style:
        if node.style == '"' and (escaped := _escaped(node, path, first_line)):
            findings.append(escaped)
            return None
        return sys.intern(node.value)
    key = _plain(node.value)
    if key == "<<":
        place = _place(node, path, first_line)
        findings.append(faults.AMBIGUOUS_YAML.at(place, what="合并键 <<", how="把内容写全"))
        return None
    if key.__class__ is not str:
        place = _place(node, path, first_line)
        findings.append(
            faults.AMBIGUOUS_YAML.at(place, what=f"键「{node.value}」不是文字", how="键要用英文词，或加引号")
        )
        return None
    return key


def _scalar(node: yaml.ScalarNode, path: str, first_line: int, findings: list[Finding]) -> Any:
    if node.style:  # quoted or block: text, whatever it looks like
        if node.style == '"' and (escaped := _escaped(node, path, first_line)):
            findings.append(escaped)
        return node.value
    value = _plain(node.value)
    if value is _TOO_LONG:
        place = _place(node, path, first_line)
        findings.append(
            faults.AMBIGUOUS_YAML.at(place, what=f"过长的数字「{node.value[:24]}」", how="编号、代码、电话要加引号")
        )
        return None
    return value


@lru_cache(maxsize=1 << 14)
def _plain(value: str) -> Any:
    """What a plain scalar stands for; _TOO_LONG for a number of too many digits.

    Cached: keys, dates and words of the lists come again and again, and one object for each saves a third of the memory.
    """
    if value in _WORDS:
        return _WORDS[value]
    if value[-1:].isdigit() and _NUMBER.fullmatch(value):
        if sum(c.isdigit() for c in value) > DIGIT_LIMIT:
            return _TOO_LONG
        return float(value) if "." in value else int(value)
    return value


def _escaped(node: yaml.ScalarNode, path: str, first_line: int) -> Finding | None:
    """A character that no file may hold does not come in by way of an escape either."""
    match = FORBIDDEN.search(node.value)
    if match is None:
        return None
    name = f"转义写成的控制字符 U+{ord(match[0]):04X}"
    place = _place(node, path, first_line)
    return faults.FORBIDDEN_CHARACTER.at(place, name=name, count=1, how="删去双引号里的反斜杠写法")


def _place(node: yaml.Node, path: str, first_line: int) -> Place:
    return Place(path, node.start_mark.line + first_line, node.start_mark.column + 1)


def _broken(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Finding:
    words, line, column = yaml_error.explain(error, text)
    place = Place(path, line + first_line - 1, column)
    if not words:
        return faults.TOO_LARGE.at(place, what="嵌套层数", limit=f"{DEPTH_LIMIT} 层")
    return faults.BROKEN_YAML.at(place, problem=words)
