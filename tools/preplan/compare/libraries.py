"""Two libraries, base and head: what records say otherwise, which duties and members moved, which stages and dates.

Records are paired by kind and id, never by file names: a record that moved to another file is the same record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from preplan import status
from preplan.compare import records, texts
from preplan.compare.folded import body_hash, data_key
from preplan.compare.records import FieldChange
from preplan.compare.texts import Comparison
from preplan.kinds import KINDS
from preplan.model import Library, Record


@dataclass(frozen=True, eq=False)
class RecordChange:
    """A record that came (`old` is None), went (`new` is None), or says something else.

    `text` compares the bodies of Markdown records; `frozen` is True if a registered text or its hash was touched.
    """

    kind: str
    id: str
    old: Record | None
    new: Record | None
    fields: tuple[FieldChange, ...] = ()
    text: Comparison | None = None
    frozen: bool = False

    @property
    def is_substantive(self) -> bool:
        """False if only the form of the file changed: order of keys, white space, width, numbers of clauses."""
        return (
            self.old is None
            or self.new is None
            or bool(self.fields)
            or (self.text is not None and bool(self.text.substantive))
        )

    @property
    def dates(self) -> tuple[FieldChange, ...]:
        """The fields that hold another date than before."""
        return tuple(field for field in self.fields if field.days)


@dataclass(frozen=True, slots=True, eq=False)
class DutyMove:
    """A duty that another department carries now: by its id, or under a new id with the same text."""

    old: Record
    new: Record
    from_unit: str
    to_unit: str


@dataclass(frozen=True, slots=True)
class MemberChange:
    """Units (ids) that came to or left the members of a plan; `lead` is (old, new) if another unit leads."""

    plan: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    lead: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class StageMove:
    """A plan that stands in another stage (codes of `stage`) on the head's day than on the base's."""

    plan: str
    old: str
    new: str


@dataclass(frozen=True, eq=False)
class LibraryComparison:
    """All that differs between two libraries; each part is worked out when it is asked for."""

    base: Library
    head: Library

    @cached_property
    def records(self) -> tuple[RecordChange, ...]:
        """Changed records in the order of kinds; those whose file changed in form alone among them."""
        return tuple(change for kind in KINDS for change in _of_kind(self.base, self.head, kind.name))

    @cached_property
    def duties(self) -> tuple[DutyMove, ...]:
        return tuple(_duties(self.base, self.head))

    @cached_property
    def members(self) -> tuple[MemberChange, ...]:
        return tuple(_members(self.base, self.head))

    @cached_property
    def stages(self) -> tuple[StageMove, ...]:
        found = []
        for plan in self.head.special_plans:
            before = self.base.of("plan").get(plan.id)
            if before is None:
                continue
            old = status.progress(self.base, before, self.base.as_of).stage
            new = status.progress(self.head, plan, self.head.as_of).stage
            if old != new:
                found.append(StageMove(plan.id, old, new))
        return tuple(found)


def compare(base: Library, head: Library) -> LibraryComparison:
    """The way from one library to another."""
    return LibraryComparison(base, head)


def _of_kind(base: Library, head: Library, kind: str) -> Iterator[RecordChange]:
    before, after = base.of(kind), head.of(kind)
    for id in dict.fromkeys((*before, *after)):
        old, new = before.get(id), after.get(id)
        if old is None or new is None:
            yield RecordChange(kind, id, old, new)
            continue
        same_text = (old.body.text if old.body else None) == (new.body.text if new.body else None)
        if old.data == new.data and same_text:
            continue
        fields = () if data_key(old.data) == data_key(new.data) else _fields(head, old, new)
        text = None if same_text else texts.compare(old.body, new.body)
        yield RecordChange(kind, id, old, new, fields, text, _touched(old, new))


def _fields(library: Library, old: Record, new: Record) -> tuple[FieldChange, ...]:
    route = tuple(0 if isinstance(step, int) else step for step in new.route)
    return records.compare(library.schemas, new.document.kind.schema, old.data, new.data, route)


def _touched(old: Record, new: Record) -> bool:
    """True if a text that had its hash is another one now, or lost or changed the hash."""
    registered = old.get("body_hash") if old.kind == "edition" else None
    if registered is None:
        return False
    return new.get("body_hash") != registered or new.body is None or body_hash(new.body.text) != registered


def _duties(base: Library, head: Library) -> Iterator[DutyMove]:
    before, after = base.of("duty"), head.of("duty")
    came: dict[str, Record] = {}
    for id, duty in after.items():
        if id not in before:
            came.setdefault(data_key(duty.get("text")), duty)
    for id, old in before.items():
        new = after.get(id) or came.get(data_key(old.get("text")))
        if new is None:
            continue
        units = Library.department_of(old), Library.department_of(new)
        if units[0] != units[1]:
            yield DutyMove(old, new, *units)


def _members(base: Library, head: Library) -> Iterator[MemberChange]:
    for id, new in head.of("plan").items():
        old = base.of("plan").get(id)
        if old is None:
            continue
        before, after = ([member["unit"] for member in plan.get("members", default=())] for plan in (old, new))
        added = tuple(unit for unit in after if unit not in before)
        removed = tuple(unit for unit in before if unit not in after)
        lead = (old.get("lead"), new.get("lead")) if old.get("lead") != new.get("lead") else None
        if added or removed or lead:
            yield MemberChange(id, added, removed, lead)
