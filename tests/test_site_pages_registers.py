"""Matrix, duty lists, units, filings, rules, about: as built from the sample, for both audiences."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from preplan import desk, filing_status
from preplan.exports import published
from preplan.model import Library
from preplan.rulebook import rulebook
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site._list_data import SHOWN
from preplan.site.page import Page, Site
from preplan.site.pages import about, duties, edition, filings, laws, matrix, plan, rules, units

ROOT = Path(__file__).resolve().parents[1]
MODULES = (matrix, duties, units, filings, rules, about, laws)
WITHHELD = ("mass-incident", "terror-attack", "poisoning")


@pytest.fixture(scope="module")
def opened() -> desk.Opened:
    return desk.open_library(ROOT, today=date(2026, 11, 24))


@pytest.fixture(scope="module")
def library(opened: desk.Opened) -> Library:
    return opened.library


@pytest.fixture(scope="module")
def sites(opened: desk.Opened) -> dict[str, Site]:
    findings = desk.examine(opened)
    return {audience: Site(opened.library, findings, audience) for audience in ("public", "internal")}


@pytest.fixture(scope="module")
def public(sites: dict[str, Site]) -> dict[str, Page]:
    return _pages(sites["public"])


@pytest.fixture(scope="module")
def internal(sites: dict[str, Site]) -> dict[str, Page]:
    return _pages(sites["internal"])


def _pages(site: Site) -> dict[str, Page]:
    found = [page for module in MODULES for page in module.pages(site)]
    assert len({page.path for page in found}) == len(found)
    return {page.path: page for page in found}


def _tables(page: Page) -> list[list[list[str]]]:
    """The pipe tables of a page: cells by row, the head first."""
    tables: list[list[list[str]]] = [[]]
    for line in page.markdown.splitlines():
        if line.startswith("| "):
            if not line.startswith("| ---"):
                tables[-1].append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
        elif tables[-1]:
            tables.append([])
    return [table for table in tables if table]


def _plain(cell: str) -> str:
    return re.sub(r"\[([^\]]*)\]\([^)]*\)|<[^>]*>", r"\1", cell)


# ---------------------------------------------------------------- matrix and duties


def test_dust_explosion_has_its_departments(public: Mapping[str, Page]) -> None:
    head, *rows = _tables(public[paths.MATRIX])[0]
    row = next(row for row in rows if "sector-dust-explosion" in row[1])
    cells = dict(zip(head, map(_plain, row), strict=True))
    assert cells["行业主管部门"] == "市工业和信息化局"
    assert cells["直接监管部门"] == "市应急管理局"
    assert "粉尘爆炸" in cells["行业领域（小类）"]


def test_every_sector_has_a_row_with_departments_or_reasons(public: Mapping[str, Page], library: Library) -> None:
    _, *rows = _tables(public[paths.MATRIX])[0]
    assert len(rows) == len(library.of("sector"))
    assert all("duties/" in cell or "无：" in cell for row in rows for cell in row[3:5])
    assert not any("未写明理由" in cell for row in rows for cell in row)


def test_grid_says_its_roles_in_words_and_names_its_heads(public: Mapping[str, Page], library: Library) -> None:
    grid = public[paths.MATRIX_GRID].markdown
    assert grid.count('scope="row"') == len(library.of("sector"))
    assert grid.count('scope="col"') == len(library.departments) + 1
    assert re.search(r'class="role industry">主管<', grid) and re.search(r'class="role supervision">监管<', grid)


def test_duties_add_up(public: Mapping[str, Page], library: Library) -> None:
    head, *rows = _tables(public[paths.DUTIES])[0]
    total = head.index("合计")
    assert sum(int(row[total]) for row in rows) == len(library.of("duty")) == 158
    assert len(rows) == 26
    assert sum(len(_tables(public[paths.duties(unit.id)])[0]) - 1 for unit in library.departments) == 158


def test_unknown_bases_are_said(public: Mapping[str, Page], library: Library) -> None:
    every = library.of("duty").values()
    known = sum(bool(duty.get("bases")) for duty in every)
    assert f"{len(every)} 条中 {known} 条依据已查明" in public[paths.DUTIES].markdown


def test_gaps_are_internal_and_equal_the_check(
    public: Mapping[str, Page], internal: Mapping[str, Page], opened: desk.Opened
) -> None:
    assert paths.MATRIX_GAPS not in public and "matrix-gaps" not in public[paths.MATRIX].markdown
    count = re.search(r"几家监管而边界不明 (\d+) 处", internal[paths.MATRIX_GAPS].markdown)
    judged = desk.judge(opened, ["overlapping-supervision"])
    found = [finding for finding in (*judged.open, *judged.known) if finding.rule.id == "overlapping-supervision"]
    assert count and int(count[1]) == len(found) > 0


# ---------------------------------------------------------------- filings


def test_public_list_shows_the_newest_of_the_filed_cases_in_seven_columns(public: Mapping[str, Page]) -> None:
    head, *rows = _tables(public[paths.FILINGS])[0]
    assert len(rows) == SHOWN
    assert "lists/filings.json)</span>" in public[paths.FILINGS].markdown
    assert head == ["序号", "单位名称", "镇街", "备案编号", "预案类型", "备案日期", "受理部门"]
    days = [row[5] for row in rows]
    assert days == sorted(days, reverse=True)
    assert not [path for path in public if path.startswith("filings/") and path != paths.FILINGS]


def test_public_list_counts_against_those_obliged(public: Mapping[str, Page], library: Library) -> None:
    filed = filing_status.registered(library, library.as_of)
    voluntary = sum(case.get("obligation", "kind") == "voluntary" for case in filed)
    text = public[paths.FILINGS].markdown
    assert f"已备 {len(filed) - voluntary} 家；另有自愿备案 {voluntary} 家（示例）" in text
    assert "备案仅核对材料齐全，不代表对预案质量的认可" in text
    assert "how-to-file.md" in text


def test_ledger_begins_with_the_open_cases(internal: Mapping[str, Page], library: Library) -> None:
    still = filing_status.open_cases(library, library.as_of)
    waiting, (head, *rest) = _tables(internal[paths.FILINGS])[:2]
    assert len(head) == 28 and len(rest) == SHOWN
    assert "剩余工作日" in waiting[0]
    names = [case.get("unit", "name") for case in still]
    assert [_plain(row[0]) for row in waiting[1:]] == [_plain(row[2]) for row in rest[: len(still)]] == names
    days = [row[20] for row in rest[len(still) :]]
    assert days == sorted(days, reverse=True)


def test_every_known_case_has_a_page_with_what_is_missing(internal: Mapping[str, Page], library: Library) -> None:
    cases = [case for case in library.of("filing").values() if filing_status.is_known(case, library.as_of)]
    assert {paths.below_plans(case) for case in cases} <= set(internal)
    waiting = next(case for case in cases if filing_status.state(case, library.as_of) == "awaiting")
    text = internal[paths.below_plans(waiting)].markdown
    assert "告知的缺项" in text and waiting.get("private", "phone") in text


# ---------------------------------------------------------------- units


def test_internal_department_page_opens_with_its_open_plans(internal: Mapping[str, Page]) -> None:
    text = internal["departments/transport.md"].markdown
    said = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)
    assert re.search(
        r"^你部门还有 \*\*\d+\*\* 件未印发（其中逾期 4 件），最近一步：.+，时限 \*\*2022-", said, re.MULTILINE
    )
    assert "[4](../board.md?lead=transport&state=late#state-late) 件" in text
    assert "青岛市交通运输局" in text


def test_owed_replies_stand_on_the_page_of_the_debtor(internal: Mapping[str, Page]) -> None:
    text = internal["departments/finance.md"].markdown
    assert "欠别人的复函" in text and "莱西市农业重大有害生物及植物疫情应急预案" in text
    assert "逾期 190 天" in text  # due 2022-06-24, looked at on 2022-12-31


def test_internal_town_page_lists_grade_d_first(internal: Mapping[str, Page]) -> None:
    table = next(table for table in _tables(internal["departments/jiangshan.md"]) if "等级" in table[0])
    grades = [row[3] for row in table[1:]]
    assert grades == sorted(grades, key=lambda grade: "DCBA不".index(grade[0]))


def test_public_unit_pages_show_issued_plans_but_no_desk(public: Mapping[str, Page], library: Library) -> None:
    page = public["departments/public-security.md"].markdown
    assert "牵头和参加的已印发预案" in page and "莱西市道路交通事故应急预案" in page
    for unit in library.units:
        text = getattr(public.get(f"departments/{unit}.md"), "markdown", "")
        assert "未印发" not in text and "对口" not in text and "复函" not in text


def test_town_pages_name_the_group_through_which_a_plan_reaches_them(public: Mapping[str, Page]) -> None:
    assert "成员（林区镇街）" in public["departments/nanshu.md"].markdown
    assert "成员（林区镇街）" not in public["departments/jiangshan.md"].markdown


# ---------------------------------------------------------------- rules, about, secrecy


def test_rule_pages_are_the_rulebook(public: Mapping[str, Page], internal: Mapping[str, Page]) -> None:
    wanted = {paths.rule(id) for id in rulebook()} | {paths.RULES}
    for pages in (public, internal):
        assert {path for path in pages if path.startswith("rules/")} == wanted
    head, *rows = _tables(public[paths.RULES])[0]
    assert head == ["规则", "严重程度", "标题", "记录", "依据", "适用日期"] and len(rows) == len(rulebook())
    assert "当前次数" in internal[paths.RULES].markdown
    assert not any("当前" in page.markdown for path, page in public.items() if path.startswith("rules/"))


def test_rule_pages_explain_the_rule(public: Mapping[str, Page], internal: Mapping[str, Page]) -> None:
    labels = ["查什么", "依据", "证据等级", "适用日期", "自版本", "处理", "触发举例", "不触发举例"]
    for rule in rulebook().values():
        for pages in (public, internal):
            cells = {row[0].strip("*"): row[1] for row in _tables(pages[paths.rule(rule.id)])[0]}
            assert all(cells.get(label) for label in labels), rule.id
            assert cells["查什么"] == md.text(rule.explains)
            assert cells["触发举例"] == md.text(rule.fires)


def test_rule_pages_count_the_baseline_for_internal_readers(
    public: Mapping[str, Page], internal: Mapping[str, Page], library: Library
) -> None:
    debts = next(iter(library.of("baseline").values())).get("debts")
    for id in {entry["rule"] for entry in debts}:
        covered = [entry for entry in debts if entry["rule"] == id]
        text = internal[paths.rule(id)].markdown
        assert f"另有 {len(covered)} 条已列入基线" in text
        assert all(md.text(entry["record"]) in text for entry in covered)
        assert "基线" not in public[paths.rule(id)].markdown


def test_laws_tell_how_far_they_are_checked_and_which_text_replaces_them(
    public: Mapping[str, Page], library: Library
) -> None:
    head, *rows = _tables(public[paths.LAWS])[0]
    assert len(rows) == len(library.of("law"))
    measures = next(row for row in rows if "law-plan-measures-2013" in row[0])
    cells = dict(zip(head, map(_plain, measures), strict=True))
    assert cells["由谁代替"] == "《突发事件应急预案管理办法》（国办发〔2024〕5号）"
    assert "(#law-plan-measures-2024)" in measures[head.index("由谁代替")]
    for law in library.of("law").values():
        row = next(row for row in rows if f'law-{law.id}"' in row[0])
        assert (str(md.text(law.get("note"))) in row[-1]) == (law.get("note") is not None), law.id


def test_law_has_one_state_on_every_page(public: Mapping[str, Page], library: Library) -> None:
    site = Site(library, (), "public")
    marks = {
        law.id: row[5]
        for law in site.views("law")
        for row in _tables(public[paths.LAWS])[0]
        if f'law-{law.id}"' in row[0]
    }
    page = next(page for page in edition.pages(site) if page.path == "overall/editions/2022.md")
    cited = re.findall(r"laws\.md#law-([a-z0-9-]+)\) \| .* \| (.*) \|", page.markdown)
    assert cited and all(state.startswith(marks[id]) for id, state in cited)


def test_data_file_names_the_pages_of_plans(library: Library) -> None:
    files = published.files(library)
    rows = json.loads(files["data/plans.json"])["plans"]
    paths_of_plans = {page.path for page in plan.pages(Site(library, (), "public"))}
    assert {f"{row['page']}.md" for row in rows} == paths_of_plans
    schema = json.loads(files["data/plans.schema.json"])
    title = schema["properties"]["plans"]["items"]["properties"]["page"]["title"]
    assert title == "页面在站点内的路径，不含扩展名"


def test_about_says_what_the_site_does_not_do(public: Mapping[str, Page], library: Library) -> None:
    text = public[paths.ABOUT].markdown
    assert "以正式印发文本为准" in text and str(library.as_of) in text and "现在看的是公开版" in text


def test_public_pages_hold_nothing_of_the_inside(public: Mapping[str, Page], library: Library) -> None:
    cases = library.of("filing").values()
    inside = {str(case.get("unit", "credit_code")) for case in cases}
    inside |= {str(value) for case in cases for value in case.get("private", default={}).values()}
    inside |= {case.get("unit", "name") for case in filing_status.open_cases(library, library.as_of)}
    inside |= {case.get("obligation", "reason") for case in cases} | {case.id for case in cases}
    inside |= {library.of("plan")[id].get("title") for id in WITHHELD} | {f"special/{id}" for id in WITHHELD}
    inside -= {case.get("unit", "name") for case in filing_status.registered(library, library.as_of)}
    pattern = re.compile("|".join(map(re.escape, sorted(inside, key=len, reverse=True))))
    for path, page in public.items():
        found = pattern.search(page.markdown) or pattern.search(page.title) or pattern.search(path)
        assert not found, f"{path}: {found and found[0]}"


def test_public_pages_of_firms_and_towns_show_no_grades(public: Mapping[str, Page], library: Library) -> None:
    words = [*library.schemas.words("grade").values(), *library.schemas.words("gradeClass").values()]
    words += ["应备依据", "监管层级", "从业"]
    pages = [page for path, page in public.items() if path.startswith(("filings/", "departments/"))]
    assert not [(page.path, word) for page in pages for word in words if word in page.markdown]


@pytest.mark.parametrize(
    "word", ["视为备案", "未备案名单", "逾期未评估", "欠账", "拖延", "有效期至", "审核通过", "退回"]
)
def test_public_pages_avoid_the_words(public: Mapping[str, Page], word: str) -> None:
    # Rules quote the law, and 关于 says that there is no 有效期至: both are about the word, not about a firm.
    told = {path for path in public if path.startswith("rules/")} | {paths.ABOUT}
    assert not [path for path, page in public.items() if path not in told and word in page.markdown]
