"""Markdown by hand: escaping, tables, relative links. Every value from a record goes through `text`."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence

NONE = "—"

# A date broken after its hyphen is hard to read in a narrow column.
_DATE = re.compile(r"(?<![0-9-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])")
_SPECIAL = re.compile(r"([\\`*_\[\]|~#!{}])")

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_TICKS = re.compile(r"`+")
_TARGET = re.compile(r"((?<!\\)\]\(\s*<?|^ {0,3}\[[^\]^][^\]]*\]:\s*<?)([^)\s>]+)")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/#?]")


def text(value: object) -> str:
    """A value as inline Markdown: HTML and Markdown marks escaped, line breaks as spaces, — for nothing."""
    if value is None or value == "":
        return NONE
    plain = html.escape(" ".join(str(value).split()), quote=False)
    return _DATE.sub(r'<span class="date">\g<0></span>', _SPECIAL.sub(r"\\\1", plain))


def day(value: object, unknown: str = "") -> str:
    """A date that is never broken across lines; `unknown` or — for nothing."""
    return f"<time>{text(value)}</time>" if value else text(unknown)


def link(label: object, target: str | None, page: str, anchor: str = "") -> str:
    """A link from the page `page` to the page `target` (both Markdown paths below the site); plain text without."""
    if target is None:
        return text(label)
    path = posixpath.relpath(target, posixpath.dirname(page) or ".") if target != page or not anchor else ""
    return f"[{text(label)}]({path}{'#' + anchor if anchor else ''})"


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "") -> str:
    """A pipe table of ready cells. `kind` is a class name of its wrapping block, for looks and filters."""
    body = [f"| {' | '.join(columns)} |", f"| {' | '.join('---' for _ in columns)} |"]
    body += [f"| {' | '.join(cell or NONE for cell in row)} |" for row in rows]
    inner = "\n".join(body)
    return f'<div class="{kind}" markdown>\n\n{inner}\n\n</div>' if kind else inner


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Two columns, label and ready value, without a head: the block on top of a page. Empty values are left out."""
    kept = [(label, value) for label, value in rows if value and value != NONE]
    return table(("项目", "内容"), ((f"**{label}**", value) for label, value in kept), "facts") if kept else ""


def mark(label: str, kind: str) -> str:
    """A word with a class, e.g. a state: the word stands in the cell, the colour only helps."""
    return f'<span class="mark {kind}">{text(label)}</span>'


def blocks(*parts: str) -> str:
    """Non-empty parts, one blank line between them."""
    return "\n\n".join(part.strip("\n") for part in parts if part.strip()) + "\n"


def names(values: Iterable[str], join: str = "、") -> str:
    """Ready inline pieces in a row; — if there are none."""
    return join.join(values) or NONE


def heading(title: object, anchor: str, level: int = 2) -> str:
    """A heading with an anchor of its own, so that headings of a text on the same page keep theirs."""
    return f"{'#' * level} {text(title)} {{#{anchor}}}"


def anchor(id: str) -> str:
    """A spot that links can lead to."""
    return f'<a id="{id}"></a>'


def folded(summary: str, inner: str) -> str:
    """A block that opens on click; `inner` is Markdown."""
    return f"<details markdown>\n<summary>{text(summary)}</summary>\n\n{inner.strip()}\n\n</details>"


def rebase(source: str, from_page: str, to_page: str) -> str:
    """The Markdown text of one page with its relative links made right for another page.

    Absolute addresses, links to an anchor of the text itself, fenced code and code spans stay as they are.
    """
    start, end = posixpath.dirname(from_page), posixpath.dirname(to_page)
    if start == end:
        return source
    lines, fence = [], ""
    for line in source.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif mark:
            fence = mark[1]
        else:
            line = _rebased_line(line, start, end)
        lines.append(line)
    return "\n".join(lines)


def _rebased_line(line: str, start: str, end: str) -> str:
    def moved(match: re.Match[str]) -> str:
        if _ABSOLUTE.match(match[2]):
            return match[0]
        path, mark, rest = match[2].partition("#")
        slash = "/" if path.endswith("/") else ""
        return match[1] + posixpath.relpath(posixpath.join(start, path), end or ".") + slash + mark + rest

    if "](" not in line and "]:" not in line:
        return line
    pieces, at = [], 0
    for opening, closing in _code_spans(line):
        pieces += [_TARGET.sub(moved, line[at:opening]), line[opening:closing]]
        at = closing
    return "".join((*pieces, _TARGET.sub(moved, line[at:])))


def _code_spans(line: str) -> Iterator[tuple[int, int]]:
    """Start and end of every code span: a run of ticks up to the next run of the same length."""
    runs = [match.span() for match in _TICKS.finditer(line)]
    partner: list[int | None] = [None] * len(runs)
    nearest: dict[int, int] = {}
    for index in reversed(range(len(runs))):
        length = runs[index][1] - runs[index][0]
        partner[index] = nearest.get(length)
        nearest[length] = index
    index = 0
    while index < len(runs):
        start, close = runs[index][0], partner[index]
        if close is None or line[start - 1 : start] == "\\":
            index += 1
        else:
            yield start, runs[close][1]
            index = close + 1
