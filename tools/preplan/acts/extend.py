"""登记延期: an approved new deadline, with its reason and who approved it."""

from __future__ import annotations

from datetime import date

from preplan import procedure, status
from preplan.acts import edit
from preplan.acts.bench import Bench
from preplan.model import Record
from preplan.skeleton import Refused


def take(bench: Bench, plan: Record, until: date, reason: str, by: str, on: date, requested: date | None) -> None:
    """Puts the extension on the bench: `on` is the day of approval. Raises Refused if nothing is to be extended."""
    library, name = bench.library, plan.get("title")
    campaign = library.campaign_on(on)
    if campaign is None or plan.id not in library.batch_of[campaign.id]:
        raise Refused(f"「{name}」不在 {on} 的修编计划中，没有时限可延")
    approved = bench.day(on, "批准日期", campaign.day("started_on"))
    if requested and requested > on:
        raise Refused(f"申请日期 {requested} 晚于批准日期 {on}")
    row = status.progress(library, plan, max(on, library.as_of))
    if row.stage == procedure.ISSUED:
        raise Refused(f"「{name}」已经印发，没有时限可延")
    if until <= on:
        raise Refused(f"新时限 {until} 不晚于批准日期 {on}")
    final = library.batch_of[campaign.id][plan.id]["deadlines"].get(procedure.ISSUED)
    # Of a plan without a deadline (adjusting) there is nothing to compare with.
    before = max((day for day in (row.extended_until, row.deadline) if day), default=None)
    if before and until <= before:
        raise Refused(f"新时限 {until} 不晚于现在的时限 {before}")
    if not reason.strip() or not by.strip():
        raise Refused("延期要有理由和批准岗位")
    entry = {"plan": plan.id, "reason": reason.strip()}
    entry |= {"requested_on": bench.day(requested, "申请日期")} if requested else {}
    entry |= {"approved_by": by.strip(), "approved_on": approved, "until": until.isoformat()}
    text = edit.add(bench.text(campaign.path), ("extensions",), entry, bench.keys("campaign"))
    bench.put(campaign.path, text)
    bench.said.append(f"「{name}」延期至 {until}（原时限 {before or '没有'}），{by} 于 {on} 批准")
    if final and until.isoformat() > final:
        bench.said.append(f"新时限在计划的印发时限 {final} 以后")
