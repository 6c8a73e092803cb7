"""The search corpus: one row a section, literal text. The browser matches substrings, which is what Chinese needs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping

_TAG = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"\s+")


def rows(docs: Iterable[Mapping[str, str]]) -> list[list[str]]:
    """[location, title, text] of every section in a search index of {location, title, text}."""
    return [[doc["location"], _plain(doc["title"]), _plain(doc["text"])] for doc in docs]


def _plain(markup: str) -> str:
    return _SPACE.sub(" ", html.unescape(_TAG.sub(" ", markup))).strip()
