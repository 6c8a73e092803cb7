"""What libyaml could not read, in Chinese and at the line to mend (which is not always the line where it gave up)."""

from __future__ import annotations

from typing import Any

import yaml

_WORDS = (
    ("mapping values are not allowed", "此处不能再有冒号，文字里含冒号时要加引号；或者缩进不齐"),
    ("could not find expected ':'", "这一行缺少冒号"),
    ("did not find expected key", "此处应为一个键：可能是缩进不齐，或引号后面还有文字"),
    ("did not find expected '-' indicator", "此处应为列表项：可能是缩进不齐"),
    ("did not find expected ',' or ']'", "方括号没有配对，或缺逗号"),
    ("did not find expected ',' or '}'", "花括号没有配对，或缺逗号"),
    ("did not find expected node content", "此处缺少内容，或多了括号、逗号"),
    ("found unexpected end of stream", "引号没有配对"),
    ("found unexpected document indicator", "引号没有配对"),
    ("found character that cannot start any token", "文字不能以这个符号开头，请加引号"),
    ("block sequence entries are not allowed", "列表项要另起一行"),
    ("block collection", "列表项要另起一行"),
    ("found unknown escape character", "双引号里的反斜杠写法不认识：改用单引号，或删去反斜杠"),
    ("hexdecimal number", "双引号里的反斜杠写法不完整：改用单引号，或删去反斜杠"),
    ("invalid Unicode character escape", "双引号里的反斜杠写法不是一个字：改用单引号，或删去反斜杠"),
    ("expected comment or line break", "竖线或大于号后面不能有文字，内容另起一行"),
    ("found an indentation indicator equal to 0", "竖线或大于号后面的数字不能是零"),
    ("found invalid Unicode", "有不能识别的字"),
    ("found a tab", "缩进不能用制表符"),
    ("expected a single document", "一个文件只能有一份文档，不要再写一行 ---"),
    ("<document start>", "一个文件只能有一份文档，不要再写一行 ---"),
    ("incompatible YAML document", "以百分号开头的指令不能用，删去该行"),
    ("duplicate %YAML", "以百分号开头的指令不能用，删去该行"),
    ("directive", "以百分号开头的行是指令，不能用；文字要加引号"),
    ("anchor", "文字以 & 开头时要加引号"),
    ("alias", "文字以 * 开头时要加引号"),
    ("tag", "文字以 ! 开头时要加引号"),
)
_OTHER = "写法有误"
# There the fault is where the thing began, not where libyaml stopped looking for its end.
_BEGUN = ("quoted scalar", "flow sequence", "flow mapping", "simple key")
TOO_DEEP = "nesting depth"


def explain(error: yaml.YAMLError, text: str) -> tuple[str, int, int]:
    """(words, line, column) from 1 within `text`; the words are empty if the nesting is too deep."""
    context, problem = getattr(error, "context", None) or "", getattr(error, "problem", None) or str(error)
    mark = getattr(error, "problem_mark", None)
    start = getattr(error, "context_mark", None)
    if start and (mark is None or (mark.line != start.line and context.endswith(_BEGUN))):
        mark = start
    line, column = spot(mark, text) if mark else (1, 1)
    if TOO_DEEP in problem:
        return "", line, column
    told = f"{problem} {context}"
    return next((words for english, words in _WORDS if english in told), _OTHER), line, column


def spot(mark: Any, text: str) -> tuple[int, int]:
    """Line and column from 1 of a mark; the end of the text counts as behind its last character."""
    if mark.index >= len(text):
        return text.count("\n") + 1, len(text) - text.rfind("\n")
    return mark.line + 1, mark.column + 1
