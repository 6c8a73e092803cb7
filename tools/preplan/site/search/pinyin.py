"""Pinyin of titles, made while the site is built: the browser needs no dictionary."""

from __future__ import annotations

from functools import cache

import pypinyin


@cache
def syllables(title: str) -> str:
    """One piece for every character of a title, parted by spaces; letters and digits stay, "-" for marks.

    The pieces stand at the places of the characters, so the browser can mark what was found.
    """
    return " ".join(_pieces(title))


def _pieces(title: str) -> list[str]:
    found: list[str] = []
    for (piece,) in pypinyin.pinyin(title, style=pypinyin.Style.NORMAL):
        # What is not Chinese comes back as it is, a run in one piece.
        found += _kept(piece) if title.startswith(piece, len(found)) else [piece]
    return found if len(found) == len(title) else ["-"] * len(title)


def _kept(rest: str) -> list[str]:
    return [char.lower() if char.isascii() and char.isalnum() else "-" for char in rest]
