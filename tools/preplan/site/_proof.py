"""修订核验 in a sentence, for the board and its own page (internal)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from preplan.compare import proof
from preplan.compare.proof import Proof
from preplan.site import markdown as md
from preplan.site.page import Site


def found(site: Site) -> tuple[Proof, ...]:
    """The proofs of all plans that are declared revised, or changed without it."""
    return proof.proofs(site.library, site.library.as_of, site.registered)


def sentence(proofs: Sequence[Proof]) -> str:
    """How many of the declared revisions the texts prove, and why not the rest; ready Markdown."""
    undeclared = [one for one in proofs if one.verdict == "undeclared"]
    declared = [one for one in proofs if one.verdict != "undeclared"]
    count = Counter(one.verdict for one in declared)
    rest = "、".join(
        f"{word} {count[code]} 件"
        for code, word in proof.VERDICTS.items()
        if code not in (proof.PROVED, "undeclared") and count[code]
    )
    words = f"声明已修编 {len(declared)} 件，正文对照证明为实质修订 {count[proof.PROVED]} 件"
    words += f"；{rest}" if rest else ""
    words += f"；另有正文已变而未声明 {len(undeclared)} 件" if undeclared else ""
    return md.text(words + "。")
