"""Two states of a library opened as base and head: small ones whole, of large ones what stands around the change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from preplan import checks, dates, desk
from preplan.compare import libraries
from preplan.compare.libraries import LibraryComparison, RecordChange
from preplan.desk import Opened
from preplan.history.revisions import Difference
from preplan.kinds import kind_of
from preplan.load import walk
from preplan.model import Library, Record
from preplan.review import around
from preplan.review.model import RuleName, Scope

Files = Mapping[str, bytes | None]
# A day by which something ought to happen is not one on which it did.
_AHEAD = frozenset({"due_on", "until", "deadlines", "effective_on", "in_force_from", "in_force_to"})
_ACTS = frozenset({"record", "notice", "filing", "campaign"})


class NotText(Exception):
    """A changed record is no text; `paths` are shown."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__(f"应当是文本的文件不是文本：{'、'.join(paths)}")


@dataclass(frozen=True, eq=False)
class Pair:
    """`changed` are the paths that differ, `before` and `after` their content; `day` is the day the review looks at."""

    base: Opened
    head: Opened
    changed: tuple[str, ...]
    before: Files
    after: Files
    scope: Scope
    run_on: date

    @cached_property
    def comparison(self) -> LibraryComparison:
        return libraries.compare(self.base.library, self.head.library)

    @cached_property
    def records(self) -> tuple[RecordChange, ...]:
        return self.comparison.records

    def of_kind(self, *kinds: str) -> Iterator[RecordChange]:
        return (change for change in self.records if change.kind in kinds)

    @cached_property
    def day(self) -> date:
        """The data date, or the last day on which something was done that the change registers, if that is later."""
        done = [self.head.library.as_of]
        for change in self.of_kind(*_ACTS):
            old = set(dates.within(change.old.data, _AHEAD)) if change.old else set()
            new = set(dates.within(change.new.data, _AHEAD)) if change.new else set()
            done += [day for day in new - old if day <= self.run_on]
        return max(done)

    @cached_property
    def sides(self) -> tuple[Library, Library]:
        """Base and head on that day."""
        return on(self.base, max(self.day, self.base.library.as_of)).library, on(self.head, self.day).library

    @cached_property
    def plans(self) -> tuple[str, ...]:
        """Ids of the plans that the change touches, general plan first, then by number."""
        found: set[str] = set()
        for change in self.records:
            for record in (change.old, change.new):
                if record is None:
                    continue
                if change.kind == "plan":
                    found.add(record.id)
                elif isinstance(record.get("plan"), str):
                    found.add(record.get("plan"))
                elif change.kind == "notice":
                    found |= {item["plan"] for item in record.get("issues", default=())}
                    found |= {item["plan"] for item in record.get("repeals", default=()) if "plan" in item}
                elif change.kind == "campaign":
                    found |= around.campaign_plans(*(r.data if r else {} for r in (change.old, change.new))) or set()
        known = [plan for plan in self.head.library.plans if plan.id in found]
        gone = [plan for plan in self.base.library.plans if plan.id in found - {plan.id for plan in known}]
        return tuple(plan.id for plan in (*known, *gone))

    def plan(self, id: str) -> Record | None:
        """The plan as head has it, else as base had it."""
        return self.head.library.of("plan").get(id) or self.base.library.of("plan").get(id)

    def title(self, id: str) -> str:
        """Title of a plan; its id if it is unknown."""
        plan = self.plan(id)
        return str(plan.get("title")) if plan else id


def on(opened: Opened, day: date) -> Opened:
    """The same library looked at on another day."""
    return opened if opened.library.as_of == day else replace(opened, library=replace(opened.library, as_of=day))


def opened(
    root: Path, difference: Difference, today: date, as_of: date | None = None, whole_up_to: int = around.WHOLE_UP_TO
) -> Pair:
    """Base and head. Raises NoLibrary as desk does, NotText if a changed record is no text."""
    after = {path: _content(root, path, difference.head.files) for path in difference.changed}
    before = {path: _content(root, path, difference.base.files) for path in difference.changed}
    if binary := [path for path, raw in after.items() if raw is not None and kind_of(path) and _is_binary(raw)]:
        raise NotText(binary)
    paths = [path for path, _ in walk.records(root)[0]]
    near = around.of(root, paths, before, after) if len(paths) > whole_up_to else None
    head = desk.open_library(root, today, as_of, instead=difference.head.files, wanted=near.wants if near else None)
    base = desk.replaced(head, today, as_of, before)
    left = [rule for rule in checks.rules() if any(head.library.unread_ids.get(kind) for kind in rule.counts)]
    names = tuple(RuleName(rule.id, rule.title) for rule in left)
    scope = Scope(near is None, head.count, head.count + len(head.loaded.unread), names)
    return Pair(base, head, difference.changed, before, after, scope, today)


def _content(root: Path, path: str, side: Mapping[str, bytes | None]) -> bytes | None:
    """A file on one side of the difference; where that side says nothing, the working folder has it."""
    if path in side:
        return side[path]
    target = root / path
    return target.read_bytes() if target.is_file() and not target.is_symlink() else None


def _is_binary(raw: bytes) -> bool:
    if b"\0" in raw:
        return True
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False
