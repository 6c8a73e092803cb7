"""The generator: a sound library, the same bytes and commit ids each time, and every planted fault found at its line."""

from __future__ import annotations

import filecmp
import json
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from preplan import history
from preplan.checks.credit_code_check_digit import check_digit
from tests.scale import faults
from tests.scale.__main__ import main, write
from tests.scale.sizes import AS_OF, SIZES, WIDENED, widen

Run = Callable[..., tuple[int, str, str]]
Made = tuple[Path, dict[str, Any]]
FAULTS = 3 * faults.KINDS


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """S with planted faults and a history, and its truth."""
    out = tmp_path_factory.mktemp("scale") / "faulty"
    return out, write(out, "S", 7, FAULTS, history=True)


def found(run: Run, root: Path) -> Counter[tuple[str, str, int]]:
    _, out, err = run("-C", str(root), "check", "--format=json")
    assert err == ""
    return Counter(_of(finding) for finding in json.loads(out)["findings"])


def _of(finding: dict[str, Any]) -> tuple[str, str, int]:
    place = finding.get("place", finding)
    return finding["rule"], place["path"], place["line"]


def test_library_is_sound(run: Run, tmp_path: Path) -> None:
    truth = write(tmp_path / "S", "S", 1)
    assert found(run, tmp_path / "S") == Counter()
    _, out, _ = run("-C", str(tmp_path / "S"), "check")
    assert "专项预案 55 件" in out
    assert "职责 158 条、部门 26 个" in out
    assert len(list((tmp_path / "S/plans/filings").rglob("*.yaml"))) == 420
    assert truth["faults"] == []


def test_texts_have_their_length(faulty: Made) -> None:
    texts = [path.read_text(encoding="utf-8") for path in (faulty[0] / "plans").glob("special/*/editions/*.md")]
    counts = [sum("\u4e00" <= char <= "\u9fff" for char in text) for text in texts]
    full = [count for count in counts if count > 1000]
    assert len(full) == 55
    assert 11_000 < sum(full) / len(full) < 13_000


def test_every_planted_fault_is_found_at_its_line_and_nothing_else(run: Run, faulty: Made) -> None:
    root, truth = faulty
    assert len(truth["faults"]) == FAULTS
    assert found(run, root) == Counter((one["rule"], one["path"], one["line"]) for one in truth["faults"])


def test_same_arguments_give_the_same_bytes_and_commit_ids(faulty: Made, tmp_path: Path) -> None:
    root, truth = faulty
    arguments = ["--size", "S", "--seed", "7", "--faults", str(FAULTS), "--history"]
    assert main([str(tmp_path / "again"), *arguments]) == 0
    assert json.loads((tmp_path / "again/truth.json").read_text(encoding="utf-8")) == truth
    assert git(tmp_path / "again", "rev-parse", "HEAD") == git(root, "rev-parse", "HEAD")
    assert git(tmp_path / "again", "status", "--short") == ""
    assert same(filecmp.dircmp(root, tmp_path / "again", ignore=[".git"]))


def test_another_seed_gives_another_library(faulty: Made, tmp_path: Path) -> None:
    write(tmp_path / "other", "S", 8)
    assert not same(filecmp.dircmp(faulty[0] / "plans", tmp_path / "other/plans"))


def git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True).stdout.strip()


def same(compared: filecmp.dircmp[str]) -> bool:
    differs = compared.left_only or compared.right_only or compared.diff_files or compared.funny_files
    return not differs and all(same(inner) for inner in compared.subdirs.values())


def test_history_is_told_as_it_was_made(faulty: Made) -> None:
    root, truth = faulty
    told = {path: [change.commit.on for change in trail.changes] for path, trail in history.read(root).trails.items()}
    made = truth["history"]
    assert told == made["changes"]
    assert int(git(root, "rev-list", "--count", "HEAD")) == made["commits"]
    assert int(git(root, "rev-list", "--count", "--merges", "HEAD")) == made["merges"] > 100
    records = [len(dates) for path, dates in told.items() if path.endswith("/2022.md") or "record" in path]
    assert max(records) > 5


def test_history_holds_an_edit_inside_a_merge(faulty: Made) -> None:
    root, _ = faulty
    merges = set(git(root, "rev-list", "--merges", "HEAD").split())
    changed = history.read(root).blobs
    assert len(merges & set(changed)) > 20


def test_folder_in_use_is_left_alone(faulty: Made, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(faulty[0])]) == 2
    assert "not empty" in capsys.readouterr().err


def test_larger_sizes_widen_only_what_counts_for_one_county() -> None:
    schemas = {name: narrow for name, narrow, _ in WIDENED}
    assert widen(schemas, SIZES["S"]) == schemas
    assert list(widen(schemas, SIZES["M"]).values()) == [wide for *_, wide in WIDENED]
    with pytest.raises(ValueError, match="is not there once"):
        widen({**schemas, "plan": ""}, SIZES["L"])


@pytest.mark.parametrize("size", SIZES.values(), ids=lambda size: size.name)
def test_receipt_numbers_suffice(size: Any) -> None:
    assert size.filings / (AS_OF.year + 1 - size.first_year) < 9_900


def test_credit_codes_are_right_unless_planted(faulty: Made) -> None:
    root, truth = faulty
    wrong = {one["path"] for one in truth["faults"] if one["rule"] == "credit-code-check-digit"}
    for path in sorted((root / "plans/filings").rglob("*.yaml")):
        code = path.read_text(encoding="utf-8").split("credit_code: ")[1].split("\n")[0].strip('"')
        assert (code[-1] != check_digit(code)) == (path.relative_to(root).as_posix() in wrong)
