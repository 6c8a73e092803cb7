"""An item at the end of a list in a YAML file: text is inserted, every other byte stays."""

from __future__ import annotations

from typing import Any

import yaml

from preplan.load import yaml_text
from preplan.skeleton import Refused

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def appended(text: str, key: str, item: list[str]) -> tuple[str, int]:
    """The text with the lines of `item` after the last item of the list `key`, and the line (from 1) they begin on.

    `text` must be one that the strict loader accepts. Raises Refused if the list is not written line by line.
    """
    before, _ = yaml_text.read(text, "")
    found = _list(text, key)
    if found is None:
        raise Refused(f"没有逐行书写的列表 {key}，不能在末尾追加；请先把它写成每项一行、以“- ”开头")
    dash = found.start_mark.column
    lines = text.split("\n")
    at = end_of(lines, last_line(found), dash)
    whole = [*lines[:at], *(f"{' ' * dash}{line}" for line in item), *lines[at:]]
    result = "\n".join(whole if whole[-1] == "" else [*whole, ""])
    after, _ = yaml_text.read(result, "")
    # A file full of records is not risked for a case that was not thought of.
    if after is None or after[key][:-1] != before[key] or {**after, key: None} != {**before, key: None}:
        raise Refused(f"列表 {key} 的写法不常见，不能安全地在末尾追加；请手工添加")
    return result, at + 1


def _list(text: str, key: str) -> Any:
    root = yaml.compose(text, Loader=_Loader)
    for name, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if name.value == key and isinstance(value, yaml.SequenceNode) and value.value and not value.flow_style:
            return value
    return None


def last_line(node: Any) -> int:
    """Number (from 0) of the last line on which the node has content; its own end mark lies behind comments."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        end: int = node.end_mark.line
        return end - 1 if node.end_mark.column == 0 and end > node.start_mark.line else end
    last = node.value[-1]
    return max(last_line(part) for part in (last if isinstance(last, tuple) else (last,)))


def end_of(lines: list[str], last: int, dash: int) -> int:
    """Index behind the list: comments that stand as far in as its items still belong to it."""
    end = last + 1
    for number in range(last + 1, len(lines)):
        bare = lines[number].lstrip(" ")
        if bare.startswith("#") and len(lines[number]) - len(bare) >= max(dash, 1):
            end = number + 1
        elif bare:
            break
    return end
