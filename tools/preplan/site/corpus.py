"""The search corpus: one row a section, literal text. The browser matches substrings, which is what Chinese needs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping

from preplan.model import Library
from preplan.visible import visible

_TAG = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"\s+")


def rows(docs: Iterable[Mapping[str, str]]) -> list[list[str]]:
    """[location, title, text] of every section in a search index of {location, title, text}."""
    return [[doc["location"], _plain(doc["title"]), _plain(doc["text"])] for doc in docs]


def synonyms(library: Library, audience: str) -> list[list[str]]:
    """Groups of words that mean the same, for the search box; the first of each is the word of the texts."""
    groups: list[list[str]] = []
    for record in library.of("synonym").values():
        data = visible(library, record, audience)
        groups += data["synonyms"] if data else []
    return groups


def _plain(markup: str) -> str:
    return _SPACE.sub(" ", html.unescape(_TAG.sub(" ", markup))).strip()
