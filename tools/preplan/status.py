"""How far each plan is on a day: the only place that decides. Everything is derived from dated facts.

Terms (domain/practice §1.6–1.8, §3): a stage is passed when it has a closing paper and a date; a plan is 已修编 when an
edition of the campaign has been issued by the day; late = the day − the earliest deadline not met, in calendar days.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from preplan import dates, editions, procedure
from preplan.model import OVERALL, Library, Record

NEAR_DAYS = 30  # 临近: due within so many calendar days (house custom, practice §3)
STALLED_DAYS = 60  # 停滞: nothing moved for more than so many calendar days (house custom, practice §3)
# A date by which something ought to happen is no change.
_NOT_A_CHANGE = frozenset({"due_on"})

# Which stages there are, and what each needs, is told by `procedure`; these names are for those who ask of a plan.
STAGES = procedure.STAGES
ISSUED = procedure.ISSUED
CLOSING_PAPERS = {stage.name: stage.closing for stage in procedure.TABLE}
ENTRY_PAPERS = {stage.name: stage.entry for stage in procedure.TABLE if stage.entry}
HANDS = {stage.name: stage.hand for stage in procedure.TABLE if stage.hand}


@dataclass(frozen=True, slots=True)
class Progress:
    """Where one plan of the campaign stands on a day. Dates are days, lengths calendar days."""

    plan: Record
    batch: int
    stage: str
    state: str
    edition: Record | None
    deadline: date | None
    deadline_stage: str
    extended_until: date | None
    days_left: int | None
    last_change: date | None
    stalled_days: int
    hand: str

    @property
    def late_days(self) -> int:
        """Days past the deadline; 0 unless the state is late."""
        return -self.days_left if self.state == "late" and self.days_left is not None else 0

    @property
    def stalled(self) -> bool:
        return self.edition is None and self.stalled_days > STALLED_DAYS


def validity(library: Library, edition: Record, day: date) -> str:
    """A word of the list `validity`: pending, in_force, under_revision, superseded or repealed."""
    if (editions.effective_on(library, edition) or date.max) > day:
        return "pending"
    plan = edition.get("plan")
    current = editions.in_force(library, plan, day)
    if current is edition:
        return "under_revision" if is_under_revision(library, plan, day) else "in_force"
    later = [e for e in library.editions_of[plan] if (editions.effective_on(library, e) or date.max) <= day]
    return "superseded" if later and later[-1] is not edition else "repealed"


def is_under_revision(library: Library, plan: str, day: date) -> bool:
    """True if the campaign lists the plan and no new edition is issued yet."""
    campaign = library.campaign_on(day)
    return (
        campaign is not None
        and plan in library.batch_of[campaign.id]
        and plan not in _gone(campaign, day)
        and editions.revised_edition(library, plan, day) is None
    )


def denominator(library: Library, day: date) -> tuple[str, ...]:
    """Ids of the special plans that count, in batch order.

    A merger or withdrawal takes a plan out only from the day it is approved (practice §2).
    """
    campaign = library.campaign_on(day)
    if campaign is None:
        return tuple(plan.id for plan in library.special_plans)
    gone = _gone(campaign, day)
    return tuple(plan for plan in library.batch_of[campaign.id] if plan not in gone)


def _gone(campaign: Record, day: date) -> set[str]:
    """Ids of the plans whose merger or withdrawal is approved by `day`."""
    return {
        adjustment["plan"]
        for adjustment in campaign.get("adjustments", default=())
        if adjustment["kind"] in ("merge", "withdraw")
        and (dates.parse(adjustment.get("approved_on")) or date.max) <= day
    }


def board(library: Library, day: date | None = None) -> tuple[Progress, ...]:
    """The progress of every plan that counts, in the order of plan numbers. Default day: the library's."""
    on = day or library.as_of
    counted = set(denominator(library, on))
    return tuple(progress(library, plan, on) for plan in library.special_plans if plan.id in counted)


def progress(library: Library, plan: Record, day: date) -> Progress:
    """Where a special plan stands on `day`; facts dated later are ignored."""
    record = library.revision(plan.id, day)
    edition = editions.revised_edition(library, plan.id, day)
    stage = ISSUED if edition else current_stage(record, day)
    batch, deadlines = _batch(library, plan.id, day)
    campaign = library.campaign_on(day)
    met_by_entry = campaign.get("met_by_entry", default=()) if campaign else ()
    extension = _dated(library, "extensions", plan.id, "approved_on", day)
    adjustment = _dated(library, "adjustments", plan.id, "requested_on", day)
    if adjustment and (dates.parse(adjustment.get("approved_on")) or date.max) <= day:
        adjustment = None
    deadline, due_stage = None, ""
    if edition is None:
        for name in (*STAGES, ISSUED):
            due = dates.parse(deadlines.get(name))
            if due and not _met(record, name, name in met_by_entry, day) and (deadline is None or due < deadline):
                deadline, due_stage = due, name
    until = dates.parse(extension["until"]) if extension else None
    if until and edition is None:
        deadline = until
    left = (deadline - day).days if deadline else None
    last = last_change(library, plan.id, day)
    state = _state(record, stage, edition, left, until, adjustment is not None, day)
    return Progress(
        plan=plan,
        batch=batch,
        stage=stage,
        state=state,
        edition=edition,
        deadline=deadline,
        deadline_stage=due_stage,
        extended_until=until,
        days_left=left,
        last_change=last,
        stalled_days=(day - last).days if last and edition is None else 0,
        hand=hand(plan, record, stage, day),
    )


def current_stage(record: Record | None, day: date) -> str:
    """The stage a plan is in: the last one entered if it is open, else the one after it."""
    entered = [(row["stage"], row) for row in rows(record, day)]
    if not entered:
        return STAGES[0]
    name, row = entered[-1]
    if not passed(row, day):
        return str(name)
    following = procedure_of(record, day).following(str(name))
    return following if following != ISSUED else STAGES[-1]


def procedure_of(record: Record | None, day: date) -> procedure.Procedure:
    """The procedure that a plan under revision goes by on a day: of its type, full or simplified, by the law of the day."""
    plan, mode = (record.get("plan"), record.get("procedure")) if record else ("", "")
    return procedure.of(procedure.OVERALL if plan == OVERALL else procedure.SPECIAL, str(mode), day)


def rows(record: Record | None, day: date) -> Iterator[dict[str, object]]:
    """The stage rows entered by `day`."""
    for row in record.get("stages", default=()) if record else ():
        if (dates.parse(row["entered_on"]) or date.max) <= day:
            yield row


def passed(row: dict[str, object], day: date) -> bool:
    """True if a stage row has its closing date and closing paper by `day`."""
    closed = dates.parse(row.get("closed_on"))
    return closed is not None and closed <= day and has_paper(row, CLOSING_PAPERS[str(row["stage"])], day)


def has_paper(row: dict[str, object], kinds: tuple[str, ...], day: date) -> bool:
    """True if a stage row holds a paper of one of these kinds dated by `day`."""
    papers = row.get("papers") or ()
    return any(
        paper["kind"] in kinds and (dates.parse(paper["date"]) or date.max) <= day
        for paper in papers  # type: ignore[attr-defined]
    )


def _met(record: Record | None, stage: str, by_entry: bool, day: date) -> bool:
    for row in rows(record, day):
        if row["stage"] == stage:
            return passed(row, day) or (by_entry and has_paper(row, ENTRY_PAPERS.get(stage, ()), day))
    return False


def _state(
    record: Record | None,
    stage: str,
    edition: Record | None,
    left: int | None,
    until: date | None,
    adjusting: bool,
    day: date,
) -> str:
    if edition:
        return ISSUED
    if adjusting:
        return "adjusting"
    if left is not None and left < 0:
        return "late"
    if until:
        return "extended"
    # A closing date without its paper: someone says the stage is done, nothing shows it.
    closed = [row for row in rows(record, day) if (dates.parse(row.get("closed_on")) or date.max) <= day]
    if not all(passed(row, day) for row in closed):
        return "unproved"
    return "near" if left is not None and left <= NEAR_DAYS else "normal"


def hand(plan: Record, record: Record | None, stage: str, day: date) -> str:
    """Id of the unit in whose hands the plan is; "" once issued."""
    if stage == ISSUED:
        return ""
    stated = record.get("hand") if record else None
    if stated and (dates.parse(stated.get("since")) or date.min) <= day:
        return str(stated["unit"])
    return procedure.hand(stage) or str(plan.get("lead"))


def last_change(library: Library, plan: str, day: date) -> date | None:
    """最近变动日: the latest date by `day` anywhere in the plan's record, extensions and adjustments."""
    return max((found for found in change_days(library, plan, day) if found <= day), default=None)


def change_days(library: Library, plan: str, day: date) -> set[date]:
    """Every date in the plan's record, extensions and adjustments of the campaign of `day`, also later ones."""
    record = library.revision(plan, day)
    found = set(dates.within(record.data, _NOT_A_CHANGE)) if record else set()
    campaign = library.campaign_on(day)
    for part in ("extensions", "adjustments"):
        for entry in campaign.get(part, default=()) if campaign else ():
            if entry["plan"] == plan:
                acts = (dates.parse(entry.get(key)) for key in ("requested_on", "approved_on"))
                found.update(act for act in acts if act)
    return found


def _batch(library: Library, plan: str, day: date) -> tuple[int, dict[str, str]]:
    campaign = library.campaign_on(day)
    batch = library.batch_of[campaign.id].get(plan) if campaign else None
    return (batch["number"], batch["deadlines"]) if batch else (0, {})


def _dated(library: Library, part: str, plan: str, key: str, day: date) -> dict[str, str] | None:
    campaign = library.campaign_on(day)
    entries = campaign.get(part, default=()) if campaign else ()
    found = [e for e in entries if e["plan"] == plan and (dates.parse(e.get(key)) or date.max) <= day]
    return found[-1] if found else None
