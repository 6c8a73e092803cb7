"""The search corpus: what the browser looks through, as scripts, since a page opened from disk may load nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from preplan.site import paths
from preplan.site._filing_lists import filing_list
from preplan.site._plans import TEXT_ANCHOR
from preplan.site.page import Site
from preplan.site.search import labels, texts
from preplan.site.search.pinyin import syllables
from preplan.site.shell import SAMPLE_PREFIX

# From this many bytes on a page asks Pagefind for shards instead of loading the whole text: the one switch.
SHARDS_FROM = 10_000_000
# What an anchor drops of a title, in words that Python and the browser read alike.
_NO_ANCHOR = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9 -]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page, or a row of a list that is found by itself; then `under` is the title of the list's page."""

    address: str
    title: str
    label: labels.Label
    sections: tuple[texts.Section, ...]
    under: str = ""

    def row(self) -> list[Any]:
        """The entry as assets/search-core.js reads it. The title of the first section is that of the entry.

        What follows from a title is left out, for the size: the title among the names, and anchors made of the title.
        """
        label = self.label
        first, *others = self.sections
        return [
            self.address,
            self.title,
            label.group,
            label.category,
            label.state,
            [name for name in label.names if name != self.title],
            syllables(self.title),
            label.weight,
            [["", "", first.text], *([_anchor(part), part.title, part.text] for part in others)],
            self.under,
        ]


def _anchor(section: texts.Section) -> str | int:
    """The anchor of a section; 0 where the browser makes it from the title."""
    made = _NO_ANCHOR.sub("", section.title).replace(" ", "-").lower()
    return 0 if section.anchor == made else section.anchor


def entries(site: Site, contents: Mapping[str, str]) -> tuple[Entry, ...]:
    """Entries of built pages, address → rendered HTML of the article."""
    known = labels.labels(site)
    rows: dict[str, dict[str, labels.Label]] = {}
    for address, label in known.items():
        page, mark, anchor = address.partition("#")
        if mark:
            rows.setdefault(page, {})[anchor] = label
    of_pages = (
        entry
        for address, html in contents.items()
        for entry in _of_page(address, html, known.get(address) or labels.place(address), rows.get(address, {}))
    )
    return (*of_pages, *_filed(site, known))


def _filed(site: Site, known: Mapping[str, labels.Label]) -> Iterator[Entry]:
    """The filings of the public list: its page holds the newest rows only. Inside, every case has a page of its own."""
    if site.internal:
        return
    data = filing_list(site)
    number = [column.key for column in data.columns].index("number")
    for row in data.rows:
        address = f"{paths.FILINGS.removesuffix('.md')}.html#{paths.filing_anchor(str(row[number]))}"
        if label := known.get(address):
            words = " ".join(str(value) for column, value in zip(data.columns, row, strict=True) if not column.hidden)
            yield Entry(address, label.title, label, (texts.Section("", "", words),), data.title)


def _of_page(address: str, html: str, label: labels.Label, rows: Mapping[str, labels.Label]) -> Iterator[Entry]:
    page = texts.read(html, rows, TEXT_ANCHOR if label.head_only else "")
    if not page.sections:
        return
    title = page.sections[0].title.removeprefix(SAMPLE_PREFIX)
    yield Entry(address, title, label, tuple(page.sections))
    for anchor, words in page.rows.items():
        row = rows[anchor]
        yield Entry(f"{address}#{anchor}", row.title, row, (texts.Section("", "", words),), title)


def settings(site: Site, sharded: bool) -> dict[str, Any]:
    """What the search box must know besides the texts: groups, words that mean the same, which engine."""
    return {
        "groups": list(labels.GROUPS.items()),
        "synonyms": [*_synonyms(site), *_unit_names(site)],
        "engine": "pagefind" if sharded else "literal",
    }


def _synonyms(site: Site) -> Iterator[list[str]]:
    """Groups of words that mean the same; the first of each is the word of the texts."""
    for record in site.views("synonym"):
        yield from record.get("synonyms", default=())


def _unit_names(site: Site) -> Iterator[list[str]]:
    """The names of each unit that has more than one, the one in use first."""
    for unit in site.views("department"):
        names = list(dict.fromkeys(labels.unit_names(site, unit)))
        if len(names) > 1:
            yield names


def script(name: str, value: Any) -> str:
    """A value as a script that hands it to the search."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"(self.SiteSearch||={{}}).{name}={text};\n"
