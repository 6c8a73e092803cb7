"""What several plan pages share: the edition to show, its notice, and the head block of facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from preplan import after_issue, editions, status
from preplan.model import Record
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site._register_links import unit as unit_link
from preplan.site.page import Site, View

TEXT_ANCHOR = "text"

Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """A plan and the edition its page tells about: the one in force, else the newest that may be shown."""

    plan: View
    edition: View | None
    notice: View | None
    validity: str

    @property
    def in_force(self) -> bool:
        return self.validity in ("in_force", "under_revision")


def edition_shown(site: Site, plan: View) -> Shown:
    """The edition that the audience may see on the page of a plan."""
    library = site.library
    current = editions.in_force(library, plan.id, library.as_of)
    shown = known_editions(site, plan.id)
    edition = site.view(current) or (shown[-1] if shown else None)
    if edition is None:
        return Shown(plan, None, None, "")
    validity = status.validity(library, edition.record, library.as_of)
    return Shown(plan, edition, notice_of(site, edition), validity)


def known_editions(site: Site, plan: str) -> list[View]:
    """The editions of a plan that the audience may see, oldest first; those signed after the data date are not known."""
    library = site.library
    return [
        view
        for record in library.editions_of.get(plan, ())
        if (library.signed_on(record) or date.min) <= library.as_of and (view := site.view(record))
    ]


def notice_of(site: Site, edition: View) -> View | None:
    """The notice that issues an edition, as the audience may see it."""
    return site.view(site.library.notice_of(edition.record))


def is_withheld(plan: View | Record) -> bool:
    """True if the public may not know of the plan."""
    return bool(plan.get("disclosure", "mode") == "withheld")


def plan_link(site: Site, plan: Record, page: str) -> str:
    """Title of a plan, linked to its page; — if the audience may not know of it."""
    view = site.view(plan)
    return md.link(view.get("title"), paths.below_plans(plan), page) if view else md.NONE


def secrecy_banner(plan: View | Record | None) -> str:
    """What stands on top of every page of a plan that the public may not know."""
    return "**不公开预案：只在内部使用，不得外传。**" if plan is not None and is_withheld(plan) else ""


def validity_mark(site: Site, code: str) -> str:
    return md.mark(site.label("validity", code), code.replace("_", "-")) if code else md.NONE


def interpretation(site: Site, record: View | None) -> dict[str, str] | None:
    """政策解读 of a revision, once it is out."""
    reading: dict[str, str] | None = record.get("interpretation") if record else None
    return reading if reading and site.known(reading["on"]) else None


def published_on(site: Site, edition: View) -> date | None:
    """发布日期 by the data date."""
    after = after_issue.after_issue(site.library, edition.record, site.library.as_of)
    return after.published_on if after else None


def edition_rows(site: Site, edition: View, page: str) -> Rows:
    """有效性 … 发文机关: the part of the head block that belongs to an edition."""
    library = site.library
    own, notice = paths.below_plans(edition.record), notice_of(site, edition)
    effective = editions.effective_on(library, edition.record)
    issuer = library.units.get(notice.get("issuer")) if notice else None
    days = (notice.get("signed_on") if notice else None, published_on(site, edition), effective)
    return [
        ("有效性", validity_mark(site, status.validity(library, edition.record, library.as_of))),
        ("版本", md.link(edition.get("edition"), own if own != page else None, page)),
        ("发文字号", md.text(notice.get("number") if notice else None)),
        ("成文 / 发布 / 施行", " / ".join(map(md.day, days))),
        ("发文机关", md.text(issuer.get("name") if issuer else None)),
    ]


def plan_rows(site: Site, shown: Shown, page: str) -> Rows:
    """牵头部门 … 咨询电话: the part of the head block that belongs to the plan."""
    plan = shown.plan
    command = md.text(plan.get("command", "name"))
    if office := plan.get("command", "office_at"):
        command += f"（办公室设在{unit_link(site, office, page)}）"
    mode = md.text(site.label("disclosure", plan.get("disclosure", "mode")))
    if reason := plan.get("disclosure", "reason"):
        mode += f"（{md.text(reason)}）"
    return [
        ("牵头部门", unit_link(site, plan.get("lead"), page)),
        ("指挥机构", command),
        ("上级预案", upper_plan(site, plan, page)),
        ("代替", md.names(replaced_by(shown), "<br>")),
        ("公开方式", mode),
        ("咨询电话", md.text(plan.get("phone"))),
    ]


def upper_plan(site: Site, plan: View, page: str) -> str:
    """题名（文号，日期）of the plan above, linked to the list of instruments where it stands there."""
    upper = plan.get("upper_plan")
    if not upper:
        return md.NONE
    law = upper.get("law")
    known = site.view(site.library.of("law").get(law)) if law else None
    title = md.link(
        f"《{upper['title']}》", paths.LAWS if known else None, page, paths.law_anchor(law) if known else ""
    )
    details = "，".join(md.text(upper[key]) for key in ("number", "date") if upper.get(key))
    is_known = details and ("date" not in upper or site.known(upper["date"]))
    return title + (f"（{details}）" if is_known else "")


def repeals_of(notice: View | None, plan: str) -> Iterator[dict[str, str]]:
    """The papers of a plan that a notice repeals."""
    for repeal in notice.get("repeals", default=()) if notice else ():
        if repeal.get("plan") == plan:
            yield repeal


def replaced_by(shown: Shown) -> list[str]:
    """题名（旧文号，日期）of what the edition replaces."""
    return [
        titled(repeal["title"], repeal.get("number"), repeal.get("date"))
        for repeal in repeals_of(shown.notice, shown.plan.id)
    ]


def titled(title: str, *details: str | None) -> str:
    """《title》（details）, the details that are known."""
    known = "，".join(md.text(detail) for detail in details if detail)
    return md.text(f"《{title}》") + (f"（{known}）" if known else "")
