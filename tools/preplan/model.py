"""Room 4, model: valid documents as one library of records. Reads no file, knows no clock.

A record stays plain data (see `record`); the model adds what joins records together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from preplan import dates
from preplan.kinds import id_of_path
from preplan.load import Document
from preplan.record import Record, Records, value_at
from preplan.schema import Schemas
from preplan.shape import Shaped

__all__ = ["OVERALL", "Library", "Record", "Records", "build", "value_at"]
OVERALL = "overall"


@dataclass(frozen=True, eq=False)
class Library:
    """Everything a check or a page may ask. `as_of` is the day it is looked at; later facts count as unknown.

    `broken_ids` and `broken_kinds` are there but of wrong shape; `unread_ids` are there and were not read, because
    nothing that was asked rests on them.
    """

    as_of: date
    schemas: Schemas
    records: Mapping[str, Records]
    all_records: Mapping[str, tuple[Record, ...]]
    broken_ids: Mapping[str, frozenset[str]] = field(default_factory=dict)
    broken_kinds: frozenset[str] = frozenset()
    unread_ids: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, kind: str) -> Records:
        """id → record of a kind, in the order of files; of two with one id the first (see rule duplicate-id)."""
        return self.records.get(kind, {})

    def every(self, kind: str) -> tuple[Record, ...]:
        """All records of a kind, those with a double id included."""
        return self.all_records.get(kind, ())

    def knows(self, kind: str, id: str) -> bool:
        """True if the id exists, be its record broken, not read, or sound."""
        return id in self.of(kind) or id in self.unread_ids.get(kind, ()) or self.is_broken(kind, id)

    def is_broken(self, kind: str, id: str) -> bool:
        """True if the record of this id may be there and did not enter the library because of its shape."""
        return id in self.broken_ids.get(kind, ()) or kind in self.broken_kinds

    @cached_property
    def at_path(self) -> Mapping[str, tuple[Record, ...]]:
        """File → its records in the order of the file."""
        groups: dict[str, list[Record]] = {}
        for records in self.all_records.values():
            for record in records:
                groups.setdefault(record.path, []).append(record)
        return {path: tuple(group) for path, group in groups.items()}

    @cached_property
    def bureau(self) -> Record | None:
        return next(iter(self.of("bureau").values()), None)

    @cached_property
    def plans(self) -> tuple[Record, ...]:
        """General plan first, then special plans by number."""
        every = self.of("plan").values()
        return tuple(
            sorted(every, key=lambda plan: (plan.get("type") != OVERALL, plan.get("number", default=0), plan.id))
        )

    @cached_property
    def special_plans(self) -> tuple[Record, ...]:
        return tuple(plan for plan in self.plans if plan.get("type") == "special")

    @cached_property
    def editions_of(self) -> Mapping[str, tuple[Record, ...]]:
        """Plan id → its editions in the library, oldest notice first."""
        groups: dict[str, list[Record]] = {}
        for edition in self.of("edition").values():
            groups.setdefault(edition.get("plan"), []).append(edition)
        return {
            plan: tuple(sorted(group, key=lambda edition: (self.signed_on(edition) or date.max, edition.id)))
            for plan, group in groups.items()
        }

    @cached_property
    def repeals_of(self) -> Mapping[str, tuple[tuple[Record, Mapping[str, Any]], ...]]:
        """Plan id → (notice, entry of its `repeals`) of all that name the plan, in the order of files."""
        groups: dict[str, list[tuple[Record, Mapping[str, Any]]]] = {}
        for notice in self.of("notice").values():
            for repeal in notice.get("repeals", default=()):
                groups.setdefault(repeal.get("plan"), []).append((notice, repeal))
        return {plan: tuple(group) for plan, group in groups.items()}

    @cached_property
    def batch_of(self) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
        """Campaign id → plan id → the first batch that lists the plan."""
        found: dict[str, dict[str, Mapping[str, Any]]] = {}
        for campaign in self.of("campaign").values():
            own = found.setdefault(campaign.id, {})
            for batch in campaign.get("batches"):
                for plan in batch["plans"]:
                    own.setdefault(plan, batch)
        return found

    def notice_of(self, edition: Record) -> Record | None:
        """The notice that issues an edition."""
        return self.of("notice").get(edition.get("notice"))

    def signed_on(self, edition: Record) -> date | None:
        """成文日期 of an edition: a fact of its notice."""
        notice = self.notice_of(edition)
        return notice.day("signed_on") if notice else None

    def edition(self, plan: str, edition: str) -> Record | None:
        return self.of("edition").get(f"{plan}/{edition}")

    def revision(self, plan: str, day: date | None = None) -> Record | None:
        """The record of a plan's revision in the campaign of `day` (default: `as_of`)."""
        campaign = self.campaign_on(day or self.as_of)
        return self.of("record").get(f"{plan}/{campaign.id}/record") if campaign else None

    def revision_of(self, edition: Record) -> Record | None:
        """The record of the revision that an edition came from: that of the campaign in which it was signed."""
        signed = self.signed_on(edition)
        return self.revision(edition.get("plan"), signed) if signed else None

    def campaign_on(self, day: date) -> Record | None:
        """The revision campaign under way on `day`: the latest that has begun by then."""
        begun = [c for c in self.of("campaign").values() if (c.day("started_on") or date.max) <= day]
        return max(begun, key=lambda campaign: campaign.id, default=None)

    def is_whole(self, *kinds: str) -> bool:
        """True if no record of these kinds is broken: only then may a rule say that something is missing.

        Of a plan that is read all files are, so what a rule finds missing around a record it was given is missing.
        """
        return not any(kind in self.broken_kinds or self.broken_ids.get(kind) for kind in kinds)

    def is_complete(self, *kinds: str) -> bool:
        """True if every record of these kinds is there and sound: only then may a rule count them or look for gaps."""
        return self.is_whole(*kinds) and not any(self.unread_ids.get(kind) for kind in kinds)

    @staticmethod
    def department_of(duty: Record) -> str:
        """Id of the department that carries a duty; a fact of the file it stands in."""
        return str(duty.document.data["department"])

    @cached_property
    def units(self) -> Records:
        return self.of("department")

    @cached_property
    def departments(self) -> tuple[Record, ...]:
        """The departments that carry duties, in the order of the list."""
        return tuple(unit for unit in self.units.values() if unit.get("kind") == "department")

    @cached_property
    def towns(self) -> tuple[Record, ...]:
        return tuple(unit for unit in self.units.values() if unit.get("kind") == "town")

    @cached_property
    def groups_of(self) -> Mapping[str, tuple[Record, ...]]:
        """Unit id → the groups (各镇街) that list it among their members."""
        found: dict[str, list[Record]] = {}
        for unit in self.units.values():
            for member in unit.get("members", default=()):
                found.setdefault(member, []).append(unit)
        return {member: tuple(groups) for member, groups in found.items()}

    def unit_name(self, id: str | None) -> str:
        """Short name of a unit; the id itself if it is unknown."""
        unit = self.units.get(id or "")
        return unit.get("short") if unit else (id or "")

    @cached_property
    def duties_by_sector(self) -> Mapping[str, tuple[Record, ...]]:
        groups: dict[str, list[Record]] = {}
        for duty in self.of("duty").values():
            for sector in duty.get("sectors", default=()):
                groups.setdefault(sector, []).append(duty)
        return {sector: tuple(group) for sector, group in groups.items()}

    @cached_property
    def calendar(self) -> dates.Calendar:
        """The working days of the years in plans/calendar.yaml."""
        off: set[date] = set()
        make_up: set[date] = set()
        years: set[int] = set()
        for record in self.of("calendar").values():
            for year in record.get("years", default=()):
                years.add(int(year["year"]))
                make_up.update(filter(None, map(dates.parse, year["make_up"])))
                for pair in year["days_off"]:
                    first, last = dates.parse(pair["from"]), dates.parse(pair["to"])
                    if first and last:
                        off.update(dates.span(first, last))
        return dates.Calendar(frozenset(years), frozenset(off), frozenset(make_up))

    def law_title(self, id: str) -> str:
        """《title》 with its number; the id if it is not in laws.yaml."""
        law = self.of("law").get(id)
        if law is None:
            return id
        number = law.get("number")
        return f"《{law.get('title')}》" + (f"（{number}）" if number else "")

    def label(self, word_list: str, code: str | None) -> str:
        return self.schemas.label(word_list, code)


def build(shaped: Shaped, schemas: Schemas, as_of: date | None, today: date) -> Library:
    """The library of all sound records.

    Without `as_of` it stands at the bureau's data date, without that at `today`.
    """
    groups: dict[str, list[Record]] = {}
    for document in shaped.documents:
        for record in _records(document, shaped.bad_items.get(document.path, set())):
            groups.setdefault(record.kind, []).append(record)
    by_id: dict[str, dict[str, Record]] = {}
    for kind, records in groups.items():
        for record in records:
            by_id.setdefault(kind, {}).setdefault(record.id, record)
    if as_of is None:
        bureau = next(iter(by_id.get("bureau", {}).values()), None)
        as_of = (bureau.day("as_of") if bureau else None) or today
    return Library(
        as_of=as_of,
        schemas=schemas,
        records=by_id,
        all_records={kind: tuple(records) for kind, records in groups.items()},
        broken_ids={kind: frozenset(ids) for kind, ids in shaped.broken_ids.items()},
        broken_kinds=frozenset(shaped.broken_kinds),
        unread_ids={kind: frozenset(ids) for kind, ids in shaped.unread_ids.items()},
    )


def _records(document: Document, bad: set[int]) -> Iterator[Record]:
    kind = document.kind
    if kind.items:
        for index, item in enumerate(document.data[kind.items]):
            if index not in bad:
                yield Record(item[kind.item_id], document, (kind.items, index))
    elif kind.name in ("edition", "annex", "record", "draft", "paper"):
        yield Record(id_of_path(document.path), document)
    else:
        data = document.data
        own = data.get("id", data.get("receipt"))
        yield Record(own if isinstance(own, str) else id_of_path(document.path), document)
