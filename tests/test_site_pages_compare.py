"""修订对照表 and redline: which texts are laid side by side, what each audience sees of them, and that nothing slips through."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from preplan import desk
from preplan.site import collect
from tests.conftest import TESTS, TODAY, Lay

CASE = TESTS / "checks" / "change-reason-missing" / "changed-clauses-not-in-the-table"
TABLE = "special/town-gas/compare/2013-2022.md"
REDLINE = "special/town-gas/compare/2013-2022-redline.md"
DRAFT = "special/non-coal-mine/compare/2017-draft.md"
Built = Callable[..., dict[str, str]]


@pytest.fixture
def built(lay: Lay) -> Built:
    """built(audience, (path, old, new), …) → pages of the base with a former edition."""

    def run(audience: str, *edits: tuple[str, str, str]) -> dict[str, str]:
        root: Path = lay(CASE)
        for path, old, new in edits:
            text = (root / path).read_text(encoding="utf-8")
            assert old in text
            (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")
        opened = desk.open_library(root, TODAY)
        assert opened.findings == ()
        return {path: str(text) for path, text in collect.files(opened.library, (), audience).items()}

    return run


OLD = "plans/special/town-gas/editions/2013.md"
REVIEWED = (
    OLD,
    "notice: 2013-20\n",
    "notice: 2013-20\nsecrecy_review: {post: 审查岗, on: 2013-04-19, result: may_publish}\n",
)
POSTED = (
    "plans/notices/2013/2013-20.yaml",
    "signed_on: 2013-04-19\n",
    "signed_on: 2013-04-19\nposted_on: 2013-04-25\n",
)


def row(page: str, clause: str) -> str:
    return next(row for row in re.findall(r"<tr.*?</tr>(?=\n)", page, re.DOTALL) if clause in row)


def test_changed_number_is_marked_whole_on_both_sides(built: Built) -> None:
    page = built("internal")[TABLE]
    changed = row(page, "3 监测预警和信息报告")
    assert "<del>2</del> 小时" in changed
    assert "<ins>1</ins> 小时" in changed
    assert ">修改</span>" in changed


def test_reasons_and_their_absence_are_told_inside(built: Built) -> None:
    page = built("internal")[TABLE]
    assert "增加公安封控现场的职责" in row(page, "2.1 成员单位职责")
    assert "依据：征求意见（市公安局）" in row(page, "2.1 成员单位职责")
    assert "未写明理由" in row(page, "8 奖惩")


def test_rows_of_tables_say_what_became_of_them(built: Built) -> None:
    assert 'mark added">增</span> <ins>市公安局</ins>' in row(built("internal")[TABLE], "2.1 成员单位职责")


def test_renumbered_clause_is_neither_deleted_nor_added(built: Built) -> None:
    page = built("internal")[TABLE]
    assert ">改号</span>" in row(page, "8 附则")
    assert "9 附则" in row(page, "8 附则")


def test_unchanged_clauses_are_there_and_can_be_hidden(built: Built) -> None:
    page = built("internal")[TABLE]
    assert row(page, "5 后期处置").startswith('<tr class="unchanged">')
    assert not row(page, "8 附则").startswith('<tr class="unchanged">')


def test_public_sees_two_public_texts_without_papers(built: Built) -> None:
    files = built("public", REVIEWED, POSTED)
    assert "<ins>1</ins> 小时" in files[TABLE]
    assert "<ins>1</ins>" in files[REDLINE]
    for page in (files[TABLE], files[REDLINE]):
        assert "增加公安封控现场的职责" not in page
        assert "理由和依据" not in page
        assert "未写明理由" not in page
    assert "compare/2013-2022.md" in files["special/town-gas/plan.md"]


def test_public_sees_no_comparison_if_one_text_is_not_public(built: Built) -> None:
    files = built("public")
    assert not [path for path in files if "/compare/" in path]
    assert "/compare/" not in "".join(files.values())


MINE = (
    "plans/special/non-coal-mine/editions/2017.md",
    "\n---\n",
    "\n---\n\n## 1 总则\n\n本预案适用于本市非煤矿山事故。\n",
)


def test_drafts_are_compared_inside(built: Built) -> None:
    inside = built("internal", MINE)
    assert "没有印发，不得作为依据" in inside[DRAFT]
    assert "compare/2017-draft.md" in inside["special/non-coal-mine/draft.md"]


def test_draft_stays_inside(built: Built) -> None:
    assert not [path for path in built("public", REVIEWED, POSTED, MINE) if "draft" in path]


def test_text_of_a_record_never_becomes_html(built: Built) -> None:
    attack = (OLD, "组织抢修", "<script>alert(1)</script><img src=x onerror=alert(2)>组织抢修")
    files = built("internal", attack)
    for page in (files[TABLE], files[REDLINE]):
        assert "<script" not in page
        assert "<img" not in page
        assert "&lt;script&gt;" in page
