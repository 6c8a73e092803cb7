"""发文字号 as they are written: 机关代字〔年份〕序号号, e.g. 示西政办发〔2022〕12号."""

from __future__ import annotations

import re

FORM = re.compile(r"[\u4e00-\u9fff]{2,10}〔(?P<year>(?:19|20)[0-9]{2})〕[1-9][0-9]{0,3}号")
_YEAR = r"[〔\[(（［【﹝]\s*(?P<year>[0-9]{4})\s*[〕\])）］】﹞]"
_LOOSE = re.compile(rf"(?P<organ>[\u4e00-\u9fff]{{2,10}}){_YEAR}第?0*(?P<serial>[0-9]+)号")


def normalise(number: str) -> str:
    """The number in the standard form if only brackets, 第, zeros or spaces differ; else without its spaces."""
    bare = "".join(number.split())
    match = _LOOSE.fullmatch(bare)
    return f"{match['organ']}〔{match['year']}〕{match['serial']}号" if match else bare


def has_bracketed_year(number: str) -> bool:
    """True if a number looks like a 发文字号 at all: orders (令) and standards have other numbers."""
    return re.search(_YEAR, number) is not None
