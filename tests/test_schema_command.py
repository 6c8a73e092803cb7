"""preplan schema and the page 字段表: examples of every kind hold to their schema, with and without what is optional."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from preplan import desk, shape, skeleton
from preplan.kinds import KINDS, Kind, kind_of
from preplan.load import document
from preplan.schema import Schemas
from preplan.site import paths
from preplan.site.page import Page, Site
from preplan.site.pages import fields as fields_page
from preplan.skeleton import fields, render
from tests.conftest import REPOSITORY, Lay, Run

by_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
ENGLISH = re.compile(r"\b(?:usage|options|show|positional|arguments|default|exit|error|invalid|choose)\b")


@pytest.fixture(scope="module")
def schemas() -> Schemas:
    return skeleton.open_schemas(REPOSITORY)


@pytest.fixture
def library(lay: Lay) -> Path:
    return lay()


def said(run: Run, library: Path, *arguments: str) -> str:
    code, out, err = run("-C", str(library), "schema", *arguments)
    assert (code, err) == (0, "")
    return out


def data_of(text: str, kind: Kind) -> Any:
    """What the strict loader reads."""
    found, findings = document.read(text.encode("utf-8"), f"plans/{kind.name}", kind)
    assert [finding.message for finding in findings] == []
    assert found is not None
    return found.data


def complaints(schemas: Schemas, kind: Kind, data: Any) -> list[str]:
    return [f"{list(error.absolute_path)}: {error.message}" for error in shape.errors(schemas, kind.schema, data)]


def uncommented(text: str) -> str:
    """The text with every option written: its # taken away; explanations stay comments."""
    lines = []
    for line in text.split("\n"):
        marks = re.match("(?: |# )*", line)
        assert marks
        rest = line[marks.end() :]
        lines.append(marks[0].replace("# ", "") + rest if re.match(r"(?:- )?[a-z_]+:(?: |$)|- ", rest) else line)
    return "\n".join(lines)


def required_only(schemas: Schemas, node: Any) -> Iterator[tuple[str, ...]]:
    """Ways to all fields that must be there."""
    inner = fields.innermost(schemas, schemas.resolve(node))
    for key in inner.get("required", ()):
        yield (key,)
        yield from ((key, *way) for way in required_only(schemas, inner["properties"][key]))


def ways(data: Any) -> Iterator[tuple[str, ...]]:
    if isinstance(data, list):
        for item in data:
            yield from ways(item)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield (key,)
            yield from ((key, *way) for way in ways(value))


# ------------------------------------------------------------------ one kind


@by_kind
def test_example_fits_its_schema(run: Run, library: Path, schemas: Schemas, kind: Kind) -> None:
    data = data_of(said(run, library, kind.name), kind)
    assert complaints(schemas, kind, data) == []
    assert set(required_only(schemas, schemas[kind.schema])) - set(ways(data)) == set()


@by_kind
def test_example_fits_its_schema_with_all_options_uncommented(
    run: Run, library: Path, schemas: Schemas, kind: Kind
) -> None:
    data = data_of(uncommented(said(run, library, kind.name)), kind)
    assert complaints(schemas, kind, data) == []
    assert set(ways(data)) == {field.way for field in fields.walk(schemas, kind)}
    assert data == data_of(said(run, library, kind.name, "--all"), kind)


@by_kind
def test_example_explains_every_field_in_the_order_of_the_schema(
    run: Run, library: Path, schemas: Schemas, kind: Kind
) -> None:
    out = said(run, library, kind.name)
    written = re.findall(r"^(?: |# )*(?:- )?([a-z_]+):(?: |$)", out, re.MULTILINE)
    found = list(fields.walk(schemas, kind))
    assert written == [field.way[-1] for field in found]
    at = 0
    for field in found:
        mark = "（必填）" if field.required else ""
        at = out.index(f"# {field.titles[-1]}{mark}", at) + 1
        assert field.description in out[at : out.index("\n", at)] or field.description == field.titles[-1]
        assert all(f"{code}（{word}）" in out for code, word in field.words.items())


@by_kind
def test_example_is_readable_on_a_screen_and_tells_its_place(run: Run, library: Path, kind: Kind) -> None:
    out = said(run, library, kind.name)
    assert f"# 位置：{fields.place_of(kind)}\n" in out
    assert not re.search(r"[\t\r]| $", out, re.MULTILINE)
    assert out.endswith("\n")
    assert max(render.columns(line) for line in out.splitlines()) <= 140


@by_kind
def test_kind_may_be_named_in_chinese(run: Run, library: Path, kind: Kind) -> None:
    assert said(run, library, kind.title) == said(run, library, kind.name)


def test_text_has_fixed_tables_in_its_outline(run: Run, library: Path) -> None:
    out = said(run, library, "edition")
    assert out.startswith("---\n")
    assert "\n---\n\n## 1 总则\n" in out
    assert "### 2.1 成员单位职责\n\n| 成员单位 | 职责 |\n|---|---|\n" in out
    assert "### 4.1 响应分级\n\n| 响应级别 | 启动条件 | 决定启动 | 决定终止 |\n|---|---|---|---|\n" in out


def test_plan_is_told_as_a_clerk_reads_it(run: Run, library: Path) -> None:
    out = said(run, library, "plan")
    assert "# 标识（必填）：与文件夹同名；总体预案为 overall\nid: forest-fire\n" in out
    assert "# 序号：修编计划中的序号；总体预案不填\n# number: 1\n" in out
    assert "#   overall（总体应急预案）、special（专项应急预案）\ntype: overall\n" in out
    assert "# upper_plan:\n#   # 题名（必填）：上级预案题名\n#   title: 题名（示例）\n#   # 文号：" in out


# ------------------------------------------------------------------ the list


def test_kinds_are_listed_with_title_and_place(run: Run, library: Path) -> None:
    lines = said(run, library).splitlines()
    assert [re.split(" {2,}", line) for line in lines] == [[k.name, k.title, fields.place_of(k)] for k in KINDS]
    assert len({render.columns(line[: line.index("plans/")]) for line in lines}) == 1


@by_kind
def test_place_is_one_where_such_files_lie(kind: Kind) -> None:
    place = fields.place_of(kind)
    examples = {"预案标识": "forest-fire", "版本号": "2022", "收件号": "S2022-0001", "标识": "a-b", "年": "2022"}
    for word, example in examples.items():
        place = place.replace(word, example)
    assert kind_of(place) is kind


# ------------------------------------------------------------------ what cannot be


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("plann",), "没有种类「plann」，最接近的是：plan"),
        (("☃",), "没有种类「☃」，可选 bureau、"),
        (("plan", "edition"), "不认识的参数：edition"),
    ],
)
def test_wrong_arguments_end_with_2(run: Run, library: Path, arguments: tuple[str, ...], words: str) -> None:
    code, out, err = run("-C", str(library), "schema", *arguments)
    assert (code, out) == (2, "")
    assert words in err


@pytest.mark.parametrize("content", [None, "{"])
def test_schema_that_cannot_be_read_ends_with_2(run: Run, library: Path, content: str | None) -> None:
    path = library / "schemas/law.schema.json"
    path.unlink() if content is None else path.write_text(content, encoding="utf-8")
    code, out, err = run("-C", str(library), "schema", "law")
    assert (code, out) == (2, "")
    assert err.startswith("preplan：无法运行：")
    assert "law.schema.json" in err
    assert run("-C", str(library), "schema", "sector")[0] == 0


@pytest.mark.parametrize("verb", ["schema", "new"])
def test_help_is_chinese(run: Run, verb: str) -> None:
    code, out, err = run(verb, "--help")
    assert (code, err) == (0, "")
    assert out.startswith("用法：")
    assert ENGLISH.findall(out) == []


# ------------------------------------------------------------------ the page


@pytest.fixture(scope="module", params=["public", "internal"])
def page(request: pytest.FixtureRequest) -> Page:
    library = desk.open_library(REPOSITORY, date(2026, 11, 24)).library
    [found] = fields_page.pages(Site(library, (), request.param))
    return found


def test_page_lists_every_field_for_both_audiences(page: Page, schemas: Schemas) -> None:
    assert page.path == paths.FIELDS
    for kind in KINDS:
        section = page.markdown.split(f"{{#{kind.name}}}")[1].split("\n## ")[0]
        rows = [line.split(" | ") for line in section.splitlines() if line.startswith("| ")][2:]
        assert [row[1].replace("\\", "") for row in rows] == [
            ".".join(field.way) for field in fields.walk(schemas, kind)
        ]


def test_page_says_what_is_required_public_and_allowed(page: Page) -> None:
    assert "| 预案名称 | title | 是 | 是 | 全称，含行政区名 | — |" in page.markdown
    assert "| 牵头科室与岗位 | lead\\_post | — | — | 科室和岗位，不填人名 | — |" in page.markdown
    assert "| 公开 › 理由 | disclosure.reason | — | — |" in page.markdown
    assert "incident（事件处置类）、support（保障类）、protection（重要目标保护类） |" in page.markdown


def test_handbook_leads_to_the_page() -> None:
    assert "](../fields.md)" in (REPOSITORY / "docs/guide/files.md").read_text(encoding="utf-8")
