"""一 to 九十九, as headings and titles of documents count."""

from __future__ import annotations

DIGITS = "一二三四五六七八九"
NUMERAL = f"(?:[{DIGITS}两]?十[{DIGITS}]?|[{DIGITS}两])"


def value(text: str) -> int:
    """The number written in Chinese or Arabic digits; 0 if it is neither."""
    if text.isascii():
        return int(text) if text.isdigit() else 0
    tens, ten, ones = text.rpartition("十")
    if any(len(part) > 1 or part not in f"{DIGITS}两" for part in (tens, ones)):
        return 0
    return (_digit(tens) or 1) * 10 * bool(ten) + _digit(ones)


def _digit(text: str) -> int:
    return 2 if text == "两" else DIGITS.find(text) + 1 if text else 0
