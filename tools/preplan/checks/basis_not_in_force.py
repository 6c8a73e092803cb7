"""What a text rests on was in force on its day, and is known to the library."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from preplan.checks._citations import Citation, Known, cited, known, lapse
from preplan.checks._current_texts import current_editions, current_texts
from preplan.finding import HOUSE, Finding, Place, Rule, Severity
from preplan.model import Library, Record

RULE = Rule(
    id="basis-not-in-force",
    title="依据已失效、尚未施行或者未收入依据库",
    severity=Severity.WARNING,
    basis=(HOUSE,),
    message="{what}依据「{title}」{problem}",
    remedy="草稿和责任清单改引当日有效的文件，已印发的正文不改、记入下次修订；确有其文而依据库没有的，补入 laws.yaml；题名登记有误的，按原件改正",
    refs=("G-01", "R-04"),
    explains="登记的依据和正文“编制依据”一节引用的文件，与依据库核对：库中收有，并且在文本成文之日（草稿和责任清单为数据截止日）已经施行、没有失效；依据库没有收的只作提示。",
    fires="2022 年末的责任清单引用一部有效至 2022-12-30 的法律。",
    silent="同名的两部文件中有一部当日有效，或者依据库没有写施行、失效日期，不报。",
    about=("edition", "draft", "duty", "law"),
)


def check(library: Library) -> Iterator[Finding]:
    dated = [(edition, library.signed_on(edition)) for edition in current_editions(library)]
    dated += [(draft, library.as_of) for draft in library.every("draft")]
    for record, day in dated:
        for index, id in enumerate(record.get("bases", default=())):
            yield from _listed(library, record, ("bases", index), id, day)
    for duty in library.every("duty"):
        for index, basis in enumerate(duty.get("bases", default=())):
            yield from _listed(library, duty, ("bases", index, "law"), basis["law"], library.as_of)
    # A title that is not found may be that of a record which cannot be read.
    if library.is_whole("law", "plan"):
        yield from _in_text(library)


def _listed(
    library: Library, record: Record, route: tuple[str | int, ...], id: str, day: date | None
) -> Iterator[Finding]:
    law = library.of("law").get(id)
    problem = lapse(library, law, day) if law and day else ""
    if law and problem:
        related = (law.place("in_force_to" if "in_force_to" in law.data else "id"),)
        yield RULE.at(record.place(*route), related=related, what="", title=law.get("title"), problem=problem)


def _in_text(library: Library) -> Iterator[Finding]:
    titles = known(library)
    for text in current_texts(library):
        for citation in cited(text.body):
            found = titles.get(citation.key)
            severity, problem = _judge(library, text.record, citation, found, titles, text.day)
            if problem:
                place = Place(text.record.path, citation.line, citation.column)
                yield RULE.at(place, severity=severity, what="正文所引", title=citation.title, problem=problem)


def _judge(
    library: Library,
    record: Record,
    citation: Citation,
    found: Known | None,
    titles: dict[str, Known],
    day: date | None,
) -> tuple[Severity | None, str]:
    if found is None:
        near = citation.nearest(titles)
        return Severity.NOTE, "依据库未收" + (f"，题名最接近的是《{near}》" if near else "")
    if found.current and day:
        return Severity.NOTE, f"是曾用题名，现为《{found.current}》"
    listed = set(record.get("bases", default=()))
    # In the list of bases it is told there.
    if not found.laws or not day or listed.intersection(law.id for law in found.laws):
        return None, ""
    states = [lapse(library, law, day) for law in found.laws]
    return None, "" if "" in states else states[0]
