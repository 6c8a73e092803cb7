"""How far plans are, for pages of the internal site: marks, days, hands, what is missing, what follows the issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from preplan import after_issue, editions, status
from preplan.after_issue import AfterIssue
from preplan.model import Record
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site._plans import plan_link
from preplan.site._register_links import unit as unit_link
from preplan.site.page import Site
from preplan.status import Progress

STALLED = "停"
PUBLICATION = "publication"
FILING = "filing"


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


def plan_and_record(site: Site, row: Progress, page: str) -> str:
    """Title linked to the plan's page, and a small link to the record of its revision."""
    record = site.library.revision(row.plan.id)
    title = plan_link(site, row.plan, page)
    if record is None:
        return title
    return f'{title} <span class="small">{md.link("经过", paths.revision(record), page)}</span>'


def missing(site: Site, row: Progress) -> list[str]:
    """缺什么: closing papers of the stage, replies and opinions outstanding; after the issue 公布 and 备案."""
    library, day = site.library, site.library.as_of
    record = library.revision(row.plan.id)
    if row.edition is not None:
        after = after_issue.after_issue(library, row.edition, day)
        return [
            f"{step.word}（末日 {step.deadline or '不详'}）" for step in steps(row.plan, after, day) if not step.done_on
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
    if row.stage in ("expert_review", "amending") and (count := record.get("expert_review", "open")):
        found.append(f"评审意见 {count} 条未落实")
    return found


def unreplied(record: Record, day: date) -> list[str]:
    """Ids of the units asked in writing by `day` whose answer has not come."""
    return [
        letter["unit"]
        for letter in record.get("consultation", default=())
        if letter["sent_on"] <= day.isoformat() and not ("" < letter.get("replied_on", "") <= day.isoformat())
    ]


@dataclass(frozen=True, slots=True)
class Step:
    """公布 or 备案 of an issued edition. `deadline` None: the calendar of the year is not known."""

    plan: Record
    code: str
    signed_on: date
    deadline: date | None
    done_on: date | None
    overdue: bool
    drafted: bool

    @property
    def word(self) -> str:
        return "公布" if self.code == PUBLICATION else "备案"

    @property
    def situation(self) -> tuple[str, str]:
        """A word and its class: done, done too late, not due yet, or past the last day."""
        if self.done_on:
            return (f"已超期{self.word}", "near") if self.overdue else (f"已{self.word}", "issued")
        waiting = "，报送函待签" if self.drafted else ""
        return (f"已逾期{waiting}", "late") if self.overdue else (f"未到期{waiting}", "normal")


def steps(plan: Record, after: AfterIssue | None, day: date) -> Iterator[Step]:
    """The steps that follow an issue; 公布 only of plans that are 主动公开."""
    if after is None:
        return
    if plan.get("disclosure", "mode") == "public":
        done = after.published_on
        yield Step(plan, PUBLICATION, after.signed_on, after.deadline, done, after.overdue(done, day), False)
    done = after.filed_on
    yield Step(plan, FILING, after.signed_on, after.deadline, done, after.overdue(done, day), after.letter_drafted)


def open_steps(site: Site) -> list[Step]:
    """公布 and 备案 not done or done too late, of every edition issued since the campaign began; nearest deadline first."""
    library, day = site.library, site.library.as_of
    found: list[Step] = []
    for plan in library.plans:
        if edition := editions.revised_edition(library, plan.id, day):
            after = after_issue.after_issue(library, edition, day)
            found += [step for step in steps(plan, after, day) if step.overdue or not step.done_on]
    return sorted(found, key=lambda step: (step.done_on is not None, step.deadline or date.max, step.code))
