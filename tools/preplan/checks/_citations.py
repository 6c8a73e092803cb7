"""《titles》 in the section 编制依据 of a text, and the titles the library knows."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from preplan.checks._sections import lines_under
from preplan.load.body import Body
from preplan.model import Library, Record

_SECTION = re.compile("(?:编制|制定|法律|政策|主要|预案)依据|^依据$")
_QUOTED = re.compile("《((?:[^《》]|《[^《》]*》)+)》")
_REMARK = re.compile(r"\([^()]*\)$")
_BRACKETS = str.maketrans("（）〔〕", "()[]", "《》〈〉<>「」 　")


@dataclass(frozen=True, slots=True)
class Citation:
    """A title as cited, with its place."""

    title: str
    line: int
    column: int

    @property
    def key(self) -> str:
        return key(self.title)

    def nearest(self, titles: Mapping[str, Known]) -> str:
        """The known title most like this one; empty if none is."""
        found = difflib.get_close_matches(self.key, titles, 1, 0.6)
        return titles[found[0]].title if found else ""


@dataclass(frozen=True, slots=True)
class Known:
    """A title that the library knows: of these laws, of a plan, or a former one of a plan now called `current`."""

    title: str
    laws: tuple[Record, ...] = ()
    current: str = ""


def key(title: str) -> str:
    """A title whatever its brackets, spaces, state name and closing remark such as （试行）."""
    return _REMARK.sub("", title.translate(_BRACKETS)).removeprefix("中华人民共和国")


def known(library: Library) -> dict[str, Known]:
    """Key → what it stands for. Laws come before plans, titles in use before former ones."""
    found: dict[str, Known] = {}
    for plan in library.every("plan"):
        found.update(
            {key(title): Known(title, current=plan.get("title")) for title in plan.get("former_titles", default=())}
        )
    found.update({key(plan.get("title")): Known(plan.get("title")) for plan in library.every("plan")})
    laws: dict[str, list[Record]] = {}
    for law in library.every("law"):
        for title in {key(law.get("title")), key(law.get("short", default=law.get("title")))}:
            laws.setdefault(title, []).append(law)
    found.update({title: Known(group[0].get("title"), tuple(group)) for title, group in laws.items()})
    return found


def cited(body: Body) -> Iterator[Citation]:
    """Everything cited in the sections on 编制依据, each title once."""
    told: set[str] = set()
    for index, heading in enumerate(body.headings):
        if _SECTION.search(heading.title):
            for line, words in lines_under(body, index):
                for match in _QUOTED.finditer(words):
                    citation = Citation(match[1], line, match.start() + 1)
                    if citation.key not in told:
                        told.add(citation.key)
                        yield citation


def lapse(library: Library, law: Record, day: date) -> str:
    """Why a law is not in force on a day; empty if it is, or if a date is not known: that accuses nobody."""
    since, until = law.day("in_force_from") or law.day("issued_on"), law.day("in_force_to")
    unread = "（日期未核）" if law.get("evidence") == "K" else ""
    if until and until < day:
        heir = law.get("replaced_by")
        return f"在 {day} 已失效，有效至 {until}{unread}" + (f"，现为{library.law_title(heir)}" if heir else "")
    return f"在 {day} 尚未施行，自 {since} 起施行{unread}" if since and since > day else ""
