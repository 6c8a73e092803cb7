"""When a review cannot be made: why, what helps, and nothing written; and what a page that is too long says."""

from __future__ import annotations

from pathlib import Path

import pytest

from preplan.review import markdown
from tests.conftest import Lay, Run
from tests.repositories import Repository

DRAFT = "plans/special/non-coal-mine/draft.md"


@pytest.fixture
def root(lay: Lay) -> Path:
    return lay()


@pytest.fixture
def made(root: Path) -> Repository:
    repository = Repository(root)
    repository.commit("改动前")
    return repository


def append(root: Path, text: str) -> None:
    path = root / DRAFT
    path.write_text(path.read_text("utf-8") + text, encoding="utf-8")


def refused(run: Run, root: Path, base: str = "main") -> str:
    out = root.parent / "out.md"
    code, page, err = run("-C", str(root), "review", "--base", base, "--output", str(out))
    assert code == 2, page
    assert page == ""
    assert not out.exists()
    assert "Traceback" not in err
    return err


def test_an_unknown_version(made: Repository, run: Run) -> None:
    assert "no-such" in refused(run, made.root, "no-such")


@pytest.mark.parametrize("base", ["--all", "main..main", "", "main:plans", "@{999}"])
def test_what_is_no_version(made: Repository, run: Run, base: str) -> None:
    code, _, err = run("-C", str(made.root), "review", f"--base={base}")
    assert code == 2
    assert "Traceback" not in err


def test_no_repository(root: Path, run: Run) -> None:
    assert "git" in refused(run, root)


def test_a_shallow_clone_without_the_base(made: Repository, run: Run, tmp_path: Path) -> None:
    append(made.root, "\n补充一句。\n")
    made.git("checkout", "--quiet", "-b", "change")
    made.commit("改动")
    clone = tmp_path / "clone"
    made.git("clone", "--quiet", "--depth", "1", "--branch", "change", f"file://{made.root}", str(clone))
    assert "unshallow" in refused(run, clone, "HEAD~1") or "fetch" in refused(run, clone, "HEAD~1")


def test_a_tree_with_conflicts(made: Repository, run: Run) -> None:
    made.git("checkout", "--quiet", "-b", "change")
    append(made.root, "\n一种说法。\n")
    made.commit("改动")
    made.git("checkout", "--quiet", "main")
    append(made.root, "\n另一种说法。\n")
    made.commit("主线")
    made.git("merge", "change", check=False)
    assert "冲突" in refused(run, made.root)


def test_bytes_where_text_should_be(made: Repository, run: Run) -> None:
    (made.root / DRAFT).write_bytes(b"\x00\xff\xfe\x89PNG")
    assert DRAFT in refused(run, made.root)


def test_a_head_on_no_branch_is_as_good_as_any(made: Repository, run: Run) -> None:
    made.git("checkout", "--quiet", "--detach")
    append(made.root, "\n补充一句。\n")
    made.commit("改动")
    code, page, err = run("-C", str(made.root), "review", "--base", "main")
    assert err == ""
    assert code in (0, 1)
    assert "补充一句" in page


def test_a_page_that_grows_too_long_says_what_it_left_out(made: Repository, run: Run) -> None:
    clauses = "".join(
        f"\n## {number} 第{number}项措施\n\n{'现场人员按职责分工开展处置工作，' * 25}\n" for number in range(20, 120)
    )
    append(made.root, clauses)
    _, page, err = run("-C", str(made.root), "review", "--base", "main")
    assert err == ""
    assert len(page.encode()) <= markdown.LIMIT
    assert "没有列全" in page
    assert "--format html" in page
    _, whole, _ = run("-C", str(made.root), "review", "--base", "main", "--format", "html")
    assert "第119项措施" in whole
