"""Of a plan only one edition is in force: the notice of the newer one repeals the older."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from preplan import editions
from preplan.checks._repeals import is_vague
from preplan.finding import CONSISTENCY, Finding, Rule, Severity
from preplan.model import Library, Record

RULE = Rule(
    id="two-editions-in-force",
    title="一件预案有两个版本同时有效",
    severity=Severity.ERROR,
    basis=(CONSISTENCY,),
    message="预案「{plan}」的「{old}」版和「{new}」版同时有效：印发新版的通知{problem}，也没有其他通知废止旧版",
    remedy="在新版通知的 repeals 中补登记旧版（plan 和 edition，或旧通知的文号）；通知确实没有写废止的，报发文机关另行废止",
    refs=("W-03",),
    explains="同一预案的各个版本，按施行日期和各通知的废止项核对，数据截止日只能有一个版本有效。",
    fires="2013 版没有通知废止，又印发了 2022 版，两版同时有效。",
    silent="旧版按通知文号废止，或者新版在数据截止日以后才施行，不报。",
    about=("notice", "edition"),
)


def check(library: Library) -> Iterator[Finding]:
    if not library.is_whole("notice"):
        return
    for plan in library.every("plan"):
        valid = [
            edition
            for edition in library.editions_of.get(plan.id, ())
            if (editions.effective_on(library, edition) or date.max) <= library.as_of
            and not editions.repealed_on(library, edition, library.as_of)
        ]
        for old in valid[:-1]:
            yield from _pair(library, plan, old, valid[-1])


def _pair(library: Library, plan: Record, old: Record, new: Record) -> Iterator[Finding]:
    notice = library.notice_of(new)
    if notice is not None:
        yield RULE.at(
            notice.place("repeals" if notice.get("repeals") else "issues"),
            related=(old.place("edition"),),
            plan=plan.get("title"),
            old=old.get("edition"),
            new=new.get("edition"),
            problem="有废止项而没有写明版本或文号" if is_vague(notice, plan.id) else "没有废止旧版",
        )
