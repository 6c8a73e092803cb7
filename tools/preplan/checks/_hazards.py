"""The words of a plan's title that are its own: 莱西市城镇燃气突发事件应急预案 → 燃气."""

from __future__ import annotations

import re

from preplan.checks._plan_titles import bare
from preplan.model import Library

# Words that stand in titles of any hazard.
_GENERIC = re.compile(
    "(?:应急)?(?:救援|处置|保障|行动|救助)?(?:总体|专项)?(?:应急)?预案|大规模|重特大|重大|突发|事件|事故|灾害|灾难|案件"
    "|(?:生产|质量)?安全|应急|处置|救援|行业|供应|市场|工程|城市|城镇|公共|社会|综合|防治|防控|保障|[和及与、的]"
)


def particular(library: Library, title: str) -> list[str]:
    """The particular words of a title; none for 突发事件总体应急预案 or 生产安全事故应急预案."""
    return [word for word in _GENERIC.sub(" ", bare(library, title)).split() if len(word) > 1]


def speaks_of(library: Library, words: list[str], text: str) -> bool:
    """True if a text uses one of these words, two characters of it, or another word for the same hazard."""
    pairs = (word[at : at + 2] for word in words for at in range(len(word) - 1))
    groups = (group for record in library.every("synonym") for group in record.get("synonyms"))
    other = (name for group in groups if any(word in name for name in group for word in words) for name in group)
    return any(pair in text for pair in pairs) or any(name in text for name in other)
