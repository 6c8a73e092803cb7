"""How far each plan is on a day: the story of the sample to the unit, and the edges of every deadline."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from preplan import after_issue, desk, editions, model, shape, status, totals
from preplan.kinds import kind_of
from preplan.load import Loaded, document
from preplan.model import Library
from preplan.schema import Schemas
from preplan.status import Progress
from tests.conftest import REPOSITORY, TODAY

SCHEMAS = Schemas(REPOSITORY / "schemas")


def on(text: str) -> date:
    return date.fromisoformat(text)


@pytest.fixture(scope="module")
def own() -> Library:
    """The repository's own library, at its data date 2022-12-31."""
    return desk.open_library(REPOSITORY, TODAY).library


@pytest.fixture(scope="module")
def board(own: Library) -> tuple[Progress, ...]:
    return status.board(own)


def numbers(rows: tuple[Progress, ...], *states: str) -> list[int]:
    return sorted(row.plan.get("number") for row in rows if row.state in states)


# ------------------------------------------------------------------ the story of the sample


def test_library_stands_at_its_data_date_whatever_the_clock_says(own: Library) -> None:
    assert own.as_of == on("2022-12-31")


def test_24_of_55_plans_are_issued(board: tuple[Progress, ...]) -> None:
    assert [row.plan.get("number") for row in board] == list(range(1, 56))
    issued = [1, 2, 3, 4, 5, 6, 7, 12, 13, 14, 16, 17, 18, 24, 25, 26, 29, 31, 32, 33, 40, 43, 45, 51]
    assert numbers(board, "issued") == issued
    assert [row.plan.get("number") for row in board if row.edition is not None] == issued
    assert len(issued) == 24


def test_three_batches_hold_17_20_and_18_plans(board: tuple[Progress, ...]) -> None:
    assert Counter(row.batch for row in board) == {1: 17, 2: 20, 3: 18}
    assert Counter(row.batch for row in board if row.edition) == {1: 15, 2: 9}


@pytest.mark.parametrize(
    ("stage", "plans"),
    [
        ("planned", [21, 22]),
        ("drafting", [10, 15, 23, 34, 38, 42, 44, 46, 47, 48, 49, 53, 54]),
        ("consulting", [8, 9, 27, 28, 39, 50, 52]),
        ("expert_review", [35, 37]),
        ("amending", [19, 20, 41, 55]),
        ("coordination", []),
        ("legality_review", [30]),
        ("approval", [11, 36]),
    ],
)
def test_unissued_plan_is_in_the_stage_of_the_story(board: tuple[Progress, ...], stage: str, plans: list[int]) -> None:
    assert [row.plan.get("number") for row in board if row.stage == stage] == plans


def test_stages_are_counted_in_their_order(board: tuple[Progress, ...]) -> None:
    assert list(totals.by_stage(board).items()) == [
        ("planned", 2),
        ("drafting", 13),
        ("consulting", 7),
        ("expert_review", 2),
        ("amending", 4),
        ("legality_review", 1),
        ("approval", 2),
        ("issued", 24),
    ]


def test_31_unissued_plans_are_12_late_3_extended_1_adjusting_15_in_time(board: tuple[Progress, ...]) -> None:
    assert numbers(board, "late") == [9, 11, 19, 20, 21, 22, 27, 28, 30, 36, 37, 55]
    assert numbers(board, "extended") == [35, 41, 42]
    assert numbers(board, "adjusting") == [15]
    assert numbers(board, "unproved") == []
    assert numbers(board, "near") == [10, 23, 34, 38, 44, 46, 47, 48, 49, 53, 54]
    assert numbers(board, "normal") == [8, 39, 50, 52]


LATE = {9: 169, 27: 92, 28: 92, 37: 92, 19: 46, 20: 46, 30: 46, 55: 46, 11: 31, 21: 31, 22: 31, 36: 31}


def test_late_plans_are_late_by_so_many_days(board: tuple[Progress, ...]) -> None:
    assert {row.plan.get("number"): row.late_days for row in board if row.late_days} == LATE


def test_plan_under_adjustment_is_not_late_though_its_deadline_passed_155_days_ago(board: tuple[Progress, ...]) -> None:
    assert (board[14].late_days, board[14].days_left) == (0, -155)


def test_extended_plans_have_their_new_deadline(board: tuple[Progress, ...]) -> None:
    until = {row.plan.get("number"): str(row.extended_until) for row in board if row.extended_until}
    assert until == {35: "2023-03-31", 41: "2023-03-31", 42: "2023-09-29"}


def test_stalled_plans_have_not_moved_for_so_many_days(board: tuple[Progress, ...]) -> None:
    assert {row.plan.get("number"): row.stalled_days for row in board if row.stalled} == {9: 186, 10: 73, 27: 114}


def test_categories_add_up(own: Library, board: tuple[Progress, ...]) -> None:
    rows = totals.by_category(own, board)
    assert [(row.category, row.total, row.revised, row.late) for row in rows] == [
        ("natural", 10, 7, 1),
        ("accident", 29, 13, 10),
        ("health", 6, 3, 0),
        ("security", 10, 1, 1),
    ]


def test_late_plans_by_lead_department(board: tuple[Progress, ...]) -> None:
    assert Counter(row.plan.get("lead") for row in board if row.state == "late") == {
        "transport": 4,
        "water": 1,
        "urban-management": 1,
        "agriculture": 1,
        "public-security": 1,
        "education-sports": 1,
        "development-reform": 1,
        "emergency": 1,
        "industry-it": 1,
    }


def test_reminders_would_be_8_red_4_yellow_11_blue(board: tuple[Progress, ...]) -> None:
    late = [row.late_days for row in board if row.state == "late"]
    assert sum(days > 45 for days in late) == 8
    assert sum(1 <= days <= 45 for days in late) == 4
    near = [row for row in board if row.state == "near"]
    assert len(near) == 11
    assert {(row.deadline, row.stage) for row in near} == {(on("2023-01-20"), "drafting")}


@pytest.mark.parametrize(
    ("number", "hand"),
    [(30, "justice"), (11, "government-office"), (9, "agriculture"), (35, "housing"), (27, "housing"), (5, "")],
)
def test_plan_is_in_somebodys_hands_until_it_is_issued(board: tuple[Progress, ...], number: int, hand: str) -> None:
    assert board[number - 1].hand == hand


@pytest.mark.parametrize(
    ("day", "count"),
    [
        ("2021-09-08", 0),
        ("2021-11-18", 0),
        ("2021-11-19", 1),
        ("2021-12-16", 1),
        ("2021-12-17", 3),
        ("2022-04-22", 5),
        ("2022-05-27", 6),
        ("2022-06-02", 7),
        ("2022-06-17", 8),
        ("2022-07-15", 9),
        ("2022-07-29", 9),
        ("2022-08-12", 12),
        ("2022-09-16", 15),
        ("2022-10-14", 19),
        ("2022-10-28", 21),
        ("2022-11-18", 23),
        ("2022-12-08", 23),
        ("2022-12-09", 24),
        ("2022-12-31", 24),
        ("2023-06-30", 24),
    ],
)
def test_number_of_issued_plans_grows_with_the_notices(own: Library, day: str, count: int) -> None:
    rows = status.board(own, on(day))
    assert (len(rows), sum(row.edition is not None for row in rows)) == (55, count)


@pytest.mark.parametrize("day", ["2017-01-01", "2021-09-07"])
def test_before_the_campaign_nothing_counts_as_revised(day: str) -> None:
    library = desk.open_library(REPOSITORY, TODAY, on(day)).library
    assert [row.plan.get("number") for row in status.board(library) if row.edition] == []


def test_facts_after_the_day_are_unknown_to_it(own: Library) -> None:
    rows = status.board(own, on("2022-06-30"))
    assert all((row.last_change or date.min) <= on("2022-06-30") for row in rows)
    assert numbers(rows, "extended", "adjusting") == []


def test_general_plan_is_not_counted(board: tuple[Progress, ...]) -> None:
    assert "overall" not in {row.plan.id for row in board}


# ------------------------------------------------------------------ after issue


def after(own: Library, plan: str, day: str = "2022-12-31") -> after_issue.AfterIssue:
    edition = editions.in_force(own, plan, on(day))
    assert edition is not None
    found = after_issue.after_issue(own, edition, on(day))
    assert found is not None
    return found


def test_general_plan_was_published_and_filed_in_time(own: Library) -> None:
    found = after(own, "overall")
    assert (found.deadline, found.filed_on) == (on("2022-08-26"), on("2022-08-19"))


@pytest.mark.parametrize(
    ("plan", "deadline", "published", "is_published_late", "filed", "is_filed_late"),
    [
        ("power-outage", "2022-12-16", "2022-12-21", True, None, True),
        ("heavy-pollution", "2022-11-25", "2022-11-04", False, None, True),
        ("grain", "2023-01-09", None, False, None, False),
    ],
)
def test_alive_details_after_issue(
    own: Library,
    plan: str,
    deadline: str,
    published: str | None,
    is_published_late: bool,
    filed: str | None,
    is_filed_late: bool,
) -> None:
    found = after(own, plan)
    assert found.deadline == on(deadline)
    assert (found.published_on, found.filed_on) == (published and on(published), filed)
    assert found.overdue(found.published_on, on("2022-12-31")) is is_published_late
    assert found.overdue(found.filed_on, on("2022-12-31")) is is_filed_late


def test_21_filings_are_proved_1_is_missing_1_drafted_1_not_due(own: Library, board: tuple[Progress, ...]) -> None:
    found = {row.plan.id: after(own, row.plan.id) for row in board if row.edition}
    proved = [plan for plan, step in found.items() if step.filed_on]
    open_ = {plan: step for plan, step in found.items() if not step.filed_on}
    assert len(proved) == 21
    assert set(open_) == {"heavy-pollution", "power-outage", "grain"}
    assert [plan for plan, step in open_.items() if step.letter_drafted] == ["power-outage"]
    assert [plan for plan, step in open_.items() if not step.overdue(None, on("2022-12-31"))] == ["grain"]


@pytest.mark.parametrize(("day", "late"), [("2023-01-08", False), ("2023-01-09", False), ("2023-01-10", True)])
def test_step_is_overdue_from_the_day_after_its_last_day(own: Library, day: str, late: bool) -> None:
    assert after(own, "grain", day).overdue(None, on(day)) is late


# ------------------------------------------------------------------ a small library


CAMPAIGN = """\
id: "2021"
title: 修编计划
approved_by: {title: 通知, number: 示西政办发〔2021〕27号, date: 2021-09-08}
started_on: 2021-09-08
met_by_entry: [consulting]
batches:
  - number: 1
    deadlines: {drafting: 2022-05-31, consulting: 2022-06-30, issued: 2022-12-15}
    plans: [flood, fire]
"""
PLAN = """\
id: {id}
number: {number}
title: {id}
type: special
category: natural
lead: emergency
members: [{{unit: water}}]
disclosure: {{mode: public}}
"""
PLANNED = """\
  - stage: planned
    entered_on: 2022-03-01
    closed_on: 2022-03-10
    papers: [{kind: working_group, title: 名单, date: 2022-03-10}]
"""
DRAFTED = """\
  - stage: drafting
    entered_on: 2022-03-11
    closed_on: 2022-05-20
    papers: [{kind: consultation_draft, title: 征求意见稿, date: 2022-05-20}]
"""


def notice(id: str, signed_on: str, edition: str, more: str = "") -> str:
    return (
        f"id: {id}\nnumber: 示西政办发〔{id[:4]}〕{id[5:]}号\ntitle: 通知\nissuer: government-office\n"
        f"signed_on: {signed_on}\nremark: public\nissues: [{{plan: flood, edition: '{edition}'}}]\n{more}"
    )


def edition(id: str, notice: str, more: str = "") -> str:
    return f"---\nplan: flood\nedition: '{id}'\nnotice: {notice}\n{more}---\n"


def record(*stages: str) -> str:
    return "plan: flood\ncampaign: '2021'\nprocedure: full\nstages:\n" + "".join(stages)


def small(day: str, campaign: str = CAMPAIGN, stages: str = "", **texts: str) -> Library:
    """A library of two plans; further texts are named notice_2022_9, edition_2022 and so on."""
    files = {
        "plans/campaigns/2021.yaml": campaign,
        "plans/special/flood/plan.yaml": PLAN.format(id="flood", number=1),
        "plans/special/fire/plan.yaml": PLAN.format(id="fire", number=2),
    }
    if stages:
        files["plans/special/flood/revisions/2021/record.yaml"] = stages
    for name, text in texts.items():
        kind, _, id = name.replace("_", "-").partition("-")
        folder, suffix = ("notices/" + id[:4], "yaml") if kind == "notice" else ("special/flood/editions", "md")
        files[f"plans/{folder}/{id}.{suffix}"] = text
    documents = []
    for path, text in sorted(files.items()):
        kind = kind_of(path)
        assert kind is not None
        found, findings = document.read(text.encode(), path, kind)
        assert found is not None, findings
        documents.append(found)
    shaped = shape.check(Loaded(tuple(documents), (), (), len(documents)), SCHEMAS)
    assert shaped.findings == []
    return model.build(shaped, SCHEMAS, on(day), TODAY)


def flood(library: Library) -> Progress:
    return status.progress(library, library.of("plan")["flood"], library.as_of)


@pytest.mark.parametrize(
    ("day", "state", "left", "late"),
    [
        ("2022-04-30", "normal", 31, 0),
        ("2022-05-01", "near", 30, 0),
        ("2022-05-30", "near", 1, 0),
        ("2022-05-31", "near", 0, 0),
        ("2022-06-01", "late", -1, 1),
        ("2022-07-15", "late", -45, 45),
        ("2022-07-16", "late", -46, 46),
    ],
)
def test_plan_is_late_from_the_day_after_its_deadline(day: str, state: str, left: int, late: int) -> None:
    row = flood(small(day, stages=record(PLANNED)))
    assert (row.state, row.days_left, row.late_days, row.deadline_stage) == (state, left, late, "drafting")


@pytest.mark.parametrize(
    ("day", "due", "stage"),
    [
        ("2022-05-19", "drafting", "drafting"),
        ("2022-05-20", "consulting", "consulting"),
        ("2022-07-01", "consulting", "consulting"),
    ],
)
def test_next_deadline_counts_from_the_day_a_stage_is_passed(day: str, due: str, stage: str) -> None:
    row = flood(small(day, stages=record(PLANNED, DRAFTED)))
    assert (row.deadline_stage, row.stage) == (due, stage)


def test_earliest_deadline_not_met_counts_even_if_a_later_stage_is_passed() -> None:
    skipped = "  - stage: consulting\n    entered_on: 2022-05-21\n    closed_on: 2022-06-20\n    papers:\n"
    papers = "      - {kind: consultation_summary, title: 汇总, date: 2022-06-20}\n"
    row = flood(small("2022-06-20", stages=record(PLANNED, skipped + papers)))
    assert (row.stage, row.state, row.deadline_stage, row.late_days) == ("expert_review", "late", "drafting", 20)


@pytest.mark.parametrize(("letter", "met"), [("2022-06-25", True), ("2022-07-05", False), (None, False)])
def test_deadline_of_consulting_is_met_by_the_letter_that_went_out(letter: str | None, met: bool) -> None:
    stage = "  - stage: consulting\n    entered_on: 2022-06-25\n"
    if letter:
        stage += f"    papers: [{{kind: consultation_letter, title: 函, date: {letter}}}]\n"
    row = flood(small("2022-07-01", stages=record(PLANNED, DRAFTED, stage)))
    assert row.stage == "consulting"
    assert (row.deadline_stage, row.late_days) == (("issued", 0) if met else ("consulting", 1))


def test_without_record_a_plan_is_only_planned() -> None:
    row = flood(small("2022-06-01"))
    assert (row.stage, row.state, row.last_change, row.stalled_days, row.hand) == (
        "planned",
        "late",
        None,
        0,
        "emergency",
    )


@pytest.mark.parametrize("papers", ["", "    papers: [{kind: risk_assessment, title: 报告, date: 2022-05-20}]\n"])
def test_closing_date_without_its_paper_is_unproved(papers: str) -> None:
    claimed = "  - stage: drafting\n    entered_on: 2022-03-11\n    closed_on: 2022-05-20\n" + papers
    row = flood(small("2022-05-25", stages=record(PLANNED, claimed)))
    assert (row.state, row.stage) == ("unproved", "drafting")
    assert flood(small("2022-05-19", stages=record(PLANNED, claimed))).state == "near"
    assert flood(small("2022-06-01", stages=record(PLANNED, claimed))).state == "late"


def test_closing_paper_dated_later_proves_nothing_yet() -> None:
    later = DRAFTED.replace("date: 2022-05-20", "date: 2022-06-02")
    assert flood(small("2022-05-25", stages=record(PLANNED, later))).state == "unproved"
    assert flood(small("2022-06-02", stages=record(PLANNED, later))).stage == "consulting"


EXTENSION = """\
extensions:
  - {plan: flood, reason: 等上级, approved_by: 副市长岗, requested_on: 2022-05-10, approved_on: 2022-05-20, until: 2022-09-30}
"""


@pytest.mark.parametrize(
    ("day", "state", "left"),
    [
        ("2022-05-19", "near", 12),
        ("2022-05-20", "extended", 133),
        ("2022-06-01", "extended", 121),
        ("2022-09-29", "extended", 1),
        ("2022-09-30", "extended", 0),
        ("2022-10-01", "late", -1),
    ],
)
def test_extension_counts_from_its_approval_and_runs_out(day: str, state: str, left: int) -> None:
    row = flood(small(day, CAMPAIGN + EXTENSION, record(PLANNED)))
    assert (row.state, row.days_left) == (state, left)


MERGER = """\
adjustments:
  - {plan: flood, kind: merge, into: fire, reason: 并入, requested_on: 2022-06-10, approved_on: 2022-08-01}
"""


@pytest.mark.parametrize(
    ("day", "state"), [("2022-06-09", "late"), ("2022-06-10", "adjusting"), ("2022-07-31", "adjusting")]
)
def test_merger_asked_for_leaves_the_plan_in_the_count(day: str, state: str) -> None:
    library = small(day, CAMPAIGN + MERGER)
    assert status.denominator(library, on(day)) == ("flood", "fire")
    assert next(row.state for row in status.board(library)) == state


@pytest.mark.parametrize("day", ["2022-08-01", "2022-12-31"])
def test_merger_approved_takes_the_plan_out_of_the_count(day: str) -> None:
    library = small(day, CAMPAIGN + MERGER)
    assert status.denominator(library, on(day)) == ("fire",)
    assert [row.plan.id for row in status.board(library)] == ["fire"]


@pytest.mark.parametrize(("kind", "count"), [("withdraw", 1), ("rename", 2), ("move", 2)])
def test_withdrawal_takes_out_and_a_new_name_does_not(kind: str, count: int) -> None:
    library = small("2022-08-01", CAMPAIGN + MERGER.replace("merge", kind))
    assert len(status.board(library)) == count


@pytest.mark.parametrize(("day", "stalled"), [("2022-05-09", False), ("2022-05-10", True)])
def test_plan_stalls_when_nothing_moved_for_more_than_60_days(day: str, stalled: bool) -> None:
    row = flood(small(day, stages=record(PLANNED)))
    assert row.last_change == on("2022-03-10")
    assert row.stalled_days == 60 + stalled
    assert row.stalled is stalled


def test_day_by_which_a_reply_is_due_is_no_movement() -> None:
    letters = "consultation: [{unit: water, sent_on: 2022-03-12, due_on: 2022-04-30}]\n"
    assert flood(small("2022-05-10", stages=record(PLANNED) + letters)).last_change == on("2022-03-12")


# ------------------------------------------------------------------ validity


OLD = {"notice_2014_5": notice("2014-5", "2014-03-01", "2014"), "edition_2014": edition("2014", "2014-5")}
NEW = {
    "notice_2022_9": notice("2022-9", "2022-07-01", "2022"),
    "edition_2022": edition("2022", "2022-9", "effective_on: 2022-07-15\n"),
}
ELSEWHERE = CAMPAIGN.replace("flood, ", "")


def words(library: Library) -> dict[str, str]:
    """Edition → its validity on the day of the library."""
    day = library.as_of
    return {e.get("edition"): status.validity(library, e, day) for e in library.of("edition").values()}


def in_force(library: Library) -> str | None:
    found = editions.in_force(library, "flood", library.as_of)
    return found.get("edition") if found else None


@pytest.mark.parametrize(
    ("day", "word"), [("2014-02-28", "pending"), ("2014-03-01", "in_force"), ("2022-12-31", "in_force")]
)
def test_edition_is_in_force_from_the_day_of_its_notice(day: str, word: str) -> None:
    assert words(small(day, ELSEWHERE, **OLD)) == {"2014": word}


def test_unrevised_edition_stays_in_force_while_it_is_revised() -> None:
    library = small("2022-12-31", **OLD)
    assert (words(library), in_force(library)) == ({"2014": "under_revision"}, "2014")


@pytest.mark.parametrize(
    ("day", "old", "new", "valid"),
    [
        ("2022-06-30", "under_revision", "pending", "2014"),
        ("2022-07-01", "in_force", "pending", "2014"),
        ("2022-07-14", "in_force", "pending", "2014"),
        ("2022-07-15", "superseded", "in_force", "2022"),
    ],
)
def test_new_edition_takes_over_on_the_day_it_takes_effect(day: str, old: str, new: str, valid: str) -> None:
    library = small(day, **OLD, **NEW)
    assert words(library) == {"2014": old, "2022": new}
    assert in_force(library) == valid


@pytest.mark.parametrize("by", ["edition: '2014'", "number: 示西政办发〔2014〕5号"])
def test_repealed_edition_without_successor_is_repealed(by: str) -> None:
    repeal = notice("2020-3", "2020-01-10", "2020", f"repeals: [{{title: 旧预案, plan: flood, {by}}}]\n")
    for day, word in (("2020-01-09", "in_force"), ("2020-01-10", "repealed")):
        library = small(day, ELSEWHERE, **OLD, notice_2020_3=repeal)
        assert words(library) == {"2014": word}
        assert in_force(library) == ("2014" if word == "in_force" else None)


def test_repeal_of_another_number_touches_nothing() -> None:
    repeal = notice(
        "2020-3", "2020-01-10", "2020", "repeals: [{title: 旧, plan: flood, number: 示西政办发〔2013〕1号}]\n"
    )
    assert words(small("2022-12-31", ELSEWHERE, **OLD, notice_2020_3=repeal)) == {"2014": "in_force"}


def test_edition_without_notice_is_not_in_force() -> None:
    library = small("2022-12-31", ELSEWHERE, edition_2014=edition("2014", "2014-5"))
    assert (words(library), in_force(library)) == ({"2014": "pending"}, None)


def test_old_edition_does_not_count_as_revised() -> None:
    library = small("2022-12-31", **OLD)
    assert flood(library).edition is None
    assert flood(small("2022-07-01", **OLD, **NEW)).edition is not None


def test_issued_plan_has_no_deadline_and_is_in_nobodys_hands() -> None:
    row = flood(small("2022-12-31", CAMPAIGN + EXTENSION, record(PLANNED), **OLD, **NEW))
    assert (row.state, row.stage, row.deadline, row.days_left, row.late_days) == ("issued", "issued", None, None, 0)
    assert (row.hand, row.stalled_days, row.stalled) == ("", 0, False)


def test_every_day_of_the_campaign_has_a_board_that_adds_up(own: Library) -> None:
    day = on("2021-09-08")
    while day <= on("2023-06-30"):
        rows = status.board(own, day)
        assert len(rows) == 55
        assert sum(totals.by_stage(rows).values()) == 55
        assert all((row.state == "issued") is (row.edition is not None) for row in rows)
        assert all(row.late_days > 0 for row in rows if row.state == "late")
        day += timedelta(days=30)
