"""Markdown of generated pages → HTML: what cmark lacks and the pages use."""

from __future__ import annotations

import re

import pytest

from preplan.site import rendered
from preplan.site.rendered import Rendered, dead_links, ids

HEAD = '<a class="headerlink" href="#{0}" title="本条">¶</a>'


def render(markdown: str) -> Rendered:
    return rendered.render(markdown, "本条", lambda words: re.sub(r"[^\w\- ]", "", words).replace(" ", "-"))


def html(markdown: str) -> str:
    return render(markdown).html.strip()


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("## 1.1 编制目的\n", f'<h2 id="11-编制目的">1.1 编制目的{HEAD.format("11-编制目的")}</h2>'),
        ("## 依据 {#bases}\n", f'<h2 id="bases">依据{HEAD.format("bases")}</h2>'),
        # A sign of Chinese behind the stars: CommonMark alone would print them.
        ("**职责：**统筹", "<p><strong>职责：</strong>统筹</p>"),
        ("`**码**`", "<p><code>**码**</code></p>"),
        (r"\*\*不加粗\*\*", "<p>**不加粗**</p>"),
        ('<p class="small" markdown>见 [目录](catalogue.md#a) 和 a\\_b</p>',
         '<p class="small">见 <a href="catalogue.html#a">目录</a> 和 a_b</p>'),
        ('<p class="small">见 [目录](catalogue.md)</p>', '<p class="small">见 [目录](catalogue.md)</p>'),
        ('<p markdown>1. 不是列表</p>', "<p>1. 不是列表</p>"),
        ("<summary>a\\_b</summary>", "<summary>a_b</summary>"),
        ('<div class="facts" markdown>\n\n甲\n\n</div>', '<div class="facts">\n<p>甲</p>\n</div>'),
        ("2. 从二数起", '<ol start="2">\n<li>从二数起</li>\n</ol>'),
        ("[外](https://example.org/a.md) [数据](data/plans.json)",
         '<p><a href="https://example.org/a.md">外</a> <a href="data/plans.json">数据</a></p>'),
    ],
)  # fmt: skip
def test_pieces(markdown: str, expected: str) -> None:
    assert html(markdown) == expected


def test_a_table_keeps_its_cells() -> None:
    built = html("| 甲 | 乙 |\n| --- | --- |\n| a \\| b | **重：**要 |\n")
    assert "<td>a | b</td>" in built
    assert "<td><strong>重：</strong>要</td>" in built


def test_anchors_are_unique_and_given_ones_come_first() -> None:
    page = render("## 依据\n\n## 依据\n\n### 依据 {#依据_1}\n\n## ！\n")
    assert [heading.id for heading in page.headings] == ["依据", "依据_2", "依据_1", "_1"]


def test_the_tree_of_headings() -> None:
    (first, second) = render("# 一\n\n### 深\n\n## 浅\n\n# 二\n").toc
    assert [child["name"] for child in first["children"]] == ["深", "浅"]
    assert second["children"] == []


def test_headings_in_raw_html_are_no_headings_of_the_page() -> None:
    page = render("<div>\n<h3>修订前</h3>\n</div>\n")
    assert not page.headings
    assert "<h3>修订前</h3>" in page.html


def test_dead_links_are_found_and_only_they() -> None:
    pages = {"a/x.html": '<h2 id="in">甲</h2><a href="y.html#in">a</a><a href="#in">b</a><a href="../z.html#q">c</a>'
             '<a href="../data.json">d</a><a href="y.html#no">e</a><a href="gone.html">f</a><a href="https://a.b/c">g</a>',
             "a/y.html": '<p class="k" id="in">乙</p>'}  # fmt: skip
    assert sorted(dead_links(pages, {"data.json"}, {"z.html": {"q"}})) == [
        ("a/x.html", "gone.html"),
        ("a/x.html", "y.html#no"),
    ]


def test_anchors_of_a_page() -> None:
    assert ids('<h2 id="a">x</h2><p class="b" id="c&amp;d">y</p><p>id="e"</p>') == {"a", "c&d"}
