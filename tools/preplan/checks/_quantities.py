"""Numbers in Chinese prose: 30人以上, 三人以上十人以下, 3-9人, 1000万元以上5000万元以下, 1亿元, 半小时, 两小时."""

from __future__ import annotations

import re

_DIGITS = "零一二三四五六七八九"
_UNITS = {"十": 10, "百": 100, "千": 1000}
HAN = "零一二两三四五六七八九十百千"
NUMBER = f"(?:[0-9][0-9,]*(?:\\.[0-9]+)?|[{HAN}]+)"


def number(text: str) -> float:
    """The value of a number in Arabic or Chinese digits below ten thousand."""
    if text[0].isascii():
        return float(text.replace(",", ""))
    total, digit = 0, 0
    for char in text.replace("两", "二"):
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = digit * 10 + _DIGITS.index(char)
    return float(total + digit)


_OVER, _UNDER = (
    "(?:[（(]含[^）)]*[）)])?(?:及|（含）)?以上|（含）以上",
    "(?:[（(]不?含[^）)]*[）)])?(?:及)?(?:以下|以内)",
)
_TO = "(?:[、，,]|至|到|—+|－|–|-|~|～|且|不足|未满|不满|少于|小于){1,2}"


def _range(unit: str, half: str) -> str:
    """A pattern of two bounds, of one with 以上 or 以下, or of ≥ and ＜; `half` is the unit where it may be left out."""
    n = NUMBER
    return (
        rf"(?:(?P<low>{n} ?{half})(?:(?:{_OVER})(?:{_TO})?|{_TO})(?P<high>{n} ?{unit})(?:{_UNDER})?"
        rf"|(?:≥|>=|大于等于|不少于) ?(?P<least>{n} ?{half})|(?:[<＜]|不足|少于|不满|未满) ?(?P<less>{n} ?{half})"
        rf"|(?P<one>{n} ?{unit})(?P<way>{_OVER}|{_UNDER})?)"
    )


PEOPLE = re.compile(_range("[人名]", "[人名]?"))
MONEY = re.compile(_range("(?:万|亿)?元", "(?:万|亿)?元?"))
Bounds = tuple[float | None, float | None]


def bounds(match: re.Match[str], *, whole: bool) -> Bounds:
    """(from, below) of a range; `whole` numbers written 3至9 end below 10."""
    parts = match.groupdict()
    if parts["low"] and parts["high"]:
        high = _amount(parts["high"])
        open_end = "以下" in match[0] or "不足" in match[0] or "以内" in match[0]
        low = _amount(parts["low"], parts["high"])
        return low, high + 1 if whole and not open_end else high
    if parts["least"] or parts["less"]:
        return (_amount(parts["least"]), None) if parts["least"] else (None, _amount(parts["less"]))
    one, way = _amount(parts["one"]), parts["way"] or ""
    if "以上" in way:
        return one, None
    return (None, one) if way else (one, one)


def _amount(text: str, like: str = "") -> float:
    """The number without its unit; money in 万元. A bound without a unit has that of the other."""
    unit = text if re.search("[万亿]", text) else like
    value = number(re.match(NUMBER, text)[0])  # type: ignore[index]
    if "元" in text + like:
        return value * 10000 if "亿" in unit else value if "万" in unit else value / 10000
    return value


_TIME = re.compile(rf"(?P<half>半)(?:个)?小时|(?P<n>{NUMBER}) ?个?(?P<more>半)?(?P<unit>小时|分钟)")


def minutes(text: str) -> float:
    """Length of the first time in a text; 0 if there is none."""
    match = _TIME.search(text)
    if match is None:
        return 0
    if match["half"]:
        return 30
    unit = 60 if match["unit"] == "小时" else 1
    return (number(match["n"]) + (0.5 if match["more"] else 0)) * unit
