"""The search of a large library: Pagefind cuts the texts into shards, and a page loads only those it needs.

The records carry the same parts as the corpus, so that the browser judges what Pagefind finds by the rules of the
literal search: assets/search-shards.js is the other half of this file.
"""

from __future__ import annotations

import asyncio
import importlib.util
import json
from collections.abc import Iterable
from pathlib import Path

from preplan.site.search.corpus import Entry
from preplan.site.search.pinyin import syllables

# Between the parts of a record's text; marks that no text holds and that Pagefind leaves where they are.
SECTION, TITLE = "␞", "␟"


def available() -> bool:
    """True if the index maker is installed (the extra `large`)."""
    return all(importlib.util.find_spec(name) for name in ("pagefind", "pagefind_bin_extended"))


def write(entries: Iterable[Entry], folder: Path) -> None:
    """Writes the shards and Pagefind's own scripts into a folder."""
    asyncio.run(_write(entries, folder))


async def _write(entries: Iterable[Entry], folder: Path) -> None:
    from pagefind.index import PagefindIndex

    async with PagefindIndex(config={"output_path": str(folder)}) as index:
        for entry in entries:
            await index.add_custom_record(
                url=entry.address,
                content=_content(entry),
                language="zh",
                meta={"title": entry.title, "entry": json.dumps(_frame(entry), ensure_ascii=False)},
            )


def _frame(entry: Entry) -> list[object]:
    """The entry without its texts, and the anchors of its sections."""
    *row, _, under = entry.row()
    return [*row, [section.anchor for section in entry.sections], under]


def _content(entry: Entry) -> str:
    """Title and text of every section; at the end the names and the ways to spell the title."""
    first, *others = entry.sections
    parts = [f"{entry.title} {TITLE} {first.text}", *(f"{part.title} {TITLE} {part.text}" for part in others)]
    return f" {SECTION} ".join([*parts, " ".join([*entry.label.names, *_spellings(entry.title)])])


def _spellings(title: str) -> list[str]:
    """The pinyin of the title from each of its characters on, in full and by initials: Pagefind finds beginnings."""
    found = []
    for run in syllables(title).split("-"):
        pieces = run.split()
        for start in range(len(pieces) - 1):
            rest = pieces[start:]
            found += ["".join(rest), "".join(piece[0] for piece in rest)]
    return found
