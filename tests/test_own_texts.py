"""What the texts of the library must be: long enough, in the house's outline, complete, and each in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

import pytest

from preplan import desk, editions
from preplan.checks import _texts
from preplan.duty_marks import marks
from preplan.load.body import Body
from preplan.model import Record
from preplan.tables import LEVELS, MEMBERS
from tests.conftest import REPOSITORY, TODAY

LIBRARY = desk.open_library(REPOSITORY, TODAY).library
CURRENT = {plan.id: editions.in_force(LIBRARY, plan.id, LIBRARY.as_of) for plan in LIBRARY.plans}
# The plans of this campaign with the general plan: their texts were written for the library.
REVISED = [plan for plan, text in CURRENT.items() if text and LIBRARY.revision_of(text)]
FORMER = [
    edition
    for plan in REVISED
    for edition in LIBRARY.editions_of[plan]
    if edition is not CURRENT[plan] and edition.body and not edition.body.is_empty
]
REASONS = ("条款", "原条款", "修改情况", "理由", "依据")
KINDS = {"新增", "删除", "修改", "移动", "拆分", "合并", "改号"}


def text(plan: str) -> Record:
    found = CURRENT[plan]
    assert found is not None
    return found


def body(record: Record) -> Body:
    assert record.body is not None, record.path
    return record.body


def papers(plan: str) -> dict[str, Record]:
    """Kind → paper of the revision, of those whose text is in the library."""
    return {paper.get("kind"): paper for paper in LIBRARY.every("paper") if paper.get("plan") == plan}


def titles(plan: str) -> str:
    return "\n".join(heading.title for heading in body(text(plan)).headings)


def rows_under(record: Record, title: str) -> list[tuple[str, ...]]:
    table = body(record).table_under(title)
    assert table is not None, record.path
    return [row.cells for row in table.rows]


def first_rows(record: Record) -> list[tuple[str, ...]]:
    assert body(record).tables, record.path
    return [row.cells for row in body(record).tables[0].rows]


def sections(record: Record) -> dict[str, str]:
    """Number of a section (附件 included) → its own text."""
    return {
        section.heading.number or section.heading.title.split(" ")[0]: section.text.partition("\n")[2]
        for section in _texts.sections(body(record))
        if section.heading
    }


def test_the_general_plan_and_the_24_are_here() -> None:
    assert len(REVISED) == 25 and len(FORMER) >= 12


@pytest.mark.parametrize("plan", REVISED)
def test_text_is_long_enough_and_has_the_outline(plan: str) -> None:
    own = body(text(plan))
    assert own.han_count >= 5000
    for words in (
        "编制目的",
        "编制依据",
        "适用范围",
        "工作原则",
        "风险",
        "分级",
        "组织",
        "预警",
        "报告",
        "响应",
        "保障",
        "演练",
    ):
        assert words in titles(plan), words
    assert LEVELS.of(own) is not None or plan == "overall"
    assert MEMBERS.of(own) is not None or plan == "overall"


@pytest.mark.parametrize("plan", [plan for plan in REVISED if plan != "overall"])
def test_special_plan_says_how_people_help_themselves_and_how_the_scene_is_kept(plan: str) -> None:
    for words in ("自救互救", "现场管控"):
        assert words in titles(plan), words
    levels = LEVELS.of(body(text(plan)))
    assert levels is not None and len(levels.rows) == 4
    assert all(all(row.cells) for row in levels.rows)
    # A condition that can be measured names a number, a grade or a warning.
    assert all(re.search("[0-9一二三四五六七八九十]|重大|红色", row.cells[1]) for row in levels.rows)


@pytest.mark.parametrize("plan", REVISED)
def test_every_plan_has_a_guide_of_one_page_and_internal_contacts(plan: str) -> None:
    annexes = {annex.get("kind"): annex for annex in LIBRARY.every("annex") if annex.get("plan") == plan}
    assert annexes["guide"].get("class") == "public" and 300 <= body(annexes["guide"]).han_count <= 1000
    assert annexes["contacts"].get("class") == "internal"
    numbers = re.findall(r"[0-9-]{11,}", body(annexes["contacts"]).text)
    assert numbers and all(re.fullmatch("0532-0000[0-9]{4}", number) for number in numbers)


@pytest.mark.parametrize("plan", REVISED)
def test_papers_agree_with_the_record(plan: str) -> None:
    record, found = LIBRARY.revision(plan), papers(plan)
    assert record is not None
    wanted = {"drafting_note", "consultation_summary", "review_opinion", "legality_opinion", "notice"}
    wanted |= {"filing_letter"} if record.get("filing") else set()
    wanted |= {"interpretation"} if record.get("interpretation") else set()
    assert wanted <= set(found)
    assert len(first_rows(found["consultation_summary"])) == len(record.get("consultation"))
    numbered = [
        row.cells for table in body(found["review_opinion"]).tables for row in table.rows if row.cells[0].isdigit()
    ]
    assert len(numbered) == record.get("expert_review", "opinions")
    notice = LIBRARY.notice_of(text(plan))
    assert notice is not None
    assert found["notice"].get("number") == notice.get("number")
    assert found["notice"].get("date") == notice.get("signed_on")


@pytest.mark.parametrize("plan", [plan for plan in REVISED if LIBRARY.of("plan")[plan].get("category") == "accident"])
def test_clauses_of_accident_plans_carry_the_duties_they_rest_on(plan: str) -> None:
    carried = {mark.id for mark in marks(body(text(plan)))}
    assert carried == set(LIBRARY.of("plan")[plan].get("duties", default=()))


@pytest.mark.parametrize("edition", FORMER, ids=lambda edition: edition.id)
def test_former_edition_was_edited_and_the_edit_is_explained(edition: Record) -> None:
    plan = edition.get("plan")
    now, then = sections(text(plan)), sections(edition)
    assert body(edition).han_count >= 2500
    kept = sentences(body(edition)) & sentences(body(text(plan)))
    assert 5 <= len(kept) < 0.8 * len(sentences(body(edition)))
    table = body(papers(plan)["change_reasons"]).table_under("逐条修改理由")
    assert table is not None and table.columns == REASONS
    for row in table.rows:
        assert all(row.cells) and row.cells[2] in KINDS, row.line
        for numbers, known in ((row.cells[0], now), (row.cells[1], then)):
            assert set(numbers.split("、")) - {"—"} <= set(known), row.line
    told_now, told_then = (
        {number for row in table.rows for number in row.cells[column].split("、")} for column in (0, 1)
    )
    assert list(untold(now, then, told_now)) == []
    assert list(untold(then, now, told_then)) == []


def untold(own: dict[str, str], other: dict[str, str], told: set[str]) -> Iterator[str]:
    """Sections whose text is not that of any section on the other side, and that no row names, nor one above them."""
    same = {squeezed(words) for words in other.values()}
    for number, words in own.items():
        above = {number[:end] for end in range(1, len(number) + 1)}
        if squeezed(words) and squeezed(words) not in same and not above & told:
            yield number


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def sentences(own: Body) -> set[str]:
    return {one for one in re.split("[。；|\n]", own.text) if len(re.findall("[\u4e00-\u9fff]", one)) >= 12}


def test_no_text_in_force_is_mostly_that_of_another() -> None:
    """Of the runs of five characters any two texts share at most 35 % of those of the shorter."""
    runs = {}
    for plan, edition in CURRENT.items():
        if edition and edition.body and edition.body.han_count >= 500:
            han = re.sub("[^\u4e00-\u9fff0-9]", "", edition.body.text)
            runs[plan] = {han[at : at + 5] for at in range(len(han) - 4)}
    shares = {
        (one, two): len(runs[one] & runs[two]) / min(len(runs[one]), len(runs[two]))
        for one, two in combinations(runs, 2)
    }
    assert {pair: share for pair, share in shares.items() if share > 0.35} == {}
