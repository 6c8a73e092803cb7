"""preplan new: records begin at their place with a free number, and nothing that is there is touched."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from preplan import skeleton
from preplan.kinds import BY_NAME, kind_of
from preplan.load import load, yaml_text
from preplan.skeleton import append, begin, render
from tests.conftest import REPOSITORY, Lay, Run

MARK = render.MARK
# kind and id → where its record begins, and the numbers it gets in the small library.
BEGUN = {
    ("plan", "ammonia-leak"): ("plans/special/ammonia-leak/plan.yaml", {"number: 49", "type: special"}),
    ("edition", "town-gas"): ("plans/special/town-gas/editions/2022-2.md", {'edition: "2022-2"', "plan: town-gas"}),
    ("edition", "overall/2023"): ("plans/overall/editions/2023.md", {'edition: "2023"', "plan: overall"}),
    ("notice", ""): ("plans/notices/2022/2022-38.yaml", {"id: 2022-38"}),
    ("notice", "2023-zf-4"): ("plans/notices/2023/2023-zf-4.yaml", {"id: 2023-zf-4"}),
    ("record", "overall"): ("plans/overall/revisions/2021/record.yaml", {'campaign: "2021"', "- stage: planned"}),
    ("record", "town-gas/2023"): ("plans/special/town-gas/revisions/2023/record.yaml", {'campaign: "2023"'}),
    ("duty", "housing"): ("plans/duties/housing.yaml", {"- id: D005", "item: 2-3"}),
    ("duty", "public-security/D077"): ("plans/duties/public-security.yaml", {"- id: D077", "item: 3-1"}),
    ("filing", ""): ("plans/filings/2022/S2022-0004.yaml", {"receipt: S2022-0004", "# number: 370285-2022-0002"}),
    ("filing", "S2023-0009"): ("plans/filings/2023/S2023-0009.yaml", {"# number: 370285-2023-0001"}),
    ("department", "water"): ("plans/departments.yaml", {"- id: water"}),
    ("sector", "cold-storage"): ("plans/sectors.yaml", {"- id: cold-storage"}),
    ("law", "safety-2023"): ("plans/laws.yaml", {"- id: safety-2023"}),
}
by_record = pytest.mark.parametrize(("kind", "id"), BEGUN)
IDENTITY = {
    "GIT_AUTHOR_NAME": "Test", "GIT_AUTHOR_EMAIL": "test@example.invalid", "GIT_AUTHOR_DATE": "2022-12-30T09:00:00+08:00",
    "GIT_COMMITTER_NAME": "Test", "GIT_COMMITTER_EMAIL": "test@example.invalid",
    "GIT_COMMITTER_DATE": "2022-12-30T09:00:00+08:00", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip
ENGLISH = re.compile(r"\b(?:error|invalid|argument|required|usage|choose|expected)\b")

Git = Callable[..., None]
Files = dict[str, bytes]


@pytest.fixture
def library(lay: Lay) -> Path:
    return lay()


@pytest.fixture
def git(library: Path) -> Git:
    """git(*arguments): a command in the library; the first call makes a repository of it, its state on main."""

    def call(*arguments: str, folder: Path = library) -> None:
        if not any((place / ".git").exists() for place in (folder, *folder.parents[:2])):
            for first in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-qm", "base")):
                subprocess.run(["git", *first], cwd=folder, env={**os.environ, **IDENTITY}, check=True)
        subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **IDENTITY}, check=True, capture_output=True)

    return call


def tree(root: Path) -> Files:
    found = (path for path in root.rglob("*") if path.is_file() and ".git" not in path.relative_to(root).parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def new(run: Run, library: Path, *arguments: str) -> str:
    code, out, err = run("-C", str(library), "new", *filter(None, arguments))
    assert (code, err) == (0, "")
    return out


def refused(run: Run, library: Path, *arguments: str) -> str:
    """What is said of it; nothing may have been written."""
    before = tree(library)
    code, out, err = run("-C", str(library), "new", *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("preplan：")
    assert ENGLISH.findall(err) == []
    assert tree(library) == before
    return err


def elsewhere(git: Git, library: Path, branch: str, path: str, content: str) -> None:
    """Commits a file on a branch of its own and comes back to main."""
    git("checkout", "-q", "-b", branch)
    target = library / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content, encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", branch)
    git("checkout", "-q", "main")


# ------------------------------------------------------------------ every kind


@by_record
def test_record_begins_at_its_place_with_its_numbers(run: Run, library: Path, kind: str, id: str) -> None:
    path, lines = BEGUN[kind, id]
    found = kind_of(path)
    assert found is not None and found.name == kind
    out = new(run, library, kind, id)
    assert re.match(rf"已(?:写入|追加到) {re.escape(path)}(?:\n| 第 )", out)
    assert re.search(rf"\n下一步：.*preplan check {re.escape(path)}\n$", out)
    written = {line.strip() for line in (library / path).read_text(encoding="utf-8").splitlines()}
    assert lines - written == set()


@by_record
@pytest.mark.parametrize("plain", [False, True])
def test_check_names_every_place_to_fill_and_nothing_else(
    run: Run, library: Path, kind: str, id: str, plain: bool
) -> None:
    def found() -> set[str]:
        return set(re.findall(r"^\S+:[0-9]+:[0-9]+: \S+\]", run("-C", str(library), "check")[1], re.MULTILINE))

    before = found()
    out = new(run, library, kind, id, "--plain" if plain else "")
    path = BEGUN[kind, id][0]
    lines = (library / path).read_text(encoding="utf-8").splitlines()
    marks = [
        f"{path}:{number}:{line.index(MARK) + 1}: 错误[wrong-shape]"
        for number, line in enumerate(lines, 1)
        if MARK in line and not line.lstrip().startswith("#")
    ]
    assert marks
    assert f"还要填 {len(marks)} 处" in out
    assert load(library).findings == ()
    assert sorted(found() - before) == sorted(marks)


@by_record
def test_only_the_record_is_written_and_other_bytes_stay(run: Run, library: Path, kind: str, id: str) -> None:
    before = tree(library)
    new(run, library, kind, id)
    path = BEGUN[kind, id][0]
    after = tree(library)
    assert {name for name in after if after[name] != before.get(name)} == {path}
    if path in before:
        old, young = before[path], after[path]
        at = next((at for at, (one, other) in enumerate(zip(old, young, strict=False)) if one != other), len(old))
        assert young.endswith(old[at:])
        assert len(young) > len(old)
    assert (library / path).stat().st_mode & 0o777 == 0o644


@by_record
def test_dry_run_shows_the_same_and_writes_nothing(run: Run, library: Path, kind: str, id: str) -> None:
    before = tree(library)
    shown = new(run, library, kind, id, "--dry-run")
    assert tree(library) == before
    new(run, library, kind, id)
    content = (library / BEGUN[kind, id][0]).read_text(encoding="utf-8")
    assert re.sub("^ +", "", shown, flags=re.MULTILINE) in re.sub("^ +", "", content, flags=re.MULTILINE)


@by_record
def test_what_is_there_is_refused(run: Run, library: Path, kind: str, id: str) -> None:
    new(run, library, kind, id)
    path = BEGUN[kind, id][0]
    again = id or Path(path).stem
    if kind == "edition":
        again = f"{again.split('/')[0]}/{Path(path).stem}"
    elif kind == "duty":
        again = f"{again.split('/')[0]}/{'D077' if '/' in again else 'D005'}"
    assert path in refused(run, library, kind, again)


def test_every_kind_that_can_be_begun_is_tried() -> None:
    assert {kind for kind, _ in BEGUN} == set(begin.STARTS)
    assert set(begin.STARTS) <= set(BY_NAME)


def test_kind_may_be_named_in_chinese(run: Run, library: Path) -> None:
    assert new(run, library, "依据库", "a", "--dry-run") == new(run, library, "law", "a", "--dry-run")


# ------------------------------------------------------------------ values


def test_filled_record_is_sound(run: Run, library: Path) -> None:
    law = ("title=安全生产法（2023）", "kind=law", "evidence=B", "issued_on=2023-01-02", "in_force_from=2023-02-01")
    out = new(run, library, "law", "safety-2023", "--plain", *(f"--set={pair}" for pair in law))
    assert "必填的键都已填写" in out
    unit = ("name=莱西市水利局", "short=市水利局", "kind=department", "sections=甲科,乙科", "dual=false")
    new(run, library, "department", "water", *(f"--set={pair}" for pair in unit))
    assert run("-C", str(library), "check")[0] == 0
    text = (library / "plans/departments.yaml").read_text(encoding="utf-8")
    assert "\n    sections: [甲科, 乙科]\n" in text
    assert "\n    dual: false\n" in text


def test_set_reaches_deeper_keys_and_keeps_types(run: Run, library: Path) -> None:
    pairs = ("unit.employees=12", "unit.credit_code=91370285MA3EXAP91L", "rounds.received_on=2022-12-30")
    shown = new(run, library, "filing", "--dry-run", *(f"--set={pair}" for pair in (*pairs, "review.on=2022-12-01")))
    for line in (
        "  employees: 12",
        '  credit_code: "91370285MA3EXAP91L"',
        "  - received_on: 2022-12-30",
        "  on: 2022-12-01",
        f"  mode: {MARK}",
    ):
        assert f"\n{line}\n" in shown


@pytest.mark.parametrize("value", ["甲: 乙", "# 甲", "007", "true", "[甲]", "*甲", " 甲", '引"号', "2022"])
def test_value_comes_back_as_it_was_given(run: Run, library: Path, value: str) -> None:
    shown = new(run, library, "law", "a", "--plain", "--dry-run", f"--set=title={value}")
    data, findings = yaml_text.read(shown, "")
    assert findings == []
    assert data[0]["title"] == value


# ------------------------------------------------------------------ numbers


def test_records_not_filled_yet_have_their_numbers(run: Run, library: Path) -> None:
    assert "序号 49" in new(run, library, "plan", "a")
    assert "序号 50" in new(run, library, "plan", "b")
    assert "编号 D005、条目号 2-3" in new(run, library, "duty", "housing")
    assert "编号 D006、条目号 3-1" in new(run, library, "duty", "public-security")
    assert "编号 D007、条目号 3-2" in new(run, library, "duty", "public-security")
    assert "收件号 S2022-0004" in new(run, library, "filing")
    assert "收件号 S2022-0005" in new(run, library, "filing")
    assert "版本号 2022-2" in new(run, library, "edition", "town-gas")
    assert "版本号 2022-3" in new(run, library, "edition", "town-gas")


def test_year_and_series_choose_the_row_of_numbers(run: Run, library: Path) -> None:
    assert "通知标识 2022-zf-10" in new(run, library, "notice", "--series", "zf")
    assert "通知标识 2014-78" in new(run, library, "notice", "--year", "2014")
    assert "收件号 S2023-0001" in new(run, library, "filing", "--year", "2023")
    assert "版本号 2023" in new(run, library, "edition", "town-gas", "--year=2023")


def test_without_data_date_the_year_is_that_of_today(run: Run, library: Path) -> None:
    bureau = library / "plans/bureau.yaml"
    bureau.write_text(bureau.read_text(encoding="utf-8").replace("as_of: 2022-12-31\nc", "c"), encoding="utf-8")
    assert "收件号 S2026-0001" in new(run, library, "filing")


def test_numbers_that_are_used_up_are_said(run: Run, library: Path) -> None:
    new(run, library, "duty", "housing/D999")
    assert "编号已经用到 999" in refused(run, library, "duty", "housing")
    for turn in range(2, 10):
        new(run, library, "edition", f"town-gas/2022-{turn}")
    assert "2022 到 2022-9 都已经用了" in refused(run, library, "edition", "town-gas")


def test_general_plan_has_no_number(run: Run, library: Path) -> None:
    (library / "plans/overall/plan.yaml").unlink()
    new(run, library, "plan", "overall")
    text = (library / "plans/overall/plan.yaml").read_text(encoding="utf-8")
    assert "\ntype: overall\n" in text
    assert not re.search("^number:", text, re.MULTILINE)


# ------------------------------------------------------------------ branches


def test_numbers_of_other_branches_are_taken(run: Run, library: Path, git: Git) -> None:
    duty = "department: water\nduties:\n  - id: D158\n    item: 2-7\n"
    elsewhere(git, library, "duties", "plans/duties/water.yaml", duty)
    elsewhere(git, library, "plan", "plans/special/a/plan.yaml", f"number: 55\ntitle: {MARK}\n")
    elsewhere(git, library, "filing", "plans/filings/2022/S2022-0216.yaml", "number: 370285-2022-0205\n")
    elsewhere(git, library, "notice", "plans/notices/2022/2022-47.yaml", "id: 2022-47\n")
    elsewhere(git, library, "edition", "plans/special/town-gas/editions/2022-2.md", "---\nplan: town-gas\n---\n")
    out = new(run, library, "duty", "housing")
    assert "编号 D159、条目号 2-8。已看本目录和 6 个分支：" in out
    assert "序号 56。" in new(run, library, "plan", "b")
    out = new(run, library, "filing")
    assert "收件号 S2022-0217。" in out and "轮到 370285-2022-0206" in out
    assert "通知标识 2022-48。" in new(run, library, "notice")
    assert "版本号 2022-3。" in new(run, library, "edition", "town-gas")


def test_path_and_id_of_another_branch_are_refused(run: Run, library: Path, git: Git) -> None:
    elsewhere(git, library, "b", "plans/special/a/plan.yaml", "id: a\n")
    laws = (library / "plans/laws.yaml").read_text(encoding="utf-8")
    elsewhere(git, library, "c", "plans/laws.yaml", f"{laws}  - id: new-law\n")
    assert "分支 b 上的 plans/special/a/plan.yaml 已经有了" in refused(run, library, "plan", "a")
    assert "分支 c 上的 plans/laws.yaml 中已有依据库「new-law」" in refused(run, library, "law", "new-law")


def test_what_was_taken_out_may_come_back_but_its_number_does_not(run: Run, library: Path, git: Git) -> None:
    git("status")
    (library / "plans/filings/2022/S2022-0003.yaml").unlink()
    assert "收件号 S2022-0004" in new(run, library, "filing")
    new(run, library, "filing", "S2022-0003")


def test_branches_of_other_repositories_count_as_fetched(run: Run, library: Path, git: Git, tmp_path: Path) -> None:
    elsewhere(git, library, "theirs", "plans/filings/2022/S2022-0099.yaml", "receipt: S2022-0099\n")
    git("clone", "-q", str(library), str(tmp_path / "clone"))
    out = new(run, tmp_path / "clone", "filing")
    assert "收件号 S2022-0100。已看本目录和 2 个分支：" in out
    assert "origin/theirs" in out


def test_library_may_be_a_folder_of_a_repository_and_no_branch_checked_out(
    run: Run, library: Path, git: Git, tmp_path: Path
) -> None:
    git("init", "-q", "-b", "main", folder=tmp_path)
    elsewhere(git, library, "theirs", "plans/filings/2022/S2022-0099.yaml", "receipt: S2022-0099\n")
    (tmp_path / "plans/filings/2022").mkdir(parents=True)
    (tmp_path / "plans/filings/2022/S2022-0500.yaml").write_text("receipt: S2022-0500\n", encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "beside")
    git("checkout", "-q", "--detach")
    assert "收件号 S2022-0100。已看本目录和 2 个分支：" in new(run, library, "filing")


def test_without_repository_or_git_only_the_folder_is_looked_at(
    run: Run, library: Path, git: Git, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "只看了本目录（这里不是 git 仓库）" in new(run, library, "filing")
    git("status")
    monkeypatch.setitem(sys.modules, "git", None)
    assert "只看了本目录（找不到 git 程序）" in new(run, library, "filing")


def test_repository_without_commit_or_out_of_order_is_no_obstacle(run: Run, library: Path, git: Git) -> None:
    subprocess.run(["git", "init", "-q"], cwd=library, env={**os.environ, **IDENTITY}, check=True)
    assert "只看了本目录（仓库还没有分支）" in new(run, library, "filing")
    git("add", "-A")
    git("commit", "-qm", "base")
    for path in (library / ".git/objects").glob("??/*"):
        path.chmod(0o644)
        path.write_bytes(b"")
    assert "只看了本目录（git 读不出仓库）" in new(run, library, "filing")


def test_file_that_cannot_be_read_is_named(run: Run, library: Path, git: Git) -> None:
    elsewhere(git, library, "b", "plans/filings/2022/S2022-0088.yaml", "a: [\n")
    out = new(run, library, "filing")
    assert "收件号 S2022-0089" in out
    assert "注意：有文件无法读取，其中的编号没有计入：plans/filings/2022/S2022-0088.yaml（b）" in out


# ------------------------------------------------------------------ what is refused


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "缺少参数：种类"),
        (("plann", "a"), "没有种类「plann」，最接近的是：plan"),
        (("draft", "a"), "没有种类「draft」"),
        (("plan",), "缺少标识"),
        (("plan", "A_b"), "标识「A_b」写法不符"),
        (("plan", "../a"), "写法不符"),
        (("plan", "a" * 61), "写法不符"),
        (("plan", "a\n"), "写法不符"),
        (("edition", "town-gaz"), "没有预案「town-gaz」，最接近的是：town-gas"),
        (("edition", "town-gas/first"), "版本号「first」写法不符"),
        (("record", "nowhere"), "没有预案「nowhere」"),
        (("record", "town-gas/21"), "年份「21」写法不符"),
        (("notice", "28"), "通知标识「28」写法不符"),
        (("notice", "--year", "22"), "年份「22」写法不符"),
        (("notice", "--series", "ZF"), "写法不符"),
        (("filing", "2022-1"), "收件号「2022-1」写法不符"),
        (("duty", "housin"), "没有单位「housin」，最接近的是：housing"),
        (("duty", "housing/5"), "职责编号「5」写法不符"),
        (("plan", "a", "--year", "2022"), "--year 只用于"),
        (("filing", "--series", "zf"), "--series 只用于 notice"),
        (("notice", "2023-1", "--year", "2023"), "已写明标识"),
        (("edition", "town-gas/2023", "--year", "2023"), "已写明标识"),
        (("plan", "a", "--set", "titel=x"), "没有键「titel」，最接近的是：title"),
        (("plan", "a", "--set", "title"), "--set 后面写作 键=值"),
        (("plan", "a", "--set", "disclosure=public"), "「disclosure」是一组键"),
        (("plan", "a", "--set", "id=b"), "「id」由标识得出"),
    ],
)
def test_wrong_arguments_end_with_2(run: Run, library: Path, arguments: tuple[str, ...], words: str) -> None:
    assert words in refused(run, library, *arguments)


def test_record_without_campaign_asks_for_the_year(run: Run, library: Path) -> None:
    (library / "plans/campaigns/2021.yaml").unlink()
    assert "请写明年份，如 overall/2022" in refused(run, library, "record", "overall")


def test_list_file_that_cannot_be_read_is_left_alone(run: Run, library: Path) -> None:
    (library / "plans/laws.yaml").write_text("laws: [\n", encoding="utf-8")
    assert "plans/laws.yaml 现在无法读取" in refused(run, library, "law", "a")


def test_link_out_of_the_library_is_not_followed(run: Run, library: Path, tmp_path: Path) -> None:
    (library / "plans/special/a").symlink_to(tmp_path, target_is_directory=True)
    assert "符号链接" in refused(run, library, "plan", "a")
    laws = library / "plans/laws.yaml"
    laws.rename(tmp_path / "laws.yaml")
    laws.symlink_to(tmp_path / "laws.yaml")
    assert "符号链接" in refused(run, library, "law", "a")


def test_failure_leaves_the_old_file_and_no_half_one(run: Run, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    assert "磁盘已满" in refused(run, library, "law", "a")
    assert "磁盘已满" in refused(run, library, "filing")


# ------------------------------------------------------------------ the end of a list

ITEM = ["# 说明", "- id: new", "  note: 新"]
LISTS = {
    "plain": ("laws:\n  - id: a\n{}", "  "),
    "no line break at the end": ("laws:\n  - id: a", "  "),
    "dashes under the key": ("laws:\n- id: a\n{}", ""),
    "deeper dashes": ("laws:\n    - id: a\n{}", "    "),
    "a key behind": ("laws:\n  - id: a\n{}\n# 其他\nother: 1\n", "  "),
    "comments of the last item": ("laws:\n  - id: a  # 甲\n\n    # note: 乙\n  # 丙\n{}\n# 丁\nother: 1\n", "  "),
    "comment at the margin": ("laws:\n  - id: a\n{}# 完\n", "  "),
    "text in lines": ("laws:\n  - id: a\n    note: |\n      甲\n      # 乙\n\n{}other: 1\n", "  "),
    "text over two lines": ("laws:\n  - id: a\n    note: 甲\n      乙\n{}", "  "),
    "deep end": ("laws:\n  - id: a\n    names:\n      - name: 甲\n        to:\n{}", "  "),
    "flow end": ("laws:\n  - id: a\n    names: [甲,\n      乙]  # 丙\n{}", "  "),
    "blank end": ("laws:\n  - id: a\n{}\n\n", "  "),
    "another list before": ("more:\n  - id: b\nlaws:\n  - id: a\n{}", "  "),
}


@pytest.mark.parametrize("name", LISTS)
def test_item_is_put_behind_the_last(name: str) -> None:
    text, indent = LISTS[name]
    lines = "".join(f"{indent}{line}\n" for line in ITEM)
    wanted = text.format(lines) if "{}" in text else f"{text}\n{lines}"
    result, line = append.appended(text.replace("{}", ""), "laws", ITEM)
    assert result == wanted
    assert result.split("\n")[line - 1] == f"{indent}{ITEM[0]}"


@pytest.mark.parametrize("text", ["laws: [{id: a}]\n", "laws: []\n", "laws:\n", "other: 1\n", "- a\n", ""])
def test_list_that_is_not_written_line_by_line_is_refused(text: str) -> None:
    with pytest.raises(skeleton.Refused, match="列表 laws"):
        append.appended(text, "laws", ITEM)


LIST_FILES = sorted(
    path
    for root in (REPOSITORY, REPOSITORY / "tests/base")
    for path in (root / "plans").rglob("*.yaml")
    if (kind := kind_of(path.relative_to(root).as_posix())) and kind.items
)


@pytest.mark.parametrize("path", LIST_FILES, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_every_list_of_the_library_takes_an_item_and_keeps_its_bytes(path: Path) -> None:
    kind = next(
        kind for kind in BY_NAME.values() if kind.items and f"\n{kind.items}:\n" in f"\n{path.read_text('utf-8')}"
    )
    text = path.read_text(encoding="utf-8")
    result, line = append.appended(text, kind.items, ITEM)
    lines = result.split("\n")
    assert "\n".join([*lines[: line - 1], *lines[line - 1 + len(ITEM) :]]) == text
