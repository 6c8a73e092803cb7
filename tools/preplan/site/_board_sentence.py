"""The sentence on top of the board and of the internal home page, every number a link to its list."""

from __future__ import annotations

import re

from preplan.report.summary import progress_sentence
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site._board_links import ISSUED, ON_TIME, UNISSUED, listed
from preplan.site.page import Site
from preplan.totals import Totals


def sentence(site: Site, count: Totals, page: str) -> str:
    """专项预案 55 件，已印发 24 件 … with its numbers linked."""
    words = {label: code for code, label in site.library.schemas.words("progressState").items()}
    words |= {"已印发": ISSUED, "未印发": UNISSUED, site.label("progressState", "normal"): ON_TIME}

    def link(match: re.Match[str]) -> str:
        word, number = match[1], match[2]
        if word == "专项预案":
            return f"{word} **{md.link(number, paths.CATALOGUE, page)}**"
        return f"{word} **{listed(number, page, words[word])}**"

    return re.sub(r"(\w+) (\d+)", link, progress_sentence(count))
