"""Ten changes of the small library, each with the page that a leader reads.

tests/reviews/<name>/ holds the files of base/ and head/, laid one after the other over tests/base. `truth.txt` says what
must come out, whatever expected.md is rewritten to: the exit code, then words that stand on the page, and after `not `
words that do not. `expected.md` is the page itself.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from preplan.history.revisions import between
from preplan.review import json as as_json
from preplan.review import markdown, pair
from preplan.review.gather import gather
from preplan.review.model import Review
from tests.conftest import REMOVED, TODAY, Lay, Run
from tests.repositories import Repository

CASES = sorted(path for path in (Path(__file__).parent / "reviews").iterdir() if path.is_dir())
TECHNICAL = re.compile(
    r"\b(diff|commit|pull request|PR|HEAD|hash|blob|YAML|JSON|null|None|True|False)\b", re.IGNORECASE
)
Laid = Callable[[Path], Path]

by_case = pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)


@pytest.fixture
def laid(lay: Lay) -> Laid:
    """laid(case) → a library with its base committed as `main` and its head in the working folder."""

    def build(case: Path) -> Path:
        root = lay(case / "base")
        Repository(root).commit("改动前")
        head = case / "head"
        if (head / REMOVED).exists():
            for path in (head / REMOVED).read_text(encoding="utf-8").split():
                (root / path).unlink()
        # Not with the old time: git would take a file of the same size and second for unchanged.
        shutil.copytree(head / "plans", root / "plans", copy_function=shutil.copyfile, dirs_exist_ok=True)
        return root

    return build


def reviewed(root: Path, whole_up_to: int = 3000) -> Review:
    difference = between(root, "main")
    return gather(pair.opened(root, difference, TODAY, None, whole_up_to), difference, "main")


def fixed(page: str) -> str:
    """The page without what differs from run to run: the number and the day of the commit."""
    return re.sub(r"main（[0-9a-f]{12}，[0-9-]{10}）", "main（…）", page)


@by_case
def test_page(case: Path, laid: Laid, run: Run, update: bool) -> None:
    code, page, err = run("-C", str(laid(case)), "review", "--base", "main")
    assert err == ""
    page = fixed(page)
    first, *truths = (case / "truth.txt").read_text(encoding="utf-8").splitlines()
    assert first == f"exit {code}"
    if update:
        (case / "expected.md").write_text(page, encoding="utf-8")
    for line in truths:
        assert ((words := line.removeprefix("not ")) in page) == (words == line), line
    assert page == (case / "expected.md").read_text(encoding="utf-8")


@by_case
def test_page_is_short_and_plain(case: Path) -> None:
    page = (case / "expected.md").read_text(encoding="utf-8")
    assert len(page.encode("utf-8")) <= markdown.LIMIT
    assert not TECHNICAL.findall(re.sub(r"plans/[A-Za-z0-9/.:-]+|papers/[a-z.-]+", "", page)), (
        "paths are for who mends it"
    )
    summary = page.partition("\n## ")[0]
    assert len(summary) < 1000, "a leader reads the summary in a minute"


@by_case
def test_neighbourhood_tells_the_same_as_the_whole(case: Path, laid: Laid) -> None:
    """But for the rules it names and the totals."""
    root = laid(case)
    whole, near = reviewed(root), reviewed(root, whole_up_to=0)
    left = {rule.id for rule in near.scope.left_out}
    for part in ("alarms", "stages", "texts", "numbers", "duties", "members", "units", "due", "frozen", "filings"):
        assert getattr(near, part) == getattr(whole, part), part
    for part in ("records", "contacts", "form_only"):
        assert getattr(near, part) == getattr(whole, part), part
    for side in ("new", "cured"):
        judged = [finding for finding in getattr(whole.findings, side) if finding.rule not in left]
        assert list(getattr(near.findings, side)) == judged
    assert whole.scope.whole
    assert not whole.scope.left_out


@by_case
def test_json_keeps_to_its_schema(case: Path, laid: Laid) -> None:
    document = json.loads(as_json.render(reviewed(laid(case))))
    jsonschema.validate(document, json.loads(as_json.schema()))


def test_schema_lies_beside_the_module() -> None:
    beside = Path(as_json.__file__).with_name(as_json.SCHEMA)
    assert beside.read_text(encoding="utf-8") == as_json.schema()
