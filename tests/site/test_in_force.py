"""某日有效的文本: model, page and script agree on every case; the page keeps its day in the address."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from preplan import desk, editions
from preplan.model import Library
from preplan.site import _periods
from preplan.site.page import Site
from tests.conftest import REPOSITORY, TODAY

CORE = REPOSITORY / "tools/preplan/site/assets/in-force-core.js"
TABLE = yaml.load(Path(__file__).with_name("in_force_cases.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
CASES = {case["name"]: case for case in TABLE["cases"]}
RUN = (
    "process.stdout.write(JSON.stringify(JSON.parse(require('fs').readFileSync(0)).map(([p, d]) => inForce.on(p, d))))"
)


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small base without its plan town-gas, which the cases write."""
    root = tmp_path_factory.mktemp("in-force")
    shutil.copytree(REPOSITORY / "tests/base/plans", root / "plans")
    shutil.copytree(REPOSITORY / "schemas", root / "schemas")
    for path in (root / "plans/special/town-gas/editions", root / "plans/notices/2022/2022-37.yaml"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return root


def notice(id: str, day: str, issues: str, repeals: list[str]) -> dict[str, bytes | None]:
    text = f"id: {id}\nnumber: 示西政办发〔{day[:4]}〕{id[5:]}号\ntitle: 通知\nissuer: government-office\nsigned_on: {day}\n"
    text += f"remark: public\nissues: [{issues}]\n" + (f"repeals: [{', '.join(repeals)}]\n" if repeals else "")
    return {f"plans/notices/{day[:4]}/{id}.yaml": text.encode()}


def library(root: Path, case: dict[str, Any]) -> Library:
    files: dict[str, bytes | None] = {}
    for name, day, effective, repealed in case["editions"]:
        repeals = [f'{{title: 旧预案, plan: town-gas, edition: "{repealed}"}}'] if repealed else []
        for by, on in case.get("papers", ()):
            if by == name:
                repeals.append(f"{{title: 旧文, plan: town-gas, number: 旧〔1〕1号{f', date: {on}' if on else ''}}}")
        id = f"{name}-70"
        files |= notice(id, day, f'{{plan: town-gas, edition: "{name}"}}', repeals)
        takes = f"effective_on: {effective}\n" if effective else ""
        head = f'---\nplan: town-gas\nedition: "{name}"\nnotice: {id}\n{takes}---\n\n正文。\n'
        files[f"plans/special/town-gas/editions/{name}.md"] = head.encode()
    if "repeal" in case:
        day, old = case["repeal"]
        files |= notice(f"{day[:4]}-71", day, "", [f'{{title: 旧预案, plan: town-gas, edition: "{old}"}}'])
    for path in files:  # `instead` takes the place of files that are there
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).touch()
    try:
        opened = desk.open_library(root, TODAY, instead=files)
    finally:
        for path in files:
            (root / path).unlink()
    assert not opened.findings, opened.findings
    return opened.library


def word(name: str, possible: bool) -> str:
    """A cell as the table of cases says it."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", name)
    return "?" if possible else plain.removesuffix(" 年版") if plain.endswith("年版") else "paper"


@pytest.mark.parametrize("name", CASES)
def test_model_page_and_script_agree(name: str, laid: Path) -> None:
    case = CASES[name]
    own = library(laid, case)
    site = Site(own, (), "internal")
    plan = site.view(own.of("plan")["town-gas"])
    assert plan
    periods = _periods.of_plan(site, plan, "in-force.md")
    cells = [
        dict(zip(("from", "to"), (re.sub(r"<[^>]+>", "", end) for end in one.ends), strict=True)) for one in periods
    ]
    rows = [{**ends, "name": one.cells[0]} for ends, one in zip(cells, periods, strict=True)]
    days = [day for day, _ in case["rows"]]
    node = shutil.which("node")
    told = None
    if node:
        source = CORE.read_text(encoding="utf-8") + RUN
        jobs = json.dumps([[rows, day] for day in days])
        told = json.loads(
            subprocess.run([node, "-e", source], input=jobs, capture_output=True, text=True, check=True).stdout
        )
    for at, (day, expected) in enumerate(case["rows"]):
        on = date.fromisoformat(day)
        hits, possible = _periods.on(periods, on)
        assert [word(hit.cells[0], possible) for hit in hits] == ([expected] if expected else []), day
        found = editions.in_force(own, "town-gas", on)
        assert (found.get("edition") if found else "") == (expected if expected.isdigit() else ""), day
        if told is not None:
            assert [word(hit["name"], told[at]["possible"]) for hit in told[at]["hits"]] == (
                [expected] if expected else []
            ), day


def test_the_texts_of_a_day_and_the_link_that_carries_it(page: Page, addresses: dict[str, str]) -> None:
    page.goto(addresses["public"] + "in-force.html?date=2018-05-01")
    row = page.locator(".in-force-answer tr", has_text="莱西市森林火灾应急预案")
    assert "2014 年版" in row.inner_text() and "2021-11-18" in row.inner_text()
    page.locator(".in-force-form input").fill("2021-11-19")
    assert "2021 年版" in row.inner_text()
    assert page.url.endswith("?date=2021-11-19")
    assert row.locator("a", has_text="2021 年版").get_attribute("href") == "special/forest-fire/editions/2021.html"
    page.locator(".in-force-form input").fill("1999-01-01")
    assert "库中没有这一天有效的文本" in row.inner_text()
    assert (
        page.locator(".in-force-lead")
        .inner_text()
        .startswith("1999-01-01 有效的文本：53 件预案中，查得到当天有效版本的 0 件")
    )
    page.goto(addresses["public"] + "special/forest-fire/editions/2014.html")
    assert page.url in page.locator(".cite code").inner_text()
