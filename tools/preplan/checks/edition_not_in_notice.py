"""An edition and the notice that issues it name each other."""

from collections.abc import Iterator

from preplan.finding import CONSISTENCY, Finding, Rule, Severity
from preplan.model import Library, Record
from preplan.relations import Relation, one_sided

RULE = Rule(
    id="edition-not-in-notice",
    title="预案版本与印发通知对不上",
    severity=Severity.ERROR,
    basis=(CONSISTENCY,),
    message="版本「{edition}」{problem}",
    remedy="按印发通知原件核对：在通知的 issues 中补列，或改正版本文首的 notice",
    explains="预案版本文首写的通知与印发通知列出的版本互相核对，两边要对得上。",
    fires="版本文首写由某通知印发，该通知没有列出这个版本。",
    silent="通知因写法有误读不出来，无从知道列了哪些版本，不报。",
    about=("edition", "notice"),
)


_INVERSE = {"issues": "notice", "notice": "issues"}


def check(library: Library) -> Iterator[Finding]:
    lists = [
        Relation(notice.id, "issues", f"{item['plan']}/{item['edition']}", (notice, index))
        for notice in library.every("notice")
        for index, item in enumerate(notice.get("issues"))
    ]
    named = [Relation(edition.id, "notice", edition.get("notice"), edition) for edition in library.every("edition")]
    listed = {relation.target for relation in lists}
    editions = library.of("edition")
    for relation in one_sided((*lists, *named), _INVERSE):
        if isinstance(relation.at, tuple):
            if relation.target in editions:  # else the notice names what is not there, see unresolved-reference
                yield _listed_only(editions[relation.target], *relation.at)
        # Listed by another notice: said by that notice, with both places.
        elif isinstance(relation.at, Record) and relation.source not in listed:
            own = library.notice_of(relation.at)
            if own is not None:
                yield _named_only(relation.at, own)


def _listed_only(edition: Record, notice: Record, index: int) -> Finding:
    return RULE.at(
        notice.place("issues", index),
        related=(edition.place("notice"),),
        edition=edition.id,
        problem=f"列在本通知中，但其文首写的通知是「{edition.get('notice')}」",
    )


def _named_only(edition: Record, notice: Record) -> Finding:
    return RULE.at(
        edition.place("notice"),
        related=(notice.place("issues"),),
        edition=edition.id,
        problem=f"写明由通知「{edition.get('notice')}」印发，该通知没有列出它",
    )
