"""Two texts beside each other or in one another, as HTML: 修订前 | 修订后 | 理由, and the redline.

Every piece of a record is escaped here; marks stand in words beside the colours.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from preplan.compare.characters import IN, OUT, SAME, Piece
from preplan.compare.clauses import Clause
from preplan.compare.inside import BlockChange
from preplan.compare.reasons import Matched, Reason
from preplan.compare.tables import TableChange
from preplan.compare.texts import Change, Comparison

BEFORE, AFTER, BOTH = (SAME, OUT), (SAME, IN), (SAME, OUT, IN)
_TAGS = {OUT: "del", IN: "ins"}

Shown = Sequence[str]


def side_by_side(comparison: Comparison, matched: Matched | None) -> str:
    """The table of all changes; with `matched` the column of reasons. Rows without change have the class `unchanged`."""
    columns = ["条款情况", "修订前", "修订后", *(["理由和依据"] if matched else [])]
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    rows = [_row(change, matched) for change in comparison.changes]
    kind = " reasons" if matched else ""
    return (
        f'<table class="amendment{kind}"><thead><tr>{head}</tr></thead><tbody>\n'
        + "\n".join(rows)
        + "\n</tbody></table>"
    )


def redline(comparison: Comparison) -> str:
    """One text with what went and what came in it."""
    return '<div class="redline">\n' + "\n".join(_clause(change) for change in comparison.changes) + "\n</div>"


def _row(change: Change, matched: Matched | None) -> str:
    cells = [
        f'<th scope="row"><span class="mark {change.kind}">{change.label}</span></th>',
        f"<td>{_side(change.olds, change, BEFORE)}</td>",
        f"<td>{_side(change.news, change, AFTER)}</td>",
    ]
    if matched:
        cells.append(f"<td>{_reasons(matched.given(change), change)}</td>")
    kind = "" if change.is_substantive or change.kind != "same" else ' class="unchanged"'
    return f"<tr{kind}>{''.join(cells)}</tr>"


def _side(clauses: Sequence[Clause], change: Change, shown: Shown) -> str:
    if not clauses:
        return '<p class="nothing">（无此条）</p>'
    names = "".join(f"<p><strong>{_text(clause.name)}</strong></p>" for clause in clauses)
    blocks = "".join(_block(block, shown) for block in change.inside)
    return names + blocks


def _reasons(given: Iterable[Reason], change: Change) -> str:
    rows = list(given)
    if not rows:
        return (
            ""
            if not change.is_substantive or not any(c.blocks for c in (*change.olds, *change.news))
            else ('<p class="missing">未写明理由</p>')
        )
    parts = []
    for row in rows:
        basis = f'<p class="small">依据：{_text(row.basis)}</p>' if row.basis else ""
        parts.append(f"<p>{_text(row.reason) or '—'}</p>{basis}")
    return "".join(parts)


def _clause(change: Change) -> str:
    olds, news = " / ".join(c.name for c in change.olds), " / ".join(c.name for c in change.news)
    level = min(max((change.news or change.olds)[0].level, 2), 6)
    if olds == news:
        title = _text(news)
    else:
        title = "　".join(f"<{tag}>{_text(words)}</{tag}>" for tag, words in (("del", olds), ("ins", news)) if words)
    mark = "" if change.kind == "same" else f' <span class="mark {change.kind}">{change.label}</span>'
    return f"<h{level}>{title}{mark}</h{level}>\n" + "".join(_block(block, BOTH) for block in change.inside)


def _block(block: BlockChange, shown: Shown) -> str:
    if block.table is not None:
        return _table(block.table, shown, block.kind)
    words = _pieces(block.pieces, shown)
    return f"<p>{words}</p>" if words else ""


def _table(table: TableChange, shown: Shown, kind: str) -> str:
    if (kind == "removed" and OUT not in shown) or (kind == "added" and IN not in shown):
        return ""
    hidden = {"added"} if IN not in shown else {"removed"} if OUT not in shown else set()
    columns = [index for index, (_, state) in enumerate(table.columns) if state not in hidden]
    head = "".join(_named(table.columns[index], "th") for index in columns)
    rows = []
    for row in table.rows:
        if row.kind in hidden:
            continue
        word = {"added": "增", "removed": "删"}.get(row.kind, "") if kind == "changed" else ""
        cells = [_pieces(row.cells[index], shown) for index in columns]
        if word and cells:
            cells[0] = f'<span class="mark {row.kind}">{word}</span> {cells[0]}'
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    return f'<table class="inner"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>'


def _named(column: tuple[str, str], cell: str) -> str:
    tag = {"added": "ins", "removed": "del"}.get(column[1], "")
    name = _text(column[0])
    return f'<{cell} scope="col">' + (f"<{tag}>{name}</{tag}>" if tag else name) + f"</{cell}>"


def _pieces(pieces: Iterable[Piece], shown: Shown) -> str:
    found = []
    for piece in pieces:
        if piece.kind in shown:
            tag = _TAGS.get(piece.kind)
            found.append(f"<{tag}>{_text(piece.text)}</{tag}>" if tag else _text(piece.text))
    return "".join(found)


def _text(text: str) -> str:
    """Escaped; marks of Markdown in the text of a plan are dropped, a line break stays one."""
    plain = text.replace("**", "").replace("\\|", "|")
    return html.escape(plain).replace("\n", "<br>")
