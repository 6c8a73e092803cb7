"""检查未通过: what a site says while the check has errors. A strict build ends with them; a preview shows them as a page.

The page and the words on top of every other page exist only in a preview: a site with errors is never published.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from preplan.finding import Finding, Severity
from preplan.model import Library
from preplan.report import text
from preplan.report.basis import basis_text
from preplan.site import markdown as md
from preplan.site.page import Page

PATH = "check.md"
FIRST = 500  # places on the page; who has more mends these first


def errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that keep a site from being published."""
    return tuple(finding for finding in findings if finding.severity is Severity.ERROR)


def refusal(library: Library, found: Sequence[Finding]) -> str:
    """Why a strict build writes nothing: every error as the check prints it."""
    blocks = (line for finding in found for line in text.block(finding, library))
    return "\n".join((f"检查有错误 {len(found)} 项，没有生成网站：", *blocks))


def alert(found: Sequence[Finding]) -> str:
    """The words on top of every page of a preview; "" without errors."""
    return f"检查有错误 {len(found)} 项，改正前不能发布" if found else ""


def page(library: Library, found: Sequence[Finding]) -> Page:
    """The errors with place, fact, basis and remedy, in the order of files."""
    rows = (
        (
            f"`{finding.place}`",
            md.text(finding.message),
            md.text(finding.remedy),
            md.text(basis_text(finding.rule, library)) + f"<br>`{finding.rule.id}`",
            md.names((f"`{place}`" for place in finding.related), "<br>"),
        )
        for finding in found[:FIRST]
    )
    more = f"以下列前 {FIRST} 项。" if len(found) > FIRST else ""
    body = md.blocks(
        f"检查有错误 {len(found)} 项。错误改正前，发布用的网站不会生成；这里是预览，内容可能不全。{more}",
        "位置写作“文件:行:列”。改正并保存后，预览自动重新生成，本页随之更新。警告和提示不影响发布，运行 `preplan check` 查看。",
        md.table(("位置", "问题", "怎么改", "依据和规则", "另见"), rows, "rule-places"),
    )
    return Page(PATH, "检查发现的错误", body, wide=True, hidden=True)
