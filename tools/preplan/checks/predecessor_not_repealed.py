"""A notice that issues a new edition of a plan repeals the one before, unless another notice does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from preplan import editions
from preplan.checks._current_texts import current_texts
from preplan.checks._plan_titles import bare, is_plan
from preplan.checks._repeals import Issue, is_vague, issues_of, repealing
from preplan.finding import CONSISTENCY, Finding, Place, Rule, Severity
from preplan.model import Library

RULE = Rule(
    id="predecessor-not-repealed",
    title="印发新版而没有废止旧版",
    severity=Severity.ERROR,
    basis=(CONSISTENCY,),
    message="没有废止：{what}「{value}」{problem}",
    remedy="按通知原件在 repeals 中补登记被废止的旧版和文号；通知确实没有写的，报发文机关另行废止",
    refs=("W-04",),
    explains="印发新版的通知与前一版核对，旧版要由本通知或者其他通知废止；现行正文写明废止的预案，印发通知也要登记。",
    fires="通知印发 2022 版，没有把 2013 版列入废止，其他通知也没有。",
    silent="旧版由另一件通知废止，或者本通知废止旧版而没有写文号，不报。",
    about=("notice", "edition"),
)

_REPEALED = re.compile(
    r"(?:《(?P<quoted>[^《》]+)》|原(?P<plain>[^，。；《》]+?预案))[^，。；]{0,30}(?:同时|即行)?废止"
)


def check(library: Library) -> Iterator[Finding]:
    if not library.is_whole("notice"):
        return
    for plan, issues in issues_of(library).items():
        for old, new in pairwise(issues):
            yield from _pair(library, plan, old, new)
    yield from _texts(library)


def _pair(library: Library, plan: str, old: Issue, new: Issue) -> Iterator[Finding]:
    issuing, index, edition = old
    notice, at, newer = new
    if issuing is notice or is_vague(notice, plan) or repealing(library, plan, edition, issuing):
        return
    day, both = library.as_of, [library.edition(plan, edition), library.edition(plan, newer)]
    effective = [editions.effective_on(library, found) if found else None for found in both]
    if all(found and found <= day for found in effective):
        return  # both in force: two-editions-in-force
    problem = f"由「{issuing.get('number')}」印发，本通知印发「{newer}」版，没有把它列入废止，其他通知也没有"
    related = (issuing.place("issues", index),)
    yield RULE.at(notice.place("issues", at), related=related, what="旧版", value=edition, problem=problem)


def _texts(library: Library) -> Iterator[Finding]:
    """A text that says what it repeals, under a notice that does not list it."""
    for text in current_texts(library):
        notice = library.notice_of(text.record) if text.record.kind == "edition" else None
        repeals = notice.get("repeals", default=()) if notice else ()
        if notice is None or any(repeal.get("plan") == text.plan.id for repeal in repeals):
            continue
        listed = {bare(library, repeal["title"]) for repeal in repeals}
        for line, words in text.body.lines() if "废止" in text.body.text else ():
            for match in _REPEALED.finditer(words):
                value = match["quoted"] or match["plain"]
                if is_plan(value) and bare(library, value) not in listed:
                    place, related = Place(text.record.path, line, match.start() + 1), (notice.place("issues"),)
                    problem = "在正文中写明废止，印发通知没有登记"
                    weight = Severity.WARNING
                    yield RULE.at(place, related=related, severity=weight, what="文件", value=value, problem=problem)
