"""Small things that the first lines of a review must not pass over, nor make too much of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Lay, Run
from tests.repositories import Repository

DRAFT = "plans/special/non-coal-mine/draft.md"


@pytest.fixture
def root(lay: Lay) -> Path:
    library = lay()
    Repository(library).commit("改动前")
    return library


def page(run: Run, root: Path) -> tuple[int, str]:
    code, out, err = run("-C", str(root), "review", "--base", "main")
    assert err == ""
    return code, out


def test_a_file_that_is_no_record_is_a_new_error(root: Path, run: Run) -> None:
    (root / "plans/special/town-gas/定稿.docx").write_bytes(b"PK\x03\x04\x00")
    code, out = page(run, root)
    assert code == 1
    assert "「plans/special/town-gas/定稿.docx」不属于任何一类记录" in out


def test_a_file_that_was_no_record_before_is_no_new_error(root: Path, run: Run) -> None:
    stray = root / "plans/special/town-gas/定稿.docx"
    stray.write_bytes(b"PK\x03\x04\x00")
    Repository(root).commit("原来就有")
    stray.write_bytes(b"PK\x03\x04\x00\x01")
    code, out = page(run, root)
    assert code == 0
    assert "检查多出" not in out


def test_a_plan_taken_away_is_said_first(root: Path, run: Run) -> None:
    for path in sorted((root / "plans/special/poisoning").rglob("*.*"), reverse=True):
        path.unlink()
    code, out = page(run, root)
    assert code == 1
    assert out.startswith("# 删去预案：《莱西市处置投毒案件应急预案》")
    assert "- **改了什么**：删去《莱西市处置投毒案件应急预案》" in out


@pytest.mark.parametrize(
    ("words", "is_other"), [("1个小时以内", False), ("1小时内", False), ("2 小时内", True), ("及时", True)]
)
def test_a_term_written_otherwise_is_no_other_term(root: Path, run: Run, words: str, is_other: bool) -> None:
    draft = root / DRAFT
    draft.write_text(draft.read_text("utf-8").replace("1 小时内", words), encoding="utf-8")
    _, out = page(run, root)
    assert ("## 数字、时限和分级" in out) == is_other
