"""The form of a review in a browser, from disk: typed, saved, taken in by preplan opinions."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Page

from preplan.cli import main
from tests.repositories import Repository
from tests.site.test_every_kind import AXE, FAULTS

BASE = Path(__file__).parents[1] / "base"

DRAFT = "plans/special/non-coal-mine/draft.md"


def _library(folder: Path) -> Path:
    """The small library with a draft that is changed and not committed."""
    root = folder / "library"
    shutil.copytree(BASE / "plans", root / "plans")
    shutil.copytree(BASE.parents[1] / "schemas", root / "schemas")
    Repository(root).commit("改动前")
    draft = root / DRAFT
    draft.write_text(draft.read_text("utf-8").replace("1 小时内", "30 分钟内"), encoding="utf-8")
    return root


def test_what_is_typed_comes_into_the_record(page: Page, tmp_path: Path) -> None:
    root = _library(tmp_path)
    draft = root / DRAFT
    form = tmp_path / "review.html"
    main(["-C", str(root), "review", "--base", "main", "--format", "html", "--output", str(form)])

    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(form.as_uri())
    box = page.locator("fieldset[data-anchor]").first
    box.get_by_label("修改建议").fill("改为20分钟")
    box.get_by_label("理由").fill("与上级一致")
    page.locator(".save").click()
    assert page.locator("[role=status]").inner_text() == "请选择结论"
    page.locator(".other").get_by_label("修改建议").fill("附件补联系单位")
    page.get_by_role("button", name="再加一条其他意见").click()
    page.locator(".other").nth(1).get_by_label("针对哪一条").fill("5 应急保障")
    page.locator(".other").nth(1).get_by_label("修改建议").fill("写明物资数量")
    page.get_by_label("修改后同意").check()
    page.get_by_label("单位名称").fill("市公安局")
    page.get_by_label("日期").fill("2022-12-28")
    page.reload()  # what was typed is still there
    assert box.get_by_label("修改建议").input_value() == "改为20分钟"
    with page.expect_download() as saved:
        page.locator(".save").click()
    assert saved.value.suggested_filename == "示例-意见-non-coal-mine-市公安局.json"
    file = tmp_path / "reply.json"
    saved.value.save_as(file)
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")

    assert main(["-C", str(root), "opinions", str(file)]) == 0
    paper = next(root.rglob("papers/opinions.md")).read_text("utf-8")
    assert "改为20分钟" in paper
    assert "附件补联系单位" in paper
    assert "| 5 应急保障 |" in paper
    assert "请核对" not in paper

    # Another page of the same plan starts empty: what was typed belongs to its clause.
    draft.write_text(draft.read_text("utf-8").replace("30 分钟内", "20 分钟内") + "\n补充一句。\n", encoding="utf-8")
    main(["-C", str(root), "review", "--base", "main", "--format", "html", "--output", str(form)])
    page.goto(form.as_uri())
    assert all(not box.input_value() for box in page.locator("textarea").all())


def test_a_long_opinion_is_printed_whole_and_everybody_can_read_the_form(page: Page, tmp_path: Path) -> None:
    root = _library(tmp_path)
    form = tmp_path / "review.html"
    main(["-C", str(root), "review", "--base", "main", "--format", "html", "--output", str(form)])
    page.goto(form.as_uri())
    page.evaluate(AXE)
    assert page.evaluate(FAULTS, None) == []
    page.locator("textarea").first.fill("一句很长的意见。" * 60)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    copy = page.locator(".printed").first
    assert copy.inner_text() == "一句很长的意见。" * 60
    assert copy.bounding_box()["height"] > 100
    assert not page.get_by_text("没有新的错误").is_visible()
    assert page.get_by_text("征求意见表", exact=True).first.is_visible()
