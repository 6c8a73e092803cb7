"""YAML gives JSON types only, and every value has a place. What reads in two ways is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preplan.kinds import BY_NAME
from preplan.load import document, yaml_text

PATH = "plans/laws.yaml"
Route = yaml_text.Route


def refused(text: str) -> list[tuple[str, int, int, str]]:
    """(rule, line, column, message) of every finding; with a finding there is no data."""
    data, findings = yaml_text.read(text, PATH)
    assert findings == [] or data is None
    return [(f.rule.id, f.place.line, f.place.column, f.message) for f in findings]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("", None),
        ("0", 0),
        ("55", 55),
        ("-3", -3),
        ("0.5", 0.5),
        ("-12.25", -12.25),
        ("123456789012345", 123456789012345),
    ],
)
def test_json_words_and_plain_decimal_numbers_have_a_type(written: str, value: object) -> None:
    data, findings = yaml_text.read(f"a: {written}\n", PATH)
    assert (data, findings) == ({"a": value}, [])
    assert type(data["a"]) is type(value)


@pytest.mark.parametrize(
    "written",
    [
        *("0571", "12:30", "no", "yes", "on", "off", "y", "1_000", "2022-07-29", "2022-07-29 12:30:00", "0x1F", "0o17"),
        *("1e3", ".5", "5.", "+1", "1.2.3", "True", "FALSE", "Null", "~", ".inf", ".NaN", "=", "０１", "٣", "1 000"),
        *("示西政办发〔2022〕12号", "a b", "C1392", "a:b", "a#b"),
    ],
)
def test_everything_else_stays_the_text_that_was_written(written: str) -> None:
    assert yaml_text.read(f"a: {written}\n", PATH) == ({"a": written}, [])


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ('"55"', "55"),
        ("'true'", "true"),
        ('"null"', "null"),
        ('""', ""),
        ("|\n  0571\n", "0571\n"),
        (">-\n  第一行\n  第二行\n", "第一行 第二行"),
        ('"&x *y !z %w"', "&x *y !z %w"),
        ('"91370285MA3FQ9F844"', "91370285MA3FQ9F844"),
        ("'1234567890123456789'", "1234567890123456789"),
    ],
)
def test_what_is_quoted_is_text(written: str, value: str) -> None:
    assert yaml_text.read(f"a: {written}", PATH) == ({"a": value}, [])


@pytest.mark.parametrize(("text", "data"), [("", None), ("\n\n", None), ("# 说明\n", None), ("[]", []), ("{}", {})])
def test_empty_files_are_empty_data(text: str, data: object) -> None:
    assert yaml_text.read(text, PATH) == (data, [])


AMBIGUOUS = "ambiguous-yaml"


@pytest.mark.parametrize(
    ("text", "line", "column", "what"),
    [
        ("甲: &x [1]\n乙: *x\n", 1, 4, "锚点或引用「x」"),
        ("甲: 1\n乙: *x\n", 2, 4, "锚点或引用「x」"),
        ("甲: &x [*x]\n", 1, 4, "锚点或引用「x」"),
        ("甲: &unused 1\n", 1, 4, "锚点或引用「unused」"),
        ("- &e\n", 1, 3, "锚点或引用「e」"),
        ("? &k 甲\n: 1\n", 1, 3, "锚点或引用「k」"),
        ("甲: !!str 1\n", 1, 4, "标签「tag:yaml.org,2002:str」"),
        ("甲: !!python/name:os.system x\n", 1, 4, "标签「tag:yaml.org,2002:python/name:os.system」"),
        ("甲: ! 1\n", 1, 4, "标签「!」"),
        ("甲: !x {乙: 1}\n", 1, 4, "标签「!x」"),
        ("甲: 1\n<<: {乙: 1}\n", 2, 1, "合并键 <<"),
        ("1: 甲\n", 1, 1, "键「1」不是文字"),
        ("甲: 1\n2.5: 乙\n", 2, 1, "键「2.5」不是文字"),
        ("true: 甲\n", 1, 1, "键「true」不是文字"),
        ("null: 甲\n", 1, 1, "键「null」不是文字"),
        ("? [甲, 乙]\n: 1\n", 1, 3, "用列表或对象作键"),
        ("{甲: 1}: 2\n", 1, 1, "用列表或对象作键"),
        ("%YAML 1.1\n---\n甲: 1\n", 1, 1, "以 % 开头的指令"),
        ("%TAG ! tag:example.org,2022:\n---\n甲: 1\n", 1, 1, "以 % 开头的指令"),
        ("电话: 13800000000123456\n", 1, 5, "过长的数字「13800000000123456」"),
        ("数: -1234567890.123456\n", 1, 4, "过长的数字「-1234567890.123456」"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(text: str, line: int, column: int, what: str) -> None:
    assert refused(text) == [(AMBIGUOUS, line, column, f"不允许的写法：{what}")]


def test_quoted_merge_key_and_quoted_numbers_are_ordinary_keys() -> None:
    assert yaml_text.read('"<<": 1\n"2": 乙\n"null": 丙\n', PATH) == ({"<<": 1, "2": "乙", "null": "丙"}, [])


@pytest.mark.parametrize(
    ("text", "line", "column", "key", "first"),
    [
        ("甲: 1\n乙: 2\n甲: 3\n", 3, 1, "甲", 1),
        ('"a": 1\nb: 1\na: 2\n', 3, 1, "a", 1),
        ("甲:\n  乙: 1\n  丙: 2\n  乙: 3\n", 4, 3, "乙", 2),
        ("甲: {乙: 1, 乙: 2}\n", 1, 11, "乙", 1),
        ("- 甲: 1\n  甲: 2\n", 2, 3, "甲", 1),
    ],
)
def test_double_key_names_the_line_of_the_first(text: str, line: int, column: int, key: str, first: int) -> None:
    message = f"键「{key}」在同一处出现两次，第一次在第 {first} 行"
    assert refused(text) == [("double-key", line, column, message)]


def test_every_double_key_is_reported_at_once() -> None:
    assert [found[1:3] for found in refused("甲: 1\n甲: 2\n甲: 3\n乙: {丙: 1, 丙: 2}\n")] == [(2, 1), (3, 1), (4, 11)]


@pytest.mark.parametrize(
    ("text", "line"),
    [("甲: 1\n---\n乙: 2\n", 2), ("---\n---\n", 2), ("甲: 1\n...\n乙: 2\n", 3), ("---\n甲: 1\n---\n", 3)],
)
def test_second_document_is_refused(text: str, line: int) -> None:
    assert [found[:2] for found in refused(text)] == [("broken-yaml", line)]


def nested(levels: int, way: str) -> str:
    """`levels` lists or objects, one in the other."""
    if way == "block":
        return "".join(f"{' ' * level}k:\n" for level in range(levels - 1)) + " " * (levels - 1) + "k: 1\n"
    if way == "same indent":
        pairs = "".join(f"{'  ' * level}k:\n{'  ' * level}- " for level in range(levels // 2))
        return re.sub(r"- +k", "- k", pairs) + ("1" if levels % 2 == 0 else "[1]")
    opening, closing = {
        "flow list": ("[", "]"),
        "flow object": ("{k: ", "}"),
        "compact list": ("- ", ""),
        "wide compact list": ("-   ", ""),
        "compact keys": ("- k: ", ""),
    }[way]
    return opening * levels + "1" + closing * levels


WAYS = ["flow list", "flow object", "block", "compact list", "wide compact list", "same indent"]


@pytest.mark.parametrize("way", WAYS)
def test_nesting_up_to_the_limit_is_read(way: str) -> None:
    assert refused(nested(yaml_text.DEPTH_LIMIT, way)) == []


@pytest.mark.parametrize("levels", [yaml_text.DEPTH_LIMIT + 1, 200, 1500, 40_000])
@pytest.mark.parametrize("way", WAYS)
def test_deeper_nesting_is_refused_however_it_is_written(way: str, levels: int) -> None:
    if way in ("block", "same indent") and levels > 200:
        levels = 600  # indented text grows with the square
    [(rule, _, _, message)] = refused(nested(levels, way))
    assert (rule, message) == ("too-large", f"嵌套层数超过上限 {yaml_text.DEPTH_LIMIT} 层")


@pytest.mark.parametrize("levels", [2, 30, 2000])
def test_keys_within_keys_are_refused_at_any_depth(levels: int) -> None:
    [(rule, line, _, _)] = refused("? " * levels + "甲")
    assert rule in (AMBIGUOUS, "too-large")
    assert line == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("标题: 甲: 乙\n", 1),
        ("一: 1\n标题: “甲: 乙”\n", 2),
        ("一: 1\n 二: 2\n", 2),
        ("一:\n   二: 1\n  三: 2\n", 3),
        ("- 一\n二: 三\n", 2),
        ("一:\n  - 甲\n - 乙\n", 3),
        ("一: |\n  甲\n 乙\n", 3),
        ("一: @乙\n", 1),
        ("一: `乙`\n", 1),
        ("一: %乙\n", 1),
        ("一: - 乙\n", 1),
        ("一: ]\n", 1),
        ("一: [1,,2]\n", 1),
        ("一: {,}\n", 1),
        ("一: {二: 1\n", 1),
        ("一: [1, 2\n", 1),
        ("一: [1, 2", 1),
        ("零: 0\n一: [甲, 乙\n", 2),
        ('一: "甲" 乙\n', 1),
        ("一: '甲'乙\n", 1),
        ('一: "甲\n二: 2\n三: 3\n', 1),
        ("零: 0\n一: '甲\n", 2),
        ('一: "\\q"\n', 1),
        ('一: "\\u12"\n', 1),
        ('一: "\\ud800"\n', 1),
        ("一: |x\n  甲\n", 1),
        ("一: >9x\n  甲\n", 1),
        ("一: *\n", 1),
        ("一: &\n", 1),
        ("零: 0\n一: &锚 1\n", 2),
        ("零: 0\n一: !标 1\n", 2),
        ("一: !<\n", 1),
        ("一: 1\n二\n", 2),
        ("一: 1\n二\n三: 3\n", 2),
        ("一: 甲\n  乙\n二", 3),
        ("%甲\n---\n一: 1\n", 1),
        ("%FOO bar\n---\n一: 1\n", 1),
        ("%YAML 2.0\n---\n一: 1\n", 1),
        ("%\n", 1),
    ],
)
def test_broken_yaml_is_explained_in_chinese_on_the_line_to_mend(text: str, line: int) -> None:
    [(rule, at_line, column, message)] = refused(text)
    assert rule in ("broken-yaml", AMBIGUOUS)
    assert re.findall("[A-Za-z]{2,}", message.replace("YAML", "")) == [], "still in English"
    assert at_line == line
    assert column <= len(text.split("\n")[line - 1]) + 1


def test_lines_are_counted_from_the_first_line_of_the_front_matter() -> None:
    for text, line in (("一: 1\n二: &x 1\n", 3), ("一: 1\n一: 2\n", 3), ("一: @\n", 2), ("一: 甲: 乙\n", 2)):
        [finding] = yaml_text.read(text, PATH, 2)[1]
        assert finding.place.line == line


@pytest.mark.parametrize(
    "escape", [r"\0", r"\a", r"\e[2J", r"\x7f", r"\x9b", r"\N", r"\L", r"\P", r"\uFEFF", r"\r", r"\t"]
)
def test_character_refused_in_a_file_does_not_come_in_as_an_escape(escape: str) -> None:
    found = refused(f'零: 0\n题名: "预案{escape}"\n')
    assert [(rule, line) for rule, line, _, _ in found] == [("forbidden-character", 2)]


# ------------------------------------------------------------------ places


SAMPLE = """\
# 说明
名称: 应急管理局
镇街: [水集, "望城", {店埠: 一}]
  
职责:
  - 编号: D001
    内容: |
      第一行
      第二行
  -
    - 甲
空:
"""


@pytest.mark.parametrize(
    ("route", "spot"),
    [
        ((), (2, 1)),
        (("名称",), (2, 5)),
        (("镇街",), (3, 5)),
        (("镇街", 1), (3, 10)),
        (("镇街", 2, "店埠"), (3, 21)),
        (("职责",), (6, 3)),
        (("职责", 0, "编号"), (6, 9)),
        (("职责", 0, "内容"), (7, 9)),
        (("职责", 1, 0), (11, 7)),
        (("空",), (12, 3)),
    ],
)
def test_value_stands_at_its_line_and_column_counted_in_characters(route: Route, spot: tuple[int, int]) -> None:
    assert yaml_text.places(SAMPLE)[route] == spot


@pytest.mark.parametrize(
    ("route", "spot"), [(("", "名称"), (2, 1)), (("镇街", 2, "", "店埠"), (3, 17)), (("职责", 0, "", "内容"), (7, 5))]
)
def test_key_has_a_place_of_its_own(route: Route, spot: tuple[int, int]) -> None:
    assert yaml_text.places(SAMPLE)[route] == spot


@pytest.mark.parametrize(("text", "spot"), [("---", (1, 4)), ("---\n", (2, 1)), ("甲:", (1, 3)), ("- ", (1, 2))])
def test_empty_value_at_the_end_has_a_place_inside_the_file(text: str, spot: tuple[int, int]) -> None:
    assert list(yaml_text.places(text).values())[-1] == spot


# ------------------------------------------------------------------ any text at all

MARKS = [
    *"-?:,[]{}#&*!|>'\"%@`~<=\\\n\n ",
    ": ",
    "- ",
    "? ",
    "\n  ",
    "\n- ",
    "---\n",
    "...\n",
    "a",
    "b",
    "甲",
    "0",
    "12",
]
yamlish = st.lists(st.sampled_from(MARKS), max_size=30).map("".join)
anything = yamlish | st.text(max_size=60)
QUICK = settings(max_examples=400, deadline=1000, derandomize=True)


def routes(data: Any, route: Route = ()) -> Iterator[Route]:
    yield route
    if isinstance(data, dict):
        for key, value in data.items():
            yield from routes(value, (*route, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from routes(value, (*route, index))


def is_json(data: Any) -> bool:
    if isinstance(data, dict):
        return all(type(key) is str and is_json(value) for key, value in data.items())
    if isinstance(data, list):
        return all(map(is_json, data))
    return data is None or type(data) in (str, int, float, bool)


def read(raw: bytes, kind: str) -> None:
    """Reads a file of a kind; nothing is raised, data is JSON, every finding lies inside the file."""
    found, findings = document.read(raw, "plans/x", BY_NAME[kind])
    assert (found is None) == bool(findings)
    lines = raw.decode("utf-8", "replace").split("\n")
    places = [finding.place for finding in findings]
    if found is not None:
        assert is_json(found.data)
        places += [found.place(*route) for route in routes(found.data)]
    for place in places:
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1


@given(st.binary(max_size=120))
@QUICK
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    read(raw, "law")
    read(b"---\n" + raw, "edition")


@given(anything)
@QUICK
def test_any_text_is_read_or_refused_at_a_place_inside_the_file(text: str) -> None:
    read(text.encode("utf-8", "replace"), "law")


@given(anything, anything)
@QUICK
def test_any_front_matter_is_read_or_refused_at_a_place_inside_the_file(head: str, body: str) -> None:
    read(f"---\n{head}\n---\n{body}".encode("utf-8", "replace"), "edition")


@given(anything)
@QUICK
def test_every_value_that_is_read_can_be_placed(text: str) -> None:
    clean = text.encode("utf-8", "replace").decode()
    data, _ = yaml_text.read(clean, PATH)
    if data is not None:
        assert set(routes(data)) - set(yaml_text.places(clean)) == set()
