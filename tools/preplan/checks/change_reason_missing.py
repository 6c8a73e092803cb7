"""Every clause that an issued edition says otherwise than the one before has its reason in the revision's papers."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.compare import clauses, reasons, texts
from preplan.compare.former import former, has_text
from preplan.finding import HOUSE, Finding, Place, Rule, Severity
from preplan.model import Library, Record
from preplan.tables import REASONS

RULE = Rule(
    id="change-reason-missing",
    title="修改的条款没有写明理由",
    severity=Severity.WARNING,
    basis=(HOUSE,),
    message="与「{former}」版相比，{what}「{clause}」{problem}",
    remedy="在 revisions/{campaign}/papers/change-reasons.md 的「逐条修改理由」表中补一行，写明条款、理由和依据",
    refs=("W-05",),
    explains="前一版正文在库的，把已印发的新版与它逐条对照，内容有变化的条款要在修编记录的“逐条修改理由”表中有理由。",
    fires="新版把报告时限由1小时改为30分钟，逐条修改理由表中没有这一条。",
    silent="条款只改了编号、次序、空白或者全半角，内容没有变，不报。",
    about=("edition", "paper"),
)


def check(library: Library) -> Iterator[Finding]:
    if not library.is_whole("notice", "edition", "record", "paper", "campaign"):
        return
    for edition in library.of("edition").values():
        revision = library.revision_of(edition)
        before = former(library, edition) if revision else None
        if revision is None or before is None or not has_text(before) or not has_text(edition):
            continue
        if library.signed_on(edition) and library.signed_on(before) and library.revision_of(before) is revision:
            continue  # both came in one campaign: its paper speaks of the step from the text before
        yield from _edition(library, edition, before, revision)


def _edition(library: Library, edition: Record, before: Record, revision: Record) -> Iterator[Finding]:
    values = {"former": before.get("edition"), "campaign": revision.get("campaign")}
    paper = reasons.of_revision(library, revision)
    if paper is None:  # nothing to lay beside it: the costly comparison can wait until there is
        if not texts.is_alike(before.body, edition.body):
            yield RULE.at(
                edition.place("edition"),
                related=(before.place("edition"),),
                what="本版",
                clause=edition.get("edition"),
                problem=f"正文有变化，修编记录中未见“{REASONS.title}”",
                **values,
            )
        return
    rows = reasons.read(paper)
    if reasons.cover(clauses.read(before.body), clauses.read(edition.body), rows):
        return
    comparison = texts.compare(before.body, edition.body)
    matched = reasons.match(comparison, rows)
    for change in comparison.changes:
        if not reasons.needs_reason(change) or matched.has_reason(change):
            continue
        given = matched.given(change)
        clause = (change.news or change.olds)[0]
        place = Place((edition if change.news else before).path, clause.line)
        problem = f"（{change.label}）在“{REASONS.title}”表中{'没有理由' if given else '没有'}"
        related = (paper.place("kind"),)
        yield RULE.at(place, related=related, what="条款", clause=clause.name, problem=problem, **values)
