"""Papers and other items as they are written on the command line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from preplan import dates
from preplan.acts.bench import Bench, code_of
from preplan.skeleton import Refused

_FORM = "写作 种类:题名、种类:题名:文号，日期不同的末尾加 @年-月-日"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper; `on` is None where its date is that of the act."""

    kind: str
    title: str
    number: str = ""
    on: date | None = None

    def row(self, day: date) -> dict[str, Any]:
        """As it stands in a record."""
        made = {"kind": self.kind, "title": self.title, "number": self.number, "date": (self.on or day).isoformat()}
        return {key: value for key, value in made.items() if value}


def paper(bench: Bench, text: str) -> Paper:
    """KIND:TITLE[:NUMBER][@DATE]. Raises Refused."""
    match = re.fullmatch("(?P<rest>.*)@(?P<day>[0-9-]+)", text, re.DOTALL)
    rest, day = (match["rest"], dates.parse(match["day"])) if match else (text, None)
    kind, _, said = rest.replace("：", ":", 1).partition(":")
    title, _, number = said.partition(":")
    if not kind.strip() or not title.strip() or (match and day is None):
        raise Refused(f"--paper 后面{_FORM}；写的是「{text}」")
    if day:
        bench.day(day, f"《{title}》的日期")
    return Paper(code_of(bench, "paperKind", kind.strip(), "文件种类"), title.strip(), number.strip(), day)
