"""Plain texts → the same data at a tenth of the time, by a faster parser; every other text is left to the strict one.

The faster parser guesses types (0571 becomes 571) and lets anchors and tags pass. So it is only given texts in which
there is nothing to guess: each line is a key, an item or a comment, with a value that no YAML reads in two ways. What
remains to go wrong is the indentation and a double key, and there the text goes to the strict loader, which says so.
"""

from __future__ import annotations

import re
from sys import intern
from typing import Any

import yaml_rs

# Digits with hyphens are dates, numbers of filings and phones; up to twelve digits without a leading zero are numbers.
_NUMBER = r"[0-9]++(?:-[0-9]++)++|(?:0|[1-9][0-9]{0,11}+)(?:[.][0-9]{1,3}+)?"
# A plain text begins with a letter or a sign of Chinese, or has one after its first digits that is no part of a number
# (1e3, 0x1F, 0o17, 0b11 are numbers to some).
_SIGN = r"A-Za-z\u3001-\u3011\u4e00-\u9fff“”‘’（）《》〔〕"
_GUESSED = r"(?!(?:True|TRUE|False|FALSE|Null|NULL) *[,\]\n#])"
_WORDS = rf"{_GUESSED}(?:[0-9][0-9-]*+ ?(?![BEOXbeox]))?[{_SIGN}]"
_QUOTED = r"\"[^\"\\\n]*+\"|'[^'\n]*+'"
_ITEM = rf"(?:{_WORDS}[^\n:#,\[\]{{}}\"'&*!|>%@`]*+|{_QUOTED}|(?:{_NUMBER})(?=[,\]]))"
_LIST = rf"\[(?:{_ITEM}(?:, {_ITEM})*+)?\]"
_VALUE = rf"(?:{_WORDS}[^\n:#]*+|{_QUOTED}|{_LIST}|(?:{_NUMBER})(?= *\n))"
_KEY = r"(?!(?:true|false|null):)[a-z][a-z0-9_]*+:"
# Not deeper than twelve blanks: the limit of levels is far away.
_LINE = rf"(?> {{0,12}}(?:(?:- )?{_KEY}(?: {_VALUE})?|- {_VALUE}) *+(?:(?<= )#[^\n]*+)?| *+(?:#[^\n]*+)?)"
_PLAIN = re.compile(rf"(?:{_LINE}\n)*+")
UNKNOWN = object()


def read(text: str) -> Any:
    """The data of a plain text; UNKNOWN if the strict loader must look at it."""
    if not _PLAIN.fullmatch(text if text.endswith("\n") else f"{text}\n"):
        return UNKNOWN
    try:
        return _shared(yaml_rs.loads(text, parse_datetime=False))
    except yaml_rs.YAMLDecodeError:
        return UNKNOWN


def _shared(value: Any) -> Any:
    """The same with one object for each text: keys, dates and words come again and again, and are a third of the memory."""
    if value.__class__ is str:
        return intern(value)
    if value.__class__ is dict:
        return {intern(key): _shared(inner) for key, inner in value.items()}
    if value.__class__ is list:
        return [_shared(item) for item in value]
    return value
