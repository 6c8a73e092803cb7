"""使用手册: ten sentences for each kind of reader, each with a way to the screen where it is done."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from preplan.site import handwritten

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "guide"
HATS = ("bureau", "editors", "leaders", "enterprises", "towns", "citizens")


@pytest.mark.parametrize("hat", HATS)
def test_ten_sentences_each_with_a_link(hat: str) -> None:
    sentences = re.findall(r"^\d+\. \*\*.+$", (GUIDE / f"{hat}.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(sentences) == 10
    assert [text[:20] for text in sentences if "](" not in text] == []


def test_an_internal_screen_is_a_link_inside_and_words_outside() -> None:
    text = '看[内部版 › 进度板](../board.md "内部版")和[目录](../catalogue.md)。'
    assert (
        handwritten.for_audience(text, internal=True) == "看[内部版 › 进度板](../board.md)和[目录](../catalogue.md)。"
    )
    assert handwritten.for_audience(text, internal=False) == "看内部版 › 进度板和[目录](../catalogue.md)。"


def test_five_questions_each_with_its_basis(sites: dict[str, Path]) -> None:
    for site in sites.values():
        text = (site / "how-to-file.html").read_text(encoding="utf-8")
        sections = re.split(r'<h2 id="question-\d"', text)[1:]
        assert len(sections) == 5
        assert all(re.search(r"依据：.*第.+条", section) for section in sections)
