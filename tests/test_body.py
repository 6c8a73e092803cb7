"""Headings, tables and links of a Markdown text, with the lines and columns of the file."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preplan.load.body import Body, Heading


def headings(text: str) -> list[tuple[int, int, str, str]]:
    return [(h.line, h.level, h.number, h.title) for h in Body(text).headings]


def links(text: str) -> list[tuple[int, int, str]]:
    return [(link.line, link.column, link.target) for link in Body(text).links]


def tables(text: str) -> list[tuple[int, tuple[str, ...], list[tuple[str, ...]]]]:
    return [(table.line, table.columns, [row.cells for row in table.rows]) for table in Body(text).tables]


@pytest.mark.parametrize(
    ("line", "level", "number", "title"),
    [
        ("# 总则", 1, "", "总则"),
        ("# 1 总则", 1, "1", "总则"),
        ("## 1.1 编制目的", 2, "1.1", "编制目的"),
        ("### 4.2.10 Ⅲ级响应", 3, "4.2.10", "Ⅲ级响应"),
        ("## 1.1　编制目的", 2, "1.1", "编制目的"),
        ("## 1.1编制目的", 2, "1.1", "编制目的"),
        ("## 一、总则", 2, "一", "总则"),
        ("## 十二、附则", 2, "十二", "附则"),
        ("### （三）工作原则", 3, "三", "工作原则"),
        ("# 附件1 通讯录", 1, "附件1", "通讯录"),
        ("# 附件 2　流程图", 1, "附件 2", "流程图"),
        ("# 附件", 1, "", "附件"),
        ("# 2022", 1, "", "2022"),
        ("#   总则   ", 1, "", "总则"),
        ("## 总则 ##", 2, "", "总则"),
        ("###### 六级", 6, "", "六级"),
    ],
)
def test_heading_has_level_number_and_title(line: str, level: int, number: str, title: str) -> None:
    assert headings(f"正文\n{line}\n正文") == [(2, level, number, title)]


@pytest.mark.parametrize("line", ["#总则", "####### 七级", "正文 # 总则", "\\# 总则", "    # 缩进", "#", "##"])
def test_what_only_looks_like_a_heading_is_none(line: str) -> None:
    assert headings(line) == []


@pytest.mark.parametrize(
    "text",
    [
        "```\n# 一\n[a](b.md)\n```",
        "~~~\n# 一\n[a](b.md)\n~~~",
        "```yaml\n# 一\n```",
        "````\n```\n# 一\n````",
        "````\n# 一\n```\n# 二\n````",
        "~~~\n```\n# 一\n~~~",
        "```\n~~~\n# 一\n```",
        "```\n# 一\n``` 不是结尾\n# 二\n```",
        "   ```\n# 一\n   ```",
        "```\n# 一\n`````",
        "```\n# 没有结尾\n|a|b|\n|-|-|\n",
    ],
)
def test_fenced_code_is_passed_over(text: str) -> None:
    found = Body(text)
    assert (found.headings, found.tables, found.links) == ((), (), ())


def test_text_after_a_fence_counts_again() -> None:
    assert headings("```\n# 一\n```\n# 二\n~~~\n# 三\n~~~~\n# 四") == [(4, 1, "", "二"), (8, 1, "", "四")]


def test_line_indented_like_code_opens_no_fence() -> None:
    assert headings("    ```\n# 一") == [(2, 1, "", "一")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| 级别 | 启动人 |\n|---|:-:|\n| Ⅰ级 | 市长 |\n", [(1, ("级别", "启动人"), [("Ⅰ级", "市长")])]),
        ("级别 | 启动人\n--- | ---\nⅠ级 | 市长", [(1, ("级别", "启动人"), [("Ⅰ级", "市长")])]),
        ("正文\n|甲|乙|\n|-|-|\n|1|2|\n|3|4|", [(2, ("甲", "乙"), [("1", "2"), ("3", "4")])]),
        ("|甲|乙|\n|-|-|\n|1\\|2|3|\n", [(1, ("甲", "乙"), [("1|2", "3")])]),
        ("|甲|乙|\n|-|-|\n|1|2\\|\n", [(1, ("甲", "乙"), [("1", "2|")])]),
        ("|甲|\n|-|\n||\n|只此", [(1, ("甲",), [("",), ("只此",)])]),
        ("|甲|乙|\n|:-|-:|", [(1, ("甲", "乙"), [])]),
        ("|甲|乙|\n|-|-|\n|1|\n\n|2|3|", [(1, ("甲", "乙"), [("1",)])]),
        ("|甲|\n|-|\n|1|\n\n|乙|\n|-|\n|2|", [(1, ("甲",), [("1",)]), (5, ("乙",), [("2",)])]),
    ],
    ids=["aligned", "no outer pipes", "at the end", "escaped", "escaped last", "open", "bare", "short row", "two"],
)
def test_table_has_columns_and_rows(text: str, expected: object) -> None:
    assert tables(text) == expected


@pytest.mark.parametrize("text", ["甲|乙\n正文\n", "|甲|乙|\n|-|\n", "|甲|乙|", "|甲|\n|=|\n|1|", "甲\n---\n"])
def test_what_only_looks_like_a_table_is_none(text: str) -> None:
    assert tables(text) == []


def test_table_is_found_under_the_heading_directly_above_it() -> None:
    text = "|零|\n|-|\n# 1 响应分级\n正文\n|甲|\n|-|\n|1|\n\n|乙|\n|-|\n## 1.1 职责\n|丙|\n|-|\n"
    found = Body(text, 10)
    assert [(table.line, table.heading) for table in found.tables] == [(10, -1), (14, 0), (18, 0), (21, 1)]
    assert found.tables[1].rows[0].line == 16
    first, inner = found.table_under("响应分级"), found.table_under("职责")
    assert first is not None and first.columns == ("甲",)
    assert inner is not None and inner.columns == ("丙",)
    assert found.table_under("附则") is None
    assert found.heading_named("职责") == Heading(20, 2, "1.1", "职责")
    assert found.heading_named("1.1 职责") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("见[附件](annexes/a.md)。", [(1, 2, "annexes/a.md")]),
        ("[一](a.md)和[二](b.md#c)", [(1, 1, "a.md"), (1, 11, "b.md#c")]),
        ("正文\n\n图：![图](a.png)", [(3, 4, "a.png")]),
        ('[一](a.md "说明")', [(1, 1, "a.md")]),
        ("[一]( <a.md> )", [(1, 1, "a.md")]),
        ("[含\\]括号](a.md)", [(1, 1, "a.md")]),
        ("## 见[附件](a.md)", [(1, 5, "a.md")]),
        ("[![图](a.png)](b.md)", [(1, 3, "a.png"), (1, 1, "b.md")]),
        ("[一] 与[二](b.md)", [(1, 6, "b.md")]),
        ("|[一](a.md)|乙|\n|-|-|\n|1|[二](b.md)|", [(1, 2, "a.md"), (3, 4, "b.md")]),
        ("`码`[一](a.md)`[二](b.md)`", [(1, 4, "a.md")]),
        ("`` ` [一](a.md) `` [二](b.md)", [(1, 19, "b.md")]),
        ("`没有结尾 [一](a.md)", [(1, 7, "a.md")]),
        ("[一]: a.md\n  [二]: <b.md> '题'", [(1, 1, "a.md"), (2, 1, "b.md")]),
    ],
)
def test_link_has_target_line_and_column(text: str, expected: object) -> None:
    assert links(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "`[一](a.md)`",
        "\\[一](a.md)",
        "[一]",
        "[一] (a.md)",
        "（一）(a.md)",
        "[^1]: 脚注",
        "    [一]: a.md",
        "[一]()",
        "](a.md)",
    ],
)
def test_what_only_looks_like_a_link_is_none(text: str) -> None:
    assert links(text) == []


def test_lines_are_those_of_the_file() -> None:
    found = Body("# 一\n\n[甲](a.md)\n|乙|\n|-|\n|1|", 12)
    assert (found.headings[0].line, found.links[0].line, found.tables[0].line) == (12, 14, 15)
    assert [number for number, _ in found.lines()] == [12, 13, 14, 15, 16, 17]
    assert dict(found.lines())[17] == "|1|"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("abc 123，。：", 0),
        ("总则 1.1 编制目的", 6),
        ("一\n二|三|`四`", 4),
        ("〇々ㄅかな", 0),
        ("# 标题\n正文", 4),
    ],
)
def test_only_han_characters_are_counted(text: str, count: int) -> None:
    assert Body(text).han_count == count


@pytest.mark.parametrize(("text", "empty"), [("", True), (" \n\n　", True), ("。", False)])
def test_text_of_white_space_is_empty(text: str, empty: bool) -> None:
    assert Body(text).is_empty is empty


def parsed(text: str, first_line: int) -> None:
    """Whatever is found lies on a line that holds it."""
    found = Body(text, first_line)
    lines = dict(enumerate(text.split("\n"), first_line))
    assert dict(found.lines()) == lines
    for heading in found.headings:
        assert lines[heading.line].startswith("#" * heading.level + " ")
        assert heading.title in lines[heading.line]
    for table in found.tables:
        assert "|" in lines[table.line]
        assert -1 <= table.heading < len(found.headings)
        assert all("|" in lines[row.line] for row in table.rows)
    for link in found.links:
        assert link.target in lines[link.line]
        assert link.column == 1 or lines[link.line][link.column - 1] == "["


MARKS = [*"#`~|-:[]()<>\\!^ \n", "\n\n", "```\n", "# ", "|-|\n", "](", "]: ", "甲", "1.", "附件", "a.md"]
marked = st.lists(st.sampled_from(MARKS), max_size=50).map("".join)


@given(st.text(max_size=80) | marked, st.integers(1, 100))
@settings(max_examples=400, deadline=1000, derandomize=True)
def test_any_text_is_parsed_within_its_lines(text: str, first_line: int) -> None:
    parsed(text, first_line)


@pytest.mark.parametrize(
    "text",
    [
        "[a](" + "b" * 60_000,
        "[a](b" * 3_000,
        "[a](<" * 3_000,
        "[a](b " * 3_000,
        "[" * 60_000 + "](",
        "[\\" * 30_000 + "](b",
        "[a]: " + ">" * 60_000,
        "# " + "#" * 20_000 + "a",
        "# " + " " * 20_000 + "a",
        "# " + "# " * 10_000 + "a",
        "# " + "1." * 30_000,
        "](" + " ".join("`" * length for length in range(1, 250)),
        "](" + "` `` " * 12_000,
        "|" * 60_000 + "\n" + "|" * 60_000,
        "|-" * 30_000 + "\n" + "|-" * 30_000,
        "`" * 60_000 + "\n" + "~" * 60_000,
    ],
    ids=lambda text: f"{text[:6].strip()}…{text[-2:].strip()}",
)
def test_hostile_line_costs_no_more_than_its_length(text: str) -> None:
    start = time.monotonic()
    parsed(text, 1)
    assert time.monotonic() - start < 1


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [("# 2022年演练", "", "2022年演练"), ("# 1 总则", "1", "总则"), ("## 1.1编制目的", "1.1", "编制目的")],
)
def test_a_year_is_no_heading_number(heading: str, number: str, title: str) -> None:
    [found] = Body(heading).headings
    assert (found.number, found.title) == (number, title)
