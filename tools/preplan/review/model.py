"""What a review says: plain data in Chinese, ready to be shown. Formats read it and decide nothing.

Every text is ready to be printed (labels, names of units, dates as YYYY-MM-DD); codes stand beside it where a program may
need them. Parts are in the order of the page; within a part the worst or first to act on stands first.
"""

from __future__ import annotations

from dataclasses import dataclass

from preplan.compare.characters import Piece
from preplan.compare.inside import BlockChange


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the review. `asked` is the revision as given ("" for the working folder), `commit` its full hash.

    `day` is the author date (YYYY-MM-DD), "" for the working folder. `words` says in Chinese what it is.
    """

    asked: str
    commit: str
    day: str
    words: str


@dataclass(frozen=True, slots=True)
class RuleName:
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What was looked at. `whole` is False if only the neighbourhood of the change was read.

    `read` of `total` record files were read; `left_out` are the rules that need all of them and were not judged.
    """

    whole: bool
    read: int
    total: int
    left_out: tuple[RuleName, ...] = ()


@dataclass(frozen=True, slots=True)
class Alarm:
    """What is said before anything else. `kind`: frozen, jump, finding, unread or conflict; `remedy` says what to do."""

    kind: str
    words: str
    remedy: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class StageFault:
    """A fault of a move. `kind` as in `moves.Fault`; `path` is the legal way, names of stages in order."""

    kind: str
    words: str
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StageMove:
    """The stages of one plan before and after. `before` and `after` are labels, `before_code`, `after_code` codes of `stage`.

    `steps` are sentences on what was registered (进入、完成、文件), `hand` is the unit that holds it now.
    """

    plan: str
    title: str
    before: str
    after: str
    before_code: str
    after_code: str
    steps: tuple[str, ...]
    hand: str
    faults: tuple[StageFault, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Name:
    """A clause as a reader calls it. `line` is that of the file it stands in."""

    number: str
    title: str
    line: int

    @property
    def words(self) -> str:
        return f"{self.number} {self.title}".strip() or "篇首"


@dataclass(frozen=True, slots=True)
class Why:
    """A row of 逐条修改理由 for a clause; either may be ""."""

    reason: str
    basis: str


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """What became of a clause. `anchor` names it inside the review, the same in every run (`town-gas/draft#4.2`).

    `kind` is a key of compare.texts.KINDS, `label` its word. `before` and `after` are empty for what came or went and
    have several names for what was split or merged. `blocks` are its paragraphs and tables, old beside new.
    `chapter` is the heading of the first level above it. `topics` are the parts of G-37 that it touches.
    `needs_reason` is False for headings without text and for numbers and places alone.
    """

    anchor: str
    kind: str
    label: str
    before: tuple[Name, ...]
    after: tuple[Name, ...]
    chapter: str
    substantive: bool
    blocks: tuple[BlockChange, ...]
    reasons: tuple[Why, ...]
    needs_reason: bool
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Count:
    """How many changes of a kind, with its word (修改 3)."""

    kind: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class TextChange:
    """Two texts. `key` is unique in the review (`town-gas/2022`, `town-gas/draft`, `town-gas/draft@in-force`).

    `kind` is the kind of record (edition, draft, annex, paper, support); `against` tells what `after` is compared with:
    "former" (its own state before), "predecessor" (the edition it replaces) or "in_force" (draft and the text in force);
    "" if there is nothing to compare with: then `note` says why and `clauses` is empty.
    `clauses` are the changed ones in the order of the new text, numbers and places alone among them (`substantive` tells).
    """

    key: str
    kind: str
    plan: str
    title: str
    before: str
    after: str
    against: str
    path: str
    clauses: tuple[ClauseChange, ...]
    counts: tuple[Count, ...]
    unchanged: int
    topics: tuple[str, ...]
    note: str = ""
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class DutyChange:
    """A duty that came, went, changed, or is carried by another department. `state`: moved, added, removed, changed.

    `before` and `after` are names of departments ("" where there is none).
    """

    id: str
    state: str
    text: str
    before: str
    after: str
    sectors: tuple[str, ...]
    words: str
    path: str


@dataclass(frozen=True, slots=True)
class MemberChange:
    """Members of a plan. `task_lost` are units that are no member any more, `lead` is (before, after) or empty."""

    plan: str
    title: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    lead: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True)
class NumberChange:
    """A number or date inside a clause that is another now. `kind`: time, amount, date or level.

    `before` and `after` are the number with its unit (1 小时 → 2 小时); `context` is the sentence after the change.
    `anchor` and `text` point to the clause and the TextChange.
    """

    kind: str
    text: str
    anchor: str
    title: str
    clause: str
    before: str
    after: str
    context: str


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field with its Chinese name; `before` or `after` is "" where there was or is nothing. `days`: shift of a date."""

    title: str
    before: str
    after: str
    days: int = 0


@dataclass(frozen=True, slots=True)
class ContactChange:
    """A telephone or post that changed; internal. `owner` says whose it is."""

    owner: str
    title: str
    before: str
    after: str
    path: str


@dataclass(frozen=True, slots=True)
class FrozenTouch:
    """A registered text that was altered. `count` clauses say something else than was issued."""

    id: str
    title: str
    path: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class RecordChange:
    """Any other record. `kind` is the code, `label` its word; `state`: added, removed or changed."""

    kind: str
    label: str
    id: str
    title: str
    state: str
    path: str
    fields: tuple[FieldLine, ...]


@dataclass(frozen=True, slots=True)
class FilingChange:
    """A filing case. `before` and `after` are labels of its state on the day ("" if it is not there)."""

    receipt: str
    unit: str
    state: str
    before: str
    after: str
    path: str
    fields: tuple[FieldLine, ...]


@dataclass(frozen=True, slots=True)
class FormChange:
    """A file that was rewritten and says the same (`words`: 只改了换行、次序 …)."""

    title: str
    path: str
    words: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding as the check words it. `severity` is the code, `label` its word."""

    rule: str
    title: str
    severity: str
    label: str
    path: str
    line: int
    message: str
    remedy: str
    basis: str


@dataclass(frozen=True, slots=True)
class Findings:
    """`new` came with the change, `cured` are gone with it; `kept` findings were there before and still are."""

    new: tuple[FindingLine, ...]
    cured: tuple[FindingLine, ...]
    kept: int


@dataclass(frozen=True, slots=True)
class Due:
    """What falls due by the change. `on` is the last day ("" if the working calendar lacks the year).

    `basis` is the law or plan it rests on, `is_law` False where it is only to be looked up (核对). `late` days have passed
    on the data date, 0 if none.
    """

    on: str
    what: str
    who: str
    plan: str
    basis: str
    is_law: bool
    late: int


@dataclass(frozen=True, slots=True)
class UnitToAsk:
    """A unit that must be asked in writing. `why` are the places that touch it; `asked` says what the record knows:
    "" (not asked), or 已于…发函 / 已于…复函 with `is_answered`."""

    unit: str
    name: str
    plan: str
    title: str
    why: tuple[str, ...]
    asked: str
    is_answered: bool


@dataclass(frozen=True, slots=True)
class Total:
    """A number of the summary before and after, with what it counts; `of` is the denominator, 0 if there is none."""

    name: str
    before: int
    after: int
    of_before: int
    of_after: int


@dataclass(frozen=True, slots=True)
class Review:
    """A whole review. `outcome`: error (new errors or an illegal move), attention, or fine; `facts` are the first lines.

    `sample` is the notice of a fictional library, "" if it is real.
    """

    title: str
    bureau: str
    sample: str
    as_of: str
    base: Side
    head: Side
    outcome: str
    verdict: str
    facts: tuple[str, ...]
    alarms: tuple[Alarm, ...]
    stages: tuple[StageMove, ...]
    texts: tuple[TextChange, ...]
    numbers: tuple[NumberChange, ...]
    duties: tuple[DutyChange, ...]
    members: tuple[MemberChange, ...]
    units: tuple[UnitToAsk, ...]
    due: tuple[Due, ...]
    frozen: tuple[FrozenTouch, ...]
    filings: tuple[FilingChange, ...]
    records: tuple[RecordChange, ...]
    contacts: tuple[ContactChange, ...]
    form_only: tuple[FormChange, ...]
    findings: Findings
    totals: tuple[Total, ...]
    scope: Scope
    unseen: tuple[str, ...]

    @property
    def has_errors(self) -> bool:
        return self.outcome == "error"


__all__ = ["Alarm", "BlockChange", "ClauseChange", "ContactChange", "Count", "Due", "DutyChange", "FieldLine"]
__all__ += ["FilingChange", "FindingLine", "Findings", "FormChange", "FrozenTouch", "MemberChange", "Name"]
__all__ += ["NumberChange", "Piece", "RecordChange", "Review", "RuleName", "Scope", "Side", "StageFault", "StageMove"]
__all__ += ["TextChange", "Total", "UnitToAsk", "Why"]
