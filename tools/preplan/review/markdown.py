"""The review as one page of Markdown for the forge: a summary that is read in a minute, then the parts, the worst first.

A forge takes no more than some 64 KB as a comment, so the page is cut where it grows longer, and says where.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from preplan.review.model import FieldLine, FindingLine, RecordChange, Review, StageMove
from preplan.review.passages import clauses, said
from preplan.review.verdict import is_told

LIMIT = 60_000  # bytes of the whole page
_PART = 6_000  # bytes of one part other than the clauses; a table longer than that is not read in a comment
_CLOSING = 1_500  # bytes kept for the sentences on what was cut
_FULL = "完整内容见同一次审阅的 HTML 页（preplan review 加 --format html）"

Entry = str
Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its entries; `lead` stands before them and is never cut. `unit` counts the entries in the words on a cut."""

    title: str
    entries: tuple[Entry, ...]
    lead: str = ""
    unit: str = "项"


def render(review: Review) -> str:
    """The page. Parts without content are left out."""
    opening, closing = _opening(review), _closing(review)
    texts = Part("条文逐条", tuple(clauses(review.texts)), unit="段")
    before = [part for part in _before(review) if part.entries]
    after = [part for part in _after(review) if part.entries]
    small = {part.title: _cut(part, _PART) for part in (*before, *after)}
    left = LIMIT - _CLOSING - _size(opening) - _size(closing) - sum(_size(text) for text, _ in small.values())
    shown, missing = _cut(texts, left) if texts.entries else ("", 0)
    cut = [f"“{part.title}” {small[part.title][1]} {part.unit}" for part in (*before, *after) if small[part.title][1]]
    cut += [f"“{texts.title}” {missing} {texts.unit}"] if missing else []
    told = f"\n> **本页写不下，没有列全**：{'、'.join(cut)}没有列出。{_FULL}。\n" if cut else ""
    parts = [*(small[part.title][0] for part in before), shown, *(small[part.title][0] for part in after)]
    return "\n".join([opening + told, *filter(None, parts), closing])


def parts(review: Review) -> tuple[str, list[str], list[str], str]:
    """The page without its clauses and uncut, for other forms of it: opening, what stands before the clauses, after, closing."""
    before, after = (
        [f"## {part.title}\n\n{part.lead}{''.join(part.entries)}" for part in found if part.entries]
        for found in (_before(review), _after(review))
    )
    return _opening(review), before, after, _closing(review)


def _size(text: str) -> int:
    return len(text.encode("utf-8"))


def _cut(part: Part, limit: int) -> tuple[str, int]:
    """The part with as many entries as fit, and the number of those that did not."""
    text = f"## {part.title}\n\n{part.lead}"
    room = limit - _size(text)
    for at, entry in enumerate(part.entries):
        room -= _size(entry)
        if room < 0:
            rest = len(part.entries) - at
            return f"{text}\n（另有 {rest} {part.unit}没有列出。）\n", rest
        text += entry
    return text, 0


def _opening(review: Review) -> str:
    lines = [f"# {said(review.title)}", ""]
    if review.sample:
        lines += [f"> 示例：{said(review.sample)}", ""]
    lines += [f"**{said(review.verdict)}。**", ""]
    lines += [f"- **{head}**：{said(rest)}" for head, _, rest in (fact.partition("：") for fact in review.facts)]
    lines += [
        "",
        f"改动前：{said(review.base.words)}。改动后：{said(review.head.words)}。数据截止 {review.as_of}。",
        "",
    ]
    return "\n".join(lines)


def _before(review: Review) -> Iterator[Part]:
    """What stands before the clauses."""
    yield Part("先要改正" if review.has_errors else "先要看清", tuple(_wrong(review)))
    yield Part("修编阶段", tuple(map(_stage, review.stages)), unit="件")
    yield _table(
        "数字、时限和分级",
        ("哪一条", "原来", "现在", "改后的原句"),
        [(f"{n.title} {n.clause}", n.before or "无", n.after or "无", n.context) for n in review.numbers],
        "处",
    )
    yield _table(
        "职责",
        ("编号", "职责", "改动"),
        [(duty.id, duty.text, duty.words) for duty in review.duties],
        "条",
    )
    yield _table(
        "成员单位",
        ("预案", "新增", "减少", "牵头部门"),
        [(m.title, "、".join(m.added), "、".join(m.removed), " → ".join(m.lead)) for m in review.members],
        "件",
    )
    yield _table(
        "要书面征求意见的单位",
        ("单位", "预案", "为什么", "征求情况"),
        [(u.name, u.title, "；".join(u.why), u.asked or "没有发函的记录") for u in review.units],
        "家",
    )
    yield _table(
        "接下来到期",
        ("最后一天", "谁", "做什么", "哪一件", "依据"),
        [
            (
                (due.on or "日期待定") + (f"，已过 {due.late} 天" if due.late else ""),
                due.who,
                due.what,
                due.plan,
                due.basis,
            )
            for due in review.due
        ],
    )


def _after(review: Review) -> Iterator[Part]:
    """What stands after the clauses."""
    yield _table(
        "企业备案",
        ("收件号", "单位", "原来", "现在", "改动"),
        [
            (case.receipt, case.unit, case.before or "无", case.after or "删去", _fields(case.fields))
            for case in review.filings
        ],
        "件",
    )
    yield Part("其他记录", tuple(map(_record, review.records)), unit="件")
    yield _table(
        "联系方式（仅内部）",
        ("谁的", "哪一项", "原来", "现在"),
        [(c.owner, c.title, c.before or "无", c.after or "无") for c in review.contacts],
        "处",
    )
    yield _table(
        "只改排版，内容未变",
        ("文件", "说明"),
        [(f"{form.title}（{form.path}）", form.words) for form in review.form_only],
        "个",
    )
    softer = [finding for finding in review.findings.new if finding.severity != "error"]
    yield Part("新增的警告和提示", tuple(map(_finding, softer)))
    yield Part("这次改好的", tuple(map(_cured, review.findings.cured)))
    yield _table(
        "总数",
        ("项目", "改动前", "改动后"),
        [(t.name, _of(t.before, t.of_before), _of(t.after, t.of_after)) for t in review.totals],
    )


def _wrong(review: Review) -> Iterator[Entry]:
    """Altered texts and illegal moves, then the new errors that say more than these."""
    for alarm in review.alarms:
        yield f"- **{said(alarm.words)}**\n  怎么办：{said(alarm.remedy)}。{_place(alarm.path)}\n"
    for finding in review.findings.new:
        if finding.severity == "error" and not is_told(finding, review.alarms):
            yield _finding(finding)


def _finding(finding: FindingLine) -> Entry:
    basis = f"依据：{said(finding.basis)}。" if finding.basis else ""
    place = _place(f"{finding.path}:{finding.line}")
    return f"- {finding.label}：{said(finding.message)}。{basis}\n  怎么办：{said(finding.remedy)}。{place}\n"


def _cured(finding: FindingLine) -> Entry:
    return f"- {finding.label}：{said(finding.message)}\n"


def _place(path: str) -> str:
    return f"（{said(path)}）" if path else ""


def _stage(move: StageMove) -> Entry:
    if move.before == move.after:
        head = f"- **《{said(move.title)}》** 仍在“{move.after}”"
    else:
        head = f"- **《{said(move.title)}》** 由“{move.before}”到“{move.after}”"
    hand = f"，现在由{said(move.hand)}办理" if move.hand else ""
    # What is wrong stands at the top of the page already.
    steps = "".join(f"  - {said(step)}\n" for step in move.steps)
    fault = "（不合程序，见上）" if move.faults else ""
    return f"{head}{fault}{hand}\n{steps}"


def _record(record: RecordChange) -> Entry:
    word = {"added": "新增", "removed": "删去"}.get(record.state, "改动")
    if record.state == "changed":
        lines = "".join(
            f"  - {said(f.title)}：{said(f.before or '无')} → {said(f.after or '无')}\n" for f in record.fields
        )
        return f"- {word}{record.label}：{said(record.title)}\n{lines}"
    return f"- {word}{record.label}：{said(record.title)}\n"


def _fields(lines: Sequence[FieldLine]) -> str:
    return "；".join(f"{line.title}：{line.before or '无'} → {line.after or '无'}" for line in lines)


def _of(number: int, of: int) -> str:
    return f"{number}/{of}" if of else str(number)


def _table(title: str, head: Row, rows: Sequence[Row], unit: str = "项") -> Part:
    """A part of one table; columns that say nothing are left out."""
    kept = [at for at in range(len(head)) if any(row[at] for row in rows)]

    def line(row: Row) -> str:
        return "| " + " | ".join(said(row[at]) for at in kept) + " |\n"

    lead = line(head) + "|" + "---|" * len(kept) + "\n"
    return Part(title, tuple(map(line, rows)), lead, unit)


def _closing(review: Review) -> str:
    lines = ["## 说明", ""]
    if review.findings.kept:
        lines.append(f"- 改动以前就有、改动后还在的问题 {review.findings.kept} 项，不在本页列出，见 preplan check。")
    scope = review.scope
    if scope.whole:
        lines.append(f"- 全库 {scope.total} 个记录文件都读过，全部规则都核对过。")
    else:
        names = "、".join(rule.title for rule in scope.left_out)
        lines.append(f"- 库很大，只读了与改动有关的 {scope.read} 个记录文件（全库 {scope.total} 个）。")
        lines.append(f"- 需要读全库才能判断、这次没有核对的：{said(names) or '无'}；由 preplan check 核对。")
    lines += [f"- {said(word)}。" for word in review.unseen]
    return "\n".join(lines) + "\n"
