"""What a review says of records: duties, members, filings, telephones, and everything else field by field."""

from __future__ import annotations

from dataclasses import dataclass


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
