"""Bytes → text. UTF-8 only; characters that editors, git or YAML read in more than one way are refused."""

from __future__ import annotations

import re

from preplan.finding import Finding, Place
from preplan.load import faults

SIZE_LIMIT = 2 * 1024 * 1024  # bytes; the longest plan text measured is about 60 KB

_NAMES = {
    "\ufeff": ("字节序标记（BOM）", "用编辑器另存为“UTF-8 无 BOM”"),
    "\r": ("回车符（Windows 换行）", "换行统一为 LF；编辑器右下角可切换"),
    "\t": ("制表符", "改用空格缩进"),
    "\x00": ("空字符（NUL）", "删除该字符，或从原件重新复制"),
}
_OTHER = ("控制字符或特殊换行符 U+{code:04X}", "删除该字符，或从原件重新复制")
# libyaml counts U+0085, U+2028 and U+2029 as line ends, editors do not: line numbers would differ.
FORBIDDEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ufdd0-\ufdef]")

# The same coarsely and ten times faster (_is_suspect): what passes it cannot hold a forbidden character.
_CONTROLS = bytes(byte for byte in range(0x20) if byte != 0x0A) + b"\x7f"


def decode(raw: bytes, path: str) -> tuple[str | None, list[Finding]]:
    """Text of a file and what is wrong with its characters; None if it cannot be read as text.

    Every kind of forbidden character is one finding, at its first place, with a count.
    """
    if len(raw) > SIZE_LIMIT:
        size = f"{SIZE_LIMIT // 1024} KB"
        return None, [faults.TOO_LARGE.at(Place(path), what="文件", limit=size)]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        good = raw[: error.start].decode("utf-8")
        return None, [faults.NOT_UTF8.at(_spot(good, len(good), path), byte=error.start + 1)]
    if not _is_suspect(raw, text) or not FORBIDDEN.search(text):
        return text, []
    found: dict[str, list[int]] = {}
    for match in FORBIDDEN.finditer(text):
        found.setdefault(match.group(), []).append(match.start())
    findings = []
    for char, spots in found.items():
        name, how = _NAMES.get(char, _OTHER)
        place = _spot(text, spots[0], path)
        findings.append(
            faults.FORBIDDEN_CHARACTER.at(place, name=name.format(code=ord(char)), count=len(spots), how=how)
        )
    return None, findings


def _is_suspect(raw: bytes, text: str) -> bool:
    # One look after the other, each for the form in which it is rarest: as bytes, or as a sign of the text.
    return (
        len(raw.translate(None, _CONTROLS)) != len(raw)
        or b"\xc2" in raw  # U+0080 to U+00BF
        or b"\xef\xb7" in raw  # U+FDC0 to U+FDFF
        or "\u2028" in text
        or "\u2029" in text
        or "\ufeff" in text
        or "\ufffe" in text
        or "\uffff" in text
    )


def _spot(text: str, offset: int, path: str) -> Place:
    start = text.rfind("\n", 0, offset) + 1
    return Place(path, text.count("\n", 0, offset) + 1, offset - start + 1)
