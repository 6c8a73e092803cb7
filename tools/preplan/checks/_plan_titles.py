"""Titles of plans, told apart from one another whatever city, brackets or remarks stand around them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from preplan.model import Library, Record

QUOTED = re.compile("《([^《》]+)》")
_REMARK = re.compile(r"[（(][^（）()]*[）)]$")


def bare(library: Library, title: str) -> str:
    """The title without its city, spaces and a closing remark such as （试行）."""
    city = library.bureau.get("city") if library.bureau else ""
    return _REMARK.sub("", "".join(title.split())).removeprefix(city)


def is_plan(title: str) -> bool:
    """True if the title is that of a plan."""
    return _REMARK.sub("", title).endswith("预案")


@lru_cache(maxsize=1)
def every_title(library: Library) -> frozenset[str]:
    """Bare titles of all plans, former ones included."""
    return frozenset(titles_of(library, library.plans))


def titles_of(library: Library, plans: Iterable[Record]) -> set[str]:
    """Bare titles of these plans, former ones included."""
    return {
        bare(library, title) for plan in plans for title in (plan.get("title"), *plan.get("former_titles", default=()))
    }
