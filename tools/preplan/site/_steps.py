"""What follows the issue of an edition, for pages of the internal site: 公布 and 备案, open, done or done too late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from preplan import after_issue, editions
from preplan.after_issue import AfterIssue
from preplan.model import Record
from preplan.site.page import Site

PUBLICATION = "publication"
FILING = "filing"


@dataclass(frozen=True, slots=True)
class Step:
    """公布 or 备案 of an issued edition. `deadline` None: the calendar of the year is not known.

    `is_law` is False where the term is known by knowledge only: what is overdue is then to be looked up, not late.
    """

    plan: Record
    code: str
    signed_on: date
    deadline: date | None
    done_on: date | None
    overdue: bool
    drafted: bool = False
    is_law: bool = True

    @property
    def word(self) -> str:
        return "公布" if self.code == PUBLICATION else "备案"

    @property
    def situation(self) -> tuple[str, str]:
        """A word and its class: done, done too late, not due yet, or past the last day."""
        if self.done_on:
            return (f"已超期{self.word}", "near") if self.overdue else (f"已{self.word}", "issued")
        waiting = "，报送函待签" if self.drafted else ""
        if self.overdue and not self.is_law:
            return (f"未见{self.word}，请核对{waiting}", "near")
        return (f"已逾期{waiting}", "late") if self.overdue else (f"未到期{waiting}", "normal")


def steps(plan: Record, after: AfterIssue | None, day: date) -> Iterator[Step]:
    """The steps that follow an issue; 公布 only of plans that are 主动公开."""
    if after is None:
        return
    if plan.get("disclosure", "mode") == "public":
        done = after.published_on
        yield Step(plan, PUBLICATION, after.signed_on, after.deadline, done, after.overdue(done, day))
    done = after.filed_on
    late = after.overdue(done, day)
    is_law = after.filing_term_is_law
    yield Step(plan, FILING, after.signed_on, after.deadline, done, late, after.letter_drafted, is_law)


def open_steps(site: Site) -> list[Step]:
    """公布 and 备案 not done or done too late, of every edition issued since the campaign began; nearest deadline first."""
    library, day = site.library, site.library.as_of
    found: list[Step] = []
    for plan in library.plans:
        if edition := editions.revised_edition(library, plan.id, day):
            after = after_issue.after_issue(library, edition, day)
            found += [step for step in steps(plan, after, day) if step.overdue or not step.done_on]
    return sorted(found, key=lambda step: (step.done_on is not None, step.deadline or date.max, step.code))
