"""What a review says of texts: clauses before and after, and the numbers inside them."""

from __future__ import annotations

from dataclasses import dataclass

from preplan.compare.inside import BlockChange

ASIDE = "@in-force"  # the end of the key of a text that stands beside another for comparison only


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
    `needs_reason` is False for headings without text and for numbers and places alone. `digest` tells the clauses of the
    new text from others that say something else: one per clause, joined by commas ("" for what went).
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
    digest: str = ""


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
    `campaign` is that of a draft, "" for other texts; `outline` are all clauses of a draft, name and digest.
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
    campaign: str = ""
    outline: tuple[tuple[str, str], ...] = ()

    @property
    def is_aside(self) -> bool:
        """True for a changed draft beside the text in force: its changes are told beside its own former state."""
        return self.key.endswith(ASIDE)


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
