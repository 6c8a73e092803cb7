"""The history room, on small repositories made with a fixed author, zone and days."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from preplan import history
from preplan.history import Change, Commit, NoHistory
from tests.conftest import REPOSITORY

DAY = "2022-{:02}-01T09:00:00+08:00"
PLAN = "plans/special/fire/plan.yaml"
DRAFT = "plans/special/fire/draft.md"


class Repository:
    """A repository below `top`; the library is `top`/`library`. Month n of 2022 is the date of commit n."""

    def __init__(self, top: Path, library: str = "") -> None:
        self.top, self.root, self.month = top, top / library, 0
        self.root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, month: int = 1) -> str:
        told = {
            "GIT_AUTHOR_NAME": "a",
            "GIT_AUTHOR_EMAIL": "a@b",
            "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@b",
            "GIT_AUTHOR_DATE": DAY.format(month),
            "GIT_COMMITTER_DATE": DAY.format(month),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "PATH": os.environ["PATH"],
        }
        done = subprocess.run(["git", *arguments], cwd=self.top, env=told, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    def write(self, path: str, text: str) -> str:
        """Writes a file of the library; its blob id."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")
        return self.git("hash-object", str(self.root / path))

    def commit(self) -> Commit:
        self.month += 1
        self.git("add", "-A")
        self.git("commit", "-q", "-m", f"{self.month}", month=self.month)
        return Commit(self.git("rev-parse", "HEAD"), DAY.format(self.month))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "r")


def test_first_last_and_count_of_every_file(repository: Repository) -> None:
    first_blob = repository.write(PLAN, "a\n")
    first = repository.commit()
    repository.write("README.md", "not a record\n")
    repository.write(DRAFT, "b\n")
    second = repository.commit()
    last_blob = repository.write(PLAN, "c\n")
    third = repository.commit()
    found = history.read(repository.root)
    assert found.head == third
    assert set(found.trails) == {PLAN, DRAFT}
    plan = found.trails[PLAN]
    assert (plan.first, plan.last, plan.count) == (first, third, 2)
    assert plan.changes == (Change(first, first_blob), Change(third, last_blob))
    assert found.trails[DRAFT].first == second
    assert found.trails[DRAFT].first.day == "2022-02-01"
    assert found.blobs[first.id] == {PLAN: first_blob}
    assert found.blobs[third.id] == {PLAN: last_blob}


def test_rename_is_a_removal_and_a_new_file(repository: Repository) -> None:
    edition = "plans/special/fire/editions/2022.md"
    blob = repository.write(DRAFT, "same text\n" * 40)
    first = repository.commit()
    repository.write(edition, "same text\n" * 40)
    (repository.root / DRAFT).unlink()
    second = repository.commit()
    trails = history.read(repository.root).trails
    assert trails[DRAFT].changes == (Change(first, blob), Change(second, ""))
    assert trails[edition].changes == (Change(second, blob),)


def test_chinese_file_names(repository: Repository) -> None:
    path = "plans/special/fire/火灾 预案\n.md"
    repository.write(path, "a\n")
    first = repository.commit()
    assert history.read(repository.root).trails[path].first == first


def branched(repository: Repository, side: str, main: str) -> tuple[Commit, Commit]:
    """PLAN in ten lines, changed on a branch and then on main; the merge is begun and not committed."""
    lines = [f"line{number}\n" for number in range(10)]
    repository.write(PLAN, "".join(lines))
    repository.write(DRAFT, "draft\n")
    repository.commit()
    repository.git("checkout", "-q", "-b", "side")
    repository.write(PLAN, side + "".join(lines))
    on_side = repository.commit()
    repository.git("checkout", "-q", "main")
    repository.write(PLAN, "".join(lines) + main)
    repository.write("README.md", "main\n")
    on_main = repository.commit()
    repository.git("merge", "-q", "--no-commit", "side")
    return on_side, on_main


def test_edit_made_inside_a_merge_is_seen_once(repository: Repository) -> None:
    branched(repository, "side\n", "")
    draft = repository.write(DRAFT, "changed in the merge\n")
    new = repository.write("plans/support/chart.md", "new in the merge\n")
    merge = repository.commit()
    found = history.read(repository.root)
    assert found.trails[DRAFT].count == 2
    assert found.trails[DRAFT].changes[-1] == Change(merge, draft)
    assert found.trails["plans/support/chart.md"].changes == (Change(merge, new),)


def test_file_taken_whole_from_one_side_is_dated_there(repository: Repository) -> None:
    on_side, _ = branched(repository, "side\n", "")
    repository.commit()
    assert history.read(repository.root).trails[PLAN].last == on_side


def test_file_put_together_from_both_sides_is_new_in_the_merge(repository: Repository) -> None:
    branched(repository, "side\n", "main\n")
    merge = repository.commit()
    found = history.read(repository.root)
    assert found.trails[PLAN].last == merge
    assert found.trails[PLAN].count == 4
    assert found.blobs[merge.id] == {PLAN: repository.git("rev-parse", f"HEAD:{PLAN}")}


def test_merge_of_three_branches(repository: Repository) -> None:
    repository.write(PLAN, "a\n")
    repository.commit()
    for name in ("one", "two"):
        repository.git("checkout", "-q", "-b", name, "main")
        repository.write(f"plans/special/{name}/plan.yaml", f"{name}\n")
        repository.commit()
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-commit", "--no-ff", "one", "two")
    repository.write(PLAN, "changed in the merge\n")
    merge = repository.commit()
    trails = history.read(repository.root).trails
    assert (trails[PLAN].last, trails[PLAN].count) == (merge, 2)
    assert trails["plans/special/one/plan.yaml"].count == 1


def test_change_that_was_undone_on_a_branch_is_told(repository: Repository) -> None:
    branched(repository, "side\n", "")
    repository.git("merge", "--abort")
    for text in ("x\n", "draft\n"):
        repository.write(DRAFT, text)
        repository.commit()
    repository.git("merge", "-q", "--no-commit", "side")
    repository.commit()
    assert history.read(repository.root).trails[DRAFT].count == 3


def test_author_date_and_zone_are_kept(repository: Repository) -> None:
    repository.write(PLAN, "a\n")
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", "x", "--date", "2021-12-31T23:30:00-05:00")
    first = history.read(repository.root).trails[PLAN].first
    assert first.on == "2021-12-31T23:30:00-05:00"
    assert first.day == "2021-12-31"


def test_detached_head_tells_up_to_itself(repository: Repository) -> None:
    repository.write(PLAN, "a\n")
    first = repository.commit()
    repository.write(PLAN, "b\n")
    repository.commit()
    repository.git("checkout", "-q", first.id)
    found = history.read(repository.root)
    assert found.head == first
    assert found.trails[PLAN].last == first


@pytest.mark.parametrize("library", ["城市/library", ":lib[1]"])
def test_library_in_a_folder_of_a_larger_repository(tmp_path: Path, library: str) -> None:
    repository = Repository(tmp_path / "r", library)
    repository.write(PLAN, "a\n")
    (repository.top / "plans").mkdir()
    (repository.top / "plans" / "other.yaml").write_text("another library\n", encoding="utf-8")
    first = repository.commit()
    repository.git("checkout", "-q", "-b", "side")
    repository.write(DRAFT, "b\n")
    repository.commit()
    repository.git("checkout", "-q", "main")
    repository.git("merge", "-q", "--no-commit", "--no-ff", "side")
    repository.write(PLAN, "in the merge\n")
    merge = repository.commit()
    trails = history.read(repository.root).trails
    assert set(trails) == {PLAN, DRAFT}
    assert (trails[PLAN].first, trails[PLAN].last) == (first, merge)


def test_file_not_committed_has_no_history(repository: Repository) -> None:
    repository.write(PLAN, "a\n")
    repository.commit()
    repository.write(DRAFT, "b\n")
    assert set(history.read(repository.root).trails) == {PLAN}


def test_settings_of_the_user_change_nothing(repository: Repository) -> None:
    repository.write(PLAN, "same\n" * 20)
    repository.commit()
    repository.write(DRAFT, "same\n" * 20)
    (repository.root / PLAN).unlink()
    repository.commit()
    before = history.read(repository.root)
    for setting in ("color.ui=always", "diff.renames=copies", "log.showRoot=false", "diff.relative=true",
                    "core.abbrev=7", "log.date=relative", "core.quotePath=true", "log.diffMerges=first-parent"):  # fmt: skip
        repository.git("config", *setting.split("="))
    assert history.read(repository.root) == before


def test_shallow_clone_says_how_to_fetch_the_rest(repository: Repository, tmp_path: Path) -> None:
    for text in "ab":
        repository.write(PLAN, text)
        repository.commit()
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.top}", str(tmp_path / "clone"))
    with pytest.raises(NoHistory, match="fetch-depth: 0") as caught:
        history.read(tmp_path / "clone")
    assert caught.value.is_shallow


def test_work_tree_of_its_own(repository: Repository, tmp_path: Path) -> None:
    repository.write(PLAN, "a\n")
    first = repository.commit()
    repository.git("worktree", "add", "-q", str(tmp_path / "tree"), "-b", "other")
    assert history.read(tmp_path / "tree").trails[PLAN].first == first


def fails(root: Path) -> NoHistory:
    with pytest.raises(NoHistory) as caught:
        history.read(root)
    assert re.search("[\u4e00-\u9fff]", str(caught.value))
    assert not caught.value.is_shallow
    return caught.value


def test_folder_without_git(tmp_path: Path) -> None:
    assert "不是 git 仓库" in str(fails(tmp_path))
    assert "不是 git 仓库" in str(fails(tmp_path / "missing"))


def test_repository_without_a_commit(repository: Repository) -> None:
    assert "还没有提交" in str(fails(repository.root))


def test_repository_without_a_work_tree(repository: Repository) -> None:
    repository.git("config", "core.bare", "true")
    assert "没有工作区" in str(fails(repository.top / ".git"))


def test_damaged_repository(repository: Repository) -> None:
    repository.write(PLAN, "a\n")
    commit = repository.commit()
    (repository.top / ".git" / "objects" / commit.id[:2] / commit.id[2:]).unlink()
    assert "git fsck" in str(fails(repository.root))


def test_machine_without_git(repository: Repository, tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(REPOSITORY / 'tools')!r})\n"
        "from pathlib import Path\nfrom preplan import history\n"
        f"try: history.read(Path({str(repository.root)!r}))\n"
        "except history.NoHistory as error: print(ascii(str(error)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip()) == (0, ascii("找不到 git 程序，沿革不能列出；请安装 git"))


def test_git_is_loaded_only_when_asked_for() -> None:
    source = ast.parse((REPOSITORY / "tools/preplan/history/_store.py").read_text(encoding="utf-8"))
    found = [node for node in ast.walk(source) if isinstance(node, ast.Import) and node.names[0].name == "git"]
    assert [node.col_offset > 0 for node in found] == [True]
