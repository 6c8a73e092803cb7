"""Titles of changes and first lines of commits: what is accepted, and what is said of the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from preplan import desk, titles
from preplan.model import Library
from tests.conftest import REPOSITORY as ROOT
from tests.conftest import Run


@pytest.fixture(scope="module")
def library() -> Library:
    return desk.open_library(ROOT, date(2026, 1, 1)).library


@pytest.mark.parametrize(
    ("title", "told"),
    [
        (titles.EXAMPLE, ""),
        ("[修编]森林火灾应急预案:改报告时限;鲁政办字〔2021〕12号;一致", "标点应当写成「〔修编〕森林火灾应急预案：改报告时限；鲁政办字〔2021〕12号；一致」"),
        ("更新预案", "不合格式"),
        ("〔修订〕森林火灾应急预案：一；二；三", "最接近的是“修编”"),
        ("〔修编〕森林火灾预案：一；二；三", "最接近的是：森林火灾应急预案"),
        ("〔修编〕森林火灾应急预案：一；；三", "没有写依据"),
        ("〔职责〕市应急管理局：一；二；三", ""),
        ("〔职责〕市应急局：一；二；三", "没有名为「市应急局」的单位"),
        ("〔工具〕检查：增加一条规则；内部规定；漏报", ""),
        ("〔修编〕森林火灾应急预案：" + "长" * 120 + "；二；三", "长于 120 字"),
        ("〔印发〕森林火灾应急预案、地震应急预案：一；二；三", ""),
        ("〔印发〕森林火灾应急预案、火山应急预案：一；二；三", "没有名为「火山应急预案」的预案"),
        ("Draft: " + titles.EXAMPLE, ""),
    ],
)  # fmt: skip
def test_titles(library: Library, title: str, told: str) -> None:
    problems = titles.judge(title, library).problems
    assert any(told in problem for problem in problems) if told else not problems, problems


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("预案 55：登记专家评审意见\n", ""),
        ("备案 S2022-0116: 补齐应急资源调查清单\n\n说明\n", ""),
        ("checks: Report filings registered without a required review\n", ""),
        ("# 由 git 写的说明\nMerge branch 'x'\n", ""),
        (titles.EXAMPLE, ""),
        ("〔修订〕森林火灾应急预案：一；二；三", "最接近的是“修编”"),
        ("更新\n", "提交说明「更新」不合格式"),
        ("\n# 没有写\n", "提交说明「」不合格式"),
    ],
)
def test_messages_of_commits(library: Library, message: str, told: str) -> None:
    problems = titles.judge_message(message, library).problems
    assert any(told in problem for problem in problems) if told else not problems, problems


def test_the_hook_of_a_commit_reads_the_file_of_the_message(run: Run, tmp_path: Path) -> None:
    message = tmp_path / "COMMIT_EDITMSG"
    message.write_text("更新\n", encoding="utf-8")
    assert run("-C", str(ROOT), "title", "--message", str(message))[0] == 1
    assert run("-C", str(ROOT), "title", "--message", str(tmp_path / "no-such"))[0] == 2
    assert run("-C", str(ROOT), "title")[0] == 2
