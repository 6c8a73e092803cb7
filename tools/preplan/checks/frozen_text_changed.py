"""The text of a registered edition is never changed: its hash is that taken when it was registered."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.compare.folded import body_hash
from preplan.finding import HOUSE, Finding, Place, Rule, Severity
from preplan.model import Library

RULE = Rule(
    id="frozen-text-changed",
    title="登记后的正文被改动",
    severity=Severity.ERROR,
    basis=(HOUSE,),
    message="「{edition}」版{problem}",
    remedy="恢复登记时的正文；确需改动的，另行印发新版本，不改已登记的版本",
    explains="按版本正文现在的文字重新计算指纹，与登记时记入的指纹核对，一个字节不同就报。",
    fires="登记以后把正文中的30分钟改为60分钟，指纹没有变。",
    silent="正文与登记时逐字相同，只改了文首信息，不报；没有登记指纹的版本不查。",
    about=("edition",),
)


def check(library: Library) -> Iterator[Finding]:
    for edition in library.every("edition"):
        registered = edition.get("body_hash")
        if registered is None or edition.body is None:
            continue
        number, first = edition.get("edition"), edition.body.first_line
        if edition.body.is_empty:
            problem = "登记了正文指纹，正文却是空的"
            yield RULE.at(edition.place("body_hash"), edition=number, problem=problem)
        elif (now := body_hash(edition.body.text)) != registered:
            problem = f"登记以后正文被改动（登记的指纹 {registered[:12]}…，现在 {now[:12]}…）"
            related = (edition.place("body_hash"),)
            yield RULE.at(Place(edition.path, first), related=related, edition=number, problem=problem)
