"""What a text rests on: instruments with their state on a day, and the safety duties of accident plans."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from preplan import dates, editions
from preplan.duty_marks import marks
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site._register_links import law as law_link
from preplan.site._register_links import sector as sector_link
from preplan.site._register_links import unit as unit_link
from preplan.site.page import Site, View

ACCIDENT = "accident"
_STATES = {"pending": "尚未施行", "repealed": "已失效", "in-force": "有效"}
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
        state = law_mark(law, site.library.as_of) + _since(site, law, page)
        rows.append((title, md.text(law.get("number")), state))
    return md.table(("文件", "文号", f"{site.library.as_of} 状态"), rows) if rows else "未登记编制依据。"


def law_state(law: View, day: date) -> str:
    """pending, repealed, in-force, or "" where it is not known since when an instrument is in force."""
    start, end = dates.parse(law.get("in_force_from")), dates.parse(law.get("in_force_to"))
    if start and start > day:
        return "pending"
    if end and end < day:
        return "repealed"
    return "in-force" if start else ""


def law_words(law: View, day: date) -> str:
    """The state in words."""
    return _STATES.get(law_state(law, day), "施行日期未知")


def law_mark(law: View, day: date) -> str:
    """The state in words, marked by its colour where it is known."""
    state = law_state(law, day)
    return md.mark(law_words(law, day), state) if state else law_words(law, day)


def replacing(site: Site, law: View) -> View | None:
    """The instrument that takes the place of another."""
    return site.view(site.library.of("law").get(law.get("replaced_by", default="")))


def _since(site: Site, law: View, page: str) -> str:
    """From when, or until when and by what replaced; "" for what is in force."""
    state = law_state(law, site.library.as_of)
    if state == "pending":
        return f" {law.get('in_force_from')} 起施行"
    if state != "repealed":
        return ""
    new = replacing(site, law)
    by = law_link(site, new.id, "", page) if new else ""
    return f" {law.get('in_force_to')} 止" + (f"，由{by}代替" if by else "")


def duties(site: Site, plan: View, page: str) -> str:
    """本预案所依的职责: a table for accident plans, a sentence for all others."""
    if plan.get("category") != ACCIDENT:
        return NO_DUTY
    rows, clauses = [], _clauses(site, plan)
    for id in plan.get("duties", default=()):
        duty = site.view(site.library.of("duty").get(id))
        if duty is None:
            continue
        department = site.library.department_of(duty.record)
        rows.append(
            (
                md.link(duty.get("item"), paths.duties(department), page, paths.duty_anchor(id)),
                unit_link(site, department, page),
                md.text(site.label("dutyKind", duty.get("kind"))),
                md.names(sector_link(site, sector, page) for sector in duty.get("sectors")),
                md.text(duty.get("text")),
                md.names(map(md.text, clauses.get(id, ()))),
            )
        )
    if not rows:
        return "尚未登记本预案所依的安全生产职责。"
    return md.table(("条目号", "部门", "责任类型", "行业领域", "职责内容", "落在条款"), rows)


def _clauses(site: Site, plan: View) -> dict[str, list[str]]:
    """Duty id → the sections of the text in force whose clauses name it, as far as the audience may read it."""
    found: dict[str, list[str]] = {}
    edition = editions.in_force(site.library, plan.id, site.library.as_of)
    if edition is None or edition.body is None or not site.may_read(edition):
        return found
    for mark in marks(edition.body):
        section = (mark.heading.number or mark.heading.title) if mark.heading else "正文"
        if section not in found.setdefault(mark.id, []):
            found[mark.id].append(section)
    return found
