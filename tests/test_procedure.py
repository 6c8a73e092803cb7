"""The procedure: every pair of stages is judged, under both laws, for both kinds of plans, full and simplified."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest

from preplan import moves, procedure
from preplan.procedure import ISSUED, STAGES
from tests.conftest import REPOSITORY

LAST_2013 = date(2024, 1, 30)
FIRST_2024 = date(2024, 1, 31)
LABELS = json.loads((REPOSITORY / "schemas/common.schema.json").read_text(encoding="utf-8"))["$defs"]
DEFINED = LABELS["stage"]["x-labels"]

# The table by hand, one letter a stage, in the order of life: what stands between two stages and may not be left out.
LETTERS = dict(zip("PDCEAKLBI", (*STAGES, ISSUED), strict=True))
FULL_2013 = "PDCEALBI"  # K, the coordination, is left to the case
FULL_2024 = "PDCEAKLBI"
SIMPLE = "PBI"
PROCEDURES = {
    ("special", "full", LAST_2013): FULL_2013,
    ("special", "full", FIRST_2024): FULL_2024,
    ("overall", "full", LAST_2013): FULL_2013,
    ("overall", "full", FIRST_2024): FULL_2013,
    ("special", "simplified", LAST_2013): SIMPLE,
    ("special", "simplified", FIRST_2024): SIMPLE,
    ("overall", "simplified", LAST_2013): SIMPLE,
    ("overall", "simplified", FIRST_2024): SIMPLE,
}
ORDER = "".join(LETTERS)


def label(stage: str) -> str:
    return str(DEFINED[stage])


def expected(needed: str, before: str, after: str) -> tuple[str, str]:
    """(fault, path in letters) of a move, told from the row of letters alone."""
    if before == after:
        return "", ""
    if before == "I":
        return "issued", ""
    start = ORDER.index(before) + 1 if before else 0
    if before and ORDER.index(after) < start:
        return "back", "".join(letter for letter in ORDER[start:] if letter in needed)
    between = "".join(letter for letter in ORDER[start : ORDER.index(after)] if letter in needed)
    return ("skips", between + after) if between else ("", "")


@pytest.mark.parametrize("after", ORDER)
@pytest.mark.parametrize("before", ["", *ORDER])
@pytest.mark.parametrize("which", PROCEDURES, ids=lambda which: f"{which[0]}-{which[1]}-{which[2]}")
def test_every_pair_of_stages(which: tuple[str, str, date], before: str, after: str) -> None:
    move = procedure.of(*which).move(LETTERS.get(before, ""), LETTERS[after])
    fault, path = expected(PROCEDURES[which], before, after)
    assert (move.fault, move.path) == (fault, tuple(LETTERS[letter] for letter in path))
    words = move.words(label)
    assert bool(words) == bool(fault)
    if path:
        assert "→".join(label(LETTERS[letter]) for letter in path) in words


@pytest.mark.parametrize("which", PROCEDURES, ids=lambda which: f"{which[0]}-{which[1]}-{which[2]}")
def test_way_that_is_named_can_be_gone(which: tuple[str, str, date]) -> None:
    by = procedure.of(*which)
    at = ""
    for stage in by.path(""):
        assert by.move(at, stage).fault == ""
        at = stage
    assert at == ISSUED


def test_stages_are_those_of_the_schemas() -> None:
    assert list(DEFINED) == [*STAGES, ISSUED]
    record = json.loads((REPOSITORY / "schemas/record.schema.json").read_text(encoding="utf-8"))
    row = record["properties"]["stages"]["items"]["properties"]["stage"]
    assert row["enum"] == list(STAGES)
    papers = set(LABELS["paperKind"]["enum"])
    for stage in procedure.TABLE:
        assert {*stage.closing, *stage.entry, *stage.needs, *stage.needs_2024} <= papers
    assert LABELS["procedure"]["enum"] == [procedure.FULL, procedure.SIMPLIFIED]


def test_case_analysis_is_asked_for_from_2024_and_in_the_full_procedure_only() -> None:
    assert "case_analysis" not in procedure.of("special", "full", LAST_2013).needs("drafting")
    assert "case_analysis" in procedure.of("special", "full", FIRST_2024).needs("drafting")
    assert procedure.of("special", "simplified", FIRST_2024).needs("drafting") == ()
    assert procedure.of("special", "simplified", FIRST_2024).needs("approval") == ("submission", "drafting_note")


def test_general_plan_is_a_joint_act_from_2024() -> None:
    assert procedure.of("overall", "full", LAST_2013).issuers.units == ("government",)
    assert procedure.of("overall", "full", FIRST_2024).issuers.jointly == ("party-committee", "government")
    assert not procedure.of("special", "full", LAST_2013).issuers.command
    assert procedure.of("special", "full", FIRST_2024).issuers.command


@pytest.mark.parametrize(
    ("headings", "topics"),
    [
        (("总则", "编制目的"), ()),
        (("组织指挥机制", "成员单位职责"), ("组织指挥体系与职责",)),
        (("应急响应", "响应终止"), ("应急处置程序",)),
        (("应急处置措施",), ("主要处置措施",)),
        (("总则", "事件分级"), ("突发事件分级标准",)),
        (("应急保障", "物资保障"), ()),
        (("附则",), ()),
    ],
)
def test_topics_that_need_the_full_procedure(headings: tuple[str, ...], topics: tuple[str, ...]) -> None:
    assert procedure.full_topics(headings) == topics


# ------------------------------------------------------------------ base → head

Row = dict[str, Any]


def row(stage: str, day: date, *papers: str, closed: bool = True) -> Row:
    made = {"stage": stage, "entered_on": str(day), "papers": [{"kind": kind} for kind in papers]}
    return {**made, "closed_on": str(day + timedelta(days=1))} if closed else made


def whole(upto: str, day: date = date(2022, 3, 1)) -> list[Row]:
    """Rows of the full procedure, each with its papers, up to a stage that is open."""
    rows = []
    for stage in procedure.TABLE:
        papers = (*stage.closing[:1], *stage.entry[:1], *stage.needs)
        if stage.name == upto:
            return [*rows, row(stage.name, day, *stage.entry[:1], closed=False)]
        if stage.name != "coordination":
            rows.append(row(stage.name, day, *papers))
    return rows


def kinds(faults: list[moves.Fault]) -> list[tuple[str, str]]:
    return [(fault.kind, fault.stage) for fault in faults]


FULL = ("full", "full")


@pytest.mark.parametrize("upto", [stage for stage in STAGES if stage != "coordination"])
def test_honest_step_has_no_fault(upto: str) -> None:
    at = [stage for stage in STAGES if stage != "coordination"].index(upto)
    rows = whole(upto)
    assert moves.judge(rows[:at], rows, "special", FULL) == []
    assert moves.judge([], rows, "special", FULL) == []


def test_jump_is_a_fault_with_the_legal_way() -> None:
    base = whole("drafting")
    head = [*base[:1], row("drafting", date(2022, 4, 1), "consultation_draft", "risk_assessment", "resource_survey")]
    head.append(row("legality_review", date(2022, 5, 1), closed=False))
    (fault,) = moves.judge(base, head, "special", FULL)
    assert fault.kind == "jump"
    assert fault.move is not None
    assert "征求意见→专家评审→修改完善→合法性审查" in fault.move.words(label)


def test_old_debt_is_not_judged_again() -> None:
    base = [row("planned", date(2022, 3, 1)), row("approval", date(2022, 4, 1), closed=False)]
    assert moves.judge(base, base, "special", FULL) == []


def test_stage_without_its_papers_is_a_fault() -> None:
    base = whole("consulting")
    head = [*base[:-1], {**base[-1], "closed_on": "2022-06-01"}, row("expert_review", date(2022, 6, 2), closed=False)]
    (fault,) = moves.judge(base, head, "special", FULL)
    assert (fault.kind, fault.stage, fault.papers) == ("unproved", "consulting", ("consultation_summary",))


def test_gone_stage_changed_mode_and_open_stage_are_faults() -> None:
    base = whole("consulting")
    assert ("withdrawn", "consulting") in kinds(moves.judge(base, base[:-1], "special", FULL))
    assert ("mode", "consulting") in kinds(moves.judge(base, base, "special", ("full", "simplified")))
    head = [*base[:1], row("drafting", date(2022, 4, 1), closed=False), base[2]]
    assert ("unclosed", "drafting") in kinds(moves.judge(base, head, "special", FULL))


def test_after_the_issue_nothing_moves() -> None:
    base = whole("approval")
    (fault, *_) = moves.judge(base[:-1], base, "special", FULL, is_issued=True)
    assert fault.move is not None
    assert fault.move.fault == "issued"
