"""The handbook tells the truth: examples of records fit their schema, messages are those of the command."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from preplan import shape
from preplan.kinds import KINDS, Kind, kind_of
from preplan.load import yaml_text
from preplan.rulebook import rulebook
from preplan.schema import Schemas

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "guide" / "files.md"
MESSAGES = ROOT / "docs" / "guide" / "messages.md"

_BLOCK = re.compile(r"^```yaml\n(# 文件：(plans/\S+)\n.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks() -> dict[str, str]:
    """Path → YAML text of every example, in the order of the page."""
    return {match[2]: match[1] for match in _BLOCK.finditer(GUIDE.read_text(encoding="utf-8"))}


@cache
def schemas() -> Schemas:
    return Schemas(ROOT / "schemas")


def kind_at(path: str) -> Kind:
    kind = kind_of(path)
    assert kind is not None, f"no kind of record lies at {path}"
    return kind


def test_every_yaml_block_names_its_file() -> None:
    assert GUIDE.read_text(encoding="utf-8").count("```yaml") == len(blocks())


def test_every_kind_has_an_example() -> None:
    assert {kind_at(path).name for path in blocks()} == {kind.name for kind in KINDS}


@pytest.mark.parametrize("path", blocks())
def test_example_fits_its_schema(path: str) -> None:
    data, findings = yaml_text.read(blocks()[path], path)
    assert [finding.message for finding in findings] == []
    errors = shape.errors(schemas(), kind_at(path).schema, data)
    assert [f"{list(error.absolute_path)}: {error.message}" for error in errors] == []


@pytest.mark.parametrize("path", blocks())
def test_example_shows_every_field(path: str) -> None:
    # A field that does not suit the example stands in a comment: "# to: …".
    shown = set(re.findall(r"(?:^[ #-]*|[{,] ?)([a-z_]+):", blocks()[path], re.MULTILINE))
    assert set(fields(schemas()[kind_at(path).schema])) - shown == set()


def fields(node: Mapping[str, Any]) -> Iterator[str]:
    """Names of all fields below a schema node."""
    whole = schemas().resolve(node)
    for key, inner in whole.get("properties", {}).items():
        yield key
        yield from fields(inner)
    if "items" in whole:
        yield from fields(whole["items"])


# (file, what stands there, the slip of the handbook); the last needs duties that can be read, so it comes by itself.
SLIPS = (
    ("plans/notices/2022/2022-37.yaml", "signed_on: 2022-10-14", "signed: 2022-10-14"),
    ("plans/duties/housing.yaml", "kind: supervision", "kind: 直接监管"),
    ("plans/special/fire/editions/2022.md", 'edition: "2022"', "edition: 2022"),
    ("plans/special/fire/plan.yaml", "unit: urban-management", "unit: urban-managment"),
    (
        "plans/special/highway-bridge/revisions/2021/record.yaml",
        "entered_on: 2022-11-28\n",
        "entered_on: 2022-11-28\n    closed_on: 2022-12-30\n",
    ),
    ("plans/sectors.yaml", "    no_industry_reason: ", "    # no_industry_reason: "),
)


def test_messages_are_real(tmp_path: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    told = re.findall(r"^plans/\S+: (?:错误|警告|提示)\[.*$", MESSAGES.read_text(encoding="utf-8"), re.MULTILINE)
    remedies = re.findall(r"^    处理：.*$", MESSAGES.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(told) == len(remedies) == len(SLIPS)
    said: list[str] = []
    for part, slips in (("1", SLIPS[:-1]), ("2", SLIPS[-1:])):
        root = tmp_path / part
        for folder in ("plans", "schemas"):
            shutil.copytree(ROOT / folder, root / folder)
        for path, good, bad in slips:
            text = (root / path).read_text(encoding="utf-8")
            assert good in text, path
            (root / path).write_text(text.replace(good, bad, 1), encoding="utf-8")
        said += run("-C", str(root), "check")[1].splitlines()
    assert set(told) - set(said) == set()
    assert set(remedies) - set(said) == set()


def test_rules_named_on_the_page_exist() -> None:
    text = MESSAGES.read_text(encoding="utf-8")
    named = re.findall(r"\[([a-z]+(?:-[a-z]+)+)\]|(?:rules|--only) ([a-z]+(?:-[a-z]+)+)", text)
    assert named
    assert {one or two for one, two in named} <= set(rulebook())
