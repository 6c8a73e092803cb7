"""Numbers of headings as written, in the two styles of plans: 1 / 1.1 / 1.1.1, and 一、/（一）/ 1. /（1）."""

from __future__ import annotations

import re
from typing import NamedTuple

from preplan.checks import _chinese_numerals as numerals
from preplan.checks._memo import per_body
from preplan.load.body import Body

_HASHES = re.compile(r"#+ +")
_FORMS = (
    ("1.1", re.compile(r"([0-9]{1,2}(?:[.．][0-9]{1,2})+)(?![0-9])")),
    ("1", re.compile(r"([0-9]{1,2})(?:[.．、]|(?=[ 　]))")),
    ("（1）", re.compile(r"[（(]([0-9]{1,2})[）)]")),
    ("一、", re.compile(rf"({numerals.NUMERAL})、")),
    ("（一）", re.compile(rf"[（(]({numerals.NUMERAL})[）)]")),
    ("第一章", re.compile(rf"第({numerals.NUMERAL}|[0-9]{{1,2}})章")),
    ("第一节", re.compile(rf"第({numerals.NUMERAL}|[0-9]{{1,2}})节")),
)
_ANNEX = re.compile(rf"附件[ 　]?(?P<number>[0-9]{{1,2}}(?![-.．—0-9])|{numerals.NUMERAL})?(?P<rest>.*)")


class Mark(NamedTuple):
    """A numbered heading: its form, the number as written, its value ((4, 2) for 4.2)."""

    line: int
    level: int
    form: str
    written: str
    value: tuple[int, ...]


class Annex(NamedTuple):
    """A heading 附件N; `number` is 0 if none is written."""

    line: int
    number: int


@per_body
def marks(body: Body) -> tuple[list[Mark], list[Annex]]:
    """The numbered headings before the first annex, and the annexes."""
    lines = body.text.split("\n")
    found: list[Mark] = []
    annexes: list[Annex] = []
    for heading in body.headings:
        number = heading.number
        if not annexes and number and number.isascii() and all(len(part) <= 2 for part in number.split(".")):
            found.append(Mark(heading.line, heading.level, "1.1" if "." in number else "1", number, _value(number)))
            continue
        raw = _HASHES.sub("", lines[heading.line - body.first_line], count=1).strip()
        if annex := _ANNEX.fullmatch(raw):
            # A bare 附件 is the heading over all of them; 附件1-1 is part of an annex.
            if annex["number"] or (annex["rest"].strip("　 :：") and not annex["rest"][0].isdigit()):
                annexes.append(Annex(heading.line, numerals.value(annex["number"] or "")))
        elif not annexes:
            for form, pattern in _FORMS:
                if match := pattern.match(raw):
                    found.append(Mark(heading.line, heading.level, form, match[0].strip(), _value(match[1])))
                    break
    return found, annexes


def _value(written: str) -> tuple[int, ...]:
    if written.isascii():
        return tuple([int(part) for part in written.split(".")])
    return tuple(numerals.value(part) for part in written.replace("．", ".").split("."))
