"""The totals of the sample: computed from its records, and equal to what was promised of it."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

import pytest

from preplan import desk
from preplan.model import Library
from preplan.totals import Totals, totals
from tests.conftest import REPOSITORY, TODAY, Run


@pytest.fixture(scope="module")
def own() -> Library:
    """The repository's own library."""
    return desk.open_library(REPOSITORY, TODAY).library


@pytest.fixture(scope="module")
def counts(own: Library) -> Totals:
    return totals(own)


def test_library_reads_without_a_single_fault() -> None:
    opened = desk.open_library(REPOSITORY, TODAY)
    assert [str(finding.place) for finding in opened.findings] == []


def test_promised_totals(counts: Totals) -> None:
    assert (counts.as_of, counts.plans, counts.revised, counts.late) == (date(2022, 12, 31), 55, 24, 12)
    assert (counts.duties, counts.departments, counts.duties_by_kind) == (158, 26, {"supervision": 74, "industry": 84})
    assert (counts.filings, counts.filings_open) == (420, 14)
    assert counts.filings_by_year == {"2019": 18, "2020": 68, "2021": 129, "2022": 205}
    assert 60 <= counts.sectors <= 70


def test_parts_add_up_to_their_wholes(counts: Totals) -> None:
    assert sum(row.total for row in counts.categories) == counts.plans
    assert sum(row.revised for row in counts.categories) == counts.revised
    assert sum(row.late for row in counts.categories) == counts.late
    assert sum(counts.duties_by_kind.values()) == counts.duties
    assert sum(counts.filings_by_year.values()) == counts.filings
    assert counts.in_state("issued", "late", "extended", "adjusting", "unproved", "near", "normal") == counts.plans


def test_totals_of_an_earlier_day_count_what_was_known_then(own: Library) -> None:
    earlier = totals(own, date(2021, 12, 31))
    assert (earlier.as_of, earlier.revised, earlier.filings) == (date(2021, 12, 31), 3, 18 + 68 + 129)
    assert earlier.filings_by_year == {"2019": 18, "2020": 68, "2021": 129}


def test_26_departments_and_12_towns_are_listed(own: Library) -> None:
    assert len(own.departments) == 26
    assert len(own.towns) == 12
    assert {duty.document.data["department"] for duty in own.of("duty").values()} == {
        unit.id for unit in own.departments
    }


def test_every_sector_is_named_by_a_duty_and_every_duty_by_its_sectors(own: Library) -> None:
    assert set(own.duties_by_sector) == set(own.of("sector"))
    assert all(duty.get("sectors") for duty in own.of("duty").values())


def test_at_least_12_sectors_have_several_supervising_departments(own: Library) -> None:
    several = 0
    for duties in own.duties_by_sector.values():
        units = {duty.document.data["department"] for duty in duties if duty.get("kind") == "supervision"}
        several += len(units) > 1
    assert several >= 12


def test_24_plans_were_issued_by_13_notices_of_the_campaign(own: Library) -> None:
    campaign = own.campaign_on(own.as_of)
    assert campaign is not None
    start = campaign.day("started_on") or date.max
    special = {plan.id for plan in own.special_plans}
    issued: dict[str, list[str]] = {}
    for notice in own.of("notice").values():
        plans = [item["plan"] for item in notice.get("issues") if item["plan"] in special]
        if plans and (notice.day("signed_on") or date.min) >= start:
            issued[notice.id] = plans
    assert len(issued) == 13
    assert sorted(Counter(map(len, issued.values())).items()) == [(1, 6), (2, 4), (3, 2), (4, 1)]
    assert len({plan for plans in issued.values() for plan in plans}) == 24


def test_command_status_prints_the_same_totals(run: Run) -> None:
    code, out, _ = run("-C", str(REPOSITORY), "status")
    assert code == 0
    assert out.splitlines()[0] == (
        "专项预案 55 件，已印发 24 件，未印发 31 件：逾期 12、延期 3、调整在办 1、正常 15（数据截止 2022-12-31）。"
    )
    assert "部门 26 个，职责 158 条（直接监管 74、行业主管 84）" in out
    assert "企业备案 420 家（2019 年 18、2020 年 68、2021 年 129、2022 年 205），在办 14 件。" in out


def test_command_status_gives_the_same_totals_to_programs(run: Run, counts: Totals) -> None:
    code, out, _ = run("-C", str(REPOSITORY), "status", "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert set(found) == {"as_of", "plans", "departments", "duties", "sectors", "filings"}
    assert set(found["plans"]) == {"total", "revised", "late", "by_category", "by_stage"}
    assert found["as_of"] == "2022-12-31"
    assert (found["plans"]["total"], found["plans"]["revised"], found["plans"]["late"]) == (55, 24, 12)
    assert found["plans"]["by_stage"]["issued"] == 24
    assert sum(found["plans"]["by_stage"].values()) == 55
    assert sum(row["late"] for row in found["plans"]["by_category"].values()) == 12
    assert found["duties"] == {"total": 158, "by_kind": {"supervision": 74, "industry": 84}}
    assert (found["departments"], found["sectors"]) == (26, counts.sectors)
    assert found["filings"] == {
        "registered": 420,
        "open": 14,
        "by_year": {"2019": 18, "2020": 68, "2021": 129, "2022": 205},
    }
