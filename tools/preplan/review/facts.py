"""The first lines that a leader reads: what changed, on what basis, whether anything is wrong, what falls due, whom to ask."""

from __future__ import annotations

from collections.abc import Sequence

from preplan.review.model import Due, UnitToAsk
from preplan.review.verdict import Parts, all_alarms, is_told, listed, renamed

# Records that nobody takes away without a leader having read it. A draft goes when it is issued.
_WEIGHTY = frozenset({"plan", "edition", "notice", "campaign", "department", "law"})


def facts(parts: Parts) -> tuple[str, ...]:
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
    going: dict[tuple[str, str], list[str]] = {}
    for move in parts.stages:
        if move.before != move.after:
            going.setdefault((move.before, move.after), []).append(f"《{move.title}》")
        elif move.steps:
            said.append(f"《{move.title}》{move.steps[0]}")
    said = [f"{''.join(plans)}由“{before}”到“{after}”" for (before, after), plans in going.items()] + said
    said += [f"{old}更名为{new}" for old, new in renamed(parts)]
    plans = [record for record in parts.records if record.kind == "plan"]
    said += [f"新增预案{record.title}" for record in plans if record.state == "added"]
    gone = [record for record in parts.records if record.state == "removed" and record.kind in _WEIGHTY]
    if gone:
        said.append(f"删去{listed([record.title for record in gone], 3)}")
    for text in parts.own_texts:
        counts = "、".join(f"{count.label} {count.number} 条" for count in text.counts)
        said.append(
            f"{text.title}与{text.before}相比，{counts or '没有改动'}" if text.against else f"{text.title}，{text.note}"
        )
    if parts.numbers:
        first = "、".join(f"“{n.before or '无'}”改为“{n.after or '无'}”" for n in parts.numbers[:3])
        more = f"，共 {len(parts.numbers)} 处" if len(parts.numbers) > 3 else ""
        said.append(f"数字、时限和分级由{first}{more}")
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
        every = dict.fromkeys(name for step in papers for name in step.partition("登记文件：")[2].split("、"))
        said.append(f"登记了{'、'.join(every)}")
    return "；".join(said) + "。" if said else "本次改动没有登记文件和理由。"


def _problems(parts: Parts) -> str:
    alarms = all_alarms(parts)
    said = [alarm.words for alarm in alarms]
    rest = [finding for finding in parts.findings.new if not is_told(finding, alarms)]
    if rest:
        counted = {label: sum(f.label == label for f in rest) for label in dict.fromkeys(f.label for f in rest)}
        said.append("检查多出" + "、".join(f"{label} {number} 项" for label, number in counted.items()))
        if not alarms:
            said[-1] += f"，{'其中' if len(rest) > 1 else '是'}：{rest[0].message.rstrip('。')}"
    silent = {
        clause.anchor
        for text in parts.own_texts
        for clause in text.clauses
        if not text.frozen and not any(why.reason for why in clause.reasons)
    }
    if numbers := sum(number.anchor in silent for number in parts.numbers):
        said.append(f"数字、时限和分级改动 {numbers} 处，没有写理由")
    elif parts.missing_reasons:
        said.append(f"{parts.missing_reasons} 条改动没有写理由")
    if unasked := len({unit.unit for unit in parts.units if not unit.asked}):
        said.append(f"{unasked} 家单位的职责有改动，没有发函的记录")
    if parts.findings.cured:
        said.append(f"改正原有问题 {len(parts.findings.cured)} 项")
    return "；".join(said) + "。" if said else "没有新的问题。"


def _due(due: Sequence[Due]) -> str:
    if not due:
        return "本次改动不产生新的时限。"
    said = []
    several = len({one.plan for one in due}) > 1
    for one in due[:3]:
        late = f"，已过 {one.late} 天" if one.late else ""
        about = f"（{one.plan}）" if several else ""
        look = "" if one.is_law or "征求" in one.basis or "计划" in one.basis else "（核对）"
        said.append(f"{one.on or '日期待定'} 前{one.who}{one.what}{look}{about}{late}")
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
