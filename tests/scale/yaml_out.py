"""Plain data → YAML as an editor of the library would write it: block style, quotes only where they are needed."""

from __future__ import annotations

import re
from typing import Any

_PLAIN = re.compile(
    r"(?:[A-Za-z\u4e00-\u9fff《（]|[0-9]+[-A-Za-z])[-\w\u3001\u3002\uff0c\uff08\uff09《》〔〕“”·；：./ ]*"
)
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"})
_FLOAT = re.compile(r"[0-9][0-9_]*[eE][0-9]+")


def dump(data: dict[str, Any]) -> str:
    """The YAML text of a mapping."""
    return "".join(f"{line}\n" for line in _lines(data))


def _lines(value: Any) -> list[str]:
    lines: list[str] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, dict | list):
                lines += [f"{key}:", *(f"  {line}" for line in _lines(inner))]
            else:
                lines.append(f"{key}: {scalar(inner)}")
    else:
        for item in value:
            first, *rest = _lines(item) if isinstance(item, dict) else [scalar(item)]
            lines += [f"- {first}", *(f"  {line}" for line in rest)]
    return lines


def scalar(value: object) -> str:
    """A value on one line; text that any YAML parser might take for something else is quoted."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    if isinstance(value, str) and (
        not _PLAIN.fullmatch(text) or text.endswith(" ") or text.lower() in _WORDS or _FLOAT.fullmatch(text)
    ):
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text
