"""The form of a review in a browser, from disk: typed, saved, taken in by preplan opinions."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Page

from preplan.cli import main
from tests.repositories import Repository

BASE = Path(__file__).parents[1] / "base"


def test_what_is_typed_comes_into_the_record(page: Page, tmp_path: Path) -> None:
    root = tmp_path / "library"
    shutil.copytree(BASE / "plans", root / "plans")
    shutil.copytree(BASE.parents[1] / "schemas", root / "schemas")
    Repository(root).commit("改动前")
    draft = root / "plans" / "special" / "non-coal-mine" / "draft.md"
    draft.write_text(draft.read_text("utf-8").replace("1 小时内", "30 分钟内"), encoding="utf-8")
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
