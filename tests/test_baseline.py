"""The baseline covers what is known, counts it, and only shrinks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Lay, Run

BASELINE = "plans/baseline.yaml"
OVERLAP = "overlapping-supervision"
CASE = Path(__file__).parent / "checks" / OVERLAP / "no-lead-no-boundary"


def entry(rule: str = OVERLAP, record: str = "town-gas", value: str = "") -> str:
    more = f"    value: {value}\n" if value else ""
    return (
        f"  - rule: {rule}\n    record: {record}\n{more}    reason: 待任务分工明确  # 说明\n"
        "    since: 2022-12-15\n    approved_by: 科长岗\n"
    )


def library(lay: Lay, *entries: str, cap: int = 5) -> Path:
    """A library in which the sector town-gas overlaps, with these entries in its baseline."""
    root = lay(CASE)
    caps = f"caps:\n  - {{rule: {OVERLAP}, most: {cap}}}\n  - {{rule: dead-link, most: {cap}}}\n"
    (root / BASELINE).write_text(f"# 基线\n{caps}debts:\n{''.join(entries)}", encoding="utf-8")
    return root


def found(run: Run, root: Path, *options: str) -> list[tuple[str, str, int]]:
    """(rule, path, line) of what check reports of the rules at hand."""
    _, out, _ = run("-C", str(root), "check", "--format", "json", *options)
    findings = [(f["rule"], f["path"], f["line"]) for f in json.loads(out)["findings"]]
    return [found for found in findings if found[0] in (OVERLAP, "dead-link") or found[0].startswith("baseline-")]


@pytest.mark.parametrize("value", ["", "城镇燃气"])
def test_a_known_finding_is_left_out_and_counted(lay: Lay, run: Run, value: str) -> None:
    root = library(lay, entry(value=value))
    assert found(run, root) == []
    assert "另有 1 项已列入基线" in run("-C", str(root), "check")[1]


def test_without_an_entry_it_is_reported(lay: Lay, run: Run) -> None:
    assert [rule for rule, _, _ in found(run, lay(CASE))] == [OVERLAP]


@pytest.mark.parametrize(
    "other",
    [entry(value="别的"), entry(record="light-industry"), entry(rule="dead-link")],
    ids=["value", "record", "rule"],
)
def test_an_entry_that_covers_nothing_is_itself_an_error(lay: Lay, run: Run, other: str) -> None:
    root = library(lay, other)
    assert ("baseline-stale", BASELINE, 6) in found(run, root)
    assert (OVERLAP, "plans/sectors.yaml", 4) in found(run, root)


def test_an_entry_covers_one_finding_only(lay: Lay, run: Run) -> None:
    root = library(lay, entry(), entry())
    assert found(run, root) == [("baseline-stale", BASELINE, 11)]


def test_of_rules_that_were_not_run_nothing_is_called_stale(lay: Lay, run: Run) -> None:
    assert found(run, library(lay, entry(rule="dead-link")), "--only", OVERLAP) == [(OVERLAP, "plans/sectors.yaml", 4)]


def test_more_entries_than_the_cap_allows_is_an_error(lay: Lay, run: Run) -> None:
    assert found(run, library(lay, entry(), cap=0)) == [("baseline-over-cap", BASELINE, 6)]


def test_as_many_entries_as_the_cap_allows_are_none_too_many(lay: Lay, run: Run) -> None:
    assert found(run, library(lay, entry(), cap=1)) == []


def test_errors_of_issued_plans_cannot_be_put_in(lay: Lay, run: Run) -> None:
    root = library(lay, entry(rule="dead-link", record="town-gas/2022"))
    edition = root / "plans/special/town-gas/editions/2022.md"
    edition.write_text(edition.read_text(encoding="utf-8") + "\n[图](nowhere.md)\n", encoding="utf-8")
    rules = [rule for rule, _, _ in found(run, root)]
    assert "baseline-covers-issued-error" in rules
    assert "dead-link" in rules


def test_prune_takes_out_what_is_stale_and_no_other_byte(lay: Lay, run: Run) -> None:
    kept, gone = entry(), entry(record="light-industry")
    root = library(lay, gone, kept)
    before = (root / BASELINE).read_text(encoding="utf-8")
    code, out, _ = run("-C", str(root), "baseline", "--prune")
    assert (code, "删去 1 条" in out) == (0, True)
    assert (root / BASELINE).read_text(encoding="utf-8") == before.replace(gone, "")
    assert found(run, root) == []


def test_prune_of_everything_leaves_an_empty_list(lay: Lay, run: Run) -> None:
    root = library(lay, entry(record="light-industry"))
    run("-C", str(root), "baseline", "--prune")
    assert (root / BASELINE).read_text(encoding="utf-8").endswith("debts: []\n")
    assert [rule for rule, _, _ in found(run, root)] == [OVERLAP]


def test_listing_changes_nothing(lay: Lay, run: Run) -> None:
    root = library(lay, entry(record="light-industry"))
    before = (root / BASELINE).read_bytes()
    code, out, _ = run("-C", str(root), "baseline")
    assert code == 0 and "其中 1 条已无对应结果" in out
    assert (root / BASELINE).read_bytes() == before
