"""What counts as content: full or half width, white space, marks of Markdown and the numbers of items do not.

Two texts with the same `fold` say the same; everything that decides "changed or not" asks here.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from typing import Any

# Full-width forms of ASCII and the ideographic space; nothing else of NFKC: it would make 10² into 102.
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_WIDTH |= {ord("“"): ord('"'), ord("”"): ord('"'), ord("‘"): ord("'"), ord("’"): ord("'")}
_WORD = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_MARKS = re.compile(r"\*\*|__|(?<!\\)`|\\(?=[|*_#~`\[\]])|<br ?/?>")
_ITEM = re.compile(
    r"^\s*(?:[-+*]\s+|\((?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\)|[0-9]{1,2}[.、](?![0-9])|[一二三四五六七八九十]{1,3}、)\s*",
    re.MULTILINE,
)


def fold(text: str) -> str:
    """The content of a piece of text in one line."""
    plain = unicodedata.normalize("NFC", text).translate(_WIDTH)
    plain = _MARKS.sub("", _ITEM.sub("", plain))
    first, *others = plain.split() or [""]
    for part in others:  # 10 30 is not 1030
        first += f" {part}" if first[-1] in _WORD and part[0] in _WORD else part
    return first


def fold_title(title: str) -> str:
    """The content of a heading without its number."""
    return fold(title).rstrip(":;。")


def data_key(data: Any) -> str:
    """A record's data as text that is the same for every order of keys, width and white space."""
    return json.dumps(_folded(data), ensure_ascii=False, sort_keys=True)


def _folded(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _folded(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_folded(value) for value in data]
    return fold(data) if isinstance(data, str) else data


def body_hash(text: str) -> str:
    """SHA-256 of a body as written, after NFC: one changed byte changes it."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()
