"""What a leader reads first: what this change is, whether anything is wrong, and the facts in five sentences."""

from __future__ import annotations

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
ASIDE = "@in-force"  # keys of texts that stand beside a changed draft for comparison only


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
        return tuple(text for text in self.texts if not text.key.endswith(ASIDE))

    @property
    def errors(self) -> int:
        return sum(finding.severity == Severity.ERROR for finding in self.findings.new)

    @property
    def illegal(self) -> tuple[StageMove, ...]:
        return tuple(move for move in self.stages if move.faults)

    @property
    def missing_reasons(self) -> int:
        """Changed clauses of new editions and drafts without a reason in the papers."""
        return sum(
            clause.needs_reason and not any(why.reason for why in clause.reasons)
            for text in self.own_texts
            if text.kind in ("edition", "draft")
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
        what = f"{kind.title}文件读不出来或写法不对" if kind else "不是预案库里应有的文件"
        found.append(Alarm("unread", f"{what}，这个文件里的改动没有列全", "先按下面的错误改好，再看一遍", path))
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


def outcome(parts: Parts) -> str:
    if parts.errors or parts.illegal or parts.frozen:
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
    if parts.frozen:
        return f"改动已印发的正文：{_listed([touch.title for touch in parts.frozen])}"
    issued = [move for move in parts.stages if move.after_code == procedure.ISSUED != move.before_code]
    if issued:
        return f"登记印发：{_listed([f'《{move.title}》' for move in issued])}"
    if parts.stages and all(move.before != move.after for move in parts.stages):
        first = parts.stages[0]
        more = f"等 {len(parts.stages)} 件" if len(parts.stages) > 1 else ""
        return f"《{first.title}》{more}：由“{first.before}”到“{first.after}”"
    if parts.own_texts:
        return f"修改正文：{_listed(list(dict.fromkeys(text.title for text in parts.own_texts)))}"
    if parts.stages:
        return f"登记阶段文件：{_listed([f'《{move.title}》' for move in parts.stages])}"
    if parts.duties:
        return f"责任清单：{len(parts.duties)} 条职责有改动"
    if parts.filings:
        return f"企业备案：{_listed([case.unit for case in parts.filings])}"
    if parts.members:
        return f"成员单位调整：{_listed([f'《{m.title}》' for m in parts.members])}"
    if parts.records:
        return f"{parts.records[0].label}：{_listed([record.title for record in parts.records])}"
    if parts.form_only:
        return f"只改排版：{_listed(about or [form.title for form in parts.form_only])}"
    return "没有改动预案库的内容"


def _listed(names: Sequence[str], most: int = 2) -> str:
    names = list(dict.fromkeys(names))
    return "、".join(names[:most]) + (f"等 {len(names)} 件" if len(names) > most else "")


def facts(pair: Pair, parts: Parts) -> tuple[str, ...]:
    """改了什么、依据、有没有问题、接下来什么时候到期、要书面征求哪些单位: one sentence each."""
    return (
        f"改了什么：{_what(parts)}",
        f"依据：{_basis(parts)}",
        f"有没有问题：{_problems(parts)}",
        f"接下来到期：{_due(parts.due)}",
        f"要书面征求意见：{_units(parts.units)}",
    )


def _what(parts: Parts) -> str:
    said = []
    for move in parts.stages:
        if move.before != move.after:
            said.append(f"《{move.title}》由“{move.before}”到“{move.after}”")
        elif move.steps:
            said.append(f"《{move.title}》{move.steps[0]}")
    for text in parts.own_texts:
        counts = "、".join(f"{count.label} {count.number} 条" for count in text.counts)
        said.append(
            f"{text.title}与{text.before}相比，{counts or '没有改动'}" if text.against else f"{text.title}，{text.note}"
        )
    if parts.numbers:
        first = parts.numbers[0]
        more = f"等 {len(parts.numbers)} 处" if len(parts.numbers) > 1 else ""
        said.append(f"数字和时限由“{first.before or '无'}”改为“{first.after or '无'}”{more}")
    moved = [duty for duty in parts.duties if duty.state == "moved"]
    if moved:
        said.append(f"职责移交 {len(moved)} 条（{moved[0].words}）")
    if others := len(parts.duties) - len(moved):
        said.append(f"职责增减或改写 {others} 条")
    for member in parts.members:
        bits = [
            f"新增{'、'.join(member.added)}" if member.added else "",
            f"减少{'、'.join(member.removed)}" if member.removed else "",
        ]
        bits.append(f"牵头部门由{member.lead[0]}改为{member.lead[1]}" if member.lead else "")
        said.append(f"《{member.title}》成员单位{'，'.join(filter(None, bits))}")
    for case in parts.filings[:2]:
        state = (
            f"由“{case.before}”到“{case.after}”" if case.before and case.before != case.after else f"现为“{case.after}”"
        )
        said.append(
            f"{case.unit}备案{'新登记，' if case.state == 'added' else '，'}{state if case.after else '被删去'}"
        )
    if len(parts.filings) > 2:
        said.append(f"另有备案 {len(parts.filings) - 2} 件")
    if not said and parts.records:
        said = [
            f"{record.label}“{record.title}”{_state(record.state, len(record.fields))}" for record in parts.records[:4]
        ]
    if parts.form_only:
        said.append(f"只改排版 {len(parts.form_only)} 个文件，内容未变")
    for total in parts.totals:
        said.append(f"{total.name} {_of(total.before, total.of_before)} → {_of(total.after, total.of_after)}")
    return "；".join(said) + "。" if said else "没有改动。"


def _of(number: int, of: int) -> str:
    return f"{number}/{of}" if of else str(number)


def _state(state: str, fields: int) -> str:
    return {"added": "新增", "removed": "删去"}.get(state, f"改 {fields} 项")


def _basis(parts: Parts) -> str:
    said = []
    notices = [record.title for record in parts.records if record.kind == "notice" and record.state == "added"]
    if notices:
        said.append(f"印发通知 {'、'.join(notices)}")
    bases = [why.basis for text in parts.own_texts for clause in text.clauses for why in clause.reasons if why.basis]
    given = sum(any(why.reason for why in c.reasons) for t in parts.own_texts for c in t.clauses if c.needs_reason)
    if given:
        said.append(
            f"{given} 条改动写明了理由" + (f"，依据有{'、'.join(list(dict.fromkeys(bases))[:3])}" if bases else "")
        )
    if parts.missing_reasons:
        said.append(f"{parts.missing_reasons} 条改动没有写理由")
    papers = [step for move in parts.stages for step in move.steps if "登记文件：" in step]
    if papers:
        listed = "、".join(step.partition("登记文件：")[2] for step in papers)
        said.append(f"登记了{listed}")
    return "；".join(said) + "。" if said else "本次改动没有登记文件和理由。"


def _problems(parts: Parts) -> str:
    said = [f"{touch.title}{touch.words}" for touch in parts.frozen]
    said += [f"《{move.title}》{move.faults[0].words}" for move in parts.illegal]
    said += [f"{alarm.words}" for alarm in parts.alarms]
    new = {
        label: sum(f.label == label for f in parts.findings.new)
        for label in dict.fromkeys(f.label for f in parts.findings.new)
    }
    if new:
        said.append("检查多出" + "、".join(f"{label} {number} 项" for label, number in new.items()))
        if not parts.frozen and not parts.illegal:
            said.append(parts.findings.new[0].message)
    if parts.findings.cured:
        said.append(f"改正原有问题 {len(parts.findings.cured)} 项")
    return "；".join(said) + "。" if said else "没有新的问题。"


def _due(due: Sequence[Due]) -> str:
    if not due:
        return "本次改动不产生新的时限。"
    said = []
    for one in due[:3]:
        late = f"，已过 {one.late} 天" if one.late else ""
        look = "" if one.is_law or "征求" in one.basis or "计划" in one.basis else "（核对）"
        said.append(f"{one.on or '日期待定'} 前{one.who}{one.what}{look}{late}")
    more = f"；另有 {len(due) - 3} 项" if len(due) > 3 else ""
    return "；".join(said) + more + "。"


def _units(units: Sequence[UnitToAsk]) -> str:
    if not units:
        return "没有涉及其他单位的职责。"
    unasked = list(dict.fromkeys(unit.name for unit in units if not unit.asked))
    waiting = list(dict.fromkeys(unit.name for unit in units if unit.asked and not unit.is_answered))
    answered = list(dict.fromkeys(unit.name for unit in units if unit.is_answered))
    said = []
    if unasked:
        said.append(f"{'、'.join(unasked)}（还没有发函的记录）")
    if waiting:
        said.append(f"{'、'.join(waiting)}（已发函，未复函）")
    if answered:
        said.append(f"{'、'.join(answered)}（已复函，请核对所复的是不是这一稿）")
    return "；".join(said) + "。"
