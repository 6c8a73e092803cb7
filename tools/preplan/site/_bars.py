"""Bars as SVG: made at build, need no script, print, and say every number in words beside the bar."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

# Units are pixels at 100 %; a Chinese character is as wide as its size.
_SIZE = 14
_HEIGHT = 18
_ROW = 28
_UNIT = 180  # length of the longest bar
_GAP = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of the figure: its name, the counts of its pieces with a class each, and the words at its end."""

    label: str
    pieces: tuple[tuple[str, int], ...]
    words: str

    @property
    def total(self) -> int:
        return sum(count for _, count in self.pieces)


def svg(bars: Sequence[Bar], title: str, name: str = "") -> str:
    """The drawing as one block of HTML; `title` and all words are read out in its place.

    `name` is a class of the figure. A line has the class `bar`, so that a script can find it.
    """
    left = max((len(bar.label) for bar in bars), default=0) * _SIZE + _GAP
    right = max((_wide(bar.words) for bar in bars), default=0) + _GAP
    unit = _UNIT / max((bar.total for bar in bars), default=1) if any(bar.total for bar in bars) else 0
    rows = "".join(_row(bar, index * _ROW, left, unit) for index, bar in enumerate(bars))
    told = f"{title}：{'；'.join(f'{bar.label} {bar.words}' for bar in bars)}"
    wide, high = left + _UNIT + right, len(bars) * _ROW
    return (
        f'<figure class="bars {name}"><svg class="bars" viewBox="0 0 {wide:g} {high}" width="{wide:g}" '
        f'height="{high}" role="img" aria-label="{html.escape(told)}">{rows}</svg></figure>'
    )


def _row(bar: Bar, top: int, left: float, unit: float) -> str:
    middle = top + _ROW / 2 + _SIZE / 2 - 2
    drawn, at = [], left
    for kind, count in bar.pieces:
        if count:
            width = count * unit
            drawn.append(f'<g class="{kind}"><rect x="{at:g}" y="{top + 5}" width="{width:g}" height="{_HEIGHT}"/></g>')
            at += width
    return (
        f'<g class="bar"><text x="0" y="{middle:g}">{html.escape(bar.label)}</text>{"".join(drawn)}'
        f'<text x="{at + _GAP:g}" y="{middle:g}">{html.escape(bar.words)}</text></g>'
    )


def _wide(words: str) -> float:
    return sum(_SIZE if ord(one) > 0x2E80 else _SIZE * 0.6 for one in words)
