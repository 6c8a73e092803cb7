"""Notice, revision record and papers tell of one and the same act in the same way."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.checks._accounts import Fault, block_faults, paper_faults
from preplan.checks._notice_titles import title_faults
from preplan.checks._revisions import issued_edition
from preplan.finding import CONSISTENCY, Finding, Rule, Severity
from preplan.model import Library, Record

RULE = Rule(
    id="accounts-differ",
    title="同一件事几处记录不一致",
    severity=Severity.ERROR,
    basis=(CONSISTENCY,),
    message="记录不一致：{what}「{value}」{problem}",
    remedy="按原件核对，改正写错的一处",
    explains="印发通知、修编记录和阶段文件对同一件事的写法互相核对：预案题名和件数，文件的种类、题名、日期和文号，以及阶段是否登记。",
    fires="修编记录把一份文件的日期写成 7 月 1 日，文件文首写的是 7 月 2 日。",
    silent="会议纪要在会后几天才签发，或者通知标题用的是预案的曾用题名，都不算不一致，不报。",
    about=("notice", "record", "paper"),
)


def check(library: Library) -> Iterator[Finding]:
    for notice in library.every("notice"):
        for route, value, problem in title_faults(library, notice):
            yield RULE.at(notice.place(*route), what="预案", value=value, problem=problem)
    papers = {paper.path: paper for paper in library.every("paper")}
    for record in library.every("record"):
        for fault in (*block_faults(library, record), *paper_faults(library, record, papers)):
            yield _finding(record, fault)
        # These two can be so; somebody ought to look all the same.
        for fault in (*_publication(library, record), *_sent(record)):
            yield _finding(record, fault, Severity.WARNING)


def _finding(record: Record, fault: Fault, severity: Severity | None = None) -> Finding:
    return RULE.at(
        record.place(*fault.route),
        related=(fault.other,),
        severity=severity,
        what=fault.what,
        value=fault.value,
        problem=fault.problem,
    )


def _publication(library: Library, record: Record) -> Iterator[Fault]:
    """Of a notice that issues one plan, 上网日期 is the day that plan was published."""
    edition = issued_edition(library, record)
    notice = library.notice_of(edition) if edition else None
    published = record.get("publication", "on")
    posted = notice.get("posted_on") if notice else None
    if notice and published and posted and published != posted and len(notice.get("issues")) == 1:
        problem = f"与只印发这一件预案的通知的上网日期「{posted}」不同"
        yield Fault(("publication", "on"), "公布日期", published, problem, notice.place("posted_on"))


def _sent(record: Record) -> Iterator[Fault]:
    """A plan enters 合法性审查 by being sent there; an earlier day of sending is told by dates-out-of-order."""
    sent = record.get("legality", "sent_on")
    for index, row in enumerate(record.get("stages")):
        if sent and row["stage"] == "legality_review" and sent > row["entered_on"]:
            problem = f"晚于进入“合法性审查”的日期「{row['entered_on']}」"
            other = record.place("stages", index, "entered_on")
            yield Fault(("legality", "sent_on"), "送审日期", sent, problem, other)
