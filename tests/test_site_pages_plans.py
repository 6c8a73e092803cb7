"""Pages of plans: what they show, in which order, to whom. The real records first, the small base where a case is needed."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from preplan import desk, editions, status
from preplan.model import Library
from preplan.site import _changes, _progress, paths
from preplan.site import markdown as md
from preplan.site.page import Page, Site
from preplan.site.pages import annex, board, catalogue, draft, edition, home, in_force, papers, plan, revision, support
from tests.conftest import REPOSITORY, TODAY, Lay

MODULES: tuple[ModuleType, ...] = (
    home,
    catalogue,
    in_force,
    plan,
    edition,
    annex,
    draft,
    papers,
    support,
    board,
    revision,
)
WITHHELD = ("mass-incident", "terror-attack", "poisoning")


def collected(library: Library, audience: str) -> dict[str, Page]:
    site = Site(library, (), audience)
    return {page.path: page for module in MODULES for page in module.pages(site)}


@pytest.fixture(scope="module")
def library() -> Library:
    return desk.open_library(REPOSITORY, today=TODAY).library


@pytest.fixture(scope="module")
def public(library: Library) -> dict[str, Page]:
    return collected(library, "public")


@pytest.fixture(scope="module")
def internal(library: Library) -> dict[str, Page]:
    return collected(library, "internal")


def base(lay: Lay, audience: str, change: dict[str, str] | None = None, as_of: date | None = None) -> dict[str, Page]:
    """The pages of the small base, with some files written over it, on its own data date or another."""
    root = lay()
    for path, content in (change or {}).items():
        target = root / "plans" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
    opened = desk.open_library(root, today=TODAY, as_of=as_of)
    assert not opened.findings, [str(finding.place) for finding in opened.findings]
    return collected(opened.library, audience)


def plain(cell: str) -> str:
    """A cell as read: no tags, no link targets."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"<br>", " ", cell)).replace("**", "")


def tables(text: str) -> list[list[list[str]]]:
    """Every pipe table: rows of cells as read, the head first."""
    found: list[list[list[str]]] = []
    for block in re.findall(r"(?:^\|.*\|$\n?)+", text, re.MULTILINE):
        rows = [re.split(r"(?<!\\)\|", line.strip())[1:-1] for line in block.strip().split("\n")]
        found.append([[re.sub(r"<[^>]+>", "", plain(cell)).strip() for cell in row] for row in (rows[0], *rows[2:])])
    return found


def table_after(text: str, anchor: str) -> list[list[str]]:
    """The first table behind the heading with this anchor."""
    return tables(text.split(f"{{#{anchor}}}", 1)[1])[0]


# ------------------------------------------------------------------ the public sees no more than it may


def test_no_public_path_or_text_tells_of_withheld_plans(library: Library, public: dict[str, Page]) -> None:
    titles = [library.of("plan")[id].get("title") for id in WITHHELD]
    for page in public.values():
        for trace in (*WITHHELD, *titles, *(title.removeprefix("莱西市") for title in titles)):
            assert trace not in page.path and trace not in page.title and trace not in page.markdown, (page.path, trace)


def test_no_public_page_tells_progress(library: Library, public: dict[str, Page]) -> None:
    texts = [record.body.text for record in library.of("edition").values() if record.body and record.body.text.strip()]
    posts = {record.get("lead_post") for record in library.of("plan").values()} - {None}
    for page in public.values():
        if re.search("(?:^|/)(?:annexes|papers|support)/", page.path):
            continue  # a text from its first word to its last
        own = re.sub(r"\[(D[0-9]+)\]\([^)]*\)", r"\1", page.markdown)
        for text in texts:  # a plan may say 逾期 of something else
            own = own.replace(text.strip("\n"), "")
        for word in ("逾期", "卡点", "在谁手里", "缺什么", "停滞", "已超期", "排名", "draft.md", "record.md", *posts):
            assert word not in own + page.banner, (page.path, word)


def test_public_pages_are_those_of_public_records(public: dict[str, Page], internal: dict[str, Page]) -> None:
    assert set(public) < set(internal)
    assert paths.BOARD not in public and paths.BOARD in internal
    assert not [path for path in public if path.endswith(("draft.md", "record.md"))]
    # Of the papers of a revision the public reads the interpretation only.
    read = [path for path in public if "/revisions/" in path]
    assert len(read) == 6 and all(path.endswith("/papers/interpretation.md") for path in read)
    assert sum(path.endswith("/plan.md") for path in internal) - sum(path.endswith("/plan.md") for path in public) == 3


def test_drafts_and_papers_are_internal(lay: Lay) -> None:
    public_pages = base(lay, "public")
    assert "special/non-coal-mine/draft.md" not in public_pages
    assert not [path for path in public_pages if "papers" in path]
    assert "support/command-chart.md" in public_pages
    assert "special/town-gas/annexes/2022-guide.md" in public_pages
    assert "应急通讯录" not in "".join(page.markdown for page in public_pages.values())


# ------------------------------------------------------------------ catalogue


def test_catalogue_has_one_row_for_withheld_plans(public: dict[str, Page], internal: dict[str, Page]) -> None:
    text = public[paths.CATALOGUE].markdown
    assert text.count("依规定不公开") == 1
    assert tables(text)[-1][-1][:3] == ["—", "社会安全类专项预案（依规定不公开） 3 件", "社会安全类"]
    inside = internal[paths.CATALOGUE].markdown
    assert "依规定不公开" not in inside
    assert inside.count(md.mark("不公开", "withheld")) == 3


def test_catalogue_order_and_columns(public: dict[str, Page]) -> None:
    found = tables(public[paths.CATALOGUE].markdown)
    assert " ".join(found[0][0]) == "序号 预案名称 类别 牵头部门 发文字号 成文日期 发布日期 有效性 修编情况 解读 下载"
    assert found[0][1][1] == "莱西市突发事件总体应急预案"
    numbers = [row[0] for table in found[1:] for row in table[1:]]
    assert numbers == [str(number) for number in range(1, 56) if number not in (46, 47, 48)] + ["—"]


# ------------------------------------------------------------------ home


def test_internal_home_has_its_blocks_in_order(internal: dict[str, Page]) -> None:
    text = internal[paths.HOME].markdown
    sentence = "专项预案 55 件，已印发 24 件，未印发 31 件：逾期 12、延期 3、调整在办 1、正常 15（数据截止 2022-12-31）"
    assert sentence in plain(text)
    anchors = re.findall(r"\{#([a-z-]+)\}", text)
    assert anchors == ["categories", "changes", "late", "due", "after-issue", "alignment", "filings"]
    assert [row[1:] for row in table_after(text, "categories")[1:]] == [
        ["10", "7", "3", "1"],
        ["29", "13", "16", "10"],
        ["6", "3", "3", "0"],
        ["10", "1", "9", "1"],
        ["55", "24", "31", "12"],
    ]
    assert len(table_after(text, "late")) == 13
    assert len(table_after(text, "due")) == 12
    assert "已备案 420 家" in plain(text) and "在办 14 件（收件核对中 5、已一次性告知待补 9）" in plain(text)


def test_what_is_open_after_the_issue(internal: dict[str, Page]) -> None:
    found = {(row[0], row[1]): row[2:] for row in table_after(internal[paths.HOME].markdown, "after-issue")[1:]}
    assert found == {
        ("莱西市重污染天气应急预案", "备案"): ["2022-10-28", "2022-11-25", "—", "未见备案，请核对"],
        ("莱西市大面积停电事件应急预案", "备案"): ["2022-11-18", "2022-12-16", "—", "未见备案，请核对，报送函待签"],
        ("莱西市大面积停电事件应急预案", "公布"): ["2022-11-18", "2022-12-16", "2022-12-21", "已超期公布"],
        ("莱西市粮食应急预案", "公布"): ["2022-12-09", "2023-01-09", "—", "未到期"],
        ("莱西市粮食应急预案", "备案"): ["2022-12-09", "2023-01-09", "—", "未到期"],
    }


def test_what_has_to_be_compared_with_newer_plans(internal: dict[str, Page], public: dict[str, Page]) -> None:
    text = internal[paths.HOME].markdown
    rows = table_after(text, "alignment")[1:]
    assert "## 核对衔接 9 件 {#alignment}" in text
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5", "6", "12", "13", "14"]
    older = "核对衔接（早于总体应急预案）"
    assert all(row[4].startswith(f"{older} 2022-07-29") for row in rows)
    assert rows[-1][1:] == [
        "莱西市非煤矿山生产安全事故应急预案",
        "市应急管理局",
        "2022-06-17",
        f"{older} 2022-07-29 上级预案已修订，核对衔接 2022-11-16",
    ]
    noted = {path for path, page in internal.items() if path.endswith("plan.md") and "核对衔接" in page.markdown}
    assert len(noted) == 9
    head = dict(row[:2] for row in tables(internal["special/non-coal-mine/plan.md"].markdown)[0][1:])
    assert head["衔接"] == f"{older}；上级预案已修订，核对衔接"
    assert not [path for path, page in public.items() if "核对衔接" in page.markdown]


def test_public_home(public: dict[str, Page]) -> None:
    text = public[paths.HOME].markdown
    assert re.findall(r"\{#([a-z-]+)\}", text) == ["plans", "latest", "sectors", "filings", "units", "progress"]
    assert table_after(text, "latest")[1][0] == "莱西市粮食应急预案"
    assert len(table_after(text, "latest")) == 6
    assert table_after(text, "progress")[0] == ["类别", "总数", "已印发"]


# ------------------------------------------------------------------ board


def test_board_order_is_that_of_the_story(internal: dict[str, Page]) -> None:
    rows = table_after(internal[paths.BOARD].markdown, "open")
    columns = "序号|预案名称|类别|批次|牵头部门|现处阶段|在谁手里|最近变动|下一步|下一步时限|剩余 / 逾期（天）|状态|卡点|延期至"
    assert "|".join(rows[0]) == columns
    late = [(int(row[0]), row[10], row[11]) for row in rows[1:13]]
    assert [number for number, _, _ in late] == [9, 27, 28, 37, 19, 20, 30, 55, 11, 21, 22, 36]
    assert [days for _, days, _ in late] == [
        f"逾期 {days}" for days in (169, 92, 92, 92, 46, 46, 46, 46, 31, 31, 31, 31)
    ]
    assert late[0][2] == "逾期 停"
    assert [row[0] for row in rows[13:15]] == ["15", "10"]
    assert rows[13][10:12] == ["原时限已过 155", "调整在办"]
    assert len(rows) == 32


def test_board_folds_what_is_issued(internal: dict[str, Page]) -> None:
    text = internal[paths.BOARD].markdown
    folded = text.split("<summary>已印发 24 件</summary>")[1].split("</details>")[0]
    assert len(tables(folded)[0]) == 25
    assert "/revisions/2021/record.md)" in folded and "](#stages-" not in folded


def test_board_folds_the_stages_of_what_is_not_issued(internal: dict[str, Page]) -> None:
    text = internal[paths.BOARD].markdown
    rows = table_after(text, "open")[1:]
    blocks = re.findall(r"<details markdown>\n<summary>(\d+) ([^<]+)</summary>(.+?)</details>", text, re.DOTALL)
    assert [block[0] for block in blocks] == [row[0] for row in rows] and len(blocks) == 31
    assert all(row[1].startswith(title) for row, (_, title, _) in zip(rows, blocks, strict=True))
    number, title, inner = blocks[0]
    assert (number, title) == ("9", "莱西市农业重大有害生物及植物疫情应急预案")
    assert "[经过](#stages-crop-pests)" in text and '<a id="stages-crop-pests"></a>' in inner
    assert inner.strip().endswith("[修编记录](special/crop-pests/revisions/2021/record.md)")
    table = tables(inner)[0]
    assert table[0] == ["阶段", "日期", "佐证名称", "文号", "经办岗位"]
    assert table[-1][1:4] == [
        "2022-06-10",
        "征求农业重大有害生物及植物疫情应急预案意见的函（征求意见函）",
        "示西农函〔2022〕17号",
    ]


def test_board_by_department_has_no_percentages(internal: dict[str, Page]) -> None:
    rows = table_after(internal[paths.BOARD].markdown, "departments")
    assert " ".join(rows[0]) == "部门 承担 已印发 未印发 逾期件 最长逾期天 停滞 延期 下一步最近时限"
    assert "%" not in internal[paths.BOARD].markdown
    assert rows[1][:6] == ["市交通运输局", "5", "0", "5", "4", "46"]
    assert sum(int(row[1]) for row in rows[1:]) == 55
    assert sum(int(row[4]) for row in rows[1:]) == 12
    own = next(row for row in rows if row[0] == "市应急管理局")
    assert own[4] == "1"


def test_board_numbers_lead_to_lists_that_exist(internal: dict[str, Page]) -> None:
    anchors = set(re.findall(r"board\.md(?:\?[^#)]*)?#([a-z-]+)", internal[paths.HOME].markdown))
    text = internal[paths.BOARD].markdown
    assert anchors and all(f'id="{anchor}"' in text or f"{{#{anchor}}}" in text for anchor in anchors)


def test_stalled(library: Library) -> None:
    found = [(row.plan.get("number"), row.stalled_days) for row in _progress.stalled(status.board(library))]
    assert found == [(9, 186), (27, 114), (10, 73)]


def test_changes_end_at_the_data_date(library: Library) -> None:
    changes = _changes.recent(Site(library, (), "internal"))
    assert all(date(2022, 12, 1) < change.on <= library.as_of for change in changes)
    assert changes == sorted(changes, key=lambda change: change.on, reverse=True)
    assert any("批准延期至 2023-09-29" in change.what for change in changes)


# ------------------------------------------------------------------ plan and edition

HEAD = "有效性 版本 发文字号 成文|/|发布|/|施行 发文机关 牵头部门 指挥机构 上级预案 代替 公开方式 咨询电话".replace(
    "|", " "
)


def head(page: Page) -> list[str]:
    return [row[0] for row in tables(page.markdown)[0][1:]]


def test_head_block_of_a_plan(public: dict[str, Page], internal: dict[str, Page]) -> None:
    path = "special/forest-fire/plan.md"
    rows = dict(row[:2] for row in tables(public[path].markdown)[0][1:])
    assert " ".join(rows) == HEAD
    assert rows["成文 / 发布 / 施行"].startswith("2021-11-19 / ")
    assert rows["代替"] == "《莱西市森林火灾应急预案》（示西政办发〔2014〕18号，2014-03-21）"
    late = dict(row[:2] for row in tables(internal["special/crop-pests/plan.md"].markdown)[0][1:])
    assert list(late)[-7:] == ["现处阶段", "在谁手里", "下一步", "时限", "缺什么", "卡点", "修编记录"]
    assert late["缺什么"] == "征求意见采纳情况；3 家复函：市自然资源局、市财政局、市商务局"


def test_tables_of_the_text_come_before_the_text(public: dict[str, Page]) -> None:
    text = public["special/forest-fire/plan.md"].markdown
    order = ["{#changes}", "{#levels}", "{#members}", "{#duties}", "{#bases}", '<a id="text"></a>', "{#editions}"]
    places = [text.index(mark) for mark in order]
    assert places == sorted(places)
    assert text.index("## 1 总则") > places[5]
    assert "[市应急管理局](../../departments/emergency.md)" in text
    assert [row[0] for row in table_after(text, "levels")[1:]] == ["四级", "三级", "二级", "一级"]


def test_duties_only_of_accident_plans(public: dict[str, Page]) -> None:
    assert "不属安全生产职责" in public["special/forest-fire/plan.md"].markdown
    text = public["special/non-coal-mine/plan.md"].markdown
    assert "不属安全生产职责" not in text
    assert [row[0] for row in table_after(text, "duties")[1:]] == ["1-6", "1-8", "10-1", "10-2"]


def test_absent_text_and_earlier_paper(public: dict[str, Page]) -> None:
    assert table_after(public["special/snow-ice/plan.md"].markdown, "editions")[-1][-2:] == ["前版未入库", "—"]


def test_text_that_is_not_in_the_library_is_said_to_be_so(lay: Lay) -> None:
    assert "**正文未入库。**" in base(lay, "public")["special/non-coal-mine/plan.md"].markdown


def test_edition_in_force_is_left_out_of_the_search(public: dict[str, Page]) -> None:
    page = public["special/forest-fire/editions/2021.md"]
    assert page.hidden and not page.banner
    assert "## 1 总则" in page.markdown


OLD_NOTICE = """id: 2013-20
number: 示西政办发〔2013〕20号
title: 莱西市人民政府办公室关于印发《莱西市燃气事故应急预案》的通知
issuer: government-office
signed_on: 2013-04-19
posted_on: 2013-04-26
remark: public
issues:
  - plan: town-gas
    edition: "2013"
"""
OLD_EDITION = """---
plan: town-gas
edition: "2013"
notice: 2013-20
secrecy_review:
  post: 信息公开审查岗
  on: 2013-04-20
  result: may_publish
---

## 1 总则

旧的文本。
"""


def test_replaced_edition_says_so(lay: Lay) -> None:
    change = {"notices/2013/2013-20.yaml": OLD_NOTICE, "special/town-gas/editions/2013.md": OLD_EDITION}
    pages = base(lay, "public", change)
    old = pages["special/town-gas/editions/2013.md"]
    assert not old.hidden
    assert old.banner == "**本版已被[2022 年版](2022.md)代替，不再有效。**（已被示西政办发〔2022〕37号废止）"
    assert "旧的文本。" in old.markdown
    assert not pages["special/town-gas/plan.md"].banner
    rows = table_after(pages["special/town-gas/plan.md"].markdown, "editions")
    assert [(row[0], row[4]) for row in rows[1:]] == [("2022", "现行有效"), ("2013", "已被代替")]


def test_text_on_the_plan_page_keeps_its_links(lay: Lay) -> None:
    pages = base(lay, "public")
    assert "[简明操作流程](annexes/2022-guide.md)" in pages["special/town-gas/plan.md"].markdown
    assert "[简明操作流程](../annexes/2022-guide.md)" in pages["special/town-gas/editions/2022.md"].markdown


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_annexes_are_linked_where_they_have_a_file(lay: Lay, audience: str) -> None:
    pages = base(lay, audience)
    guide = "[燃气泄漏简明操作流程]"
    assert f"{guide}(../annexes/2022-guide.md)" in pages["special/town-gas/editions/2022.md"].markdown
    assert f"{guide}(annexes/2022-guide.md)" in pages["special/town-gas/plan.md"].markdown
    listed = [row[0] for row in table_after(pages["special/town-gas/editions/2022.md"].markdown, "annexes")[1:]]
    assert listed == ["燃气泄漏简明操作流程", *(["应急通讯录（未入库）"] if audience == "internal" else [])]


def test_units_of_the_duty_table_are_found_by_every_name(lay: Lay) -> None:
    path = "special/town-gas/editions/2022.md"
    source = Path(REPOSITORY, "tests/base/plans", path).read_text(encoding="utf-8")
    names = {"市住房和城乡建设局 |": "市住建局 |", "市应急管理局 |": "市国土资源局 |", "市公安局 |": "莱西市公安局 |"}
    for old, new in names.items():
        assert source.count(f"| {old}") == 1
        source = source.replace(f"| {old}", f"| {new}")
    text = base(lay, "public", {path: source})["special/town-gas/plan.md"].markdown
    assert "| [市住建局](../../departments/housing.md) |" in text
    assert "| [市国土资源局](../../departments/natural-resources.md) |" in text
    assert "| [莱西市公安局](../../departments/public-security.md) |" in text
    assert "| 各镇街 |" in text  # a group has no page


@pytest.mark.parametrize("mode", ["on_request", "withheld"])
def test_text_that_is_not_public(lay: Lay, mode: str) -> None:
    source = Path(REPOSITORY, "tests/base/plans/special/town-gas/plan.yaml").read_text(encoding="utf-8")
    hidden = source.replace("mode: public", f"mode: {mode}\n  reason: 内部理由")
    pages = base(lay, "public", {"special/town-gas/plan.yaml": hidden})
    text = "".join(page.markdown for page in pages.values())
    assert "内部理由" not in text and "先断气、后疏散" not in text and "受伤 3 人以下" not in text
    if mode == "withheld":
        assert not [path for path in pages if "town-gas" in path]
    else:
        assert "**正文不公开。** 公开方式：依申请公开。" in pages["special/town-gas/plan.md"].markdown


# ------------------------------------------------------------------ revision


def test_revision_lists_papers_and_who_has_not_answered(internal: dict[str, Page]) -> None:
    text = internal["special/crop-pests/revisions/2021/record.md"].markdown
    assert table_after(text, "stages")[0] == ["阶段", "日期", "佐证名称", "文号", "经办岗位"]
    assert "发函 11 家，复函 8 家，未复函 3 家。" in text
    waiting = [row[0] for row in table_after(text, "consultation")[1:] if row[3] == "未复函"]
    assert waiting == ["市自然资源局", "市财政局", "市商务局"]


def test_revision_links_its_papers(lay: Lay) -> None:
    pages = base(lay, "internal")
    assert "[专家评审意见](papers/review-opinion.md)" in pages["special/town-gas/revisions/2021/record.md"].markdown
    assert pages["special/town-gas/revisions/2021/papers/review-opinion.md"].title == "专家评审意见"
    assert "不得作为依据" in pages["special/non-coal-mine/draft.md"].banner


# ------------------------------------------------------------------ as the day before saw it

EARLY = date(2022, 3, 31)
DEADLINES = {"应复", "末日", "时限"}  # of the future by nature


def later(text: str, day: date) -> list[str]:
    """The dates of a page after a day, those of deadlines left out."""
    cells = [
        cell
        for table in tables(text)
        for row in table[1:]
        for column, cell in zip(table[0], row, strict=True)
        if column not in DEADLINES and row[0] not in DEADLINES
    ]
    outside = re.sub(r"^\|.*\|$", "", text, flags=re.MULTILINE)
    found = re.findall(r"\d{4}-\d\d-\d\d", re.sub(r"末日 [0-9-]+", "", " ".join([*cells, outside])))
    return [one for one in found if date.fromisoformat(one) > day]


def test_no_page_of_a_record_tells_of_a_later_day() -> None:
    early = desk.open_library(REPOSITORY, today=TODAY, as_of=EARLY).library
    pages = collected(early, "internal")
    records = [page for path, page in pages.items() if path.endswith("record.md")]
    assert len(records) == 56
    assert any("未复函（未到期）" in page.markdown for page in records)
    own = [page for path, page in pages.items() if path.endswith(("record.md", "plan.md"))]
    assert not [(page.path, found) for page in own if (found := later(page.markdown, EARLY))]
    assert "政策解读：转移避险" not in pages[paths.CATALOGUE].markdown
    assert "special/flood-drought/editions/2022.md" not in pages  # signed on 2022-05-27
    board_rows = table_after(pages[paths.BOARD].markdown, "open")
    crops = next(row for row in board_rows if row[0] == "9")
    assert crops[5] == "起草" and crops[8] == crops[12] == "—"  # 下一步 and 卡点 were written later


def test_record_on_an_earlier_day(lay: Lay) -> None:
    path = "special/town-gas/revisions/2021/record.md"
    pages = base(lay, "internal", as_of=date(2022, 5, 24))
    text = pages[path].markdown
    stages = table_after(text, "stages")[1:]
    assert [row[2] for row in stages][-2:] == ["征求意见稿（征求意见稿）", "征求意见函（征求意见函）"]
    assert stages[-1][0] == "征求意见 2022-05-11 起，在办"
    assert "发函 3 家，复函 2 家，未复函 1 家。" in text
    assert table_after(text, "consultation")[1] == ["各镇街", "2022-05-11", "2022-05-25", "未复函（未到期）", "—", "—"]
    for anchor in ("decisions", "after-issue", "events"):
        assert f"{{#{anchor}}}" not in text
    assert "special/town-gas/revisions/2021/papers/review-opinion.md" not in pages


@pytest.mark.parametrize(
    ("day", "decisions", "after"),
    [
        (date(2022, 7, 1), [["专家评审", "2022-07-01", "修改后通过，意见 6 条"]], []),
        (
            date(2022, 7, 15),
            [
                ["专家评审", "2022-07-01", "修改后通过，意见 6 条"],
                ["合法性审查", "2022-07-11", "送审；意见未出具"],
            ],
            [],
        ),
        (
            date(2022, 8, 20),
            [
                ["专家评审", "2022-07-01", "修改后通过，意见 6 条"],
                ["合法性审查", "2022-07-11", "送审；2022-07-22 出具意见"],
                ["审议批准", "2022-08-08", "常务会议"],
            ],
            ["已印发", "已公布", "未到期，报送函待签"],
        ),
        (
            date(2022, 8, 22),
            [
                ["专家评审", "2022-07-01", "修改后通过，意见 6 条，采纳 6 条"],
                ["合法性审查", "2022-07-11", "送审；2022-07-22 出具意见"],
                ["审议批准", "2022-08-08", "常务会议"],
            ],
            ["已印发", "已公布", "已备案", "—"],
        ),
    ],
)
def test_decisions_become_known_day_by_day(lay: Lay, day: date, decisions: list[list[str]], after: list[str]) -> None:
    text = base(lay, "internal", as_of=day)["special/town-gas/revisions/2021/record.md"].markdown
    assert table_after(text, "decisions")[1:] == decisions
    assert ([row[3] for row in table_after(text, "after-issue")[1:]] if after else after) == after
    assert ("示西政办函〔2022〕31号" in text) == (day >= date(2022, 8, 22))
    assert not later(text, day)


@pytest.mark.parametrize(
    ("day", "row"),
    [
        (date(2022, 12, 11), None),
        (date(2022, 12, 12), ["延期", "2022-12-12", "未批", "—", "—", "等待上级新版。"]),
        (
            date(2022, 12, 20),
            ["延期", "2022-12-12", "2022-12-20", "分管副市长岗", "新时限 2023-09-29", "等待上级新版。"],
        ),
    ],
)
def test_extension_becomes_known_day_by_day(lay: Lay, day: date, row: list[str] | None) -> None:
    text = base(lay, "internal", as_of=day)["special/non-coal-mine/revisions/2021/record.md"].markdown
    assert ("{#plan-changes}" in text) == (row is not None)
    assert row is None or table_after(text, "plan-changes")[1:] == [row]


def test_pages_of_withheld_plans_say_so(internal: dict[str, Page]) -> None:
    for id in WITHHELD:
        found = [page for path, page in internal.items() if f"/{id}/" in path]
        assert len(found) == 3 and all("不公开预案" in page.banner for page in found)


# ------------------------------------------------------------------ rebase


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("[a](../annexes/x.md)", "[a](annexes/x.md)"),
        ("[a](../annexes/x.md#b) 和 ![图](../m.png)", "[a](annexes/x.md#b) 和 ![图](m.png)"),
        ("[a](2013.md)", "[a](editions/2013.md)"),
        ("[a](../../fire/plan.md)", "[a](../fire/plan.md)"),
        ("[a](../annexes/)", "[a](annexes/)"),
        ('[a](<../x.md> "题")', '[a](<x.md> "题")'),
        ("[`代码`](../x.md)", "[`代码`](x.md)"),
        ("[a]: ../x.md", "[a]: x.md"),
        ("[a](#4)", "[a](#4)"),
        ("[a](https://example.org/x.md)", "[a](https://example.org/x.md)"),
        ("[a](/x.md) [b](mailto:a@b.c) [c](//h/x)", "[a](/x.md) [b](mailto:a@b.c) [c](//h/x)"),
        ("`[a](../x.md)` [b](../y.md) ``[c](../`z.md)``", "`[a](../x.md)` [b](y.md) ``[c](../`z.md)``"),
        ("```\n[a](../x.md)\n```\n[b](../y.md)", "```\n[a](../x.md)\n```\n[b](y.md)"),
        ("~~~~\n~~~\n[a](../x.md)\n~~~~\n[b](../y.md)", "~~~~\n~~~\n[a](../x.md)\n~~~~\n[b](y.md)"),
        (r"\[a\](../x.md)", r"\[a\](../x.md)"),
        (r"\`[a](../x.md)\`", r"\`[a](x.md)\`"),
        ("``[a](../x.md)`", "``[a](x.md)`"),
        ("| [a](../x.md) | b |", "| [a](x.md) | b |"),
    ],
)
def test_rebase(source: str, result: str) -> None:
    assert md.rebase(source, "special/a/editions/2022.md", "special/a/plan.md") == result


def test_rebase_between_pages_of_one_folder_changes_nothing() -> None:
    source = "[a](../x.md)"
    assert md.rebase(source, "special/a/editions/2022.md", "special/a/editions/2013.md") == source


@pytest.mark.parametrize(
    "line",
    [
        "](" + " ".join("`" * length for length in range(1, 250)),
        "](" + "` `` " * 12_000,
        "[a](b" * 12_000,
        "[a](" + " " * 60_000,
        "[a" * 30_000 + "]:",
    ],
    ids=lambda line: line[:6],
)
def test_rebase_of_a_hostile_line_ends(line: str) -> None:
    start = time.monotonic()
    md.rebase(line, "special/a/editions/2022.md", "special/a/plan.md")
    assert time.monotonic() - start < 1


# ------------------------------------------------------------------ in force on a day


def test_periods_of_the_texts_of_a_plan(public: dict[str, Page]) -> None:
    text = public["special/forest-fire/plan.md"].markdown
    assert table_after(text, "in-force") == [
        ["起", "止", "有效的文本", "发文字号", "正文"],
        ["2021-11-19", "至今", "2021 年版", "示西政办发〔2021〕36号", "正文"],
        ["2014-03-21", "2021-11-18", "2014 年版", "示西政办发〔2014〕18号", "正文"],
    ]


def test_period_of_a_paper_that_is_not_in_the_library(lay: Lay) -> None:
    rows = table_after(base(lay, "public")["special/town-gas/plan.md"].markdown, "in-force")[1:]
    assert rows[0][:3] == ["2022-08-12", "至今", "2022 年版"]
    assert rows[1][1:3] == ["2022-08-11", "《莱西市燃气事故应急预案》"] and rows[1][-1] == "前版未入库"


def test_periods_follow_each_other_without_a_gap(library: Library, internal: dict[str, Page]) -> None:
    """Of every day the table says what `editions` says."""
    for record in library.plans:
        text = internal[paths.below_plans(record)].markdown
        if "{#in-force}" not in text:
            continue
        rows = table_after(text, "in-force")[1:]
        for day in (date(year, 6, 15) for year in range(2010, 2023)):
            found = editions.in_force(library, record.id, day)
            own = [row[2] for row in rows if row[0] <= str(day) and (row[1] == "至今" or str(day) <= row[1])]
            assert [name for name in own if name.endswith("年版")] == (
                [f"{found.get('edition')} 年版"] if found else []
            ), (record.id, day)


def test_numbers_open_their_lists(internal: dict[str, Page]) -> None:
    text = internal[paths.BOARD].markdown
    assert "[4](board.md?lead=transport&state=late#state-late)" in text
    home_text = internal[paths.HOME].markdown
    assert "[10](board.md?category=accident&state=late#state-late)" in home_text
    assert "**[12](board.md?state=late#state-late)**" in home_text


def test_bars_say_their_numbers(public: dict[str, Page], internal: dict[str, Page]) -> None:
    assert "自然灾害类 已印发 7，修编中 3；" in public[paths.HOME].markdown
    assert "逾期" not in public[paths.HOME].markdown
    assert "征求意见 7 件，其中逾期 3；" in internal[paths.BOARD].markdown
