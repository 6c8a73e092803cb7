"""What the title of a notice says of the plans it issues."""

from __future__ import annotations

import re
from collections.abc import Iterator

from preplan.checks import _chinese_numerals as numerals
from preplan.checks._plan_titles import QUOTED, bare, is_plan, titles_of
from preplan.model import Library, Record

_COUNT = re.compile(rf"([0-9]{{1,2}}|{numerals.NUMERAL})(?:件|个|项|部)[^《》]{{0,12}}预案")
# (route in the notice, value, problem)
Fault = tuple[tuple[str | int, ...], str, str]


def title_faults(library: Library, notice: Record) -> Iterator[Fault]:
    """Where the title of a notice and its list of plans differ."""
    plans = [library.of("plan").get(item["plan"]) for item in notice.get("issues")]
    known = [plan for plan in plans if plan is not None]
    if len(known) < len(plans) or not plans:
        return  # an unknown plan may be the one in the title; a notice that only repeals names what it repeals
    title = notice.get("title")
    own = titles_of(library, known)
    quoted = [name for name in QUOTED.findall(title) if is_plan(name)]
    named = quoted or _unquoted(library, title)
    listed = "」「".join(plan.get("title") for plan in known)
    for name in named:
        if bare(library, name) not in own:
            yield ("title",), name, f"写在通知标题中，本通知印发的是「{listed}」"
    bares = {bare(library, name) for name in quoted}
    for index, plan in enumerate(known if quoted and "等" not in title.rpartition("》")[2] else ()):
        if not titles_of(library, [plan]) & bares:
            yield ("issues", index), plan.get("title"), "列在印发之中，通知标题没有写"
    count = _COUNT.search(title)
    if count and numerals.value(count[1]) != len(plans):
        yield ("title",), count[0], f"写在通知标题中，本通知列出的是 {len(plans)} 件"


def _unquoted(library: Library, title: str) -> list[str]:
    """Titles of plans of the library that stand in a title without 《》, the longest where one holds another."""
    every = sorted(titles_of(library, library.plans), key=len, reverse=True)
    return re.findall("|".join(map(re.escape, every)), title) if every and "印发" in title else []
