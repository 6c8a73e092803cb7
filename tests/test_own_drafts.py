"""The plans under revision: an older text in force, a draft from 征求意见 on, and the papers of the stages passed."""

from __future__ import annotations

import re

import pytest

from preplan import desk, editions, status
from preplan.load.body import Body
from preplan.model import Record
from preplan.tables import LEVELS, MEMBERS
from tests.conftest import REPOSITORY, TODAY

LIBRARY = desk.open_library(REPOSITORY, TODAY).library
BOARD = {row.plan.id: row for row in status.board(LIBRARY)}
UNDER_WAY = [id for id, row in BOARD.items() if row.edition is None]
WITHHELD = [id for id in UNDER_WAY if BOARD[id].plan.get("disclosure", "mode") == "withheld"]
OPEN = [id for id in UNDER_WAY if id not in WITHHELD]
AFTER_DRAFTING = [id for id in OPEN if BOARD[id].stage not in ("planned", "drafting")]
# Papers that are read as texts; of the others (working group, risk assessment …) the record names title and day.
TEXTS = {
    "consultation_letter",
    "consultation_summary",
    "review_opinion",
    "amendment_note",
    "coordination_opinion",
    "legality_opinion",
    "drafting_note",
}


def body(record: Record | None) -> Body:
    assert record is not None and record.body is not None
    return record.body


def draft(plan: str) -> Record | None:
    return next((one for one in LIBRARY.every("draft") if one.get("plan") == plan), None)


def test_there_are_31_of_them_three_withheld() -> None:
    assert len(UNDER_WAY) == 31 and len(WITHHELD) == 3 and len(AFTER_DRAFTING) == 16


@pytest.mark.parametrize("plan", OPEN)
def test_text_in_force_is_an_older_one(plan: str) -> None:
    edition = editions.in_force(LIBRARY, plan, LIBRARY.as_of)
    assert body(edition).han_count >= 2000
    assert edition is not None and re.fullmatch("201[2-9]", edition.get("edition"))
    assert not LIBRARY.revision_of(edition)


@pytest.mark.parametrize("plan", WITHHELD)
def test_withheld_plan_has_a_short_note_without_a_draft(plan: str) -> None:
    note = body(editions.in_force(LIBRARY, plan, LIBRARY.as_of))
    assert 100 <= note.han_count <= 400
    assert draft(plan) is None
    assert not [paper for paper in LIBRARY.every("paper") if paper.get("plan") == plan]


@pytest.mark.parametrize("plan", AFTER_DRAFTING)
def test_draft_is_there_from_consultation_on(plan: str) -> None:
    text = body(draft(plan))
    assert text.han_count >= 3000
    assert LEVELS.of(text) is not None and MEMBERS.of(text) is not None
    titles = "".join(heading.title for heading in text.headings)
    assert "自救互救" in titles and "现场管控" in titles


@pytest.mark.parametrize("plan", [id for id in OPEN if id not in AFTER_DRAFTING])
def test_before_that_it_is_partial_or_not_there(plan: str) -> None:
    found = draft(plan)
    if found is not None:
        assert BOARD[plan].stage == "drafting"
        assert "待补" in body(found).text


@pytest.mark.parametrize("plan", OPEN)
def test_papers_are_those_that_the_stages_have_produced(plan: str) -> None:
    record = LIBRARY.revision(plan)
    assert record is not None
    listed = {
        paper["file"]: paper["kind"]
        for stage in record.get("stages")
        for paper in stage.get("papers", ())
        if "file" in paper
    }
    due = [
        paper["kind"]
        for stage in record.get("stages")
        for paper in stage.get("papers", ())
        if paper["kind"] in TEXTS and "file" not in paper
    ]
    assert due == []
    folder = record.path.rpartition("/")[0]
    beside = {
        paper.path.removeprefix(f"{folder}/"): paper.get("kind")
        for paper in LIBRARY.every("paper")
        if paper.path.startswith(f"{folder}/")
    }
    # What belongs to no stage is an extension or an adjustment of the plan of work.
    assert set(beside.values()) - set(listed.values()) <= {"extension", "adjustment"}
    if review := papers_of(record, "review_opinion"):
        rows = [row.cells for table in body(review).tables for row in table.rows if row.cells[0].isdigit()]
        assert len(rows) == record.get("expert_review", "opinions")
        open_ = sum("未落实" in "".join(row) for row in rows)
        assert open_ == record.get("expert_review", "open", default=0)


def papers_of(record: Record, kind: str) -> Record | None:
    folder = record.path.rpartition("/")[0]
    found = (one for one in LIBRARY.every("paper") if one.path.startswith(f"{folder}/") and one.get("kind") == kind)
    return next(found, None)


def test_extensions_and_the_adjustment_have_their_papers() -> None:
    [campaign] = LIBRARY.every("campaign")
    for part, kind in (("extensions", "extension"), ("adjustments", "adjustment")):
        for entry in campaign.get(part):
            record = LIBRARY.revision(entry["plan"])
            assert record is not None
            text = body(papers_of(record, kind)).text
            until = entry.get("until")
            assert until is None or spoken(until) in text


def spoken(day: str) -> str:
    year, month, number = day.split("-")
    return f"{year}年{int(month)}月{int(number)}日"


def test_supporting_papers_are_there() -> None:
    assert {one.id for one in LIBRARY.every("support")} == {"site-command-rules", "information-reporting"}
    assert all(body(one).han_count >= 2000 for one in LIBRARY.every("support"))
    assert len(LIBRARY.every("structure")) == 1
