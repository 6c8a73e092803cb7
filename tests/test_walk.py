"""Which files are records: in a fixed order, never by way of a link, and nothing unknown in silence."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from preplan import desk
from preplan.finding import Finding
from preplan.kinds import KINDS
from preplan.load import load, walk
from preplan.report import Report, github, json, text
from tests.conftest import TODAY, Lay


@pytest.fixture
def root(lay: Lay) -> Path:
    """The small library."""
    return lay()


def faults(root: Path) -> list[tuple[str, str]]:
    return [(finding.place.path, finding.rule.id) for finding in walk.records(root)[1]]


def paths(root: Path) -> list[str]:
    return [path for path, _ in walk.records(root)[0]]


def test_sound_library_is_walked_in_silence(root: Path) -> None:
    assert faults(root) == []
    assert {kind.name for _, kind in walk.records(root)[0]} == {kind.name for kind in KINDS}


def test_files_come_in_the_order_of_their_paths(root: Path) -> None:
    assert paths(root) == sorted(paths(root))
    assert [document.path for document in load(root).documents] == paths(root)


def test_order_does_not_depend_on_the_order_of_writing(root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    for path in reversed(paths(root)):
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / path, copy / path)
    assert paths(copy) == paths(root)


@pytest.mark.parametrize(
    "path",
    [
        "plans/readme.md",
        "plans/bureau.yml",
        "plans/Bureau.yaml",
        "plans/bureau.yaml.bak",
        "plans/special/town-gas/editions/新版.md",
        "plans/special/Town-Gas/plan.yaml",
        "plans/special/town-gas/plan.yaml~",
        "plans/special/town-gas/old/plan.yaml",
        "plans/filings/22/S2022-0001.yaml",
        "plans/campaigns/２０２２.yaml",
        "plans/.hidden",
        "plans/deep/er/file",
    ],
)
def test_unknown_file_is_reported_and_not_read(root: Path, path: str) -> None:
    known = paths(root)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(b"\xff not even text")
    assert faults(root) == [(path, "unexpected-file")]
    assert paths(root) == known


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", ".gitkeep", ".~lock.plan.yaml#"])
def test_litter_of_editors_and_systems_is_passed_over_in_silence(root: Path, name: str) -> None:
    (root / "plans" / "special" / name).write_bytes(b"\xff")
    assert faults(root) == []


def test_only_plans_is_searched_for_records(root: Path) -> None:
    for folder in ("docs", "notes"):
        (root / folder).mkdir()
        (root / folder / "bureau.yaml").write_text("x", encoding="utf-8")
    assert faults(root) == []


@pytest.mark.parametrize("folder", ["plans", "docs", "plans/special/town-gas", "docs/guide"])
def test_link_to_a_file_is_refused_and_not_followed(root: Path, tmp_path: Path, folder: str) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("name: 库外的内容\n", encoding="utf-8")
    (root / folder).mkdir(parents=True, exist_ok=True)
    (root / folder / "synonyms2.yaml").symlink_to(secret)
    assert faults(root) == [(f"{folder}/synonyms2.yaml", "symbolic-link")]


def test_link_in_the_place_of_a_record_is_refused_and_not_read(root: Path, tmp_path: Path) -> None:
    shutil.move(root / "plans/bureau.yaml", tmp_path / "bureau.yaml")
    (root / "plans/bureau.yaml").symlink_to(tmp_path / "bureau.yaml")
    assert faults(root) == [("plans/bureau.yaml", "symbolic-link")]
    assert "plans/bureau.yaml" not in paths(root)


@pytest.mark.parametrize("folder", ["plans/special/other", "docs/other"])
def test_link_to_a_folder_is_refused_and_not_followed(root: Path, tmp_path: Path, folder: str) -> None:
    outside = tmp_path / "outside"
    shutil.copytree(root / "plans/special/town-gas", outside)
    known = paths(root)
    (root / folder).parent.mkdir(exist_ok=True)
    (root / folder).symlink_to(outside, target_is_directory=True)
    assert faults(root) == [(folder, "symbolic-link")]
    assert paths(root) == known


@pytest.mark.parametrize("target", [".", "..", "nowhere", "loop"])
def test_link_in_a_circle_or_to_nothing_ends(root: Path, target: str) -> None:
    (root / "plans/loop").symlink_to(target)
    assert faults(root) == [("plans/loop", "symbolic-link")]


@pytest.mark.parametrize("folder", ["plans", "docs"])
def test_whole_folder_that_is_a_link_is_refused_and_not_followed(root: Path, tmp_path: Path, folder: str) -> None:
    (root / "docs").mkdir()
    shutil.move(root / folder, tmp_path / "elsewhere")
    (root / folder).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert (folder, "symbolic-link") in faults(root)
    assert folder == "docs" or paths(root) == []


def test_without_plans_there_is_no_library(tmp_path: Path) -> None:
    with pytest.raises(NotADirectoryError):
        walk.records(tmp_path)


def reports(root: Path) -> list[bytes]:
    """The bytes of the report in every format."""
    opened = desk.open_library(root, TODAY)
    findings: tuple[Finding, ...] = desk.examine(opened)
    report = Report(opened.library, findings, opened.count)
    return [writer.render(report).encode() for writer in (text, json, github)]


def spoil(root: Path) -> None:
    """Faults of every room: loader, shape, checks."""
    (root / "plans/unknown.txt").write_text("", encoding="utf-8")
    (root / "plans/loop").symlink_to(".")
    for path, old, new in (
        ("plans/laws.yaml", "laws:", "laws: &x"),
        ("plans/departments.yaml", "kind: department", "kind: 部门"),
        ("plans/special/town-gas/plan.yaml", "lead: housing", "lead: nobody"),
        ("plans/special/poisoning/plan.yaml", "lead: public-security", "leader: public-security"),
    ):
        content = (root / path).read_text(encoding="utf-8")
        assert old in content
        (root / path).write_text(content.replace(old, new), encoding="utf-8")


def test_same_tree_gives_the_same_bytes_twice_and_elsewhere(root: Path, tmp_path: Path) -> None:
    spoil(root)
    first = reports(root)
    assert reports(root) == first
    shutil.copytree(root, tmp_path / "copy", symlinks=True)
    assert reports(tmp_path / "copy") == first


def test_findings_come_in_the_order_of_path_line_and_column(root: Path) -> None:
    spoil(root)
    places = [finding.place for finding in desk.examine(desk.open_library(root, TODAY))]
    assert len({place.path for place in places}) >= 5
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"\xff\xfe.yaml", r"plans/\udcff\udcfe.yaml"),
        (b"bureau.yaml\n", r"plans/bureau.yaml\n"),
        (b"a\nplans:1:1: forged", r"plans/a\nplans:1:1: forged"),
        (b"\x1b[2J", r"plans/\x1b[2J"),
    ],
    ids=["not UTF-8", "line break at the end", "line break", "escape of a terminal"],
)
def test_name_that_cannot_be_printed_on_a_line_is_reported_in_escapes(root: Path, name: bytes, shown: str) -> None:
    os.close(os.open(os.fsencode(root / "plans") + b"/" + name, os.O_CREAT))
    assert faults(root) == [(shown, "unexpected-file")]
    plain, *others = reports(root)
    assert f"{shown}:1:1: 错误[unexpected-file] 「{shown}」" in plain.decode()
    assert all(b"unexpected-file" in report for report in others)
