"""公布 and 备案 of an issued edition: done or not by a day, and by when they are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from preplan.model import Library, Record

PUBLISH_WORKDAYS = 20  # 公布 within 20 working days of issue: 政府信息公开条例 第二十六条
FILE_WORKDAYS = 20  # 备案 within 20 working days of issue: 突发事件应急预案管理办法（2024）第二十六条
# Before that text the term rests on knowledge only (grade K): a filing not seen is to be looked up, not late.
FILING_TERM_FROM = date(2024, 1, 31)


@dataclass(frozen=True, slots=True)
class AfterIssue:
    """公布 and 备案 of an issued edition, both due the same number of working days after 印发.

    `deadline` is None if the working calendar of the year is not known.
    """

    edition: Record
    signed_on: date
    deadline: date | None
    published_on: date | None
    filed_on: date | None
    letter_drafted: bool

    @property
    def filing_term_is_law(self) -> bool:
        """True if the term of 备案 is one that was read in the law, not one that is only to be looked up (核对)."""
        return self.signed_on >= FILING_TERM_FROM

    def overdue(self, done_on: date | None, day: date) -> bool:
        """True if the term has run out and the step was not done, or done too late."""
        return self.deadline is not None and (done_on or day) > self.deadline


def after_issue(library: Library, edition: Record, day: date) -> AfterIssue | None:
    """What followed the issue of an edition by `day`; None for one not signed by then."""
    signed = library.signed_on(edition)
    if signed is None or signed > day:
        return None
    record = library.revision_of(edition)
    notice = library.notice_of(edition)
    published = record.day("publication", "on") if record else notice.day("posted_on") if notice else None
    filed = record.day("filing", "sent_on") if record else None
    drafted = record.day("filing", "drafted_on") if record else None
    return AfterIssue(
        edition,
        signed,
        library.calendar.add(signed, max(PUBLISH_WORKDAYS, FILE_WORKDAYS)),
        published if published and published <= day else None,
        filed if filed and filed <= day else None,
        drafted is not None and drafted <= day,
    )
