"""Where a revision record contradicts itself or the papers that lie beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from preplan.checks import _files, _numbers
from preplan.finding import Place
from preplan.model import Library, Record


class Fault(NamedTuple):
    """A value of the record at `route`, and the place that says otherwise."""

    route: tuple[str | int, ...]
    what: str
    value: str
    problem: str
    other: Place


class _Block(NamedTuple):
    """A dated result of a stage, and the papers that prove it. Minutes and opinions may be signed days later."""

    route: tuple[str, str]
    label: str
    stage: str
    papers: tuple[str, ...]
    paper_may_follow: bool


_BLOCKS = (
    _Block(("expert_review", "on"), "评审日期", "expert_review", ("review_opinion",), True),
    _Block(("legality", "opinion_on"), "合法性审查意见日期", "legality_review", ("legality_opinion",), False),
    _Block(("approval", "on"), "审议批准日期", "approval", ("minutes", "sign_off"), True),
)
_PAPER_FIELDS = {"kind": "文件种类", "title": "文件题名", "date": "文件日期", "number": "文件文号"}


def block_faults(library: Library, record: Record) -> Iterator[Fault]:
    """The blocks expert_review, legality and approval beside the stages they belong to."""
    for block in _BLOCKS:
        day, stage = record.get(*block.route), library.label("stage", block.stage)
        rows = [(index, row) for index, row in enumerate(record.get("stages")) if row["stage"] == block.stage]
        if day and not rows:
            yield Fault(block.route, block.label, day, f"已填，阶段中没有登记进入“{stage}”", record.place("stages"))
        for index, row in rows if day else ():
            days = [paper["date"] for paper in row.get("papers", ()) if paper["kind"] in block.papers]
            if days and day not in days and not (block.paper_may_follow and max(days) > day):
                problem = f"与“{stage}”收尾文件的日期「{'、'.join(days)}」不同"
                yield Fault(block.route, block.label, day, problem, record.place("stages", index, "papers"))


def paper_faults(library: Library, record: Record, papers: Mapping[str, Record]) -> Iterator[Fault]:
    """The papers listed in the record beside their own texts (`papers`: path → text), and the letter of filing."""
    folder = record.path.rpartition("/")[0]
    own = (text for text in papers.values() if text.path.startswith(f"{folder}/"))
    letters: list[tuple[Record, tuple[str | int, ...]]] = [(text, ("number",)) for text in own if _is_letter(text.data)]
    for index, row in enumerate(record.get("stages")):
        for number, entry in enumerate(row.get("papers", ())):
            route = ("stages", index, "papers", number)
            text = papers.get(_files.join(folder, entry["file"])) if "file" in entry else None
            if text:
                yield from _text_faults(library, entry, route, text)
            if _is_letter(entry):
                letters.append((record, (*route, "number")))
    stated = record.get("filing", "letter")
    for where, at in letters:
        number = where.get(*at)
        if stated and number and _numbers.normalise(stated) != _numbers.normalise(number):
            problem = f"与报送函文件的文号「{number}」不同"
            yield Fault(("filing", "letter"), "报送函文号", stated, problem, where.place(*at))


def _is_letter(paper: Mapping[str, Any]) -> bool:
    return bool(paper["kind"] == "filing_letter")


def _text_faults(
    library: Library, entry: Mapping[str, Any], route: tuple[str | int, ...], text: Record
) -> Iterator[Fault]:
    for key, label in _PAPER_FIELDS.items():
        said, written = entry.get(key), text.get(key)
        if said and written and said != written:
            if key == "kind":
                said, written = library.label("paperKind", said), library.label("paperKind", written)
            yield Fault((*route, key), label, said, f"与文件文首写的「{written}」不同", text.place(key))
