"""A later campaign changes nothing of what stood on a day of the earlier one."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from preplan import desk, status
from preplan.totals import totals
from tests.conftest import REPOSITORY, TODAY

DATA_DATE = date(2022, 12, 31)
CAMPAIGN = """\
id: "2024"
title: 第二轮修编计划
approved_by: {title: 通知, number: 示西政办发〔2024〕9号, date: 2024-03-01}
started_on: 2024-03-01
batches:
  - number: 1
    deadlines: {issued: 2025-06-30}
    plans: [water-supply, forest-fire]
"""
RECORD = """\
plan: water-supply
campaign: "2024"
procedure: full
stages:
  - stage: planned
    entered_on: 2024-03-10
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own library with a second campaign and a first record of it."""
    folder = tmp_path_factory.mktemp("library")
    for part in ("plans", "schemas"):
        shutil.copytree(REPOSITORY / part, folder / part)
    (folder / "plans/campaigns/2024.yaml").write_text(CAMPAIGN, encoding="utf-8")
    record = folder / "plans/special/water-supply/revisions/2024/record.yaml"
    record.parent.mkdir()
    record.write_text(RECORD, encoding="utf-8")
    return folder


@pytest.mark.parametrize("as_of", [DATA_DATE, date(2024, 6, 30)])
def test_counts_of_an_earlier_day_stay(root: Path, as_of: date) -> None:
    library = desk.open_library(root, TODAY, as_of).library
    count = totals(library, DATA_DATE)
    assert (count.plans, count.revised, count.late) == (55, 24, 12)
    [water] = [row for row in count.board if row.plan.id == "water-supply"]
    assert (water.stage, water.late_days) == ("consulting", 92)


def test_the_later_campaign_counts_from_the_day_it_begins(root: Path) -> None:
    library = desk.open_library(root, TODAY, date(2024, 6, 30)).library
    assert [(row.plan.id, row.stage) for row in status.board(library)] == [
        ("forest-fire", "planned"),
        ("water-supply", "planned"),
    ]


@pytest.mark.parametrize("as_of", [date(2021, 9, 1), DATA_DATE])
def test_no_rule_is_misled(root: Path, as_of: date) -> None:
    findings = desk.examine(desk.open_library(root, TODAY, as_of))
    assert [finding.message for finding in findings if finding.severity == "error"] == []
