"""Two texts clause by clause: what a reader would call each change."""

from __future__ import annotations

import pytest

from preplan.compare import texts
from preplan.compare.characters import IN, OUT, SAME, compare
from preplan.compare.inside import compare_blocks
from preplan.load.body import Body

WATCH = "护林员每日巡山不少于两趟，发现火情立即向所在镇街报告，不得迟报漏报。"
WARN = "预警由指挥部办公室和市气象局联合发布，通过电视、广播和短信告知公众。"
REPORT = "镇街接报后30分钟内报指挥部办公室，办公室核实后1小时内报市委、市政府值班室。"
STORE = "市级储备以满足150人扑打24小时为底数，油料机具每月试机一次并登记在册。"
FUNDS = "市、镇街两级将防火检查、专业队、装备和宣传经费列入年度预算，专款专用。"


def text(*clauses: tuple[str, str]) -> Body:
    return Body("\n\n".join(f"{heading}\n\n{words}" for heading, words in clauses))


def kinds(old: Body, new: Body) -> list[tuple[str, str, str]]:
    """(word, old names, new names) of all that is not unchanged."""
    return [
        (change.label, "+".join(c.name for c in change.olds), "+".join(c.name for c in change.news))
        for change in texts.compare(old, new).changes
        if change.kind != "same"
    ]


OLD = text(("## 3 预警", ""), ("### 3.1 监测", WATCH), ("### 3.2 发布", WARN), ("## 4 报告", REPORT))


def test_same_text_is_unchanged() -> None:
    assert kinds(OLD, OLD) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("，", ","),
        lambda text: text.replace("30", "３０"),
        lambda text: text.replace("。", "。 \n"),
        lambda text: text.replace("护林员", "**护林员**"),
        lambda text: text.replace("\n\n", "\n\n\n"),
        lambda text: text.replace("市气象局", "市气\n象局"),
    ],
)
def test_width_white_space_and_marks_are_no_change(change) -> None:  # type: ignore[no-untyped-def]
    found = texts.compare(OLD, Body(change(OLD.text)))
    assert set(found.counts) == {"same"}
    assert not found.substantive


def test_spaces_between_numbers_count() -> None:
    assert kinds(text(("## 1 数", "参数为10 30两项。")), text(("## 1 数", "参数为1030两项。"))) == [
        ("修改", "1 数", "1 数")
    ]


def test_new_clause_makes_the_next_ones_renumbered() -> None:
    new = text(
        ("## 3 预警", ""),
        ("### 3.1 会商", FUNDS),
        ("### 3.2 监测", WATCH),
        ("### 3.3 发布", WARN),
        ("## 4 报告", REPORT),
    )
    found = texts.compare(OLD, new)
    assert kinds(OLD, new) == [
        ("新增", "", "3.1 会商"),
        ("改号", "3.1 监测", "3.2 监测"),
        ("改号", "3.2 发布", "3.3 发布"),
    ]
    assert [change.kind for change in found.substantive] == ["added"]


def test_clause_under_another_heading_moved() -> None:
    new = text(("## 3 预警", ""), ("### 3.1 监测", WATCH), ("## 4 报告", REPORT), ("### 4.1 发布", WARN))
    assert kinds(OLD, new) == [("移动", "3.2 发布", "4.1 发布")]
    assert not texts.compare(OLD, new).substantive


def test_clauses_that_changed_places_moved() -> None:
    new = text(("## 3 预警", ""), ("### 3.1 发布", WARN), ("### 3.2 监测", WATCH), ("## 4 报告", REPORT))
    assert [kind for kind, *_ in kinds(OLD, new)] in (["移动", "改号"], ["改号", "移动"])


def test_moved_and_changed() -> None:
    changed = WARN.replace("联合发布", "会同市应急管理局发布")
    new = text(("## 3 预警", ""), ("### 3.1 监测", WATCH), ("## 4 报告", REPORT), ("### 4.1 发布", changed))
    assert kinds(OLD, new) == [("移动并修改", "3.2 发布", "4.1 发布")]


def test_same_text_under_a_new_heading_is_one_clause() -> None:
    new = text(("## 3 预警", ""), ("### 3.1 巡查", WATCH), ("### 3.2 发布", WARN), ("## 4 报告", REPORT))
    assert kinds(OLD, new) == [("修改", "3.1 监测", "3.1 巡查")]


def test_split_and_merged_are_named() -> None:
    one = text(("## 7 保障", WATCH + STORE + FUNDS))
    two = text(("## 7 保障", WATCH), ("### 7.1 物资", STORE), ("### 7.2 经费", FUNDS))
    assert kinds(one, two) == [("拆分", "7 保障", "7 保障+7.1 物资+7.2 经费")]
    assert kinds(two, one) == [("合并", "7 保障+7.1 物资+7.2 经费", "7 保障")]


def test_split_without_a_change_of_words_is_no_substance() -> None:
    one = text(("## 7 保障", WATCH + STORE))
    two = text(("## 7 保障", WATCH), ("## 8 物资", STORE))
    assert not texts.compare(one, two).substantive


def test_numbers_of_items_are_no_change() -> None:
    one = text(("## 1 任务", f"（1）{WATCH}\n\n（2）{WARN}\n\n（3）{REPORT}"))
    two = text(("## 1 任务", f"（1）{WATCH}\n\n（2）{REPORT}"))
    inside = texts.compare(one, two).changes[0].inside
    assert [block.kind for block in inside] == ["same", "removed", "same"]


@pytest.mark.parametrize(
    ("old", "new", "out", "into"),
    [
        ("应当在30分钟内报告", "应当在120分钟内报告", ["30"], ["120"]),
        ("每3日", "每12日", ["3"], ["12"]),
        ("低于1.5米的", "低于2.5米的", ["1.5"], ["2.5"]),
        ("达到30%", "达到50%", ["30%"], ["50%"]),
        ("Ⅲ级响应", "Ⅱ级响应", ["Ⅲ"], ["Ⅱ"]),
        ("市水利局负责", "市水务局、市气象局负责", None, None),
    ],
)
def test_numbers_are_one_token(old: str, new: str, out: list[str] | None, into: list[str] | None) -> None:
    pieces = compare(old, new)
    if out is not None:
        assert [piece.text for piece in pieces if piece.kind == OUT] == out
        assert [piece.text for piece in pieces if piece.kind == IN] == into
    assert "".join(piece.text for piece in pieces if piece.kind != IN) == old
    assert "".join(piece.text for piece in pieces if piece.kind != OUT) == new


def test_huge_paragraph_is_compared_by_sentences() -> None:
    old = "".join(f"第{number}项工作由市应急管理局负责落实。" for number in range(3000))
    new = old.replace("第1500项工作由市应急管理局", "第1500项工作由市自然资源局")
    pieces = compare(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != IN) == old
    assert "".join(piece.text for piece in pieces if piece.kind != OUT) == new
    assert sum(len(piece.text) for piece in pieces if piece.kind != SAME) < 20


TABLE = "| 单位 | 职责 |\n|---|---|\n| 市公安局 | 维护秩序 |\n| 市林业局 | 组织扑救，提供林相图和向导 |\n| 市财政局 | 安排经费 |"


def test_tables_by_key() -> None:
    new = "| 单位 | 职责 |\n|---|---|\n| 市自然资源局 | 组织扑救，提供林相图和向导 |\n| 市公安局 | 维护秩序，疏散群众 |\n| 市气象局 | 提供预报 |"
    before, after = Body(TABLE).tables[0], Body(new).tables[0]
    (block,) = compare_blocks([before], [after])
    assert block.table is not None
    rows = [(row.kind, row.key) for row in block.table.rows]
    assert rows == [
        ("changed", "市自然资源局"),
        ("removed", "市财政局"),
        ("changed", "市公安局"),
        ("added", "市气象局"),
    ] or sorted(rows) == sorted(
        [("changed", "市自然资源局"), ("changed", "市公安局"), ("added", "市气象局"), ("removed", "市财政局")]
    )


def test_order_of_rows_and_columns_is_no_change_of_a_row() -> None:
    new = "| 职责 | 单位 | 期限 |\n|---|---|---|\n| 维护秩序 | 市公安局 | 即时 |\n| 安排经费 | 市财政局 | 3日 |\n| 组织扑救，提供林相图和向导 | 市林业局 | 1日 |"
    (block,) = compare_blocks([Body(TABLE).tables[0]], [Body(new).tables[0]])
    assert block.table is not None
    assert dict(block.table.columns) == {"职责": "same", "单位": "same", "期限": "added"}


def test_texts_without_clauses() -> None:
    assert texts.compare(None, None).changes == ()
    assert kinds(Body(""), text(("## 1 总则", WATCH))) == [("新增", "", "1 总则")]
    assert kinds(Body(WATCH), Body(WATCH)) == []
