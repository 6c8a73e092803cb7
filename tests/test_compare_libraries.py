"""Two libraries: what a leader would say changed between them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from preplan import desk
from preplan.compare import libraries
from preplan.compare.folded import body_hash
from preplan.compare.libraries import LibraryComparison
from tests.conftest import REPOSITORY, TODAY, Lay

GAS = "plans/special/town-gas"
Edit = Callable[[str], str]


@pytest.fixture
def changed(lay: Lay) -> Callable[..., LibraryComparison]:
    """changed((path, old, new), …) → the base library against itself with these texts replaced."""

    def run(*edits: tuple[str, str, str], first: tuple[tuple[str, str, str], ...] = ()) -> LibraryComparison:
        root = lay()
        for path, old, new in first:
            replace(root / path, old, new)
        base = desk.open_library(root, TODAY)
        for path, old, new in edits:
            replace(root / path, old, new)
        head = desk.open_library(root, TODAY)
        assert base.findings == head.findings == ()
        return libraries.compare(base.library, head.library)

    return run


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


Changed = Callable[..., LibraryComparison]


def told(comparison: LibraryComparison) -> list[tuple[str, object, object]]:
    return [(field.title, field.old, field.new) for record in comparison.records for field in record.fields]


def test_same_library_has_no_changes(changed: Changed) -> None:
    found = changed()
    assert found.records == found.duties == found.members == found.stages == ()


def test_form_of_a_file_is_no_change_of_substance(changed: Changed) -> None:
    found = changed(
        (f"{GAS}/plan.yaml", "title: ", "title:   "),
        (f"{GAS}/editions/2022.md", "1 小时内报告", "１ 小时内报告"),
        (f"{GAS}/editions/2022.md", "## 5 后期处置\n", "##  5 后期处置\n\n"),
    )
    assert [record.id for record in found.records] == ["town-gas/2022"]
    assert not any(record.is_substantive for record in found.records)


def test_dates_are_shifted_by_days_under_chinese_names(changed: Changed) -> None:
    path = f"{GAS}/revisions/2021/record.yaml"
    found = changed((path, "replied_on: 2022-05-24", "replied_on: 2022-06-03"))
    (record,) = found.records
    (field,) = record.dates
    assert (field.old, field.new, field.days) == ("2022-05-24", "2022-06-03", 10)
    assert field.title == "书面征求意见 › public-security › 复函日期"


def test_codes_have_their_labels(changed: Changed) -> None:
    found = changed((f"{GAS}/revisions/2021/record.yaml", "procedure: full", "procedure: simplified"))
    ((title, *values),) = told(found)
    assert title == "修订程序"
    assert not {"full", "simplified"} & set(values)


def test_members_and_lead(changed: Changed) -> None:
    text = (REPOSITORY / "tests" / "base" / GAS / "plan.yaml").read_text(encoding="utf-8")
    member = next(line for line in text.splitlines() if "unit: public-security" in line)
    found = changed((f"{GAS}/plan.yaml", member + "\n", ""))
    (members,) = found.members
    assert (members.plan, members.added, members.removed) == ("town-gas", (), ("public-security",))


def test_duty_that_moved_to_another_department(changed: Changed) -> None:
    root = REPOSITORY / "tests" / "base" / "plans" / "duties"
    duties = (root / "emergency.yaml").read_text(encoding="utf-8")
    first = duties.index("  - id:")
    end = duties.find("\n  - id:", first + 1)
    item = duties[first : end + 1] if end > 0 else duties[first:]
    housing = (root / "housing.yaml").read_text(encoding="utf-8")
    assert end > 0, "the department keeps another duty"
    found = changed(
        ("plans/duties/housing.yaml", housing, housing.rstrip("\n") + "\n" + item),
        ("plans/duties/emergency.yaml", item, ""),
    )
    (move,) = found.duties
    assert (move.from_unit, move.to_unit) == ("emergency", "housing")


def test_stage_moves_when_an_issue_no_longer_counts(changed: Changed) -> None:
    found = changed(
        ("plans/notices/2022/2022-37.yaml", "signed_on: 2022-08-12", "signed_on: 2020-08-12"),
        ("plans/notices/2022/2022-37.yaml", "posted_on: 2022-08-19", "posted_on: 2020-08-19"),
    )
    assert [(move.plan, move.old) for move in found.stages] == [("town-gas", "issued")]


def test_touched_frozen_text_is_told(changed: Changed) -> None:
    edition = f"{GAS}/editions/2022.md"
    text = (REPOSITORY / "tests" / "base" / edition).read_text(encoding="utf-8")
    body = text.split("\n---\n", 1)[1]
    frozen = (edition, 'edition: "2022"\n', f'edition: "2022"\nbody_hash: {body_hash(body)}\n')
    found = changed((edition, "1 小时内", "2 小时内"), first=(frozen,))
    (record,) = found.records
    assert record.frozen
    assert record.text is not None
    assert [change.label for change in record.text.substantive] == ["修改"]
