"""YAML and front matter changed in place: lines or signs are put in, every other byte stays.

A round trip through a YAML writer would reorder, requote and lose comments. So the places come from the parser's marks,
the text is cut there, and the result is read again: unless it holds exactly the change that was meant, it is refused.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Sequence
from typing import Any

import yaml

from preplan.load import yaml_text
from preplan.load.document import FENCE
from preplan.skeleton import Refused
from preplan.skeleton.append import end_of, last_line
from preplan.skeleton.render import WIDTH, columns, scalar

Route = tuple[str | int, ...]
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def put(text: str, route: Route, value: Any, order: Sequence[str] = ()) -> str:
    """The text with `value` at `route`: the scalar there is replaced, a key that is missing is put in.

    A new key stands behind the last of its neighbours that comes before it in `order` (of the schema), else at the end.
    """
    *way, key = route
    parent = _node(text, tuple(way))
    if not isinstance(parent, yaml.MappingNode):
        raise Refused(f"「{'.'.join(map(str, way))}」处不是一组键，不能登记 {key}")
    found = next((node for name, node in parent.value if name.value == key), None)
    result = _replaced(text, found, value) if found is not None else _keyed(text, parent, str(key), value, order)
    return _proved(text, result, route, value)


def add(text: str, route: Route, item: Any, order: Sequence[str] = ()) -> str:
    """The text with `item` at the end of the list at `route`; a list that is missing is begun (see `put`)."""
    parent = _node(text, route[:-1])
    names = [name.value for name, _ in parent.value] if isinstance(parent, yaml.MappingNode) else []
    if route[-1] not in names:
        return put(text, route, [item], order)
    node = _node(text, route)
    if not isinstance(node, yaml.SequenceNode):
        raise Refused(f"「{'.'.join(map(str, route))}」不是列表")
    if node.flow_style:
        at = _offset(text, node.value[-1].end_mark if node.value else node.start_mark) + (not node.value)
        result = text[:at] + (", " if node.value else "") + _flow(item) + text[at:]
    else:
        lines, dash = text.split("\n"), node.start_mark.column
        is_flow = isinstance(item, dict) and getattr(node.value[-1], "flow_style", False)
        new = [f"- {_flow(item)}"] if is_flow or not isinstance(item, dict) else _dashed(block(item))
        at = end_of(lines, last_line(node), dash)
        result = _joined([*lines[:at], *(" " * dash + line for line in new), *lines[at:]])
    return _proved(text, result, route, [*_value(text, route), item])


def front(text: str) -> tuple[str, str]:
    """The front matter of a text (without fences) and the rest, from the second fence on."""
    end = text.find(f"\n{FENCE}\n", len(FENCE))
    if not text.startswith(f"{FENCE}\n") or end < 0:
        raise Refused("文首信息读不出来")
    return text[len(FENCE) + 1 : end + 1], text[end + 1 :]


def put_front(text: str, route: Route, value: Any, order: Sequence[str] = ()) -> str:
    """`put` in the front matter of a text; its body stays."""
    matter, rest = front(text)
    return f"{FENCE}\n{put(matter, route, value, order)}{rest}"


def block(value: dict[str, Any]) -> list[str]:
    """A mapping as lines, its keys in the first column."""
    lines: list[str] = []
    for key, inner in value.items():
        if isinstance(inner, dict):
            lines += [f"{key}:", *(f"  {line}" for line in block(inner))]
        elif isinstance(inner, list) and any(isinstance(item, dict) for item in inner):
            lines += [f"{key}:", *(f"  {line}" for item in inner for line in _dashed(block(item)))]
        elif isinstance(inner, list) and columns(_flow(inner)) > WIDTH:
            lines += [f"{key}:", *(f"  - {scalar(item)}" for item in inner)]
        else:
            lines.append(f"{key}: {_flow(inner)}")
    return lines


def _dashed(lines: list[str]) -> list[str]:
    return [f"{'- ' if number == 0 else '  '}{line}" for number, line in enumerate(lines)]


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return scalar(value)


def _replaced(text: str, node: Any, value: Any) -> str:
    if not isinstance(node, yaml.ScalarNode) or node.style in ("|", ">"):
        raise Refused("要改的值分成几行书写，请手工修改")
    new = json.dumps(value, ensure_ascii=False) if node.style == '"' else scalar(value)
    return text[: _offset(text, node.start_mark)] + new + text[_offset(text, node.end_mark) :]


def _keyed(text: str, parent: Any, key: str, value: Any, order: Sequence[str]) -> str:
    names = [name.value for name, _ in parent.value]
    before = set(order[: order.index(key)]) if key in order else set(names)
    at = max((index for index, name in enumerate(names) if name in before), default=len(names) - 1)
    if at < 0:
        raise Refused(f"这一处还是空的，不能登记 {key}")
    name, neighbour = parent.value[at]
    if parent.flow_style:
        spot = _offset(text, neighbour.end_mark)
        return f"{text[:spot]}, {key}: {_flow(value)}{text[spot:]}"
    lines, column = text.split("\n"), name.start_mark.column
    spot = end_of(lines, last_line(neighbour), column + 1)
    new = (" " * column + line for line in block({key: value}))
    return _joined([*lines[:spot], *new, *lines[spot:]])


def _joined(lines: list[str]) -> str:
    return "\n".join(lines if lines[-1] == "" else [*lines, ""])


def _proved(text: str, result: str, route: Route, value: Any) -> str:
    """The result, if it reads as the text with just this one change."""
    before, _ = yaml_text.read(text, "")
    after, findings = yaml_text.read(result, "")
    wanted = copy.deepcopy(before)
    inner = wanted
    for step in route[:-1]:
        inner = inner[step]
    inner[route[-1]] = value
    if findings or after != wanted:
        raise Refused(f"「{'.'.join(map(str, route))}」处的写法不常见，不能安全地登记；请手工修改")
    return result


def _value(text: str, route: Route) -> Any:
    data, _ = yaml_text.read(text, "")
    for step in route:
        data = data[step]
    return data


def _node(text: str, route: Route) -> Any:
    node = yaml.compose(text, Loader=_Loader)
    for step in route:
        if isinstance(node, yaml.MappingNode):
            node = next((inner for name, inner in node.value if name.value == step), None)
        elif (
            isinstance(node, yaml.SequenceNode) and isinstance(step, int) and -len(node.value) <= step < len(node.value)
        ):
            node = node.value[step]
        else:
            node = None
        if node is None:
            raise Refused(f"没有「{'.'.join(map(str, route))}」这一处")
    return node


def _offset(text: str, mark: Any) -> int:
    start = 0
    for _ in range(mark.line):
        start = text.index("\n", start) + 1
    return start + int(mark.column)
