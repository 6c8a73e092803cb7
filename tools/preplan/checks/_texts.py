"""The texts that rules of content judge: an edition in force or issued, or a draft, together with its annexes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import accumulate

from preplan.checks import _current_texts, _files
from preplan.checks._memo import per_body
from preplan.finding import Place
from preplan.kinds import plan_folder
from preplan.load.body import Body, Heading
from preplan.model import Library, Record

# Older texts carry their headings without #: 一、 （一） 第二章 3.1, in bold, or run in before the first full stop.
# A short line without a mark stands as one too. The first cell of a table row heads its row.
_HEADS = re.compile(
    r"^[ 　]*(?:[#]{1,6} +|\*\*)?"
    r"(?:(?:第[一二三四五六七八九十百]+[章节条]|[（(]?[一二三四五六七八九十]+[）)、.．]|[（(]?[0-9]+(?:[.．][0-9]+)*[）)、.．]?)[ 　]*"
    r"([^。；：:，,|\n]{2,24})(?=[。：:\n*]|$)|(?<=\*\*)([^*\n]{2,24})\*\*)|^[ 　]*\| *([^|\n]{2,24}?) *\|"
    "|^[ 　]*([\u4e00-\u9fff、]{3,16})[ 　]*$",
    re.MULTILINE,
)
# A draft may still lack anything until it goes out for consultation.
_UNFINISHED = frozenset({"planned", "drafting"})


@dataclass(frozen=True, eq=False)
class Text:
    """One text. `day` is that of its notice, of a draft the data date; None if the notice has none.

    `parts` are the edition or draft and its annexes, all with a body; `titles` those of all listed annexes, be their
    text in the library or not. `whole` is False if an annex could not be read: then nothing is said to be missing.
    """

    record: Record
    plan: Record
    day: date | None
    parts: tuple[tuple[Record, Body], ...]
    titles: tuple[str, ...]
    whole: bool

    @property
    def body(self) -> Body:
        return self.parts[0][1]

    @property
    def is_unfinished(self) -> bool:
        """True for a draft that has not gone out for consultation yet."""
        return self.record.kind == "draft" and self.record.get("stage") in _UNFINISHED

    @property
    def full(self) -> str:
        """The text with its annexes."""
        return "\n".join(body.text for _, body in self.parts)

    @cached_property
    def heads(self) -> str:
        """Whatever stands as a heading, a line each."""
        found = [heading.title for _, body in self.parts for heading in body.headings]
        found += [title for match in _HEADS.finditer(self.full) for title in match.groups() if title]
        return "\n".join((*found, *self.titles))

    @property
    def sections(self) -> Iterator[tuple[Record, Body, Section]]:
        """The sections of all parts."""
        return ((record, body, section) for record, body in self.parts for section in sections(body))

    @property
    def searched(self) -> str:
        """What was looked through, for a message that something was not found."""
        count = sum(len(body.headings) for _, body in self.parts)
        return f"已查标题 {count} 个、正文全文、附件 {len(self.parts) - 1} 件"

    @property
    def start(self) -> Place:
        """The first heading, else the first line of the text."""
        headings = self.body.headings
        return Place(self.record.path, headings[0].line if headings else self.body.first_line)


@lru_cache(maxsize=1)
def texts(library: Library) -> tuple[Text, ...]:
    """Every text that is judged, in the order of files."""
    return tuple(_text(library, *one) for one in _current_texts.current_texts(library))


@lru_cache(maxsize=1)
def _annexes(library: Library) -> dict[str, list[Record]]:
    """Folder of a plan → its annexes."""
    found: dict[str, list[Record]] = {}
    for annex in library.every("annex"):
        found.setdefault(plan_folder(annex.path), []).append(annex)
    return found


def _text(library: Library, record: Record, body: Body, plan: Record, day: date | None) -> Text:
    folder = plan_folder(record.path)
    listed = record.get("annexes", default=())
    # A draft lists no annexes: any of its plan may be meant.
    wanted = {_files.join(folder, entry["file"]) for entry in listed if "file" in entry}
    own = _annexes(library).get(folder, ())
    annexes = [annex for annex in own if record.kind == "draft" or annex.path in wanted]
    bodies = [(annex, annex.body) for annex in annexes if annex.body is not None]
    titles = (*(entry["title"] for entry in listed), *(annex.get("title") for annex in annexes))
    whole = not any(_files.may_exist(library, path) for path in wanted)
    return Text(record, plan, day, ((record, body), *bodies), titles, whole)


def spot(record: Record, body: Body, offset: int) -> Place:
    """The place of a character of a body."""
    before = body.text.rfind("\n", 0, offset)
    return Place(record.path, body.first_line + body.text.count("\n", 0, offset), offset - before)


def sentence_at(text: str, start: int, end: int) -> tuple[int, str]:
    """(offset, text) of the sentence around a hit; a sentence ends at 。 ； or the line's end."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    begin = max(text.rfind(mark, line_start, start) for mark in "。；;") + 1
    ends = [at for mark in "。；;" if (at := text.find(mark, end, line_end)) >= 0]
    return max(begin, line_start), text[max(begin, line_start) : min(ends, default=line_end)]


def lines_with(body: Body, word: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """(offset, line) of every line that holds a word: a costly pattern then need not try the rest."""
    text, end = body.text, -1
    while match := word.search(text, end + 1):
        at = match.start()
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        end = len(text) if end < 0 else end
        yield start, text[start:end]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (None before the first) with the titles above it, and the text down to the next heading."""

    heading: Heading | None
    trail: tuple[str, ...]
    offset: int
    end: int
    body: Body

    @property
    def text(self) -> str:
        # Cut out when asked for: a copy of every section would hold all texts in memory twice.
        return self.body.text[self.offset : self.end]

    @property
    def title(self) -> str:
        return self.heading.title if self.heading else ""


@per_body
def sections(body: Body) -> tuple[Section, ...]:
    """The sections of a text in its order; the text of a section is its own, without that of the headings below."""
    lengths = map((1).__add__, map(len, body.text.split("\n")))  # a line with its end
    starts = list(accumulate(lengths, initial=0))
    offsets = [*(starts[heading.line - body.first_line] for heading in body.headings), len(body.text)]
    found = [Section(None, (), 0, offsets[0], body)]
    above: list[Heading] = []
    for index, heading in enumerate(body.headings):
        while above and above[-1].level >= heading.level:
            above.pop()
        above.append(heading)
        trail = tuple([one.title for one in above])
        found.append(Section(heading, trail, offsets[index], offsets[index + 1], body))
    return tuple(found)
