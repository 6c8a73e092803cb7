"""A file of records: front matter and body, each value and line with its place in the file."""

from __future__ import annotations

import pytest

from preplan.finding import Place
from preplan.kinds import BY_NAME
from preplan.load import document
from preplan.load.document import Document

PATH = "plans/overall/editions/2022.md"
EDITION = BY_NAME["edition"]


def read(text: str) -> tuple[Document | None, list[tuple[str, int, int]]]:
    found, findings = document.read(text.encode(), PATH, EDITION)
    return found, [(finding.rule.id, finding.place.line, finding.place.column) for finding in findings]


def edition(text: str) -> Document:
    found, findings = read(text)
    assert found is not None, findings
    return found


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "第 1 行不是 ---"),
        ("# 总则\n", "第 1 行不是 ---"),
        ("\n---\n甲: 1\n---\n", "第 1 行不是 ---"),
        (" ---\n甲: 1\n---\n", "第 1 行不是 ---"),
        ("--- \n甲: 1\n---\n", "第 1 行不是 ---"),
        ("----\n甲: 1\n----\n", "第 1 行不是 ---"),
        ("---", "第 1 行不是 ---"),
        ("---\n", "文首信息没有结束：找不到第二个 ---"),
        ("---\n甲: 1\n# 总则\n", "文首信息没有结束：找不到第二个 ---"),
        ("---\n甲: 1\n --- \n正文\n", "文首信息没有结束：找不到第二个 ---"),
        ("---\n甲: 1\n----\n正文\n", "文首信息没有结束：找不到第二个 ---"),
    ],
)
def test_text_without_whole_front_matter_is_refused_on_its_first_line(text: str, problem: str) -> None:
    found, findings = document.read(text.encode(), PATH, EDITION)
    assert found is None
    assert [(f.rule.id, f.place, f.message) for f in findings] == [("no-front-matter", Place(PATH), problem)]


def test_windows_line_ends_are_refused_before_anything_else() -> None:
    assert read("---\r\n甲: 1\r\n---\r\n") == (None, [("forbidden-character", 1, 4)])


@pytest.mark.parametrize(
    ("text", "data", "body", "line"),
    [
        ("---\n甲: 1\n---\n# 总则\n", {"甲": 1}, "# 总则\n", 4),
        ("---\n甲: 1\n---\n\n正文", {"甲": 1}, "\n正文", 4),
        ("---\n甲: 1\n---\n---\n", {"甲": 1}, "---\n", 4),
        ("---\n甲: |\n  ---x\n  - ---\n---\n正文", {"甲": "---x\n- ---\n"}, "正文", 6),
        ("---\n---\n正文", None, "正文", 3),
        ("---\n甲: 1\n---\n", {"甲": 1}, "", 4),
        ("---\n甲: 1\n---", {"甲": 1}, "", 4),
    ],
)
def test_front_matter_ends_at_the_next_line_of_three_hyphens(text: str, data: object, body: str, line: int) -> None:
    found = edition(text)
    assert found.body is not None
    assert (found.data, found.body.text, found.body.first_line) == (data, body, line)


def test_lines_of_body_and_front_matter_are_those_of_the_file() -> None:
    found = edition("---\nplan: overall\nbases:\n  - 甲\n---\n\n# 1 总则\n见[附件](a.md)\n")
    assert found.body is not None
    assert found.place("bases", 0) == Place(PATH, 4, 5)
    assert found.key_place("bases") == Place(PATH, 3, 1)
    assert found.body.headings[0].line == 7
    assert (found.body.links[0].line, found.body.links[0].column) == (8, 2)


@pytest.mark.parametrize(
    ("head", "rule", "line"),
    [
        ("甲: 1\n乙: &x 1\n", "ambiguous-yaml", 3),
        ("甲: 1\n甲: 2\n", "double-key", 3),
        ("甲: 1\n乙: @\n", "broken-yaml", 3),
        ("甲: 1\n乙: [1\n", "broken-yaml", 3),
        ("甲: 1\n乙: '二\n丙: 3\n", "broken-yaml", 3),
    ],
)
def test_fault_in_front_matter_is_placed_in_the_file(head: str, rule: str, line: int) -> None:
    found, findings = read(f"---\n{head}---\n正文\n")
    assert found is None
    assert [finding[:2] for finding in findings] == [(rule, line)]


def test_first_line_of_a_double_key_is_a_line_of_the_file() -> None:
    _, [finding] = document.read("---\n甲: 1\n甲: 2\n---\n".encode(), PATH, EDITION)
    assert finding.message == "键「甲」在同一处出现两次，第一次在第 2 行"


def test_missing_value_has_the_place_of_what_should_hold_it() -> None:
    found = edition("---\nplan: overall\nchanges:\n  what: 甲\n---\n")
    assert found.place("changes", "why") == Place(PATH, 4, 3)
    assert found.place("changes", "why", "deeper", 3) == Place(PATH, 4, 3)
    assert found.place("notice") == Place(PATH, 2, 1)
    assert found.key_place("changes", "why") == Place(PATH, 4, 3)
    assert edition("---\n---\n").place("plan") == Place(PATH, 2, 1)


def test_yaml_file_has_no_body_and_starts_on_line_one() -> None:
    found, findings = document.read("名称: 甲\n".encode(), "plans/bureau.yaml", BY_NAME["bureau"])
    assert findings == []
    assert found is not None
    assert (found.body, found.place("名称")) == (None, Place("plans/bureau.yaml", 1, 5))
