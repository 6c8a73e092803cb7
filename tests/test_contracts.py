"""What every rule and every schema keeps to, so that reports, pages and templates can rely on it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from preplan import checks
from preplan.checks._references import FILE_REFERENCES, REFERENCES
from preplan.finding import CONSISTENCY, HOUSE, Law, Rule, Severity
from preplan.kinds import BY_NAME, kind_of
from preplan.rulebook import rulebook

TESTS = Path(__file__).parent
REPOSITORY = TESTS.parent

HAN = re.compile("[\u4e00-\u9fff]")
RULES = checks.rules()
SCHEMAS = {
    path.name.removesuffix(".schema.json"): json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((REPOSITORY / "schemas").glob("*.schema.json"))
}
LAWS = yaml.safe_load((REPOSITORY / "plans" / "laws.yaml").read_text(encoding="utf-8"))["laws"]
LAW_IDS = frozenset(law["id"] for law in LAWS)

by_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)


@pytest.mark.parametrize("id", list(checks.modules()))
def test_id_is_file_name(id: str) -> None:
    module = checks.modules()[id]
    assert module.RULE.id == id
    assert callable(module.check)
    assert module.__doc__


@pytest.mark.parametrize("rule", rulebook().values(), ids=lambda rule: rule.id)
def test_words_are_chinese(rule: Rule) -> None:
    assert HAN.search(rule.title)
    assert not rule.title.endswith(("。", "，", "；", "："))
    # The loader's and the schema's messages are made where the fault is found: all of the text is a value there.
    made = re.fullmatch(r"\{[a-z]+\}", rule.message) and rule.id not in checks.modules()
    for text in (rule.message, rule.remedy):
        assert made or HAN.search(text) or re.fullmatch(r"\{[a-z]+\}", text)
        assert not text.endswith(("。", "，", "；", "：", "、"))
        assert not re.search(r"[\u4e00-\u9fff][,;:?!][\u4e00-\u9fff]", text), "punctuation is full-width"


@by_rule
def test_messages_of_checks_are_chinese(rule: Rule) -> None:
    assert HAN.search(rule.message)
    assert HAN.search(rule.remedy)


@pytest.mark.parametrize("rule", rulebook().values(), ids=lambda rule: rule.id)
def test_rule_explains_itself(rule: Rule) -> None:
    assert len(rule.explains) >= 15
    for text in (rule.explains, rule.fires, rule.silent):
        assert HAN.search(text)
        assert text.endswith("。")
        assert not re.search(r"[\u4e00-\u9fff][,;:?!][\u4e00-\u9fff]", text), "punctuation is full-width"
    assert rule.explains.count("。") == 1, "one sentence"
    assert len({rule.explains, rule.fires, rule.silent}) == 3
    assert all(kind in BY_NAME for kind in rule.about)


@by_rule
def test_kinds_are_those_where_cases_fire(rule: Rule) -> None:
    """A rule that says which kinds of records it looks at (none: all) names every one where a case fires."""
    lines = [
        line
        for expected in (TESTS / "checks" / rule.id).glob("*/expected.txt")
        for line in expected.read_text(encoding="utf-8").splitlines()
    ]
    found = {kind.name for line in lines if (kind := kind_of(line.partition(":")[0]))}
    assert found and (not rule.about or found <= set(rule.about))


@by_rule
def test_basis_is_known(rule: Rule) -> None:
    assert rule.basis
    for basis in rule.basis:
        assert basis in (HOUSE, CONSISTENCY) or (isinstance(basis, Law) and basis.id in LAW_IDS)


@by_rule
def test_evidence(rule: Rule) -> None:
    legal = any(isinstance(basis, Law) for basis in rule.basis)
    assert rule.evidence in SCHEMAS["common"]["$defs"]["evidence"]["enum"] or (not rule.evidence and not legal)
    if rule.evidence == "K":
        assert rule.severity is not Severity.ERROR


@by_rule
def test_both_kinds_of_case(rule: Rule) -> None:
    cases = list((TESTS / "checks" / rule.id).iterdir())
    assert any((case / "expected.txt").exists() for case in cases), "no firing case"
    assert any((case / "ok.txt").exists() for case in cases), "no silent case"


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for inner in node.values():
            yield from _nodes(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _nodes(inner)


def _properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for node in _nodes(schema):
        if node.get("type") == "object":
            yield from node.get("properties", {}).items()


by_schema = pytest.mark.parametrize("name", list(SCHEMAS))


@by_schema
def test_every_word_has_a_label(name: str) -> None:
    for node in _nodes(SCHEMAS[name]):
        if isinstance(node.get("enum"), list):
            assert list(node["x-labels"]) == node["enum"]
            assert all(node["x-labels"].values())


@by_schema
def test_every_field_is_explained(name: str) -> None:
    for key, field in _properties(SCHEMAS[name]):
        assert HAN.search(field.get("title", "")), key
        assert HAN.search(field.get("description", "")), key


@by_schema
def test_visibility_is_public_or_nothing(name: str) -> None:
    for node in _nodes(SCHEMAS[name]):
        assert node.get("x-visibility", "public") == "public"


# Definitions whose values name another record or a file.
_NAMING = {f"common.schema.json#/$defs/{name}" for name in ("id", "noticeId", "dutyId", "editionId", "file")}
# Ids and numbers of the record itself.
_OWN = {
    ("campaign", "id"),
    ("department", "id"),
    ("duty", "id"),
    ("edition", "edition"),
    ("law", "id"),
    ("notice", "id"),
    ("plan", "id"),
    ("sector", "id"),
    ("support", "id"),
}


def _naming_fields(name: str, node: dict[str, Any], route: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    target = node.get("$ref", "")
    if target in _NAMING:
        yield route
    elif target:
        yield from _naming_fields(name, SCHEMAS["common"]["$defs"][target.rsplit("/", 1)[1]], route)
    for key, inner in node.get("properties", {}).items():
        yield from _naming_fields(name, inner, (*route, key))
    if isinstance(node.get("items"), dict):
        yield from _naming_fields(name, node["items"], (*route, "*"))


@pytest.mark.parametrize("kind", list(BY_NAME))
def test_every_reference_is_resolved(kind: str) -> None:
    """A field added to a schema that names a record is either in the table of references or the record's own id."""
    items = BY_NAME[kind].items
    prefix = (items, "*") if items else ()
    tables = {(k, tuple(route.split("."))) for k, route, _ in REFERENCES}
    above = {(k, tuple(route.split("."))) for k, route, _ in FILE_REFERENCES}
    for route in _naming_fields(kind, SCHEMAS[BY_NAME[kind].schema], ()):
        inner = route[len(prefix) :] if route[: len(prefix)] == prefix else ()
        known = (kind, inner) in tables or (kind, route) in above or (kind, *inner) in _OWN
        assert known, f"{kind}: {'.'.join(route)}"
