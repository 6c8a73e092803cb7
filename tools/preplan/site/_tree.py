"""A tree of boxes as SVG: made at build, needs no script, prints, and follows the colours of the page."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass

# Units are pixels at 100 %; a Chinese character is as wide as its size.
_SIZE = 14
_LINE = 20
_PAD = 10
_GAP = 16  # between boxes of one row
_DROP = 34  # from the foot of a box to the head of the next row
_WRAP = 9  # characters of a line
_INDENT = 22


@dataclass(frozen=True, slots=True)
class Box:
    """A box with its lines of text, a class name for its looks, and what hangs below it.

    `stacked` boxes below it stand under one another with a rail at their side, instead of side by side.
    """

    lines: tuple[str, ...]
    kind: str
    below: tuple[Box, ...] = ()
    stacked: bool = False


def wrapped(words: str, width: int = _WRAP) -> tuple[str, ...]:
    """The words in lines of nearly the same length, none longer than `width` characters."""
    count = -(-len(words) // width)
    size = -(-len(words) // count) if count else 1
    return tuple(words[at : at + size] for at in range(0, len(words), size))


def svg(root: Box, title: str) -> str:
    """The drawing as one block of HTML without blank lines; `title` is read out in its place."""
    width, height = _width(root), _height(root)
    drawn = "".join(_draw(root, 0, 0, width))
    return (
        f'<svg class="tree" viewBox="-1 -1 {width + 2} {height + 2}" width="{width + 2}" height="{height + 2}" '
        f'role="img" aria-label="{html.escape(title)}" xmlns="http://www.w3.org/2000/svg">{drawn}</svg>'
    )


def _own_width(box: Box) -> int:
    return max(len(line) for line in box.lines) * _SIZE + 2 * _PAD


def _own_height(box: Box) -> int:
    return len(box.lines) * _LINE + _PAD


def _width(box: Box) -> int:
    if not box.below:
        return _own_width(box)
    widths = [_width(one) for one in box.below]
    inner = max(widths) + _INDENT if box.stacked else sum(widths) + _GAP * (len(widths) - 1)
    return max(_own_width(box), inner)


def _height(box: Box) -> int:
    if not box.below:
        return _own_height(box)
    heights = [_height(one) for one in box.below]
    inner = sum(heights) + _GAP * (len(heights) - 1) // 2 if box.stacked else max(heights)
    return _own_height(box) + _DROP + inner


def _draw(box: Box, left: float, top: float, room: float) -> list[str]:
    """The box in the middle of its room, and all below it."""
    wide, high = _own_width(box), _own_height(box)
    start = left if box.stacked else left + (room - wide) / 2
    parts = [_rect(box, start, top, wide, high)]
    foot = top + high
    if box.stacked:
        rail, at = left + _INDENT / 2, foot + _DROP / 2
        for one in box.below:
            middle = at + _own_height(one) / 2
            parts.append(_path(rail, foot, rail, middle, left + _INDENT, middle))
            parts += _draw(one, left + _INDENT, at, _width(one))
            at += _height(one) + _GAP / 2
        return parts
    widths = [_width(one) for one in box.below]
    at = left + (room - sum(widths) - _GAP * (len(widths) - 1)) / 2 if widths else left
    if len(widths) == 1:  # a single one stands right below
        at = max(left, left + room / 2 - _middle(box.below[0], widths[0]))
    for one, width in zip(box.below, widths, strict=True):
        joint, middle = foot + _DROP / 2, at + _middle(one, width)
        parts.append(_path(left + room / 2, foot, left + room / 2, joint, middle, joint, middle, foot + _DROP))
        parts += _draw(one, at, foot + _DROP, width)
        at += width + _GAP
    return parts


def _middle(box: Box, width: float) -> float:
    """Where the line from above meets the box, from the left of its room."""
    return (_own_width(box) if box.stacked else width) / 2


def _rect(box: Box, left: float, top: float, wide: float, high: float) -> str:
    lines = "".join(
        f'<text x="{left + wide / 2:g}" y="{top + _PAD / 2 + _LINE * index + _SIZE:g}">{html.escape(line)}</text>'
        for index, line in enumerate(box.lines)
    )
    return (
        f'<g class="{box.kind}"><rect x="{left:g}" y="{top:g}" width="{wide:g}" height="{high:g}" rx="3"/>{lines}</g>'
    )


def _path(*points: float) -> str:
    pairs: Sequence[str] = [f"{x:g} {y:g}" for x, y in zip(points[::2], points[1::2], strict=True)]
    return f'<path d="M{" L".join(pairs)}"/>'
