"""What a review says: plain data in Chinese, ready to be shown. Formats read it and decide nothing.

Every text is ready to be printed (labels, names of units, dates as YYYY-MM-DD); codes stand beside it where a program may
need them. Parts are in the order of the page; within a part the worst or first to act on stands first.
"""

from __future__ import annotations

from dataclasses import dataclass

from preplan.compare.characters import Piece
from preplan.compare.inside import BlockChange
from preplan.review.model_records import (
    ContactChange,
    DutyChange,
    FieldLine,
    FilingChange,
    FormChange,
    FrozenTouch,
    MemberChange,
    RecordChange,
)
from preplan.review.model_texts import ClauseChange, Count, Name, NumberChange, TextChange, Why


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
