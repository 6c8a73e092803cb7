"""输入行业或企业做什么，查谁主管、谁监管: the line that assets/ask.js turns into a box, and the words it looks through."""

from __future__ import annotations

from preplan.site import markdown as md
from preplan.site import paths
from preplan.site.page import Site, View

PROMPT = "输入行业或企业做什么，查谁主管、谁监管"
_HOW = "可以用俗称或者国标行业代码，如加油站、冷库、养老院、C3091。"


def line(page: str) -> str:
    """The line above a table. Without the script it is a hint on the matrix and a link to it elsewhere."""
    said = f"{PROMPT}。{_HOW}" if page == paths.MATRIX else f"{md.link(PROMPT, paths.MATRIX, page)}。{_HOW}"
    return f'<p class="ask" markdown>{said}</p>'


def more_words(site: Site, sector: View) -> str:
    """What people say for the words in a sector's name, from the list of synonyms; looked through, not shown."""
    name, own = sector.get("name"), set(sector.get("synonyms", default=()))
    words: dict[str, None] = {}
    for synonym in site.views("synonym"):
        for group in synonym.get("synonyms", default=()):
            if any(word in name for word in group):
                words.update(dict.fromkeys(word for word in group if word not in own and word not in name))
    return f'<span class="ask-words">{md.text("、".join(words))}</span>' if words else ""
