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
from tests.conftest import TODAY, Lay, Run
from tests.repositories import Repository

PLAN, PAPER = "non-coal-mine", "papers/opinions.md"


@pytest.fixture
def root(lay: Lay) -> Path:
    return lay()


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
    assert told.count("修改后同意；意见 1 条，见 papers/opinions.md") == 2


def test_the_same_file_twice_changes_nothing(root: Path, run: Run) -> None:
    file = save(root, "a.json", reply(root))
    run("-C", str(root), "opinions", file)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    code, out, _ = run("-C", str(root), "opinions", file)
    assert code == 0
    assert "新记入 0 条" in out
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_a_verdict_is_kept_beside_opinions_and_with_the_post(root: Path, run: Run) -> None:
    run("-C", str(root), "opinions", save(root, "a.json", reply(root, verdict="disagree")))
    record, _ = record_of(root)
    assert record.get("consultation")[0]["opinion"] == "不同意；意见 1 条，见 papers/opinions.md"
    assert re.search(r"\| 结论 \| [^|]+（值班岗） \| 2022-12-28 \| 不同意 \|", paper(root).read_text("utf-8"))


def test_two_replies_of_one_unit_in_any_order_and_again(root: Path, run: Run, tmp_path: Path) -> None:
    first = save(root, "1.json", reply(root, verdict="none", opinions=[]))
    second = save(root, "2.json", reply(root, verdict="disagree", opinions=[], post="防汛岗", date="2022-12-29"))
    results = set()
    for number, order in enumerate(((first, second), (second, first), (first, second, first))):
        copy = tmp_path / f"copy-{number}"
        shutil.copytree(root, copy)
        for file in order:
            assert run("-C", str(copy), "opinions", file)[0] == 0
        results.add((paper(copy).read_text("utf-8"), (copy / record_of(root)[0].path).read_text("utf-8")))
    assert len(results) == 1
    assert "不同意、无意见" in results.pop()[1]


def test_a_file_that_comes_again_after_its_clause_changed_adds_nothing(root: Path, run: Run) -> None:
    file = save(root, "a.json", reply(root))
    run("-C", str(root), "opinions", file)
    _, draft = record_of(root)
    path, clause = root / draft.path, reply(root)["opinions"][0]["clause"].split(" ", 1)[-1]
    text = path.read_text("utf-8")
    at = text.index(f"{clause}\n")
    path.write_text(text[:at] + f"{clause}\n\n新写的一段。\n" + text[at + len(clause) + 1 :], encoding="utf-8")
    code, out, _ = run("-C", str(root), "opinions", file)
    assert code == 0
    assert "新记入 0 条" in out
    assert paper(root).read_text("utf-8").count("建议0") == 1


def test_a_clause_that_is_not_there_is_marked_and_a_group_that_is_there_is_not(root: Path, run: Run) -> None:
    _, draft = record_of(root)
    group = [one for one in clauses.read(draft.body) if one.blocks and one.level][:2]
    both = ",".join(clauses.digest((one,)) for one in group)
    made = reply(root, opinions=[
        {"clause": "9.9 没有这一条", "digest": "", "suggestion": "甲", "reason": ""},
        {"clause": "、".join(one.name for one in group), "digest": both, "suggestion": "乙", "reason": ""},
    ])  # fmt: skip
    assert run("-C", str(root), "opinions", save(root, "a.json", made))[0] == 0
    text = paper(root).read_text("utf-8")
    assert "甲（草稿中没有这一条，请核对）" in text
    assert "| 乙 |" in text


def test_a_row_with_a_cell_too_few_is_named_with_its_line(root: Path, run: Run) -> None:
    run("-C", str(root), "opinions", save(root, "a.json", reply(root)))
    with paper(root).open("a", encoding="utf-8") as file:
        file.write("| 手写 | 一行 |\n")
    count = paper(root).read_text("utf-8").count("\n")
    code, _, err = run("-C", str(root), "opinions", save(root, "b.json", reply(root, 1)))
    assert code == 2
    assert f"opinions.md:{count} " in err


def test_a_summary_that_a_clerk_wrote_stays(root: Path, run: Run) -> None:
    record, _ = record_of(root)
    path, at = root / record.path, record.get("consultation")[0]
    text = path.read_text("utf-8")
    sent = f"sent_on: {at['sent_on']}"
    own = f"opinion: {at['opinion']}" if "opinion" in at else ""
    assert text.count(sent)
    text = (
        text.replace(own, "opinion: 建议另行协商", 1)
        if own
        else text.replace(
            sent, f"{sent}, opinion: 建议另行协商" if f"{sent}," in text else f"{sent}\n    opinion: 建议另行协商", 1
        )
    )
    path.write_text(text, encoding="utf-8")
    code, out, err = run("-C", str(root), "opinions", save(root, "a.json", reply(root)))
    assert (code, err) == (0, ""), out
    assert record_of(root)[0].get("consultation")[0]["opinion"] == "建议另行协商"
    assert "没有改动" in out


def test_a_suggestion_that_is_a_verdict_word_is_an_opinion(root: Path, run: Run) -> None:
    made = reply(root)
    made["opinions"][0]["suggestion"] = "同意"
    run("-C", str(root), "opinions", save(root, "a.json", made))
    assert "意见 1 条" in record_of(root)[0].get("consultation")[0]["opinion"]


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
        ({"verdict": "none"}, "却有 1 条意见"),
        ({"post": "\u202e岗"}, "U+202E"),
        ({"post": "\x00"}, "U+0000"),
        ('{"post": "\\ud800"}', "U+D800"),
        ('{"format": 1, "format": 1}', "「format」写了两次"),
        ('{"format": ' + "9" * 5000 + "}", "超出限度"),
        ("[" * 100000, "超出限度"),
        ({"opinions": [{"clause": "", "digest": "", "suggestion": "  ", "reason": ""}]}, "没有写修改建议"),
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
