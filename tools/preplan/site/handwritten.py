"""Hand-written pages are built into both sites, but some screens they lead to are in the internal one alone.

Such a link says so in its title: `[内部版 › 进度板](../board.md "内部版")`. The public site keeps the words without the link.
"""

from __future__ import annotations

import re

_INNER = re.compile(r'\[([^\]\n]+)\]\(([^)\s]+) "内部版"\)')


def for_audience(markdown: str, internal: bool) -> str:
    """The text of a hand-written page with its internal links made real, or made plain words."""
    return _INNER.sub(r"[\1](\2)" if internal else r"\1", markdown)
