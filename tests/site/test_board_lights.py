"""The board in the browser says of every day what status.py says: one table of cases for both, and the whole sample."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import sync_playwright

from preplan import desk, status
from preplan.model import Library
from preplan.site import _board_facts, _changes, _progress
from preplan.site.page import Site
from preplan.status import Progress
from tests.conftest import REPOSITORY, TODAY
from tests.test_status import CAMPAIGN, edition, notice, small

SCRIPT = REPOSITORY / "tools/preplan/site/assets/board-lights.js"
TABLE = yaml.load(Path(__file__).with_name("board_cases.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
KEYS = ("stage", "state", "deadline", "deadlineStage", "daysLeft", "stalledDays", "hand")

Job = tuple[dict[str, Any], str]

# Gives of every job the light of each plan that counts, by its id, and the number of changes.
RUN = """
const told = jobs => jobs.map(([book, day]) => ({
  lights: Object.fromEntries(boardLights.board(book, day).map(light => [light.plan.id, light])),
  order: boardLights.board(book, day).filter(light => !light.issued).sort(boardLights.order).map(light => light.plan.id),
  changes: boardLights.changes(book, day).map(change => [change.on, change.plan.id, change.words.join("；")]),
}));
"""


def in_script(jobs: list[Job]) -> list[dict[str, Any]]:
    """What the script of the board makes of facts and days: in node if it is there, else in Chromium."""
    source, text = SCRIPT.read_text(encoding="utf-8") + RUN, json.dumps(jobs, default=str)
    if node := shutil.which("node"):
        program = source + "process.stdout.write(JSON.stringify(told(JSON.parse(require('fs').readFileSync(0)))));"
        run = subprocess.run([node, "-e", program], input=text, capture_output=True, text=True, check=True)
        return list(json.loads(run.stdout))
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "run tests/site/install-browser.sh"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.add_script_tag(content=source + "window.told = text => JSON.stringify(told(JSON.parse(text)));")
        told = page.evaluate("text => window.told(text)", text)
        browser.close()
    return list(json.loads(told))


def rows(case: dict[str, Any]) -> Iterator[tuple[str, Library, list[Any]]]:
    """(name, library, expected) of every row of a case."""
    given = [TABLE["stages"][name] for name in case.get("stages", ())]
    record = {"plan": "flood", "campaign": "2021", "procedure": "full", "stages": given}
    stages = yaml.dump(record, allow_unicode=True) if given else ""
    stages = stages.replace("'2021'", '"2021"') + case.get("record", "") if stages else ""
    texts = {}
    if day := case.get("issued"):
        texts = {
            "notice_2022_9": notice("2022-9", day, "2022"),
            "edition_2022": edition("2022", "2022-9"),
        }
    for on, *expected in case["rows"]:
        library = small(on, CAMPAIGN + case.get("campaign", ""), stages, **texts)
        yield f"{case['name']}, {on}", library, expected


CASES = [row for case in TABLE["cases"] for row in rows(case)]


def as_script(row: Progress | None) -> list[Any]:
    """A row of status.py in the words of the script and of the table."""
    if row is None:
        return ["gone"]
    deadline = str(row.deadline) if row.deadline else ""
    values = (row.stage, row.state, deadline, row.deadline_stage, row.days_left, row.stalled_days, row.hand)
    return ["" if value is None else str(value) for value in values]


def from_script(light: dict[str, Any] | None) -> list[Any]:
    return ["gone"] if light is None else ["" if light[key] is None else str(light[key]) for key in KEYS]


def expected(values: list[str]) -> list[str]:
    return ["" if value == "null" else value for value in values]


def in_python(library: Library, plan: str) -> list[Any]:
    return as_script(next((row for row in status.board(library) if row.plan.id == plan), None))


@pytest.mark.parametrize(("name", "library", "values"), CASES, ids=[name for name, _, _ in CASES])
def test_status_says_what_the_table_says(name: str, library: Library, values: list[str]) -> None:
    assert in_python(library, "flood") == expected(values)


def test_script_says_what_the_table_says() -> None:
    jobs = [(_board_facts.facts(Site(library, (), "internal")), str(library.as_of)) for _, library, _ in CASES]
    found = {
        name: from_script(told["lights"].get("flood"))
        for (name, _, _), told in zip(CASES, in_script(jobs), strict=True)
    }
    assert found == {name: expected(values) for name, _, values in CASES}


def test_script_and_status_agree_on_every_week_of_the_sample() -> None:
    """All 55 plans, with facts dated after the data date: the page of one day shows any other day as that day's page."""
    own = desk.open_library(REPOSITORY, TODAY).library
    site = Site(own, (), "internal")
    facts = _board_facts.facts(site)
    days = [date(2021, 9, 8) + timedelta(days=7 * week) for week in range(95)] + [own.as_of, TODAY]
    found = in_script([(facts, str(day)) for day in days])
    for day, told in zip(days, found, strict=True):
        board = status.board(own, day)
        assert {id: from_script(light) for id, light in told["lights"].items()} == {
            row.plan.id: as_script(row) for row in board
        }, day
        assert {id: (light["lateDays"], light["stalled"]) for id, light in told["lights"].items()} == {
            row.plan.id: (row.late_days, row.stalled) for row in board
        }, day
        assert told["order"] == [row.plan.id for row in _progress.unissued(board)], day
    told = found[days.index(own.as_of)]
    assert told["changes"] == [[str(one.on), one.plan.id, one.what] for one in _changes.recent(site)]
