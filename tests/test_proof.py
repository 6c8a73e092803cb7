"""What is declared against what the texts prove: false claims and silent edits are found, form alone raises no alarm."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from preplan import alterations, desk
from preplan.compare import proof
from preplan.site import collect
from tests.conftest import BASE, TESTS, TODAY, Lay, Run
from tests.test_history import Repository

CASES = TESTS / "checks" / "change-reason-missing"
GAS = "plans/special/town-gas"
OLD, NEW = f"{GAS}/editions/2013.md", f"{GAS}/editions/2022.md"
HEAD = '---\nplan: town-gas\nedition: "2013"\nnotice: 2013-20\n---\n'
Verdict = Callable[[Path], str | None]


def body(root: Path, path: str = NEW) -> str:
    return (root / path).read_text(encoding="utf-8").split("\n---\n", 1)[1]


def verdict(root: Path) -> str | None:
    opened = desk.open_library(root, TODAY)
    assert opened.findings == ()
    altered = alterations.find(root, opened.library)
    registered = {id: one.text for id, one in altered.items() if one.text is not None}
    found = {one.plan.id: one.label for one in proof.proofs(opened.library, date(2022, 12, 31), registered)}
    return found.get("town-gas")


@pytest.fixture
def library(lay: Lay) -> Path:
    """The base with the edition that the one of 2022 replaced."""
    return lay(CASES / "changed-clauses-not-in-the-table")


def declare(root: Path, text: str) -> None:
    """The former edition as this text: what the new one must differ from."""
    (root / OLD).write_text(HEAD + text, encoding="utf-8")


def test_true_revision(library: Path) -> None:
    assert verdict(library) == "实质修订"


def test_former_text_is_not_there(lay: Lay) -> None:
    assert verdict(lay()) == "前版未入库（无法核验）"


def test_another_paper_was_replaced(lay: Lay) -> None:
    assert verdict(lay(CASES / "another-paper-was-replaced")) == "前版未入库（无法核验）"


def test_claim_without_any_change(library: Path) -> None:
    declare(library, body(library))
    assert verdict(library) == "声称修订而正文未变"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("，", ","),
        lambda text: text.replace("1 小时", "１ 小时"),
        lambda text: text.replace("\n\n", "\n\n\n"),
        lambda text: text.replace("## 7 预案管理", "## 9 预案管理").replace("## 8 附则", "## 7 附则"),
        lambda text: text.replace("|---|---|\n", "| --- | :-- |\n"),
        lambda text: text.replace("先断气", "**先断气**"),
    ],
    ids=["punctuation", "width", "white space", "numbers", "table marks", "emphasis"],
)
def test_form_alone_is_no_revision_and_no_alarm(library: Path, change: Callable[[str], str]) -> None:
    text = body(library)
    assert change(text) != text
    declare(library, change(text))
    assert verdict(library) == "仅形式调整"


def test_new_names_of_the_same_units_are_form(library: Path) -> None:
    path = library / "plans" / "departments.yaml"
    text = path.read_text(encoding="utf-8")
    short = next(line for line in text.splitlines(keepends=True) if line.strip() == "short: 市住房和城乡建设局")
    indent = short[: len(short) - len(short.lstrip())]
    former = f"{indent}former_names:\n{indent}  - name: 市城乡建设局\n{indent}    to: 2019-01-31\n"
    path.write_text(text.replace(short, short + former, 1), encoding="utf-8")
    declare(library, body(library).replace("市住房和城乡建设局", "市城乡建设局"))
    assert verdict(library) == "仅形式调整"


@pytest.mark.parametrize(
    ("old", "new"), [("1 小时", "2 小时"), ("死亡 3 人以下", "死亡 3 人以上"), ("调度综合救援力量", "协助公安")]
)
def test_one_changed_number_or_duty_is_substance(library: Path, old: str, new: str) -> None:
    declare(library, body(library).replace(old, new, 1))
    assert verdict(library) == "实质修订"


def test_new_text_without_an_issue_is_undeclared(library: Path) -> None:
    (library / "plans" / "notices" / "2022" / "2022-37.yaml").unlink()
    assert verdict(library) == "正文已变而未声明"
    declare(library, body(library).replace("，", ","))
    assert verdict(library) is None


@pytest.fixture
def repository(tmp_path: Path, run: Run) -> Repository:
    """The base with the former edition, its texts registered, in git."""
    made = Repository(tmp_path / "git")
    shutil.copytree(BASE / "plans", made.root / "plans")
    shutil.copytree(TESTS.parent / "schemas", made.root / "schemas")
    shutil.copytree(CASES / "changed-clauses-not-in-the-table" / "plans", made.root / "plans", dirs_exist_ok=True)
    made.commit()
    code, out, err = run("-C", str(made.root), "freeze")
    assert (code, err) == (0, "")
    assert "town-gas/2022" in out
    made.commit()
    return made


def check(repository: Repository, run: Run) -> list[str]:
    _, out, _ = run("-C", str(repository.root), "check", "--only=frozen-text-changed")
    return [line for line in out.splitlines() if "[frozen-text-changed]" in line]


def edit(repository: Repository, old: str, new: str) -> None:
    path = repository.root / NEW
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_registered_texts_are_sound(repository: Repository, run: Run) -> None:
    assert check(repository, run) == []
    assert verdict(repository.root) == "实质修订"


def test_silent_edit_is_an_error_that_names_the_commit(repository: Repository, run: Run) -> None:
    edit(repository, "1 小时", "6 小时")
    guilty = repository.commit()
    edit(repository, 'edition: "2022"\n', 'edition: "2022"\ntopic: 应急管理\n')
    repository.commit()
    (line,) = check(repository, run)
    assert f"提交 {guilty.id[:12]}（{guilty.day}）" in line
    assert ": 错误[" in line
    assert verdict(repository.root) == "正文已变而未声明"


def test_edit_in_the_working_folder_is_told_as_such(repository: Repository, run: Run) -> None:
    edit(repository, "1 小时", "6 小时")
    (line,) = check(repository, run)
    assert "还没有提交" in line
    assert verdict(repository.root) == "正文已变而未声明"


def test_format_only_edit_is_an_error_of_bytes_but_no_undeclared_change(repository: Repository, run: Run) -> None:
    edit(repository, "疏导交通", "疏导交通 ")
    repository.commit()
    assert len(check(repository, run)) == 1
    assert verdict(repository.root) == "实质修订"


def test_edit_is_found_without_git(library: Path, run: Run) -> None:
    assert run("-C", str(library), "freeze")[0] == 0
    path = library / NEW
    path.write_text(path.read_text(encoding="utf-8").replace("1 小时", "6 小时"), encoding="utf-8")
    _, out, _ = run("-C", str(library), "check", "--only=frozen-text-changed")
    assert "错误[frozen-text-changed]" in out
    assert verdict(library) == "正文已变而未声明"


def test_freeze_registers_once_and_changes_nothing_else(library: Path, run: Run) -> None:
    before = (library / NEW).read_text(encoding="utf-8")
    code, out, _ = run("-C", str(library), "freeze", "--dry-run")
    assert code == 0
    assert "要登记" in out
    assert (library / NEW).read_text(encoding="utf-8") == before
    assert run("-C", str(library), "freeze")[0] == 0
    after = (library / NEW).read_text(encoding="utf-8")
    added = [line for line in after.splitlines() if line not in before.splitlines()]
    assert len(added) == 1
    assert added[0].startswith("body_hash: ")
    assert body(library) == before.split("\n---\n", 1)[1]
    code, out, _ = run("-C", str(library), "freeze")
    assert "已登记 0 个" in out
    assert (library / NEW).read_text(encoding="utf-8") == after


def test_freeze_refuses_what_was_altered_and_writes_nothing(library: Path, run: Run) -> None:
    assert run("-C", str(library), "freeze", "town-gas/2022")[0] == 0
    path = library / NEW
    path.write_text(path.read_text(encoding="utf-8").replace("1 小时", "6 小时"), encoding="utf-8")
    kept = {p: p.read_bytes() for p in (library / "plans").rglob("*.md")}
    code, _, err = run("-C", str(library), "freeze")
    assert code == 1
    assert "town-gas/2022" in err
    assert {p: p.read_bytes() for p in (library / "plans").rglob("*.md")} == kept


def test_freeze_of_an_unknown_edition(library: Path, run: Run) -> None:
    code, _, err = run("-C", str(library), "freeze", "town-gas/1999")
    assert code == 2
    assert "town-gas/1999" in err


def test_board_says_how_many_are_proved_and_why_not_the_rest(library: Path) -> None:
    opened = desk.open_library(library, TODAY)
    files = collect.files(opened.library, (), "internal")
    assert "正文对照证明为实质修订 1 件" in str(files["board.md"])
    assert "修改 3、删除 1" in str(files["revision-proof.md"])
    assert "1 / 4 条" in str(files["revision-proof.md"])
    shutil.rmtree(library / "plans" / "notices" / "2013")
    (library / OLD).unlink()
    opened = desk.open_library(library, TODAY)
    files = collect.files(opened.library, (), "internal")
    assert "前版未入库（无法核验） 1 件" in str(files["board.md"])
    assert "待补录前版：《莱西市燃气事故应急预案》" in str(files["revision-proof.md"])
    assert "revision-proof.md" not in collect.files(opened.library, (), "public")
