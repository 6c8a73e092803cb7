"""What a check says: a rule, a place, a message. Plain data; every room may use it, it uses none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

CURRENT_REQUIREMENT = "现行要求，修订时对照："


class Severity(StrEnum):
    """Weight of a finding; only ERROR turns the exit code to 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITY_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A spot in a file: path relative to the repository, line and column from 1, columns in code points."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Law:
    """A legal basis: id of an instrument in plans/laws.yaml and the article, e.g. 第二十六条."""

    id: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Custom:
    """A basis that is not law; printed as such so that nobody mistakes it for law."""

    label: str


HOUSE = Custom("本局规定")
CONSISTENCY = Custom("数据一致性")

Basis = Law | Custom


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `message` and `remedy` are Chinese templates filled by `at`.

    `evidence` is the grade of domain/rules §0 (A two texts, B one text, K knowledge only); it is mostly empty
    for house custom and consistency. A rule of grade K is never an error.
    `effective_from`/`effective_to` bound the days on which the rule binds: see `at`.
    `explains` is one sentence: what is compared with what, and where the rule looks. `fires` and `silent` are an
    example each of what it reports and what it passes over. `about` names the kinds of records it looks at (see
    preplan.kinds); empty means all of them. Rule pages and `preplan rules` print all four.
    `counts` names the kinds of which it must see every record, to count them or to find doubles and gaps: where only a
    part of the library was read it says less.
    """

    id: str
    title: str
    severity: Severity
    basis: tuple[Basis, ...]
    message: str
    remedy: str
    refs: tuple[str, ...] = ()
    evidence: str = ""
    effective_from: date | None = None
    effective_to: date | None = None
    since: str = "0.1.0"
    explains: str = ""
    fires: str = ""
    silent: str = ""
    about: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()

    def binds(self, day: date | None) -> bool:
        """True if the rule was in force on `day` (an unknown day counts as today's law)."""
        if day is None:
            return True
        return (self.effective_from is None or day >= self.effective_from) and (
            self.effective_to is None or day <= self.effective_to
        )

    def at(
        self,
        place: Place,
        *,
        on: date | None = None,
        related: tuple[Place, ...] = (),
        severity: Severity | None = None,
        **values: object,
    ) -> Finding:
        """A finding of this rule.

        `on` is the day of the text or event judged: outside the rule's days the same content is only
        a note 「现行要求，修订时对照」. `severity` may lower, never raise, the rule's own.
        """
        weight = self.severity
        if severity is not None and SEVERITY_ORDER.index(severity) > SEVERITY_ORDER.index(weight):
            weight = severity
        message = self.message.format(**values)
        if not self.binds(on):
            weight, message = Severity.NOTE, CURRENT_REQUIREMENT + message
        return Finding(self, place, message, weight, self.remedy.format(**values), related)


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one primary place; `related` places are printed as 另见."""

    rule: Rule
    place: Place
    message: str
    severity: Severity
    remedy: str
    related: tuple[Place, ...] = ()

    @property
    def key(self) -> tuple[str, int, int, str, str]:
        """Sort key: the same findings always come in the same order."""
        return (self.place.path, self.place.line, self.place.column, self.rule.id, self.message)
