"""Bytes become text only where every editor, git and YAML read them alike."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preplan.finding import Place
from preplan.load import faults, text

PATH = "plans/departments.yaml"


def faults_of(raw: bytes) -> list[tuple[str, int, int, str]]:
    """(rule, line, column, message) of every finding."""
    content, findings = text.decode(raw, PATH)
    assert (content is None) == bool(findings)
    assert {finding.place.path for finding in findings} <= {PATH}
    return [(f.rule.id, f.place.line, f.place.column, f.message) for f in findings]


@pytest.mark.parametrize(
    "content",
    ["", "\n", "名称: 市应急管理局\n", "全角空格　与不换行空格\xa0", "𠮷野家 😀", "e\u0301 ﷽ ～"],
    ids=["empty", "line break", "Chinese", "wide spaces", "beyond the basic plane", "composed"],
)
def test_ordinary_text_passes_in_silence(content: str) -> None:
    assert text.decode(content.encode(), PATH) == (content, [])


@pytest.mark.parametrize(
    ("content", "line", "column", "count", "name"),
    [
        ("\ufeff名称: 一\n", 1, 1, 1, "字节序标记（BOM）"),
        ("名称：\ufeff一\n别名：二\ufeff\n", 1, 4, 2, "字节序标记（BOM）"),
        ("甲: 1\r\n乙: 2\r\n", 1, 5, 2, "回车符（Windows 换行）"),
        ("甲: 1\r乙: 2\n", 1, 5, 1, "回车符（Windows 换行）"),
        ("一\n二三\t四\t\n", 2, 3, 2, "制表符"),
        ("一二\n\x00", 2, 1, 1, "空字符（NUL）"),
        ("第一行\n森林\u2028火灾\n", 2, 3, 1, "控制字符或特殊换行符 U+2028"),
        ("𠮷野\u2029家\n", 1, 3, 1, "控制字符或特殊换行符 U+2029"),
        ("预案\x85\n", 1, 3, 1, "控制字符或特殊换行符 U+0085"),
        ("预案\x9b31m\x9b\x9b", 1, 3, 3, "控制字符或特殊换行符 U+009B"),
        ("\n\n预\x1b[2J", 3, 2, 1, "控制字符或特殊换行符 U+001B"),
        ("预\x0b", 1, 2, 1, "控制字符或特殊换行符 U+000B"),
        ("预\x7f", 1, 2, 1, "控制字符或特殊换行符 U+007F"),
        ("预\ufffe", 1, 2, 1, "控制字符或特殊换行符 U+FFFE"),
    ],
)
def test_forbidden_character_is_named_with_its_first_place_and_count(
    content: str, line: int, column: int, count: int, name: str
) -> None:
    message = f"有不允许的字符：{name}（共 {count} 处）"
    assert faults_of(content.encode()) == [("forbidden-character", line, column, message)]


def test_each_kind_of_character_is_one_finding() -> None:
    content = "\ufeff甲:\t1\r\n乙:\t2\r\n丙: \x80\x81\x80\n"
    assert faults_of(content.encode()) == [
        ("forbidden-character", 1, 1, "有不允许的字符：字节序标记（BOM）（共 1 处）"),
        ("forbidden-character", 1, 4, "有不允许的字符：制表符（共 2 处）"),
        ("forbidden-character", 1, 6, "有不允许的字符：回车符（Windows 换行）（共 2 处）"),
        ("forbidden-character", 3, 4, "有不允许的字符：控制字符或特殊换行符 U+0080（共 2 处）"),
        ("forbidden-character", 3, 5, "有不允许的字符：控制字符或特殊换行符 U+0081（共 1 处）"),
    ]


@pytest.mark.parametrize(
    ("raw", "line", "column", "byte"),
    [
        ("名称".encode("gbk"), 1, 1, 1),
        ("标题: ".encode() + "名称".encode("gbk"), 1, 5, 9),
        ("一\n二三".encode() + b"\xff\n", 2, 3, 11),
        ("森".encode()[:2], 1, 1, 1),
        ("火".encode() + "森".encode()[:2], 1, 2, 4),
        (b"a\xed\xa0\x80", 1, 2, 2),
        (b"\xc0\xaf", 1, 1, 1),
        ("预案".encode("utf-16"), 1, 1, 1),
    ],
    ids=["GBK", "GBK later", "stray byte", "cut off", "cut off later", "surrogate", "overlong", "UTF-16"],
)
def test_other_encodings_are_refused_with_the_place(raw: bytes, line: int, column: int, byte: int) -> None:
    assert faults_of(raw) == [("not-utf8", line, column, f"第 {byte} 个字节不是 UTF-8 编码")]


def test_file_of_exactly_the_size_limit_is_read() -> None:
    content, findings = text.decode(b"a" * text.SIZE_LIMIT, PATH)
    assert (len(content or ""), findings) == (text.SIZE_LIMIT, [])


def test_file_one_byte_larger_is_refused_unread() -> None:
    assert faults_of(b"\xff" * (text.SIZE_LIMIT + 1)) == [("too-large", 1, 1, "文件超过上限 2048 KB")]


def test_every_fault_says_what_to_do() -> None:
    for raw in (b"\xff", b"\t", b"\x80", b"a" * (text.SIZE_LIMIT + 1), "\u2028".encode()):
        findings = text.decode(raw, PATH)[1]
        assert all(finding.remedy and "{" not in finding.remedy for finding in findings)


@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda content: content.encode("utf-8", "replace")))
@settings(max_examples=300, deadline=1000, derandomize=True)
def test_any_bytes_are_read_whole_or_refused_at_a_place_inside(raw: bytes) -> None:
    content, findings = text.decode(raw, PATH)
    if content is not None:
        assert (content.encode(), findings) == (raw, [])
        return
    lines = raw.decode("utf-8", "replace").split("\n")
    for finding in findings:
        assert finding.rule in faults.FAULTS
        assert 1 <= finding.place.line <= len(lines)
        assert Place(PATH, finding.place.line, 1) <= finding.place
        assert finding.place.column <= len(lines[finding.place.line - 1]) + 1
