"""The outcome of a review in a word, a sentence and a title, and what is said before anything else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from preplan import procedure
from preplan.finding import Severity
from preplan.kinds import kind_of
from preplan.review.model import (
    Alarm,
    ContactChange,
    Due,
    DutyChange,
    FilingChange,
    FindingLine,
    Findings,
    FormChange,
    FrozenTouch,
    MemberChange,
    NumberChange,
    RecordChange,
    StageMove,
    TextChange,
    Total,
    UnitToAsk,
)
from preplan.review.pair import Pair

_OUTCOMES = {
    "error": "有错误，改正以前不能采用",
    "attention": "没有新的错误，有几处要先看清",
    "fine": "没有发现新的问题",
}
_STAGE = re.compile("「(.+?)」")


@dataclass(frozen=True)
class Parts:
    """What was gathered, before the first lines are written."""

    alarms: tuple[Alarm, ...]
    frozen: tuple[FrozenTouch, ...]
    stages: tuple[StageMove, ...]
    texts: tuple[TextChange, ...]
    numbers: tuple[NumberChange, ...]
    duties: tuple[DutyChange, ...]
    members: tuple[MemberChange, ...]
    units: tuple[UnitToAsk, ...]
    due: tuple[Due, ...]
    filings: tuple[FilingChange, ...]
    records: tuple[RecordChange, ...]
    contacts: tuple[ContactChange, ...]
    form_only: tuple[FormChange, ...]
    findings: Findings
    totals: tuple[Total, ...]

    @property
    def own_texts(self) -> tuple[TextChange, ...]:
        return tuple(text for text in self.texts if not text.is_aside)

    @property
    def errors(self) -> int:
        """New errors that no alarm tells already."""
        alarms = all_alarms(self)
        return sum(f.severity == Severity.ERROR and not is_told(f, alarms) for f in self.findings.new)

    @property
    def illegal(self) -> tuple[StageMove, ...]:
        return tuple(move for move in self.stages if move.faults)

    @property
    def missing_reasons(self) -> int:
        """Changed clauses of new editions and drafts without a reason in the papers."""
        return sum(
            clause.needs_reason and not any(why.reason for why in clause.reasons)
            for text in self.own_texts
            if text.kind in ("edition", "draft") and not text.frozen
            for clause in text.clauses
        )


def alarms(pair: Pair, texts: Sequence[TextChange]) -> tuple[Alarm, ...]:
    """What parts cannot say for themselves: a simplified procedure for what needs the full one; records that broke."""
    found = []
    for text in texts:
        revision = pair.sides[1].revision(text.plan) if text.plan else None
        if text.topics and revision is not None and revision.get("procedure") == procedure.SIMPLIFIED:
            words = f"{text.title}改动了{'、'.join(text.topics)}，修编记录写的是简化程序"
            found.append(
                Alarm(
                    "procedure", words, "这几部分的改动应走完整程序；确认后改 procedure 为 full，补齐各阶段", text.path
                )
            )
    broken = sorted({finding.place.path for finding in pair.head.findings} & set(pair.changed))
    for path in broken:
        kind = kind_of(path)
        if kind:
            words = f"{kind.title}文件“{path}”读不出来或写法不对，里面的改动没有列全"
            found.append(Alarm("unread", words, "先按下面的错误改好，再看一遍", path))
    return tuple({(alarm.kind, alarm.words, alarm.path): alarm for alarm in found}.values())


def all_alarms(parts: Parts) -> tuple[Alarm, ...]:
    """Altered registered texts first, then illegal moves, then the rest."""
    found = [
        Alarm(
            "frozen",
            f"{touch.title}：{touch.words}",
            "恢复印发时的正文；确需修改的，走修订程序，登记为新的版本",
            touch.path,
        )
        for touch in parts.frozen
    ]
    for move in parts.illegal:
        for fault in move.faults:
            found.append(Alarm("jump", f"《{move.title}》：{fault.words}", "按程序补登记，或者撤回这一步", move.path))
    return (*found, *parts.alarms)


def is_told(finding: FindingLine, alarms: Sequence[Alarm]) -> bool:
    """True if an alarm says of the same file what the finding says."""
    named = _STAGE.search(finding.message)
    return any(
        finding.path == alarm.path
        and (
            (alarm.kind == "frozen" and finding.rule == "frozen-text-changed")
            or (
                alarm.kind == "jump"
                and finding.rule == "stage-without-proof"
                and named is not None
                and f"“{named[1]}”" in alarm.words
            )
        )
        for alarm in alarms
    )


def outcome(parts: Parts) -> str:
    if parts.illegal or parts.frozen or parts.errors:
        return "error"
    unasked = any(not unit.is_answered for unit in parts.units)
    if parts.alarms or parts.findings.new or unasked or parts.missing_reasons or any(d.late for d in parts.due):
        return "attention"
    return "fine"


def sentence(parts: Parts, outcome: str) -> str:
    if outcome != "error":
        return _OUTCOMES[outcome]
    what = []
    if parts.frozen:
        what.append(f"动了已印发的正文 {len(parts.frozen)} 件")
    if parts.illegal:
        what.append(f"阶段不合程序 {len(parts.illegal)} 件")
    if parts.errors:
        what.append(f"检查多出错误 {parts.errors} 项")
    return f"{_OUTCOMES['error']}：{'，'.join(what)}"


def title(pair: Pair, parts: Parts) -> str:
    """One line: which plan or register, and what happens to it."""
    about = [f"《{pair.title(plan)}》" for plan in pair.plans]
    if gone := [record.title for record in parts.records if (record.kind, record.state) == ("plan", "removed")]:
        return f"删去预案：{listed(gone)}"
    if parts.frozen:
        return f"改动已印发的正文：{listed([touch.title for touch in parts.frozen])}"
    issued = [move for move in parts.stages if move.after_code == procedure.ISSUED != move.before_code]
    if issued:
        return f"登记印发：{listed([f'《{move.title}》' for move in issued])}"
    if parts.stages and all(move.before != move.after for move in parts.stages):
        first = parts.stages[0]
        more = f"等 {len(parts.stages)} 件" if len(parts.stages) > 1 else ""
        return f"《{first.title}》{more}：由“{first.before}”到“{first.after}”"
    if named := renamed(parts):
        return f"单位更名：{listed([f'{old}改为{new}' for old, new in named])}"
    if parts.own_texts:
        return f"修改正文：{listed(list(dict.fromkeys(text.title for text in parts.own_texts)))}"
    if parts.stages:
        return f"登记阶段文件：{listed([f'《{move.title}》' for move in parts.stages])}"
    if parts.duties:
        return f"责任清单：{len(parts.duties)} 条职责有改动"
    if parts.filings:
        return f"企业备案：{listed([case.unit for case in parts.filings])}"
    if parts.members:
        return f"成员单位调整：{listed([f'《{m.title}》' for m in parts.members])}"
    if parts.records:
        return f"{parts.records[0].label}：{listed([record.title for record in parts.records])}"
    if parts.form_only:
        return f"只改排版：{listed(about or [form.title for form in parts.form_only])}"
    return "没有改动预案库的内容"


def renamed(parts: Parts) -> list[tuple[str, str]]:
    """Full names of units, before and after, where they are others now."""
    return [
        (line.before, line.after)
        for record in parts.records
        if record.kind == "department"
        for line in record.fields
        if line.title == "全称" and line.before and line.after
    ]


def listed(names: Sequence[str], most: int = 2) -> str:
    """The first few names, and how many there are."""
    names = list(dict.fromkeys(names))
    return "、".join(names[:most]) + (f"等 {len(names)} 件" if len(names) > most else "")
