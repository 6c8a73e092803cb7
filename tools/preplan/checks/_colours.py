"""Colours of warnings beside their levels, in pairs, in series and in cells of a table."""

from __future__ import annotations

import re

from preplan.checks import _levels

COLOURS = "红橙黄蓝"
_LEVELS = rf"{_levels.LEVEL} ?级?(?:[、和及与/]{_levels.LEVEL} ?级?)*"
_SHADES = f"[{COLOURS}]色(?:[、和及与/][{COLOURS}]色)*"
PAIR = re.compile(
    rf"(?P<levels>{_LEVELS})(?<=级)(?:预警)?(?:信号)?[（(为即用以]{{0,2}}(?P<shades>{_SHADES})[）)]?"
    rf"|(?P<shades2>{_SHADES})(?:预警)?(?:信号)?[（(为即]{{1,2}}(?P<levels2>{_LEVELS})(?<=级)(?!(?:应急)?响应)[）)]?"
)
# 一级、二级……依次（分别）用红色、橙色……标示
SERIES = re.compile(
    rf"(?P<levels>{_levels.LEVEL} ?级?(?:[（(][^）)]*[）)])?(?:[、和及与][^、和及与，。；\n一二三四ⅠⅡⅢⅣI1-4]{{0,6}}{_levels.LEVEL} ?级?(?:[（(][^）)]*[）)])?)+)"
    rf"[^。；\n]{{0,24}}?(?:依次|分别|相应|对应)[^。；\n{COLOURS}]{{0,12}}(?P<shades>[{COLOURS}]色?(?:[、和及与]?[{COLOURS}]色?)+)"
)
# Fire danger has grades of its own, triage and risks have colours too, until the sentence turns to warnings again;
# 分为四级（…） counts levels.
OTHER = re.compile("(?:火险|检伤|伤情|伤员)(?!.*预警)|(?:分为?|设|共|划为|分成|[一二两三四1-4]个)$")
WARNING = re.compile("预警|警报|警示")
NO_WARNING = re.compile("响应|火险|风险")
SHADE = re.compile(f"[{COLOURS}]")
SHADE_CELL = re.compile(f"([{COLOURS}])色?(?:预警)?(?:信号)?")
LEVEL_CELL = re.compile(rf"{_levels.LEVEL} ?级?(?:预警)?(?:[（(][^）){COLOURS}]*[）)])?")
