"""Hand-written pages are built into both sites, but some screens they lead to are in the internal one alone.

Such a link says so in its title: `[内部版 › 进度板](../board.md "内部版")`. The public site keeps the words without the link.
"""

from __future__ import annotations

import re
from collections.abc import Collection

_INNER = re.compile(r'\[([^\]\n]+)\]\(([^)\s]+) "内部版"\)')
# In front matter: a page with these may hold drawings, or load scripts. What people write may do neither.
_GENERATED = ("drawing", "scripts")


def refused(keys: Collection[str]) -> tuple[str, ...]:
    """Those keys of a hand-written page's front matter that only pages made from records may have."""
    return tuple(key for key in _GENERATED if key in keys)


def for_audience(markdown: str, internal: bool) -> str:
    """The text of a hand-written page with its internal links made real, or made plain words."""
    return _INNER.sub(r"[\1](\2)" if internal else r"\1", markdown)
