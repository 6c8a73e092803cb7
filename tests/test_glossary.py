"""The glossary: the page in docs/ is what the schemas give, every reference leads somewhere, no term is told twice."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from preplan import skeleton
from preplan.errors import NoLibrary
from preplan.kinds import KINDS
from preplan.schema import COMMON, Schemas
from preplan.skeleton import glossary
from tests.conftest import REPOSITORY, Lay, Run

HAN = re.compile("[\u4e00-\u9fff]")
PAGE = REPOSITORY / "docs" / "glossary.md"
SCHEMAS = skeleton.open_schemas(REPOSITORY)
SECTIONS = SCHEMAS[COMMON]["x-glossary"]
ENTRIES = [entry for section in SECTIONS for entry in section["terms"]]
REFERENCES = [ref for entry in ENTRIES if (ref := entry if isinstance(entry, str) else entry.get("ref"))]
# Lists whose words people meet on pages: every word has a row.
TOLD = ("planType", "disclosure", "validity", "stage", "progressState", "filingState", "dutyKind", "role", "unitKind")


def named(entry: str | Mapping[str, str]) -> str:
    return entry if isinstance(entry, str) else entry.get("ref") or entry["term"]


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for inner in node.values():
            yield from nodes(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from nodes(inner)


@pytest.fixture
def library(lay: Lay) -> Path:
    return lay()


def test_page_is_what_the_command_prints(run: Run, library: Path) -> None:
    code, out, err = run("-C", str(library), "schema", "--glossary")
    assert (code, err) == (0, "")
    assert out == PAGE.read_text(encoding="utf-8"), "preplan schema --glossary > docs/glossary.md"


@pytest.mark.parametrize("entry", ENTRIES, ids=named)
def test_every_entry_leads_to_a_whole_term(entry: str | Mapping[str, str]) -> None:
    term = glossary.term_of(SCHEMAS, entry)
    for text in (term.term, term.meaning, term.source):
        assert HAN.search(text) or text.startswith("GB"), term
    assert not re.search(r"[\n。]", term.meaning), "one sentence"
    assert not re.search(r"[\u4e00-\u9fff][,;:?!][\u4e00-\u9fff]", term.meaning), "punctuation is full-width"
    assert not HAN.search(term.code) or "（" in term.code


def test_every_term_is_there_once() -> None:
    terms = [term.term for _, terms in glossary.sections(SCHEMAS) for term in terms]
    assert [term for term, count in Counter(terms).items() if count > 1] == []
    assert [ref for ref, count in Counter(REFERENCES).items() if count > 1] == []


def test_entry_with_a_reference_tells_nothing_that_stands_there() -> None:
    for entry in ENTRIES:
        if not isinstance(entry, str) and "ref" in entry:
            assert set(entry) <= {"ref", "term", "code", "see"}
            plain = glossary.term_of(SCHEMAS, entry["ref"])
            assert entry.get("term") != plain.term and entry.get("code") != plain.code, entry


def test_every_source_and_meaning_in_a_schema_is_on_the_page() -> None:
    sources = meanings = 0
    for name in (*SCHEMAS.names, COMMON):
        for node in nodes(SCHEMAS[name]):
            sources += "x-source" in node
            meanings += len(node.get("x-meanings", ()))
    words = [ref for ref in REFERENCES if ":" in ref and not ref.endswith(":*")]
    assert (sources, meanings) == (len(REFERENCES) - len(words), len(words))


def test_meanings_are_of_words_of_the_list() -> None:
    for node in nodes(SCHEMAS[COMMON]):
        if "x-meanings" in node:
            assert [code for code in node["enum"] if code in node["x-meanings"]] == list(node["x-meanings"])
            assert all(set(told) == {"meaning", "source"} for told in node["x-meanings"].values())


@pytest.mark.parametrize("word_list", TOLD)
def test_every_word_of_a_state_has_a_row(word_list: str) -> None:
    terms = {term.term for _, terms in glossary.sections(SCHEMAS) for term in terms}
    assert set(SCHEMAS.words(word_list).values()) - terms == set()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_of_record_has_a_row(kind: Any) -> None:
    assert {kind.schema, f"{kind.schema}#{kind.items}"} & set(REFERENCES)


def test_links_of_the_page_lead_somewhere() -> None:
    made = {"laws.md"}  # built by the site, not kept
    targets = re.findall(r"\]\(([^)#]+)", PAGE.read_text(encoding="utf-8"))
    assert [target for target in targets if target not in made and not (PAGE.parent / target).exists()] == []


@pytest.mark.parametrize(
    "ref", ["plann", "plan#no_key", "plan#title", "stage:no", "sizeClass:*", "no:*", "common#no", "a:b"]
)
def test_reference_that_leads_nowhere_is_refused(ref: str) -> None:
    with pytest.raises(NoLibrary, match=re.escape(f"「{ref}」没有所指")):
        glossary.term_of(SCHEMAS, ref)


def test_entry_that_lacks_a_cell_is_refused() -> None:
    with pytest.raises(NoLibrary, match="没有所指"):
        glossary.term_of(SCHEMAS, {"term": "甲"})


def test_broken_reference_ends_with_2(run: Run, library: Path) -> None:
    path = library / "schemas/common.schema.json"
    common = json.loads(path.read_text(encoding="utf-8"))
    common["x-glossary"][0]["terms"][0] = "nothing#here"
    path.write_text(json.dumps(common, ensure_ascii=False), encoding="utf-8")
    code, out, err = run("-C", str(library), "schema", "--glossary")
    assert (code, out) == (2, "")
    assert "「nothing#here」没有所指" in err


@pytest.mark.parametrize("arguments", [("plan", "--glossary"), ("--all", "--glossary")])
def test_glossary_takes_no_kind(run: Run, library: Path, arguments: tuple[str, ...]) -> None:
    code, out, err = run("-C", str(library), "schema", *arguments)
    assert (code, out) == (2, "")
    assert "--glossary 单独使用" in err


def test_words_follow_what_a_field_is_and_long_lists_are_left_out(tmp_path: Path) -> None:
    words = {f"w{number}": f"词{number}" for number in range(glossary.MOST_WORDS)}
    field = {"title": "甲", "description": "什么；不详不填", "x-source": "乙", "enum": list(words), "x-labels": words}
    longer = {**field, "x-labels": {**words, "more": "多"}}
    (tmp_path / "a.schema.json").write_text(
        json.dumps({"properties": {"short": field, "long": longer}}), encoding="utf-8"
    )
    (tmp_path / "common.schema.json").write_text('{"$defs": {}}', encoding="utf-8")
    schemas = Schemas(tmp_path)
    assert glossary.term_of(schemas, "a#short").meaning == f"什么（{'、'.join(words.values())}）；不详不填"
    assert glossary.term_of(schemas, "a#long").meaning == "什么；不详不填"
    assert glossary.page(schemas).startswith("# 名词表\n")
