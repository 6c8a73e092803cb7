"""The small file in which a unit sends its opinions on a draft back; made by the form of `preplan review --format html`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import jsonschema

from preplan import dates
from preplan.load import text as plain
from preplan.skeleton import Refused

VERSION = 1  # raised when a field goes or changes its meaning
_WORDS = {"type": "string", "maxLength": 2000}
FORM: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "征求意见的意见文件",
    "type": "object",
    "additionalProperties": False,
    "required": ["format", "plan", "campaign", "unit", "date", "verdict", "opinions"],
    "properties": {
        "format": {"const": VERSION, "description": "格式的版本"},
        "plan": {"type": "string", "description": "预案标识"},
        "campaign": {"type": "string", "description": "修编计划"},
        "unit": {"type": "string", "description": "单位名称、简称或者标识"},
        "post": {**_WORDS, "description": "岗位，不写姓名"},
        "date": {"type": "string", "description": "复函日期，YYYY-MM-DD"},
        "verdict": {"enum": ["agree", "agree_if_changed", "disagree", "none"]},
        "opinions": {
            "type": "array",
            "maxItems": 500,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["clause", "digest", "suggestion", "reason"],
                "properties": {
                    "clause": {**_WORDS, "description": "条款的编号和标题，空为总体意见"},
                    "digest": {
                        "type": "string",
                        "pattern": "^([0-9a-f]{16}(,[0-9a-f]{16})*)?$",
                        "description": "所看条文的指纹",
                    },
                    "suggestion": {**_WORDS, "minLength": 1},
                    "reason": _WORDS,
                },
            },
        },
    },
}
# Signs that no record may hold, those that turn the direction of a line, and halves of signs.
_ODD = re.compile(f"(?![\t\r])(?:{plain.FORBIDDEN.pattern})|[\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
VERDICTS = {"agree": "同意", "agree_if_changed": "修改后同意", "disagree": "不同意", "none": "无意见"}


@dataclass(frozen=True, slots=True)
class Opinion:
    """`clause` is number and title, "" for the text as a whole; `digest` tells the clause as it was read."""

    clause: str
    digest: str
    suggestion: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole file. `verdict` is a key of VERDICTS."""

    plan: str
    campaign: str
    unit: str
    post: str
    on: date
    verdict: str
    opinions: tuple[Opinion, ...]


def read(raw: bytes, name: str) -> Reply:
    """The file with this name. Raises Refused with the place of what is wrong."""
    text, faults = plain.decode(raw, name)
    if text is None:
        raise Refused("；".join(f"{fault.place} {fault.message}" for fault in faults) or f"{name} 不是 UTF-8 文本")
    try:
        data = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise Refused(
            f"{name}:{error.lineno}:{error.colno} 不是意见文件（JSON 读不出），请用审阅页的“保存意见文件”重新保存"
        ) from error
    except (ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, _Twice) else "数字或者层次超出限度"
        raise Refused(f"{name} 不是意见文件（{why}），请用审阅页的“保存意见文件”重新保存") from error
    if odd := next((sign for words in _strings(data) for sign in words if _ODD.match(sign)), ""):
        raise Refused(f"{name} 中有不可见的控制字符 U+{ord(odd):04X}，请删去后重新保存")
    fault = jsonschema.exceptions.best_match(jsonschema.Draft202012Validator(FORM).iter_errors(data))
    if fault is not None:
        where = "/".join(map(str, fault.absolute_path)) or "开头"
        raise Refused(f"{name}（{where}）不合意见文件的格式：{_words(fault)}，请用审阅页的“保存意见文件”重新保存")
    on = dates.parse(data["date"])
    if on is None:
        raise Refused(f"{name}（date）「{data['date']}」不是日期，写作 年-月-日")
    opinions = tuple(
        Opinion(*(item[key].strip() for key in ("clause", "digest", "suggestion", "reason")))
        for item in data["opinions"]
    )
    empty = next((number for number, one in enumerate(opinions, 1) if not one.suggestion), 0)
    if empty:
        raise Refused(f"{name}（opinions/{empty - 1}）没有写修改建议")
    if opinions and data["verdict"] == "none":
        raise Refused(f"{name} 的结论是“无意见”，却有 {len(opinions)} 条意见，请与来函单位核对")
    return Reply(
        data["plan"], data["campaign"], data["unit"], data.get("post", "").strip(), on, data["verdict"], opinions
    )


class _Twice(ValueError):
    """A key that stands twice: of two values one would be lost."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    if twice := next((key for key in keys if keys.count(key) > 1), ""):
        raise _Twice(f"「{twice}」写了两次")
    return dict(pairs)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in (*value, *value.values()):
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _words(fault: jsonschema.ValidationError) -> str:
    if fault.validator == "required":
        missing = [key for key in fault.validator_value if key not in fault.instance]
        return f"缺 {'、'.join(missing)}"
    if fault.validator == "additionalProperties":
        known = fault.schema["properties"]
        return f"多出 {'、'.join(key for key in fault.instance if key not in known)}"
    return f"「{str(fault.instance)[:40]}」写法不对"
