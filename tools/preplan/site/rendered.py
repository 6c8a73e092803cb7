"""A generated page: Markdown → HTML with anchors on its headings and links to the built pages.

cmark does it in a hundredth of the time of the renderer that comes with mkdocs, which with a thousand pages took half
of a build. What cmark lacks and the pages use is added here: `{#anchor}` behind a heading, Markdown inside blocks and
cells that say `markdown`, and strong words between signs of Chinese, which its rule for word ends does not see.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cmarkgfm import cmark

# Two signs that no record holds (load/text.py refuses them): before the words of our own headings, and before a piece
# that is to stay in one paragraph whatever it begins with.
_OWN, _INLINE = "\ufdd0", "\ufdd1"

_HEADING = re.compile(r"^(#{1,6} +)", re.MULTILINE)
_STRONG = re.compile(r"(?<![\\*])\*\*(?=[^\s*])([^*\n]*?[^\s*\\])\*\*(?!\*)")
_CONTAINER = re.compile(r"<(div|details|table|thead|tbody|tr)\b([^<>]*?) markdown(?:=\"[a-z0-9]*\")?(?=[ >])")
_PIECE = re.compile(
    r"<(p|td|th)\b([^<>\n]*?) markdown(?:=\"span\")?((?: [^<>\n]*)?)>(.*?)</\1>|<summary>(.*?)</summary>"
)
_MARKED = re.compile(r"[\\*_`\[&!]")
_BUILT = re.compile(rf"<h([1-6])>{_OWN} *(.*?)(?: *\{{#([^\s{{}}]+)\}})?</h\1>")
_TAG = re.compile(r"<[^>]*>")
_TARGET = re.compile(r'((?:href|src)="(?![A-Za-z][A-Za-z0-9+.-]*:|[/#?])[^"#?]*)\.md(?=["#?])')
_LINK = re.compile(r'<(?:a|img)\b[^>]*?\b(?:href|src)="(?![A-Za-z][A-Za-z0-9+.-]*:|/)([^"#?]*)(?:\?[^"#]*)?#?([^"]*)"')
_ID = re.compile(r'<[a-z0-9]+\b[^>]*? id="([^"]*)"')
_COUNTED = re.compile(r"(.*)_([0-9]+)")


@dataclass(frozen=True, slots=True)
class Heading:
    """`name` is HTML: escaped, without tags."""

    level: int
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """`html` is not sanitised yet. `headings` come in the order of the page."""

    html: str
    headings: tuple[Heading, ...]

    @property
    def toc(self) -> list[dict[str, Any]]:
        """The headings as a tree: `level`, `id`, `name` and `children`; one that skips levels stands below the last."""
        top: list[dict[str, Any]] = []
        above: list[dict[str, Any]] = []
        for heading in self.headings:
            own = {"level": heading.level, "id": heading.id, "name": heading.name, "children": []}
            while above and above[-1]["level"] >= heading.level:
                above.pop()
            (above[-1]["children"] if above else top).append(own)
            above.append(own)
        return top


def render(markdown: str, permalink: str, slug: Callable[[str], str]) -> Rendered:
    """The page. `permalink` is the title of the mark behind each heading that links to it; `slug` gives the anchor of a
    heading from its words, the same as on pages that are rendered elsewhere.
    """
    source = _PIECE.sub(_piece, _CONTAINER.sub(r"<\1\2", markdown))
    built = convert(_HEADING.sub(rf"\1{_OWN}", source))
    headings: list[Heading] = []
    taken = set(_ID.findall(built)) | {found[3] for found in _BUILT.finditer(built) if found[3]}

    def finish(found: re.Match[str]) -> str:
        level, words, anchor = found[1], found[2], found[3]
        name = _TAG.sub("", words).strip()
        anchor = anchor or _unique(slug(html.unescape(name)), taken)
        headings.append(Heading(int(level), html.unescape(anchor), name))
        mark = f'<a class="headerlink" href="#{anchor}" title="{permalink}">¶</a>'
        return f'<h{level} id="{anchor}">{words}{mark}</h{level}>'

    finished = _BUILT.sub(finish, built).replace(_OWN, "")
    return Rendered(_TARGET.sub(r"\1.html", finished), tuple(headings))


def ids(page: str) -> set[str]:
    """The anchors of a built page."""
    return {html.unescape(id) for id in _ID.findall(page)}


def dead_links(
    pages: Mapping[str, str], files: Collection[str], anchors: Mapping[str, Collection[str]]
) -> Iterator[tuple[str, str]]:
    """(page, address) of every link that leads nowhere.

    `pages` are address → HTML, `files` the addresses of all else, `anchors` those of these pages and of others.
    """
    for address, page in pages.items():
        for path, anchor in set(_LINK.findall(page)):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(address), html.unescape(path)))
            target = target if path else address
            known = anchors.get(target)
            if known is None and target not in files:
                yield address, path
            elif known is not None and anchor and html.unescape(anchor) not in known:
                yield address, f"{path}#{anchor}"


def convert(markdown: str) -> str:
    """Markdown → HTML, without what only pages use. HTML in the source stays: escape what is not your own."""
    strong = "\n".join(_strong(line) if "**" in line else line for line in markdown.split("\n"))
    done: str = cmark.markdown_to_html_with_extensions(
        strong, options=cmark.Options.CMARK_OPT_UNSAFE, extensions=["table"]
    )
    return done


def _strong(line: str) -> str:
    return line if "`" in line else _STRONG.sub(r"<strong>\1</strong>", line)


def _piece(found: re.Match[str]) -> str:
    """A block or cell with its content rendered as one paragraph; a summary always is."""
    tag, before, after, inner, summary = found.groups(default="")
    words = inner or summary
    if _MARKED.search(words):
        words = convert(f"{_INLINE}{words}").replace(_INLINE, "").strip().removeprefix("<p>").removesuffix("</p>")
    return f"<{tag}{before}{after}>{words}</{tag}>" if tag else f"<summary>{words}</summary>"


def _unique(id: str, taken: set[str]) -> str:
    base, count = id, 0
    if counted := _COUNTED.fullmatch(id):
        base, count = counted[1], int(counted[2])
    while not id or id in taken:
        count += 1
        id = f"{base}_{count}"
    taken.add(id)
    return id
