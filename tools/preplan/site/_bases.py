"""What a text rests on: instruments with their state on a day, and the safety duties of accident plans."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from preplan import dates
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site._register_links import sector as sector_link
from preplan.site._register_links import unit as unit_link
from preplan.site.page import Site, View

ACCIDENT = "accident"
NO_DUTY = "本预案不属安全生产职责：市级安全生产任务分工只对应事故灾难类预案，这里没有条目不是缺项。"


def instruments(site: Site, ids: Iterable[str], page: str) -> str:
    """题名 | 文号 | 数据日状态 of the instruments cited, linked to their rows in the list."""
    rows = []
    for id in ids:
        law = site.view(site.library.of("law").get(id))
        if law is None:
            rows.append((md.text(id), md.NONE, "依据库中没有"))
            continue
        title = md.link(f"《{law.get('title')}》", paths.LAWS, page, paths.law_anchor(id))
        rows.append((title, md.text(law.get("number")), law_state(site, law, page)))
    return md.table(("文件", "文号", f"{site.library.as_of} 状态"), rows) if rows else "未登记编制依据。"


def law_state(site: Site, law: View, page: str) -> str:
    """In force, not yet, no longer (since when, by what replaced) or unknown, on the data date."""
    day: date = site.library.as_of
    start, end = dates.parse(law.get("in_force_from")), dates.parse(law.get("in_force_to"))
    if start and start > day:
        return md.mark("尚未施行", "pending") + f" {start} 起施行"
    if end and end < day:
        new = site.view(site.library.of("law").get(law.get("replaced_by", default="")))
        by = md.link(f"《{new.get('title')}》", paths.LAWS, page, paths.law_anchor(new.id)) if new else ""
        return md.mark("已失效", "repealed") + f" {end} 止" + (f"，由{by}代替" if by else "")
    return md.mark("有效", "in-force") if start else "施行日期未知"


def duties(site: Site, plan: View, page: str) -> str:
    """本预案所依的职责: a table for accident plans, a sentence for all others."""
    if plan.get("category") != ACCIDENT:
        return NO_DUTY
    rows = []
    for id in plan.get("duties", default=()):
        duty = site.view(site.library.of("duty").get(id))
        if duty is None:
            continue
        department = duty.record.document.data["department"]
        rows.append(
            (
                md.link(duty.get("item"), paths.duties(department), page, paths.duty_anchor(id)),
                unit_link(site, department, page),
                md.text(site.label("dutyKind", duty.get("kind"))),
                md.names(sector_link(site, sector, page) for sector in duty.get("sectors")),
                md.text(duty.get("text")),
            )
        )
    if not rows:
        return "尚未登记本预案所依的安全生产职责。"
    return md.table(("条目号", "部门", "责任类型", "行业领域", "职责内容"), rows)
