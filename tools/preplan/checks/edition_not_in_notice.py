"""An edition and the notice that issues it name each other."""

from collections.abc import Iterator

from preplan.finding import CONSISTENCY, Finding, Rule, Severity
from preplan.model import Library, Record

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


def check(library: Library) -> Iterator[Finding]:
    listed: dict[str, list[tuple[Record, int]]] = {}
    for notice in library.every("notice"):
        for index, item in enumerate(notice.get("issues")):
            listed.setdefault(f"{item['plan']}/{item['edition']}", []).append((notice, index))
    for edition in library.every("edition"):
        named = edition.get("notice")
        own = library.notice_of(edition)
        listing = listed.get(edition.id, [])
        for notice, index in listing:
            if notice.id != named:
                yield RULE.at(
                    notice.place("issues", index),
                    related=(edition.place("notice"),),
                    edition=edition.id,
                    problem=f"列在本通知中，但其文首写的通知是「{named}」",
                )
        # Listed by another notice: said above, with both places.
        if own is not None and not listing:
            yield RULE.at(
                edition.place("notice"),
                related=(own.place("issues"),),
                edition=edition.id,
                problem=f"写明由通知「{named}」印发，该通知没有列出它",
            )
