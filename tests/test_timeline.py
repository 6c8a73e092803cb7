"""沿革 of plans: from papers with and without git, and to whom; preplan in-force."""

from __future__ import annotations

import json

import pytest

from preplan import desk, publishing
from preplan.history import Commit
from preplan.model import Library
from preplan.site.page import Site
from preplan.site.pages import edition as edition_pages
from preplan.site.pages import plan as plan_pages
from preplan.traces import Trace, Traces
from tests.conftest import REPOSITORY, TODAY, Lay, Run
from tests.test_history import Repository
from tests.test_site_pages_plans import table_after, tables

MINE = "special/non-coal-mine/plan.md"


@pytest.fixture(scope="module")
def library() -> Library:
    return desk.open_library(REPOSITORY, today=TODAY).library


def page(library: Library, audience: str, path: str = MINE, known: Traces | None = None) -> str:
    site = Site(library, (), audience, traces=known)
    return next(one.markdown for one in plan_pages.pages(site) if one.path == path)


def test_public_timeline_holds_issue_publication_and_repeal_alone(library: Library) -> None:
    rows = table_after(page(library, "public"), "timeline")
    assert rows[0] == ["日期", "事项", "文件或版本", "文号"]
    assert [row[:3] for row in rows[1:]] == [
        ["2022-06-24", "公布", "2022 年版"],
        ["2022-06-17", "印发", "2022 年版"],
        ["2022-06-17", "废止", "2015 年版"],
        ["2015-08-21", "公布", "2015 年版"],
        ["2015-08-14", "印发", "2015 年版"],
    ]
    text = page(library, "public", known=Traces({}, "这里不是 git 仓库")).split("{#timeline}")[1]
    for word in ("修编", "评审", "入库记录", "报送"):
        assert word not in text


def test_inside_the_steps_of_the_revision_are_told_with_their_papers(library: Library) -> None:
    text = page(library, "internal").split("{#timeline}")[1]
    rows = [row[:4] for row in tables(text)[1]]
    assert ["2022-06-02", "合法性审查意见", "合法性审查意见", "示西司审〔2022〕26号"] in rows
    assert ["2022-05-05", "进入专家评审", "修编记录", "—"] in rows
    assert any(row[1] == "演练" and row[0] == "2022-06-30" for row in rows)
    extended = page(library, "internal", "special/epidemic/plan.md")
    assert "批准延期至" in extended and "申请延期" in extended
    assert [row[0] for row in rows[1:]] == sorted((row[0] for row in rows[1:]), reverse=True)


def test_what_git_knows_is_told_inside_and_why_not_where_it_does_not(library: Library) -> None:
    commit, later = Commit("a" * 40, "2022-06-17T09:00:00+08:00"), Commit("b" * 40, "2022-07-01T09:00:00+08:00")
    path = "plans/special/non-coal-mine/editions/2022.md"
    known = Traces({path: Trace(commit, later, 3, 2)})
    row = tables(page(library, "internal", known=known).split("入库记录（1 个文件）")[1])[0][1]
    assert row == ["2022 年版", "2022-06-17", "2022-07-01", "3", "2", "`236fe478f5ce`", "`aaaaaaaaaaaa`"]
    missing = page(library, "internal", known=Traces(missing="只取了最近的提交（浅克隆），日期会不对"))
    assert "入库记录不能列出：只取了最近的提交（浅克隆），日期会不对。" in missing
    for audience, is_told in (("internal", True), ("public", False)):
        site = Site(library, (), audience, traces=known)
        found = next(p for p in edition_pages.pages(site) if p.path == "special/non-coal-mine/editions/2022.md")
        assert ("入库提交 `aaaaaaaaaaaa`" in found.markdown) is is_told
        assert "《莱西市非煤矿山生产安全事故应急预案》2022 年版（示西政办发〔2022〕21号，2022-06-17）" in found.markdown
        assert "special/non-coal-mine/editions/2022.html" in found.markdown


def test_unknown_date_stays_unknown(lay: Lay) -> None:
    root = lay()
    path = root / "plans/notices/2022/2022-37.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("    date: 2013-04-19\n", ""), encoding="utf-8")
    opened = desk.open_library(root, TODAY)
    rows = table_after(page(opened.library, "public", "special/town-gas/plan.md"), "timeline")
    assert rows[-1][:2] == ["不详", "印发（前版未入库）"]
    assert publishing.read(root, TODAY).traces("internal").missing  # a folder from an archive


def test_trace_counts_commits_and_those_that_changed_content(lay: Lay) -> None:
    root = lay()
    repository = Repository(root)
    path = "plans/special/non-coal-mine/plan.yaml"
    first, text = repository.commit(), (root / path).read_text(encoding="utf-8")
    repository.write(path, text + "\n# 注释\n")
    repository.commit()
    repository.write(path, text.replace("number: 14", "number: 15"))
    last = repository.commit()
    found = publishing.read(root, TODAY).traces("internal").files[path]
    assert found == Trace(first, last, 3, 2)


def test_in_force_as_text_and_json(run: Run) -> None:
    code, out, err = run("-C", str(REPOSITORY), "in-force", "2018-05-01", "forest-fire")
    assert (code, err) == (0, "")
    assert "2014 年版（示西政办发〔2014〕18号），2014-03-21 至 2021-11-18" in out
    code, out, err = run("-C", str(REPOSITORY), "in-force", "2023-05-01", "--format", "json")
    told = json.loads(out)
    assert told["day"] == "2023-05-01" and len(told["plans"]) == 56 and "数据截止 2022-12-31" in err
    code, out, _ = run("-C", str(REPOSITORY), "in-force", "1999-01-01", "forest-fire")
    assert code == 0 and "库中没有这一天有效的版本" in out


@pytest.mark.parametrize("words", (("2018-13-01",), ("2018-05-01", "no-such-plan")))
def test_in_force_of_no_day_or_no_plan_cannot_run(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run("-C", str(REPOSITORY), "in-force", *words)
    assert (code, out) == (2, "") and err
