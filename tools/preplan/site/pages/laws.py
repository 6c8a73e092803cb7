"""依据库: every instrument that plans, duties and rules cite, and whether it is in force on the data date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from preplan import dates
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site.page import Page, Site, View


def pages(site: Site) -> Iterator[Page]:
    library = site.library
    rows = []
    for law in sorted(
        site.views("law"), key=lambda law: (list(library.schemas.words("lawKind")).index(law.get("kind")), law.id)
    ):
        title = md.text(f"《{law.get('title')}》")
        replaced = site.view(library.of("law").get(law.get("replaced_by", default="")))
        rows.append(
            (
                f'<a id="{paths.law_anchor(law.id)}"></a>{title}',
                md.text(law.get("number")),
                site.label("lawKind", law.get("kind")),
                md.text(law.get("in_force_from") or "未知"),
                md.text(law.get("in_force_to")),
                _state(law, library.as_of),
                md.text(f"《{replaced.get('title')}》") if replaced else md.NONE,
                site.label("evidence", law.get("evidence")),
            )
        )
    text = f"各文件是否有效按 {library.as_of} 判断。证据等级说明日期和条文核对到什么程度；标“未知”的日期没有查到，不作推断。"
    columns = ("题名", "文号", "类别", "施行", "失效", "当日状态", "由谁代替", "核对程度")
    yield Page(paths.LAWS, "依据库", md.blocks(text, md.table(columns, rows, "filterable")), wide=True)


def _state(law: View, day: date) -> str:
    start, end = dates.parse(law.get("in_force_from")), dates.parse(law.get("in_force_to"))
    if start and start > day:
        return md.mark("尚未施行", "pending")
    if end and end < day:
        return md.mark("已失效", "repealed")
    return md.mark("有效", "in-force") if start else "未知"
