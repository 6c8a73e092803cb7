"""preplan rename-department: the list first; the new name where the records speak of now, never where they are frozen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from preplan import desk
from tests.acts import Office
from tests.conftest import REPOSITORY, TODAY, Lay, Run

ACT = ("rename-department", "natural-resources", "莱西市自然资源和规划局", "--date", "2022-11-01")
DRAFT = "plans/special/non-coal-mine/draft.md"


@pytest.fixture
def office(lay: Lay, run: Run) -> Office:
    office = Office(lay(), run)
    extra = "《莱西市自然资源局工作规则》执行原市自然资源局的规定，青岛市自然资源局和莱西市自然资源局协助，市自然资源局牵头。"
    office.edit(DRAFT, "属地镇街承担善后。", extra)
    office.edit("plans/special/non-coal-mine/revisions/2021/record.yaml", "consultation:\n",
                "hand: {unit: natural-resources, post: 市自然资源局矿管科岗}  # 在手\nconsultation:\n")  # fmt: skip
    return office


def test_list_comes_first_and_nothing_is_written(office: Office) -> None:
    before = office.files()
    out = office.does(*ACT)
    assert office.files() == before
    assert out.startswith("要改的地方 ")
    assert f"{DRAFT}:" in out
    assert "还没有登记。核对以上各处，加 --yes 再运行" in out


def test_new_name_where_the_records_speak_of_now(office: Office) -> None:
    before = office.files()
    office.does(*ACT, "--yes")
    changed = office.changed(before)
    assert changed["plans/departments.yaml"] == [
        "-    name: 莱西市自然资源局",
        "-    short: 市自然资源局",
        "+    name: 莱西市自然资源和规划局",
        "+    short: 市自然资源和规划局",
        "+      - name: 莱西市自然资源局",
        "+        to: 2022-10-31",
        "+      - name: 市自然资源局",
        "+        to: 2022-10-31",
    ]
    new = "《莱西市自然资源局工作规则》执行原市自然资源局的规定，青岛市自然资源局和莱西市自然资源和规划局协助，市自然资源和规划局牵头。"
    assert new in office.text(DRAFT)
    record = office.text("plans/special/non-coal-mine/revisions/2021/record.yaml")
    assert "hand: {unit: natural-resources, post: 市自然资源和规划局矿管科岗}  # 在手\n" in record
    assert not any("/editions/" in path or "/notices/" in path or "/papers/" in path for path in changed)
    unit = desk.open_library(office.root, TODAY).library.units["natural-resources"]
    assert [entry["name"] for entry in unit.get("former_names")] == ["市国土资源局", "莱西市自然资源局", "市自然资源局"]


def test_dry_run_shows_the_lines(office: Office) -> None:
    before = office.files()
    assert "+    short: 市自然资源和规划局" in office.does(*ACT, "--dry-run")
    assert office.files() == before


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("nobody", "莱西市某局"), "没有单位「nobody」"),
        (("housing", "莱西市公安局"), "是单位 public-security 的"),
        (("housing", "莱西市住房和城乡建设局"), "现在就是这个名称"),
        (("housing", "住建局"), "简称不能由全称得出，用 --short 写明"),
    ],
)
def test_name_that_cannot_be_given(office: Office, arguments: tuple[str, ...], why: str) -> None:
    assert why in office.refuses("rename-department", *arguments, "--date", "2022-11-01", "--yes")


def test_own_library_keeps_every_frozen_text(tmp_path: Path, run: Run) -> None:
    for folder in ("plans", "schemas"):
        shutil.copytree(REPOSITORY / folder, tmp_path / "real" / folder)
    real = Office(tmp_path / "real", run)
    before = real.files()
    out = real.does("rename-department", "市农业农村局", "莱西市农业农村和水利局", "--date", "2022-12-31", "--yes")
    changed = real.changed(before)
    assert "不改：版本正文" in out
    assert "plans/special/farm-machinery/draft.md" in changed
    assert not any(part in path for path in changed for part in ("/editions/", "/notices/", "/papers/", "/annexes/"))
    for path in changed:
        if path.endswith("draft.md"):
            assert "市农业农村局" not in real.text(path).replace("青岛市农业农村局", "")
