"""Every duty in a list of duties says whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.checks import _bodies
from preplan.checks._current_texts import Text, current_texts
from preplan.checks._duty_lines import GENERAL, MARK, VERB, form, has_subject, names_somebody
from preplan.checks._sections import children, lines_under
from preplan.finding import HOUSE, Finding, Place, Rule, Severity
from preplan.model import Library

RULE = Rule(
    id="duty-without-body",
    title="有职责而未见承担单位",
    severity=Severity.WARNING,
    basis=(HOUSE,),
    message="“{heading}”下「{words}」没有写由谁承担",
    remedy="在句首写明承担的单位，或者在前面写一句“某某单位的职责：”",
    explains="正文组织机构、职责各章中以“负责”“组织”等词开头的每一条职责，查标题和前文有没有写明由哪个单位承担。",
    fires="“成员单位主要职责”下有一条“负责抢修破损管段，恢复供气”，没有写单位。",
    silent="标题就是单位名称，或者前面写有“某某单位的职责：”，不报。",
    about=("edition", "draft"),
)

_SHOWN = 16


def check(library: Library) -> Iterator[Finding]:
    for text in current_texts(library):
        for chapter in _bodies.chapters(text.body):
            for index in (chapter, *children(text.body, chapter)):
                yield from _section(text, chapter, index)


def _section(text: Text, chapter: int, index: int) -> Iterator[Finding]:
    heading = text.body.headings[index]
    above = [text.body.headings[at] for at in range(chapter + 1, index + 1) if index in (at, *children(text.body, at))]
    general = bool(GENERAL.search(_bodies.plain(heading.title)))
    if not general and any(names_somebody(_bodies.plain(one.title)) for one in above):
        return  # the heading says whose duties they are
    before: tuple[str, str] | None = None  # mark and words of the last line that does not begin with a duty
    for line, raw in lines_under(text.body, index, deep=False):
        match = MARK.fullmatch(raw.replace("**", ""))
        if not match or not match["rest"].strip() or "|" in raw:
            continue
        mark, words = form(match["mark"] or ""), match["rest"].strip()
        if not VERB.match(words):
            before = (mark, words)
        elif not has_subject(before, mark):
            # Beside neighbours that name their unit one is missing; a list without any may be everybody's.
            weight = Severity.WARNING if general and mark and before else Severity.NOTE
            shown = words if len(words) <= _SHOWN else words[:_SHOWN] + "…"
            place = Place(text.record.path, line, max(raw.find(words), 0) + 1)
            yield RULE.at(place, severity=weight, heading=_bodies.plain(heading.title), words=shown)
