"""The parts of a revision's page on what was issued, and what changed in the plan of work; as in `_revision`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from preplan import after_issue, editions
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site._plans import interpretation, plan_link
from preplan.site._steps import FILING, PUBLICATION, steps
from preplan.site.page import Site, View


def aftermath(site: Site, record: View, page: str) -> str:
    """印发 by which notice, 公布 and 备案 with their last day."""
    library, day = site.library, site.library.as_of
    plan = library.of("plan").get(record.get("plan"))
    edition = editions.revised_edition(library, record.get("plan"), day)
    if edition is None or plan is None:
        return ""
    notice = library.notice_of(edition)
    details = {
        PUBLICATION: record.get("publication", "at") if site.known(record.get("publication", "on")) else None,
        FILING: _filing(site, record.get("filing", default={})),
    }
    number = md.link(notice.get("number") if notice else None, paths.below_plans(edition), page)
    rows = [("印发", md.day(library.signed_on(edition)), md.NONE, md.mark("已印发", "issued"), number)]
    for step in steps(plan, after_issue.after_issue(library, edition, day), day):
        word, state = step.situation
        rows.append(
            (
                step.word,
                md.day(step.done_on),
                md.day(step.deadline, "不详"),
                md.mark(word, state),
                md.text(details[step.code]),
            )
        )
    if reading := interpretation(site, record):
        rows.append(("政策解读", md.day(reading["on"]), md.NONE, md.NONE, md.text(reading["title"])))
    return md.table(("事项", "日期", "末日", "情况", "文号或去处"), rows)


def _filing(site: Site, filing: dict[str, Any]) -> str:
    """Where to, by which letter, with copies to whom; "" before it was drafted or sent."""
    days = [filing[key] for key in ("drafted_on", "sent_on") if key in filing]
    if not filing or (days and not any(map(site.known, days))):
        return ""
    is_sent = "sent_on" not in filing or site.known(filing["sent_on"])
    letter, copies = filing.get("letter") if is_sent else None, filing.get("copies")
    parts = (
        f"报送{filing['to']}",
        f"报送函{letter}" if letter else "报送函没有文号",
        f"抄送{'、'.join(copies)}" if copies else "",
    )
    return "，".join(part for part in parts if part)


def plan_changes(site: Site, record: View, page: str) -> str:
    """Extensions and adjustments of the plan in its campaign, asked for or approved by the data date."""
    campaign = site.library.of("campaign").get(record.get("campaign"))
    if campaign is None:
        return ""
    plans, rows = site.library.of("plan"), []
    for entry in _known(site, record, campaign.get("extensions", default=())):
        until = f"新时限 {entry['until']}" if site.known(entry.get("approved_on")) else md.NONE
        rows.append(("延期", *_decision(site, entry), until, md.text(entry["reason"])))
    for entry in _known(site, record, campaign.get("adjustments", default=())):
        into = plans.get(entry.get("into", ""))
        kind = md.text(site.label("adjustmentKind", entry["kind"]))
        target = plan_link(site, into, page) if into else md.NONE
        rows.append((kind, *_decision(site, entry), target, md.text(entry["reason"])))
    return md.table(("事项", "申请", "批准", "批准岗位", "结果", "理由"), rows) if rows else ""


def _known(site: Site, record: View, entries: Iterable[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The entries of the plan that were asked for or approved by the data date."""
    for entry in entries:
        acts = (entry.get("requested_on"), entry.get("approved_on"))
        if entry["plan"] == record.get("plan") and any(map(site.known, acts)):
            yield entry


def _decision(site: Site, entry: dict[str, str]) -> tuple[str, str, str]:
    approved = site.known(entry.get("approved_on"))
    return (
        md.day(site.known(entry.get("requested_on"))),
        md.day(approved, "未批"),
        md.text(entry.get("approved_by") if approved else None),
    )
