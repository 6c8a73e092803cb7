"""意见汇集: opinions on a draft that units sent back go into the revision's record and into a paper of it.

The row of the unit in 书面征求意见 gets its reply date and a summary; every opinion becomes a row of the internal paper
papers/opinions.md, its 采纳情况 left to the editor. Rows are kept in one order, so it does not matter which file came first,
and a file that comes twice changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from preplan import dates
from preplan.acts import edit
from preplan.acts.bench import Bench, one_of
from preplan.compare import clauses
from preplan.load.body import Body
from preplan.model import Record
from preplan.review.opinion_file import VERDICTS, Reply
from preplan.skeleton import Refused
from preplan.tables import OPINIONS

CHANGED = "（所提条文后来又改了，请核对）"
UNKNOWN = "（草稿中没有这一条，请核对）"
WHOLE, VERDICT = "全文", "结论"  # what stands for a clause: the text as a whole, and the verdict of each reply
Row = tuple[str, ...]
_VERDICT = "|".join(VERDICTS.values())
_OURS = re.compile(f"(?:{_VERDICT})(?:、(?:{_VERDICT}))*(?:；意见 [0-9]+ 条，见 papers/opinions.md)?")


def take(bench: Bench, reply: Reply) -> None:
    """Puts one reply on the bench. Raises Refused for another text, an unknown unit, or one that was not asked."""
    library = bench.library
    plan = one_of(reply.plan, library.plans, "预案")
    draft = library.of("draft").get(f"{plan.id}/draft")
    if draft is None or draft.body is None or draft.get("campaign") != reply.campaign:
        raise Refused(f"意见针对「{plan.get('title')}」{reply.campaign} 年计划的草稿，库中没有这份草稿")
    record = library.of("record").get(f"{plan.id}/{reply.campaign}/record")
    if record is None:
        raise Refused(f"「{plan.get('title')}」没有 {reply.campaign} 年计划的修编记录")
    unit = one_of(reply.unit, library.units.values(), "单位", names=("short", "name"))
    name = str(unit.get("short", default=unit.get("name")))
    at = next((i for i, row in enumerate(record.get("consultation", default=())) if row["unit"] == unit.id), None)
    if at is None:
        raise Refused(f"修编记录中没有向{name}发函的登记，先在 {record.path} 的 consultation 登记发函日期")
    rows = _rows(reply, name, draft)
    text, known = _paper(bench, record)
    seen = {_same(row) for row in known}
    fresh = [row for row in rows if _same(row) not in seen]
    every = sorted([*known, *fresh], key=_order)
    _reply(bench, record, at, reply, name, every)
    if fresh:
        _write(bench, record, plan, text, every)
    bench.said.append(f"{name}：{VERDICTS[reply.verdict]}，意见 {len(reply.opinions)} 条，新记入 {len(fresh)} 条")


def _rows(reply: Reply, name: str, draft: Record) -> list[Row]:
    """The verdict first, then each opinion."""
    every = clauses.read(draft.body)
    present, names = {clauses.digest((clause,)) for clause in every}, {clause.name for clause in every}
    who, on = f"{name}（{reply.post}）" if reply.post else name, reply.on.isoformat()
    found = [(VERDICT, who, on, VERDICTS[reply.verdict], "—")]
    for opinion in reply.opinions:
        stale = ""
        if opinion.digest:
            stale = "" if present.issuperset(opinion.digest.split(",")) else CHANGED
        elif opinion.clause and opinion.clause not in names:
            stale = UNKNOWN
        found.append((opinion.clause or WHOLE, who, on, opinion.suggestion + stale, opinion.reason or "—"))
    return [(*map(_cell, words), "", "") for words in found]


def _same(row: Row) -> Row:
    """What makes two rows one: all that the unit wrote, not our mark and not what the editor adds."""
    return (*row[:3], row[3].replace(CHANGED, "").replace(UNKNOWN, ""), row[4])


def _is_of(row: Row, name: str) -> bool:
    return row[1] == name or row[1].startswith(f"{name}（")


def _cell(words: str) -> str:
    plain = " ".join(words.split()).replace("|", "｜")
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", plain)


def _order(row: Row) -> tuple[object, ...]:
    number = [int(part) for part in re.findall("[0-9]+", row[0].split(" ")[0])]
    return (row[0] == VERDICT, row[0] == WHOLE, number or [10_000], *row)


def _path(record: Record) -> str:
    return f"{record.path.rpartition('/')[0]}/papers/opinions.md"


def _paper(bench: Bench, record: Record) -> tuple[str, list[Row]]:
    """The paper as it is ("" if it is not there) and its rows. Raises Refused if its table was changed in form."""
    path = _path(record)
    if path not in bench.will and not bench.has(path):
        return "", []
    text = bench.text(path)
    table = OPINIONS.of(Body(edit.front(text)[1]))
    if table is None or table.columns != OPINIONS.columns:
        raise Refused(f"{path} 中没有“{OPINIONS.title}”表，或者表头变了；应为 {' | '.join(OPINIONS.columns)}")
    broken = next((row for row in table.rows if len(row.cells) != len(OPINIONS.columns)), None)
    if broken is not None:
        line = broken.line + text[: len(text) - len(edit.front(text)[1])].count("\n")
        raise Refused(f"{path}:{line} 这一行有 {len(broken.cells)} 格，应为 {len(OPINIONS.columns)} 格")
    return text, [row.cells for row in table.rows]


def _reply(bench: Bench, record: Record, at: int, reply: Reply, name: str, rows: Sequence[Row]) -> None:
    row = record.get("consultation")[at]
    sent = dates.parse(row["sent_on"])
    own = [row for row in rows if _is_of(row, name)]
    told = (dates.parse(row[2]) for row in own)
    first = min(filter(None, (dates.parse(row.get("replied_on")), reply.on, *told)))
    bench.day(reply.on, f"{name}复函日期", sent)
    # From all replies of the unit, whichever came first.
    said = [word for word in VERDICTS.values() if any(row[0] == VERDICT and row[3] == word for row in own)]
    count = sum(row[0] != VERDICT for row in own)
    words = "、".join(said) + (f"；意见 {count} 条，见 papers/opinions.md" if count else "")
    written = str(row.get("opinion", ""))
    if written and not _OURS.fullmatch(written):  # a clerk's own summary is not written over
        bench.said.append(f"{name}的意见摘要已有「{written}」，没有改动；{words}")
        words = written
    text, order = bench.text(record.path), bench.keys("record", "consultation")
    for key, value in (("replied_on", first.isoformat()), ("opinion", words)):
        text = edit.put(text, ("consultation", at, key), value, order)
    if text != bench.text(record.path):
        bench.put(record.path, text)


def _write(bench: Bench, record: Record, plan: Record, text: str, rows: Sequence[Row]) -> None:
    latest = max(filter(None, (dates.parse(row[2]) for row in rows)), default=date.min)
    table = "\n".join(_lines(rows))
    if not text:
        head = f"---\nplan: {plan.id}\nkind: other\ntitle: 征求意见原文汇集\ndate: {latest.isoformat()}\n---\n"
        lead = "各单位送回的意见，由 preplan opinions 记入；采纳情况由编制单位填写。"
        bench.begin(_path(record), f"{head}\n{lead}\n\n## {OPINIONS.title}\n\n{table}\n")
        return
    head, body = edit.front(text)
    found = OPINIONS.of(Body(body))
    assert found is not None
    lines = body.split("\n")
    start = found.line - 1
    lines[start : start + 2 + len(found.rows)] = table.split("\n")
    new = text.removesuffix(body) + "\n".join(lines)
    bench.put(_path(record), edit.put_front(new, ("date",), latest.isoformat()))


def _lines(rows: Iterable[Row]) -> Iterable[str]:
    yield f"| {' | '.join(OPINIONS.columns)} |"
    yield "|" + "---|" * len(OPINIONS.columns)
    yield from (f"| {' | '.join(cell or ' ' for cell in row)} |" for row in rows)
