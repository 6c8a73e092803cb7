"""How far plans are, for pages of the internal site: marks, days, hands, what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from preplan import after_issue, dates, status
from preplan.model import Record
from preplan.site import _steps, paths
from preplan.site import markdown as md
from preplan.site._plans import plan_link
from preplan.site._register_links import unit as unit_link
from preplan.site.page import Site
from preplan.status import Progress

STALLED = "停"


def default_order(row: Progress) -> tuple[int, date, int]:
    """进度板: days late descending, then the nearest deadline, then the number."""
    return (-row.late_days, row.deadline or date.max, row.plan.get("number", default=0))


def unissued(board: Iterable[Progress]) -> list[Progress]:
    """What is not issued, in the order of the board."""
    return sorted((row for row in board if row.edition is None), key=default_order)


def late(board: Iterable[Progress]) -> list[Progress]:
    return [row for row in unissued(board) if row.state == "late"]


def due_soon(board: Iterable[Progress]) -> list[Progress]:
    """Not issued and due within 30 days, the nearest first."""
    rows = [row for row in unissued(board) if row.days_left is not None and 0 <= row.days_left <= status.NEAR_DAYS]
    return sorted(rows, key=lambda row: (row.deadline or date.max, row.plan.get("number", default=0)))


def stalled(board: Iterable[Progress]) -> list[Progress]:
    """Nothing moved for more than 60 days, the longest first."""
    return sorted((row for row in unissued(board) if row.stalled), key=lambda row: -row.stalled_days)


def state_anchor(state: str) -> str:
    """Anchor on the board of the plans in a state."""
    return f"state-{state}"


def state_mark(site: Site, row: Progress) -> str:
    """The state word in its colour, and 停 beside it if the plan is stalled."""
    mark = md.mark(site.label("progressState", row.state), row.state)
    return f"{mark} {md.mark(STALLED, 'stalled')}" if row.stalled else mark


def days_text(row: Progress) -> str:
    """剩 20, 逾期 169; of an adjustment that is not decided only how long the old deadline is past."""
    left = row.days_left
    if row.edition is not None or left is None:
        return md.NONE
    if row.state == "late":
        return f"逾期 {-left}"
    return f"剩 {left}" if left >= 0 else f"原时限已过 {-left}"


def deadline_text(site: Site, row: Progress) -> str:
    """The deadline and the stage that must be passed by then."""
    if row.edition is not None or row.deadline is None:
        return md.NONE
    return f"{md.day(row.deadline)}（{md.text(site.label('stage', row.deadline_stage))}）"


def deadline_cell(site: Site, row: Progress) -> str:
    """The same on two lines, for narrow columns."""
    if row.edition is not None or row.deadline is None:
        return md.NONE
    return f"{md.day(row.deadline)}<br>{md.text(site.label('stage', row.deadline_stage))}"


def hand_text(site: Site, row: Progress, page: str) -> str:
    """The unit in whose hands the plan is."""
    return unit_link(site, row.hand, page) if row.hand else md.NONE


def plan_and_record(site: Site, row: Progress, page: str, target: str = "", anchor: str = "") -> str:
    """Title linked to the plan's page, and a small link to the record of its revision, or to another `target`."""
    record = site.library.revision(row.plan.id)
    title = plan_link(site, row.plan, page)
    if record is None:
        return title
    way = md.link("经过", target or paths.below_plans(record), page, anchor)
    return f'{title} <span class="small">{way}</span>'


def is_current(site: Site, plan: str) -> bool:
    """True if nothing in a plan's record is dated after the data date: only then do its undated words tell of that day."""
    last = status.last_change(site.library, plan, date.max)
    return last is None or last <= site.library.as_of


def undated(site: Site, row: Progress, *route: str) -> Any:
    """下一步, 卡点 and the like, of a plan that is not issued; None if they tell of a later day."""
    record = site.library.revision(row.plan.id)
    if record is None or row.edition is not None or not is_current(site, row.plan.id):
        return None
    return record.get(*route)


def missing(site: Site, row: Progress) -> list[str]:
    """缺什么: closing papers of the stage, replies and opinions outstanding; after the issue 公布 and 备案."""
    library, day = site.library, site.library.as_of
    record = library.revision(row.plan.id)
    if row.edition is not None:
        after = after_issue.after_issue(library, row.edition, day)
        return [
            f"{step.word}（末日 {step.deadline or '不详'}）"
            for step in _steps.steps(row.plan, after, day)
            if not step.done_on
        ]
    if record is None:
        return ["修编记录"]
    kinds = status.CLOSING_PAPERS[row.stage]
    entered = {str(entry["stage"]): entry for entry in status.rows(record, day)}
    stage = entered.get(row.stage)
    found = []
    if stage is None or not status.has_paper(stage, kinds, day):
        found.append("或".join(site.label("paperKind", kind) for kind in kinds))
    if row.stage == "consulting" and (names := [site.unit(unit) for unit in unreplied(record, day)]):
        found.append(f"{len(names)} 家复函：{'、'.join(names)}")
    if row.stage in ("expert_review", "amending") and (count := undated(site, row, "expert_review", "open")):
        found.append(f"评审意见 {count} 条未落实")
    return found


def letters(record: Record, day: date) -> list[dict[str, str]]:
    """The letters of 征求意见 sent by `day`."""
    return [letter for letter in record.get("consultation", default=()) if _is_by(letter["sent_on"], day)]


def is_answered(letter: dict[str, str], day: date) -> bool:
    """True if the answer to a letter has come by `day`."""
    return _is_by(letter.get("replied_on"), day)


def _is_by(value: object, day: date) -> bool:
    return (dates.parse(value) or date.max) <= day


def unreplied(record: Record, day: date) -> list[str]:
    """Ids of the units asked in writing by `day` whose answer has not come."""
    return [letter["unit"] for letter in letters(record, day) if not is_answered(letter, day)]
