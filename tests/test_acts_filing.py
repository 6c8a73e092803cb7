"""preplan receive, notify, complete, file: the rounds of a filing case, each in its turn."""

from __future__ import annotations

import pytest

from tests.acts import Office
from tests.conftest import Lay, Run

CHECKING, WAITING, FILED = "S2022-0003", "S2022-0002", "S2022-0001"
PATH = "plans/filings/2022/{}.yaml"


@pytest.fixture
def office(lay: Lay, run: Run) -> Office:
    office = Office(lay(), run)
    office.edit("plans/bureau.yaml", "as_of: 2022-12-31", "as_of: 2023-01-20")
    return office


def test_a_case_goes_through_its_rounds(office: Office) -> None:
    path = PATH.format(CHECKING)
    before = office.files()
    out = office.does("notify", CHECKING, "--date", "2022-12-30", "--missing", "缺页", "--missing", "申报表未盖章")
    assert "2022-12-30 一次性告知缺项 2 项：缺页、申报表未盖章" in out
    assert office.changed(before) == {path: ["+    notified_on: 2022-12-30", "+    missing: [缺页, 申报表未盖章]"]}
    out = office.does("complete", CHECKING, "--date", "2023-01-03")
    assert "2023-01-03 补齐；核对末日 2023-01-10（5 个工作日）" in out
    office.does("receive", CHECKING, "--date", "2023-01-04")
    out = office.does("file", CHECKING, "--date", "2023-01-05", "--archive", "YJBA-2023-0001")
    assert "编号 370285-2023-0001，用了 1 个工作日。备案仅核对材料齐全" in out
    text = office.text(path)
    assert text.startswith(f"receipt: {CHECKING}\nnumber: 370285-2023-0001\nunit:\n")
    assert "    completed_on: 2023-01-03\n  - received_on: 2023-01-04\nregistered_on: 2023-01-05\n" in text
    assert "archive: YJBA-2023-0001\nhandler:" in text


def test_what_was_brought_is_listed(office: Office) -> None:
    before = office.files()
    office.does("complete", WAITING, "--date", "2022-12-28", "--material", "resource_survey")
    assert office.changed(before)[PATH.format(WAITING)] == [
        "+    completed_on: 2022-12-28",
        "-materials: [application, review_opinion, electronic_text, risk_assessment]",
        "+materials: [application, review_opinion, electronic_text, risk_assessment, resource_survey]",
    ]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("notify", CHECKING, "--date", "2022-12-30"), "要写明全部缺项"),
        (("notify", CHECKING, "--date", "2022-12-28", "--missing", "缺页"), "早于前面已登记的日期 2022-12-29"),
        (
            ("notify", WAITING, "--date", "2022-12-30", "--missing", "缺页"),
            "已于 2022-12-14 一次性告知；缺项只告知一次",
        ),
        (("notify", FILED, "--date", "2022-12-30", "--missing", "缺页"), "的状态是“已备案”，这一件已经办结"),
        (("complete", CHECKING, "--date", "2022-12-30"), "没有告知过缺项，不用补齐"),
        (("complete", WAITING, "--date", "2022-12-13"), "早于前面已登记的日期 2022-12-14"),
        (("complete", WAITING, "--date", "2022-12-30", "--material", "application"), "已登记在已收到的材料中"),
        (("complete", WAITING, "--date", "2022-12-30", "--material", "photo"), "没有材料「photo」"),
        (("receive", CHECKING, "--date", "2022-12-30"), "上一轮还没有结束：2022-12-29 收件，正在核对"),
        (("receive", WAITING, "--date", "2022-12-30"), "补齐的用 preplan complete"),
        (("receive", "S2022-0099", "--date", "2022-12-30"), "新收的件用 preplan new filing S2022-0099"),
        (("file", WAITING, "--date", "2022-12-30"), "还没有补齐，不能登记备案"),
        (("file", CHECKING, "--date", "2022-12-28"), "早于前面已登记的日期 2022-12-29"),
        (("file", CHECKING, "--date", "2023-01-13"), "超过 5 个工作日，用 --late-reason 写明原因"),
        (("file", CHECKING, "--date", "2022-12-30", "--number", "370285-2022-0001"), "已由 S2022-0001 用了"),
    ],
)
def test_what_has_no_place_in_the_round(office: Office, arguments: tuple[str, ...], why: str) -> None:
    assert why in office.refuses(*arguments)


def test_late_registration_has_its_reason(office: Office) -> None:
    office.does("file", CHECKING, "--date", "2023-01-13", "--late-reason", "系统升级")
    assert "late_reason: 系统升级\n" in office.text(PATH.format(CHECKING))


def test_material_that_the_law_asks_for_and_dry_run(office: Office) -> None:
    office.does("complete", WAITING, "--date", "2022-12-28")
    before = office.files()
    code, out, _ = office.run("-C", str(office.root), "file", WAITING, "--date", "2022-12-29")
    assert code == 1
    assert "filing-material-missing" in out
    assert office.files() == before
    office.does("file", CHECKING, "--date", "2022-12-30", "--dry-run")
    assert office.files() == before
