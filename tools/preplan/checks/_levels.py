"""Levels as plans write them: 一级, Ⅰ级, I级 in Latin letters, 1级; the highest is 1."""

from __future__ import annotations

import re

LEVEL = "(?:[一二三四ⅠⅡⅢⅣ]|(?<![A-Za-z])(?:IV|I{1,3})(?![A-Za-z])|(?<![0-9.])[1-4])"
HAN, ROMAN, LATIN, DIGIT = "一级", "Ⅰ级", "拉丁字母", "阿拉伯数字"
_NUMBER = {
    **dict(zip("一二三四", range(1, 5), strict=True)),
    **dict(zip("ⅠⅡⅢⅣ", range(1, 5), strict=True)),
    **dict(zip(("I", "II", "III", "IV"), range(1, 5), strict=True)),
    **dict(zip("1234", range(1, 5), strict=True)),
}
_TOKEN = re.compile(LEVEL)
_ASIDE = re.compile("[（(][^）)]*[）)]")


def numbers(text: str) -> list[int]:
    """The levels in a list such as 一级、二级 or Ⅰ至Ⅲ级, 1 the highest; what stands in brackets is left out."""
    return [_NUMBER[token] for token in _TOKEN.findall(_ASIDE.sub("", text))]


def notations(text: str) -> list[str]:
    """How each level of a list is written: one of HAN, ROMAN, LATIN, DIGIT."""
    return [notation(token) for token in _TOKEN.findall(_ASIDE.sub("", text))]


def notation(token: str) -> str:
    for signs, name in (("一二三四", HAN), ("ⅠⅡⅢⅣ", ROMAN), ("1234", DIGIT)):
        if token[0] in signs:
            return name
    return LATIN


def han(level: int) -> str:
    return f"{'一二三四'[level - 1]}级"
