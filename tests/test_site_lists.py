"""Long lists as data: what each audience gets, what the page shows without script, and the library that draws them."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib import metadata
from typing import Any

import pytest

from preplan import desk, filing_status
from preplan.model import Library
from preplan.site import _list_block, _vendor, collect
from preplan.site._code_check import code_check
from preplan.site._list_data import SHOWN, Column, ListData
from preplan.site.page import Site
from tests.conftest import REPOSITORY


@pytest.fixture(scope="module")
def library() -> Library:
    return desk.open_library(REPOSITORY, today=date(2026, 11, 24)).library


def _list(library: Library, audience: str, name: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The head of a list file and its rows by key."""
    content = json.loads(collect.list_files(Site(library, (), audience))[f"lists/{name}.json"])
    keys = [column["key"] for column in content["columns"]]
    return content, [dict(zip(keys, row, strict=True)) for row in content["rows"]]


def test_the_public_list_holds_what_is_filed_and_no_more(library: Library) -> None:
    content, rows = _list(library, "public", "filings")
    filed = filing_status.registered(library, library.as_of)
    assert {row["name"] for row in rows} == {case.get("unit", "name") for case in filed}
    shown = {column["title"] for column in content["columns"] if not column.get("hidden")}
    assert shown == {"序号", "单位名称", "镇街", "备案编号", "预案类型", "备案日期", "受理部门"}
    assert content["sample"] == "示例数据，非正式文件" and content["as_of"] == "2022-12-31"
    text = json.dumps(content, ensure_ascii=False)
    assert not [case.id for case in filed if case.get("unit", "credit_code") in text or case.id in text]
    assert "视为" not in text and "级" not in text
    assert set(collect.list_files(Site(library, (), "public"))) == {"lists/filings.json"}


def test_a_code_leads_to_its_filing_and_cannot_be_read_off(library: Library) -> None:
    _, rows = _list(library, "public", "filings")
    by_check = {row["code_check"]: row["name"] for row in rows}
    filed = filing_status.registered(library, library.as_of)
    assert len(by_check) == len(filed)
    for case in filed:
        assert by_check[code_check(case.get("unit", "credit_code").lower())] == case.get("unit", "name")
    assert code_check("") == "811c9dc5" and code_check("A") == "c40bf6cc"  # vectors of FNV-1a, 32 bits


def test_the_ledger_holds_every_known_case_open_ones_first(library: Library) -> None:
    content, rows = _list(library, "internal", "ledger")
    day = library.as_of
    known = [case for case in library.of("filing").values() if filing_status.is_known(case, day)]
    still = filing_status.open_cases(library, day)
    assert content["notice"] == "内部资料，不得外传"
    assert [row["receipt"] for row in rows[: len(still)]] == [case.id for case in still]
    assert sorted(row["receipt"] for row in rows) == sorted(case.id for case in known)
    overdue = [row for row in rows if "逾期未评估" in row["state"]]
    assert len(overdue) == sum(filing_status.evaluation_overdue(case, day) for case in known) > 0


def test_a_page_does_not_grow_with_its_list() -> None:
    columns = (Column("serial", "序号"), Column("name", "单位名称", find=True))
    data = ListData("firms", "名单", columns, [(n, f"示例木业{n:05}") for n in range(1, 11_616)])
    block = _list_block.block(data, "filings/index.md", "家")
    assert block.count("示例木业") == SHOWN and len(block) < 5_000
    assert f"下表为前 {SHOWN} 家，共 11615 家" in block
    assert '<span class="list-source">[数据文件（JSON）](../lists/firms.json)</span>' in block


def test_the_table_library_comes_from_its_package_unchanged() -> None:
    files = _vendor.files()
    script = files["assets/datatables/dt_bundle.js"].decode()
    # assets/lists.js is written for DataTables 2: search.fixed, layout, the class names of its parts.
    assert re.search(r"DataTables 2\.[3-9]", script)
    assert re.search(r"export\{[^}]*\bas ITable\b[^}]*\}", script) and "search.fixed" in script
    assert metadata.version("itables").startswith("2.9.")
    licence = files["assets/datatables/LICENSE.txt"].decode()
    assert "MIT" in licence and metadata.version("itables") in licence and "jQuery" in licence
    kept = [path for path in REPOSITORY.joinpath("tools").rglob("*") if path.suffix == ".js"]
    assert not [path for path in kept if "min.js" in path.name or path.stat().st_size > 30_000]
