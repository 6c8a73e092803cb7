"""The search of a large library: Pagefind cuts the index into shards, and a page loads only those it needs.

Pagefind cuts Chinese into words, here and in the browser, by two dictionaries that do not agree. So it is given runs of
two and four characters instead of words: what holds 森林火灾预案 holds 森林火灾 and 火灾预案. Of letters and digits it
is given every part: it looks for beginnings of words too, but in one shard only. Records carry the entries of the corpus,
so that the browser judges what Pagefind finds by the rules of the literal search: assets/search-shards.js is the other half.
"""

from __future__ import annotations

import asyncio
import html
import importlib.util
import json
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from preplan.site.search.corpus import Entry
from preplan.site.search.pinyin import syllables

# What is also found by other ways to say it: plans, units, sectors. To look through all for that would take too long.
NEAR_FROM = 0.85
TITLE_COUNTS = 8  # how often title and names are told to Pagefind, which ranks by numbers
CHINESE = (2, 4)  # lengths of the runs of characters in the index; those of letters and digits have up to
LETTERS = 8
_RUN = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9]+(?:-[a-z0-9]+)*")
_DASHES = str.maketrans("‐‑‒–—−", "------")
# A language Pagefind has no rules for: it must leave the pairs as they are.
_LANGUAGE = "unknown"
# Parts of its bundle that no page of ours loads.
_UNUSED = ("pagefind-component-ui*", "pagefind-modular-ui*", "pagefind-ui*", "pagefind-highlight*")


def available() -> bool:
    """True if the index maker is installed (the extra `large`)."""
    return all(importlib.util.find_spec(name) for name in ("pagefind", "pagefind_bin_extended"))


def write(entries: Iterable[Entry], folder: Path) -> None:
    """Writes the shards and Pagefind's own scripts into a folder."""
    with tempfile.TemporaryDirectory() as temporary:
        for number, entry in enumerate(entries):
            Path(temporary, f"{number}.html").write_text(_page(entry), encoding="utf-8")
        asyncio.run(_index(temporary, folder))
    for pattern in _UNUSED:
        for path in folder.glob(pattern):
            path.unlink()


async def _index(pages: str, folder: Path) -> None:
    from pagefind.index import PagefindIndex

    # Pages in a folder, not records one by one: the client waits a tenth of a second for every answer.
    async with PagefindIndex(config={"output_path": str(folder), "force_language": _LANGUAGE}) as index:
        await index.add_directory(pages)


def _page(entry: Entry) -> str:
    """A page for Pagefind alone: words to find it by, and the entry itself beside them."""
    row = html.escape(json.dumps(entry.row(), ensure_ascii=False, separators=(",", ":")))
    meta = f'<meta data-pagefind-meta="entry[content]" content="{row}">'
    if entry.label.weight >= NEAR_FROM and entry.label.group != "filing":
        meta += '<meta data-pagefind-filter="near[content]" content="1">'
    return f"<html><head><title>-</title>{meta}</head><body>{html.escape(_words(entry))}</body></html>"


def _words(entry: Entry) -> str:
    """What Pagefind is to find the entry by, each word once, those of title and names more often."""
    names = [*pieces(" ".join([entry.title, entry.under, *entry.label.names])), *_spellings(entry.title)]
    text = " ".join(f"{section.title} {section.text}" for section in entry.sections)
    return " ".join([*dict.fromkeys(names)] * TITLE_COUNTS + [*dict.fromkeys(pieces(text))])


def pieces(text: str) -> Iterator[str]:
    """Runs of Chinese characters; every part of letters and digits, also of those joined by dashes (2022-05-27)."""
    for run in _RUN.findall(unicodedata.normalize("NFKC", text).lower().translate(_DASHES)):
        if run[0] >= "\u4e00":
            yield from (run[at : at + length] for length in CHINESE for at in range(len(run) - length + 1))
            yield run[-1]  # a word of one character is found by the runs that begin with it
        else:
            joined = run.replace("-", "")
            for part in {*run.split("-"), joined}:
                yield from (part[at : at + n] for n in range(1, LETTERS + 1) for at in range(len(part) - n + 1))
                if part.isalpha():
                    yield from (part[at:] for at in range(len(part) - LETTERS))


def _spellings(title: str) -> Iterator[str]:
    """The pinyin of the title from each of its characters on, in full and by initials."""
    for run in syllables(title).split("-"):
        parts = run.split()
        for start in range(len(parts) - 1):
            yield "".join(parts[start:])
            yield "".join(part[0] for part in parts[start:])
