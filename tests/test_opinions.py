"""Opinions on a draft come back as files: from the form into the record and its paper, nothing lost, nothing twice."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from itertools import permutations
from pathlib import Path

import pytest

from preplan import desk
from preplan.compare import clauses
from preplan.load.body import Body
from tests.conftest import TODAY, Run
from tests.repositories import Repository

BASE = Path(__file__).parent / "base"
PLAN, PAPER = "non-coal-mine", "papers/opinions.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    library = tmp_path / "library"
    shutil.copytree(BASE / "plans", library / "plans")
    shutil.copytree(BASE.parents[1] / "schemas", library / "schemas")
    return library


def record_of(root: Path):
    library = desk.open_library(root, TODAY).library
    draft = library.of("draft")[f"{PLAN}/draft"]
    return library.of("record")[f"{PLAN}/{draft.get('campaign')}/record"], draft


def reply(root: Path, at: int = 0, **changes: object) -> dict:
    """A sound file from the unit of row `at` of 书面征求意见, on the first clause with a text."""
    record, draft = record_of(root)
    row = record.get("consultation")[at]
    clause = [one for one in clauses.read(draft.body) if one.blocks and one.level][at]
    opinion = {
        "clause": clause.name,
        "digest": clauses.digest((clause,)),
        "suggestion": f"建议{at}",
        "reason": "更清楚",
    }
    made = {"format": 1, "plan": PLAN, "campaign": record.get("campaign"), "unit": row["unit"], "post": "值班岗",
            "date": "2022-12-28", "verdict": "agree_if_changed", "opinions": [opinion]}  # fmt: skip
    return made | changes


def save(root: Path, name: str, data: object) -> str:
    path = root.parent / name
    path.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return str(path)


def paper(root: Path) -> Path:
    return (root / record_of(root)[0].path).parent / PAPER


def test_two_units_come_together_in_any_order(root: Path, run: Run, tmp_path: Path) -> None:
    record, _ = record_of(root)
    assert len(record.get("consultation")) >= 2
    results = set()
    for order in permutations((0, 1)):
        copy = tmp_path / f"copy-{order[0]}"
        shutil.copytree(root, copy)
        for at in order:
            code, out, err = run("-C", str(copy), "opinions", save(root, f"{at}.json", reply(root, at)))
            assert (code, err) == (0, ""), out
        results.add((paper(copy).read_text("utf-8"), (copy / record.path).read_text("utf-8")))
    assert len(results) == 1
    text, told = results.pop()
    assert "建议0" in text
    assert "建议1" in text
    assert told.count("意见 1 条，见 papers/opinions.md") == 2


def test_the_same_file_twice_changes_nothing(root: Path, run: Run) -> None:
    file = save(root, "a.json", reply(root))
    run("-C", str(root), "opinions", file)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    code, out, _ = run("-C", str(root), "opinions", file)
    assert code == 0
    assert "新记入 0 条" in out
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_what_the_editor_wrote_into_the_table_stays(root: Path, run: Run) -> None:
    run("-C", str(root), "opinions", save(root, "a.json", reply(root)))
    place = paper(root)
    place.write_text(re.sub(r"更清楚 \|  *\|", "更清楚 | 采纳 |", place.read_text("utf-8")), encoding="utf-8")
    assert "采纳 |" in place.read_text("utf-8")
    code, _, err = run("-C", str(root), "opinions", save(root, "b.json", reply(root, 1)))
    assert (code, err) == (0, "")
    assert "更清楚 | 采纳 |" in place.read_text("utf-8")
    assert "建议1" in place.read_text("utf-8")


def test_an_opinion_on_a_clause_that_changed_since_is_kept_and_marked(root: Path, run: Run) -> None:
    made = reply(root)
    made["opinions"][0]["digest"] = "0" * 16
    run("-C", str(root), "opinions", save(root, "a.json", made))
    assert "所提条文后来又改了" in paper(root).read_text("utf-8")


def test_marks_of_markdown_in_an_opinion_stay_words(root: Path, run: Run) -> None:
    made = reply(root)
    made["opinions"][0]["suggestion"] = "a | b <script>alert(1)</script>\n第二行 [x](javascript:1)"
    code, out, err = run("-C", str(root), "opinions", save(root, "a.json", made))
    assert (code, err) == (0, ""), out
    table = Body(paper(root).read_text("utf-8")).tables[0]
    assert len(table.rows[0].cells) == len(table.columns)
    assert "<script" not in paper(root).read_text("utf-8").replace("\\<", "")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"plan": "no-such"}, "没有预案「no-such」"),
        ({"campaign": "1999"}, "库中没有这份草稿"),
        ({"unit": "no-such"}, "没有单位「no-such」"),
        ({"unit": "government"}, "没有向"),
        ({"extra": 1}, "多出 extra"),
        ({"verdict": "maybe"}, "「maybe」写法不对"),
        ({"date": "2022-13-01"}, "不是日期"),
        ({"date": "2099-01-01"}, "以后"),
        ("{", ":1:2 不是意见文件"),
        ('{"format": 1}', "缺 plan"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_written(root: Path, run: Run, change: object, told: str) -> None:
    good = save(root, "good.json", reply(root, 1))
    bad = save(root, "bad.json", reply(root) | change if isinstance(change, dict) else change)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    code, _, err = run("-C", str(root), "opinions", good, bad)
    assert code == 2
    assert told in err
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


class _Loads(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.boxes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in ("src", "href")]
        self.boxes += tag == "textarea"


@pytest.fixture
def form(root: Path, run: Run, tmp_path: Path) -> Path:
    """The page of a changed draft, with a hostile sentence in it."""
    Repository(root).commit("改动前")
    _, draft = record_of(root)
    path = root / draft.path
    path.write_text(path.read_text("utf-8") + "\n<script>alert(1)</script>“引号”&amp; **粗**\n", encoding="utf-8")
    out = tmp_path / "review.html"
    run("-C", str(root), "review", "--base", "main", "--format", "html", "--output", str(out))
    return out


def test_the_page_loads_nothing_and_runs_no_word_of_a_text(form: Path) -> None:
    page = form.read_text("utf-8")
    seen = _Loads()
    seen.feed(page)
    assert seen.found == []
    assert seen.boxes >= 4
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "【示例】" in page
    assert len(page.encode()) < 300_000
