"""A text is that of its own plan: it speaks of the hazard in the title and calls itself by no other name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from preplan.checks._current_texts import Text, current_texts
from preplan.checks._hazards import particular, speaks_of
from preplan.checks._heading_marks import marks
from preplan.checks._plan_titles import QUOTED, bare, every_title, titles_of
from preplan.finding import CONSISTENCY, Finding, Place, Rule, Severity
from preplan.load.body import Body
from preplan.model import Library

RULE = Rule(
    id="title-body-mismatch",
    title="正文与预案名称对不上",
    severity=Severity.WARNING,
    basis=(CONSISTENCY,),
    message="预案「{plan}」的正文{problem}",
    remedy="核对是否贴错了文本；预案改过名称的，在 plan.yaml 填写 former_titles",
    refs=("W-07",),
    explains="正文前两章和正文的自称，与预案题名核对：前两章写到题名中的灾种，第一章不自称别的预案。",
    fires="燃气预案的正文自称“莱西市突发地震应急预案”。",
    silent="正文用灾种的近义词或者预案的曾用题名，不报；总体应急预案没有特定灾种，不查灾种。",
    about=("edition", "draft"),
)

CHAPTERS = 2  # the first ones name the hazard: 总则 and what follows it
_TITLE = r"(?P<{}>[^《》，。；：（）()“”\s]{{2,40}}预案)"
# 《……预案》（以下简称本预案）; 制定《……预案》; 制定莱西市……预案; a heading that is the title of a plan.
_CALLS_ITSELF = re.compile(
    rf"《?{_TITLE.format('short')}》?[（(](?:以下|下文|下称)?(?:统|简)?称?为?[“《「]*本?预案"
    rf"|(?:制定|编制|制订|修订)了?《{_TITLE.format('quoted')}》"
    rf"|(?:制定|编制|制订|修订)了?{_TITLE.format('plain')}"
    rf"|^#+[ ]+{_TITLE.format('heading')}\s*$"
)


def check(library: Library) -> Iterator[Finding]:
    for text in current_texts(library):
        words = particular(library, text.plan.get("title"))
        if words and not speaks_of(library, words, QUOTED.sub("", _opening(text.body, CHAPTERS))):
            line = text.body.headings[0].line if text.body.headings else text.body.first_line
            problem = f"前 {CHAPTERS} 章没有出现「{'」「'.join(words)}」及其近义词"
            yield _finding(text, Place(text.record.path, line), problem)
        yield from _names(library, text)


def _finding(text: Text, place: Place, problem: str) -> Finding:
    return RULE.at(place, related=(text.plan.place("title"),), plan=text.plan.get("title"), problem=problem)


def _opening(body: Body, count: int) -> str:
    """The text down to the end of the first chapters; all of it if there are no more."""
    numbered, annexes = marks(body)
    heads = [(mark.level, mark.line) for mark in numbered] or [(one.level, one.line) for one in body.headings]
    top = min((level for level, _ in heads), default=0)
    chapters = [line for level, line in heads if level == top] + [annex.line for annex in annexes[:1]]
    lines = body.text.split("\n")
    return "\n".join(lines[: chapters[count] - body.first_line] if len(chapters) > count else lines)


def _names(library: Library, text: Text) -> Iterator[Finding]:
    """Another plan's title, or another one of the city's, where a text says what it is."""
    own, opening = titles_of(library, [text.plan]), _opening(text.body, 1)
    every = every_title(library)
    city = library.bureau.get("city") if library.bureau else ""
    hits = (
        (number, match)
        for number, line in enumerate(opening.split("\n"), text.body.first_line)
        if "预案" in line
        for match in _CALLS_ITSELF.finditer(line)
    )
    for number, match in hits:
        name = str(match[str(match.lastgroup)])
        of_city = bool(city) and name.startswith(city)
        # 编制地震应急预案 may be a task of others; with the city's name before it it is this text's own.
        known = bare(library, name) in every and match.lastgroup != "plain"
        if bare(library, name) not in own and (of_city or known):
            place = Place(text.record.path, number, match.start(str(match.lastgroup)) + 1)
            yield _finding(text, place, f"自称「{name}」")
