"""Changed clauses as passages of Markdown: 修改前 and 修改后, what went struck through and what came underlined."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from preplan.compare.characters import IN, OUT, SAME, Piece
from preplan.review.model import ClauseChange, TextChange
from preplan.review.pieces import Run, runs

_LONG = 160  # characters that stayed, from here on shortened to their ends
_END = 60
_SPECIAL = re.compile(r"([\\`*_\[\]|~#])")


def said(text: str) -> str:
    """Text in which nothing is read as Markdown, HTML or the name of a user of the forge."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", text).replace("@", "@&#8203;").replace("\n", " ")


def clauses(texts: Sequence[TextChange]) -> Iterator[str]:
    """An entry per text and per changed clause. A draft beside the text in force is counted only: its changes stand above."""
    for text in texts:
        if text.is_aside:
            told = f"与{text.before}相比，{_counts(text)}" if text.against else text.note
            yield f"{said(text.title)}：{said(told)}。\n\n"
            continue
        yield head(text)
        quiet = []
        for changed in text.clauses:
            if changed.substantive:
                yield clause(changed)
            else:
                quiet.append(_moved(changed))
        if quiet:
            yield f"内容未变，只是改号或移动：{'；'.join(quiet)}。\n\n"


def head(text: TextChange) -> str:
    """The heading of a text with what it is compared with and what changed."""
    what = f"{said(text.before)} → {said(text.after)}" if text.against else ""
    lines = [f"### {said(text.title)}", ""]
    bits = [what, said(_counts(text)) if text.against else "", said(text.note)]
    if text.topics and not text.frozen:
        bits.append(f"改动涉及{said('、'.join(text.topics))}，应走完整程序")
    without = sum(c.needs_reason and not any(why.reason for why in c.reasons) for c in text.clauses)
    if without and text.kind in ("edition", "draft") and not text.frozen:
        bits.append(f"{without} 条没有写修改理由")
    return "\n".join([*lines, "；".join(filter(None, bits)) + "。", "", ""])


def _counts(text: TextChange) -> str:
    listed = "、".join(f"{count.label} {count.number} 条" for count in text.counts)
    return (f"{listed}，" if listed else "") + f"未变 {text.unchanged} 条"


def _names(clause: ClauseChange) -> tuple[str, str]:
    before, after = ("、".join(name.words for name in side) for side in (clause.before, clause.after))
    return before, after


def _moved(clause: ClauseChange) -> str:
    before, after = _names(clause)
    return said(before if before == after else f"{before} → {after}")


def clause(changed: ClauseChange) -> str:
    """One changed clause: its name, 修改前 and 修改后, its reasons."""
    before, after = _names(changed)
    name = f"{before} → {after}" if before and after and before != after else after or before
    lines = [f"**{said(name)}**（{changed.label}）", ""]
    every = list(runs(changed.blocks))
    for (row, kind), grouped in groupby(every, key=lambda run: (run.row, run.kind)):
        cells = list(grouped)
        if row and kind != "changed":
            cells_text = said("｜".join(run.after or run.before for run in cells))
            lines.append(f"- {'新增' if kind == 'added' else '删去'}一行：{cells_text}")
            continue
        for run in cells:
            lines += _run(run)
    if not every and changed.kind in ("added", "removed"):
        lines.append(f"- {'新增' if changed.kind == 'added' else '删去'}标题，下面没有正文")
    for why in changed.reasons:
        basis = f"依据：{said(why.basis)}。" if why.basis else ""
        lines.append(f"- 理由：{said(why.reason or '没有写')}。{basis}")
    return "\n".join(lines) + "\n\n"


def _run(run: Run) -> Iterator[str]:
    where = f"“{said(run.row)}”行“{said(run.column)}”" if run.row else ""
    if run.kind == "added":
        yield f"- 新增：{_side(run.pieces, IN)}"
    elif run.kind == "removed":
        yield f"- 删去：{_side(run.pieces, OUT)}"
    else:
        yield f"- {where}修改前：{_side(run.pieces, OUT)}"
        yield f"- {where}修改后：{_side(run.pieces, IN)}"


def _side(pieces: Sequence[Piece], kind: str) -> str:
    """One side of a paragraph; long stretches that stayed are shortened, so that a change is found at once."""
    tag = "ins" if kind == IN else "del"
    kept = [piece for piece in pieces if piece.kind in (SAME, kind)]
    if len({piece.kind for piece in pieces}) == 1:
        return said(kept[0].text) if kept else "（空）"
    shown = []
    for at, piece in enumerate(kept):
        if piece.kind == SAME:
            shown.append(said(_shortened(piece.text, at == 0, at == len(kept) - 1)))
        else:
            shown.append(f"<{tag}>{said(piece.text)}</{tag}>")
    return "".join(shown).strip() or "（空）"


def _shortened(text: str, is_first: bool, is_last: bool) -> str:
    if len(text) <= _LONG:
        return text
    head, tail = "" if is_first else text[:_END], "" if is_last else text[-_END:]
    return f"{head}……{tail}"
