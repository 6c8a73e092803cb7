"""Contact lists, duty rosters, manuals, deployments and store locations are not public, as an annex or in a text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from preplan.checks import _current_texts, _files, _phone_lists, _texts
from preplan.finding import Finding, Law, Place, Rule, Severity
from preplan.kinds import plan_folder
from preplan.model import Library, Record
from preplan.visible import PUBLIC

RULE = Rule(
    id="annex-class-wrong",
    title="内部材料列为公开",
    severity=Severity.ERROR,
    basis=(
        Law("personal-information-law-2021", "第二十五条"),
        Law("gov-info-regulation-2019", "第十四条"),
        Law("gov-info-regulation-2019", "第十五条"),
    ),
    message="{where}「{title}」对外公开，但{why}",
    remedy="附件的公开级别改为内部；正文里的报牵头部门移到内部附件，已经公布的先撤下；公开文本只留办公电话、咨询电话和报警电话",
    refs=("G-07", "D-04", "D-05", "D-09"),
    evidence="B",
    effective_from=date(2021, 11, 1),
    explains="对外公开的附件和现行正文各节，按种类、题名和内容查有没有不得公开的通讯录、值班表、工作手册、力量部署、储备库点位；列有个人姓名和电话的为错误，其余为警告。",
    fires="附件“成员单位联络表”的公开级别写作公开，而种类是通讯录。",
    silent="附件只列办公电话、咨询电话或者空白表样，不报；预案本身不公开的，正文不查。",
    about=("edition", "annex"),
)


def check(library: Library) -> Iterator[Finding]:
    """Speaks of the class of a whole; each mobile number in a public text is a finding of personal-data-public."""
    paths = {annex.path for annex in library.every("annex")}
    for annex in library.every("annex"):
        if annex.get("class") == PUBLIC:
            found = list(_phone_lists.lists(annex.body)) if annex.body else []
            why = _called(annex.get("kind"), annex.get("title")) or next((one.why for one in found), "")
            related = tuple(Place(annex.path, one.line) for one in found)
            personal = any(one.personal for one in found)
            yield from _finding(library, annex.place("class"), "附件", annex.get("title"), why, personal, related)
    named = [
        (edition, index, entry)
        for edition in library.every("edition")
        for index, entry in enumerate(edition.get("annexes", default=()))
        if entry["class"] == PUBLIC and _called(entry["kind"], entry["title"]) and _path(edition, entry) not in paths
    ]
    current = frozenset(_current_texts.current_editions(library)) if named else frozenset[Record]()
    for edition, index, entry in named:
        if edition in current:
            why = _called(entry["kind"], entry["title"])
            yield from _finding(library, edition.place("annexes", index, "class"), "附件", entry["title"], why)
    for text in _texts.texts(library):
        if text.record.kind == "edition" and text.plan.get("disclosure", "mode") == PUBLIC:
            for one in _phone_lists.lists(text.body):
                place = Place(text.record.path, one.line)
                yield from _finding(library, place, "正文", one.title, one.why, one.personal)


def _finding(
    library: Library,
    place: Place,
    where: str,
    title: str,
    why: str,
    personal: bool = False,
    related: tuple[Place, ...] = (),
) -> Iterator[Finding]:
    """Nothing without a reason; an error only where persons are named."""
    if why:
        weight = None if personal else Severity.WARNING
        day = library.as_of
        yield RULE.at(place, on=day, related=related, severity=weight, where=where, title=title, why=why)


def _called(kind: str, title: str) -> str:
    word = _phone_lists.named(title)
    return "种类是通讯录" if kind == "contacts" else f"题名含「{word}」" if word else ""


def _path(edition: Record, entry: dict[str, str]) -> str:
    return _files.join(plan_folder(edition.path), entry.get("file", ""))
