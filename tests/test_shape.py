"""Records against their schema: what is wrong is said in Chinese, at its place, with the remedy, all at once."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preplan import model, shape
from preplan.kinds import KINDS, kind_of
from preplan.load import Document, Loaded, document, load
from preplan.schema import Schemas
from tests.conftest import BASE, REPOSITORY, TODAY

SCHEMAS = Schemas(REPOSITORY / "schemas")

PLAN = """\
id: forest-fire
number: 5
title: 莱西市森林火灾应急预案
type: special
lead: emergency
members:
  - unit: natural-resources
    role: member
disclosure:
  mode: public
"""
UNITS = """\
departments:
  - id: emergency
    name: 莱西市应急管理局
    short: 市应急管理局
    kind: department
  - id: water
    name: 莱西市水利局
    short: 市水利局
    kind: department
  - id: housing
    name: 莱西市住房和城乡建设局
    short: 市住房和城乡建设局
    kind: department
"""
PLAN_PATH, UNITS_PATH = "plans/special/forest-fire/plan.yaml", "plans/departments.yaml"


def loaded(text: str, path: str) -> Loaded:
    kind = kind_of(path)
    assert kind is not None
    found, findings = document.read(text.encode(), path, kind)
    assert found is not None, findings
    return Loaded((found,), (), (), 1)


def shaped(text: str, path: str) -> shape.Shaped:
    return shape.check(loaded(text, path), SCHEMAS)


def changed(text: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def complaints(text: str, path: str) -> list[tuple[int, int, str, str]]:
    """(line, column, message, remedy) of every finding."""
    findings = shaped(text, path).findings
    assert {finding.rule.id for finding in findings} <= {"wrong-shape"}
    return [(f.place.line, f.place.column, f.message, f.remedy) for f in findings]


def test_sound_records_pass_in_silence() -> None:
    for text, path in ((PLAN, PLAN_PATH), (UNITS, UNITS_PATH)):
        result = shaped(text, path)
        assert (result.findings, result.bad_items, result.broken_ids) == ([], {}, {})
        assert [found.path for found in result.documents] == [path]


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "message", "remedy"),
    [
        pytest.param(
            *("lead: emergency\n", "", 1, 1, "「预案」缺少必填项「牵头部门」（lead）"),
            "补上 lead；确实不详时先查清再登记",
            id="required",
        ),
        pytest.param(
            *("  - unit: natural-resources\n    role", "  - role", 7, 5, "「成员单位」缺少必填项「单位」（unit）"),
            "补上 unit；确实不详时先查清再登记",
            id="required of an item",
        ),
        pytest.param(
            *("lead: emergency", "leed: x\nlead: emergency", 5, 1, "「预案」不认识的键「leed」"),
            "leed 是否应为 lead？",
            id="unknown key with a near one",
        ),
        pytest.param(
            *("    role: member", "    角色: 成员", 8, 5, "「成员单位」不认识的键「角色」"),
            "删去，或按说明改用已有的键",
            id="unknown key",
        ),
        pytest.param(
            *("id: forest-fire", "id: 2022", 1, 5, "「标识」应为文字，写的是数字「2022」"),
            '加引号："2022"',
            id="number for text",
        ),
        pytest.param(*("5", "五", 2, 9, "「序号」应为整数，写的是「五」"), "改为整数", id="text for number"),
        pytest.param(*("5", "true", 2, 9, "「序号」应为整数，写的是「true」"), "改为整数", id="true for number"),
        pytest.param(*("5", "2.5", 2, 9, "「序号」应为整数，写的是「2.5」"), "改为整数", id="fraction for number"),
        pytest.param(
            *("lead: emergency", "lead: [emergency]", 5, 7, "「牵头部门」应为文字，写的是「列表（1 项）」"),
            "改为文字",
            id="list for text",
        ),
        pytest.param(
            *("lead: emergency", "lead:", 5, 6, "「牵头部门」应为文字，写的是「空」"), "改为文字", id="nothing for text"
        ),
        pytest.param(
            *("disclosure:\n  mode: public", "disclosure: 公开", 9, 13, "「公开」应为一组键和值，写的是「公开」"),
            "改为一组键和值",
            id="text for object",
        ),
        pytest.param(
            *("special\n", "专项应急预案\n", 4, 7, "「预案类型」的值「专项应急预案」应写代码"),
            "写作 special",
            id="label for code",
        ),
        pytest.param(
            *("special\n", "speciall\n", 4, 7, "「预案类型」的值「speciall」不在允许的词中"),
            "最接近的词：special（专项应急预案）、overall（总体应急预案）",
            id="near code",
        ),
        pytest.param(
            *("special\n", "专项预案\n", 4, 7, "「预案类型」的值「专项预案」不在允许的词中"),
            "最接近的词：special（专项应急预案）",
            id="near label",
        ),
        pytest.param(
            *("special\n", "q\n", 4, 7, "「预案类型」的值「q」不在允许的词中"),
            "允许的词：overall（总体应急预案）、special（专项应急预案）",
            id="no near word",
        ),
        pytest.param(
            *("forest-fire", "Forest_Fire", 1, 5, "「标识」的值「Forest_Fire」写法不符"),
            "小写英文字母、数字和连字符，如 forest-fire",
            id="pattern",
        ),
        pytest.param(
            *("id: forest-fire", "id: |\n  forest-fire", 1, 5, "「标识」的值「forest-fire⏎」写法不符"),
            "小写英文字母、数字和连字符，如 forest-fire",
            id="pattern with a line break behind",
        ),
        pytest.param(
            *("林火灾", "林<b>火灾", 3, 8, "「预案名称」的值「莱西市森林<b>火灾应急预案」含有不允许的字符"),
            "删去尖括号（< 或 >）和换行；书名号用《》",
            id="angle bracket",
        ),
        pytest.param(
            *("mode: public", 'mode: public\n  reason: ""', 11, 11, "「理由」不能为空"),
            "填写内容，或删去这个键",
            id="empty text",
        ),
        pytest.param(
            *("莱西市森林火灾应急预案", "预" * 401, 3, 8, "「预案名称」过长：上限 400 字"),
            "精简，或移到正文",
            id="too long",
        ),
        pytest.param(
            *("\n  - unit: natural-resources\n    role: member", " []", 6, 10, "「成员单位」至少要有 1 项"),
            "补上，或删去这个键",
            id="empty list",
        ),
        pytest.param(
            *("mode: public", "mode: public\nduties: [D001, D002, D001]", 11, 9, "「职责」有重复的项"),
            "删去重复的",
            id="item twice",
        ),
        pytest.param(*("number: 5", "number: 0", 2, 9, "「序号」的值「0」小于 1"), "核对数字", id="too small"),
    ],
)
def test_fault_is_explained(old: str, new: str, line: int, column: int, message: str, remedy: str) -> None:
    assert complaints(changed(PLAN, (old, new)), PLAN_PATH) == [(line, column, message, remedy)]


@pytest.mark.parametrize("value", ["2022-02-30", "2023-02-29", "2022-13-01", "2022-00-10", "2022-04-31"])
def test_day_that_is_in_no_calendar_is_refused(value: str) -> None:
    text = changed(PLAN, ("mode: public", f"mode: public\nlast_drill: {{on: {value}, title: 演练}}"))
    message = f"「日期」「{value}」不是日历上有的日期"
    assert complaints(text, PLAN_PATH) == [(11, 18, message, "写作 年-月-日，如 2022-07-29")]


@pytest.mark.parametrize("value", ["2024-02-29", "2022-12-31", "1949-10-01"])
def test_day_of_the_calendar_passes_in_silence(value: str) -> None:
    text = changed(PLAN, ("mode: public", f"mode: public\nlast_drill: {{on: {value}, title: 演练}}"))
    assert complaints(text, PLAN_PATH) == []


@pytest.mark.parametrize(
    "value", ["2022-7-29", "2022/07/29", "20220729", "２０２２-07-29", "2022-07-29T00:00", "0000-01-01"]
)
def test_day_written_otherwise_is_refused(value: str) -> None:
    text = changed(PLAN, ("mode: public", f"mode: public\nlast_drill: {{on: {value}, title: 演练}}"))
    found = [message for _, _, message, _ in complaints(text, PLAN_PATH)]
    assert any(words in message for message in found for words in ("写法不符", "应为文字", "不是日历上有的日期"))


def test_issue_is_no_stage_to_be_recorded() -> None:
    text = "plan: flood\ncampaign: '2021'\nprocedure: full\nstages: [{stage: issued, entered_on: 2022-05-21}]\n"
    [(_, _, message, _)] = complaints(text, "plans/special/flood/revisions/2021/record.yaml")
    assert message == "「阶段」的值「issued」不在允许的词中"


def test_all_faults_of_a_file_come_at_once() -> None:
    text = changed(PLAN, ("number: 5", "number: 0\nnum: 1"), ("lead: emergency\n", ""), ("public", "公开"))
    found = complaints(text, PLAN_PATH)
    assert sorted(line for line, *_ in found) == [1, 2, 3, 10]


def test_every_unknown_key_is_named() -> None:
    [(line, column, message, remedy)] = complaints(PLAN + "乙: 1\n甲: 2\ntitel: 3\n", PLAN_PATH)
    assert (line, column) == (13, 1)
    assert message == "「预案」不认识的键「titel」「乙」「甲」"
    assert remedy == "titel 是否应为 title？"


def test_offending_value_stays_short_and_on_one_line() -> None:
    text = changed(PLAN, ("id: forest-fire", 'id: "甲\\n' + "乙" * 100 + '"'))
    [first, _] = complaints(text, PLAN_PATH)
    assert first[2].startswith("「标识」")
    assert all("\n" not in message and len(message) < 70 for _, _, message, _ in complaints(text, PLAN_PATH))


def test_key_with_a_line_break_keeps_to_its_line() -> None:
    [(_, _, message, remedy)] = complaints(PLAN + '"甲\\n乙": 1\n', PLAN_PATH)
    assert "\n" not in message + remedy


@pytest.mark.parametrize("text", ["", "null", "[]", "甲", "1", "- 1"])
def test_file_that_is_no_record_at_all_is_refused_whole(text: str) -> None:
    for path in (PLAN_PATH, UNITS_PATH):
        [(_, _, message, _)] = complaints(text, path)
        assert message.endswith(
            ("写的是「空」", "是空的", "写的是「列表（0 项）」", "写的是「甲」", "「1」", "（1 项）」")
        )
        assert shaped(text, path).documents == []


# ------------------------------------------------------------------ what is broken stays known


def library(text: str, path: str) -> model.Library:
    return model.build(shaped(text, path), SCHEMAS, None, TODAY)


def test_faulty_item_of_a_list_file_breaks_only_itself() -> None:
    found = library(changed(UNITS, ("    short: 市水利局\n", "")), UNITS_PATH)
    assert list(found.units) == ["emergency", "housing"]
    assert found.knows("department", "water")
    assert not found.knows("department", "nobody")


def test_faulty_list_file_breaks_all_its_items_and_keeps_their_ids() -> None:
    found = library(UNITS + "extra: 1\n", UNITS_PATH)
    assert list(found.units) == []
    assert all(found.knows("department", id) for id in ("emergency", "water", "housing"))
    assert not found.knows("department", "nobody")


@pytest.mark.parametrize("text", ["departments: 甲\n", "[]", "", "departments: []\n", "units: []\n"])
def test_list_file_without_a_readable_list_lets_nobody_be_accused(text: str) -> None:
    found = library(text, UNITS_PATH)
    assert list(found.units) == []
    assert found.knows("department", "anybody") or text == "departments: []\n"


@pytest.mark.parametrize(
    ("path", "kind", "id"),
    [
        ("plans/special/forest-fire/plan.yaml", "plan", "forest-fire"),
        ("plans/overall/plan.yaml", "plan", "overall"),
        ("plans/notices/2022/2022-zf-9.yaml", "notice", "2022-zf-9"),
        ("plans/filings/2022/S2022-0001.yaml", "filing", "S2022-0001"),
        ("plans/campaigns/2021.yaml", "campaign", "2021"),
        ("plans/special/forest-fire/revisions/2021/record.yaml", "record", "forest-fire/2021/record"),
    ],
)
def test_broken_record_stays_known_by_its_path(path: str, kind: str, id: str) -> None:
    found = library("甲: 1\n", path)
    assert found.of(kind) == {}
    assert found.knows(kind, id)
    assert not found.knows(kind, "other")


@pytest.mark.parametrize(
    ("path", "kind", "id"),
    [
        ("plans/special/forest-fire/editions/2022-2.md", "edition", "forest-fire/2022-2"),
        ("plans/overall/draft.md", "draft", "overall/draft"),
        ("plans/special/forest-fire/annexes/map.md", "annex", "forest-fire/annexes/map"),
        ("plans/support/command-chart.md", "support", "command-chart"),
    ],
)
def test_broken_text_stays_known_by_its_path(path: str, kind: str, id: str) -> None:
    found = library("---\n甲: 1\n---\n", path)
    assert found.of(kind) == {}
    assert found.knows(kind, id)


def test_unreadable_file_stays_known_too() -> None:
    result = shape.check(Loaded((), (), (PLAN_PATH, "plans/sectors.yaml"), 2), SCHEMAS)
    assert result.broken_ids == {"plan": {"forest-fire"}}
    assert result.broken_kinds == {"sector"}


# ------------------------------------------------------------------ the fast pass and the explaining pass agree


@cache
def records() -> dict[str, Document]:
    """A sound document of every kind."""
    found = {document.kind.name: document for document in load(BASE).documents}
    assert set(found) == {kind.name for kind in KINDS}
    return found


def verdicts(kind: str, data: Any) -> tuple[bool, bool]:
    """(the quick pass accepts it, the explaining pass finds nothing)."""
    sound = records()[kind]
    copy = Document(sound.path, sound.kind, data, "", 1, sound.body)
    result = shape.check(Loaded((copy,), (), (), 1), SCHEMAS)
    return sound.path not in result.bad_items and bool(result.documents), not shape.errors(
        SCHEMAS, sound.kind.schema, data
    )


@pytest.mark.parametrize("kind", [kind.name for kind in KINDS])
def test_both_passes_accept_a_sound_record(kind: str) -> None:
    assert verdicts(kind, records()[kind].data) == (True, True)


WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
CHANGES: list[Callable[[Any], Any]] = [
    *(lambda _, value=value: value for value in (None, True, False, 0, 1, -1, 2.0, 2.5, -0.0, 10**14, "", "x", [], {})),
    *(
        lambda _, value=value: value
        for value in ("2022-02-30", "0000-01-01", "9999-12-31", "2022-12-31\n", "2024-02-29")
    ),
    *(
        lambda _, value=value: value
        for value in ([None], [[]], [{}], ["x", "x"], [1, True], {"": 1}, "<", "a\nb", "\x1f")
    ),
    *(lambda _, value=value: value for value in ("预" * 400, "预" * 401, "😀" * 400, "e\u0301" * 201, "a" * 61)),
    lambda value: f"{value}\n",
    lambda value: f"\n{value}",
    lambda value: f" {value}",
    lambda value: f"{value}{value}",
    lambda value: str(value).upper(),
    lambda value: str(value).translate(WIDE),
    lambda value: str(value).translate(ARABIC),
    lambda value: [value, value],
    lambda value: {"value": value},
    lambda value: [*value, *value] if isinstance(value, list) else value,
    lambda value: value[:-1] if isinstance(value, list | str) else value,
    lambda value: {**value, "extra": 1} if isinstance(value, dict) else value,
    lambda value: dict(list(value.items())[1:]) if isinstance(value, dict) else value,
    lambda value: dict(list(value.items())[:-1]) if isinstance(value, dict) else value,
]


def mutate(data: Any, steps: list[int], change: Callable[[Any], Any]) -> Any:
    """The data with one value changed: each step chooses a key or an item to go down into."""
    if steps and data and isinstance(data, dict | list):
        keys = list(data) if isinstance(data, dict) else range(len(data))
        key = keys[steps[0] % len(keys)]
        data[key] = mutate(data[key], steps[1:], change)
        return data
    return deepcopy(change(data))  # a list of the changes must not come to hold itself


@given(
    st.sampled_from([kind.name for kind in KINDS]),
    st.lists(st.tuples(st.lists(st.integers(0, 40), max_size=5), st.sampled_from(CHANGES)), min_size=1, max_size=2),
)
@settings(max_examples=1500, deadline=1000, derandomize=True)
def test_both_passes_give_the_same_verdict(kind: str, changes: list[tuple[list[int], Callable[[Any], Any]]]) -> None:
    data = deepcopy(records()[kind].data)
    for steps, change in changes:
        data = mutate(data, steps, change)
    quick, explained = verdicts(kind, data)
    assert quick is explained
