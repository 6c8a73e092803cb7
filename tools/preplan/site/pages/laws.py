"""依据库: every instrument that plans, duties and rules cite, and whether it is in force on the data date."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.site import _register_links as links
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site._bases import law_mark, replacing
from preplan.site.page import Page, Site, View


def pages(site: Site) -> Iterator[Page]:
    kinds = list(site.library.schemas.words("lawKind"))
    laws = sorted(site.views("law"), key=lambda law: (kinds.index(law.get("kind")), law.id))
    text = (
        f"各文件是否有效按 {site.library.as_of} 判断。核对程度说明日期和条文核对到什么程度，下面的小字是核对说明；"
        "标“未知”的日期没有查到，不作推断。"
    )
    columns = ("题名", "文号", "类别", "施行", "失效", "当日状态", "由谁代替", "核对程度")
    table = md.table(columns, (_cells(site, law) for law in laws), "filterable")
    yield Page(paths.LAWS, "依据库", md.blocks(text, table), wide=True)


def _cells(site: Site, law: View) -> tuple[str, ...]:
    note = law.get("note")
    return (
        f'<a id="{paths.law_anchor(law.id)}"></a>' + md.text(f"《{law.get('title')}》"),
        md.text(law.get("number")),
        site.label("lawKind", law.get("kind")),
        md.text(law.get("in_force_from") or "未知"),
        md.text(law.get("in_force_to")),
        law_mark(law, site.library.as_of),
        _replacing(site, law),
        site.label("evidence", law.get("evidence")) + links.small(md.text(note) if note else ""),
    )


def _replacing(site: Site, law: View) -> str:
    """《title》（number）, linked to its row: the title alone is often that of the text it replaces."""
    new = replacing(site, law)
    return links.law(site, new.id, "", paths.LAWS) if new else md.NONE
