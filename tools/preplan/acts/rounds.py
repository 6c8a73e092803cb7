"""The rounds of a filing case: material received, told once what is missing, complete, filed.

The clock is `filing_status`; an act refuses what has no place in the round.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from preplan import dates, filing_status
from preplan.acts import edit
from preplan.acts.bench import Bench, one_of
from preplan.kinds import BY_NAME
from preplan.model import Record
from preplan.skeleton import Refused
from preplan.skeleton.taken import look, next_number


def receive(bench: Bench, receipt: str, on: date) -> None:
    """A further round: material that came again after the last was complete."""
    case, last = _open(bench, receipt)
    if "completed_on" not in last:
        known = (
            f"已于 {last['notified_on']} 告知缺项，补齐的用 preplan complete" if "notified_on" in last else "正在核对"
        )
        raise Refused(f"{case.id} 的上一轮还没有结束：{last['received_on']} 收件，{known}")
    day = bench.day(on, "收件日期", dates.parse(last["completed_on"]))
    bench.put(case.path, edit.add(bench.text(case.path), ("rounds",), {"received_on": day}))
    _say(bench, case, f"第 {len(case.get('rounds')) + 1} 轮收件，{on}", on)


def notify(bench: Bench, receipt: str, on: date, missing: list[str]) -> None:
    """一次性告知: all that is missing, once a round."""
    case, last = _open(bench, receipt)
    if "notified_on" in last:
        raise Refused(f"{case.id} 这一轮已于 {last['notified_on']} 一次性告知；缺项只告知一次")
    items = [item.strip() for item in missing if item.strip()]
    if not items:
        raise Refused("一次性告知要写明全部缺项，用 --missing，可重复")
    received = dates.parse(last["received_on"])
    order = bench.keys("filing", "rounds")
    way = ("rounds", len(case.get("rounds")) - 1)
    text = edit.put(bench.text(case.path), (*way, "notified_on"), bench.day(on, "告知日期", received), order)
    bench.put(case.path, edit.put(text, (*way, "missing"), items, order))
    used = bench.library.calendar.count(received, on) if received else None
    if used is not None and used > filing_status.CHECK_WORKDAYS:
        bench.said.append(f"注意：收件后第 {used} 个工作日才告知，已超过 {filing_status.CHECK_WORKDAYS} 个工作日")
    bench.said.append(f"{_named(case)}：{on} 一次性告知缺项 {len(items)} 项：{'、'.join(items)}")


def complete(bench: Bench, receipt: str, on: date, materials: list[str]) -> None:
    """补齐: from this day the working days run anew."""
    case, last = _open(bench, receipt)
    if "notified_on" not in last:
        raise Refused(f"{case.id} 没有告知过缺项，不用补齐；材料齐全的用 preplan file 登记备案")
    if "completed_on" in last:
        raise Refused(f"{case.id} 已于 {last['completed_on']} 补齐")
    way = ("rounds", len(case.get("rounds")) - 1, "completed_on")
    day = bench.day(on, "补齐日期", dates.parse(last["notified_on"]))
    text = edit.put(bench.text(case.path), way, day, bench.keys("filing", "rounds"))
    for material in materials:
        if material in case.get("materials"):
            raise Refused(f"{bench.library.label('material', material)}已登记在已收到的材料中")
        text = edit.add(text, ("materials",), material, bench.keys("filing"))
    bench.put(case.path, text)
    _say(bench, case, f"{on} 补齐", on)


def file(bench: Bench, receipt: str, on: date, number: str, archive: str, reason: str) -> None:
    """登记备案: the case gets its number."""
    case, last = _open(bench, receipt)
    if filing_status.complete_on(case, bench.present) is None:
        raise Refused(f"{case.id} 已于 {last['notified_on']} 告知缺项，还没有补齐，不能登记备案")
    start = filing_status.complete_on(case, bench.present)
    day = bench.day(on, "登记日期", start)
    used = bench.library.calendar.count(start, on) if start else None
    if used is not None and used > filing_status.CHECK_WORKDAYS and not (reason or case.get("late_reason")):
        raise Refused(
            f"{case.id} 自 {start} 起已 {used} 个工作日，超过 {filing_status.CHECK_WORKDAYS} 个工作日，用 --late-reason 写明原因"
        )
    given = number or _next(bench, on)
    if holder := next((c for c in bench.library.every("filing") if c.get("number") == given), None):
        raise Refused(f"备案编号 {given} 已由 {holder.id} 用了")
    text, order = bench.text(case.path), bench.keys("filing")
    for key, value in (("number", given), ("registered_on", day), ("late_reason", reason), ("archive", archive)):
        if value:
            text = edit.put(text, (key,), value, order)
    bench.put(case.path, text)
    took = f"，用了 {used} 个工作日" if used is not None else ""
    bench.said.append(f"{_named(case)}：{on} 登记备案，编号 {given}{took}。备案仅核对材料齐全")


def _open(bench: Bench, receipt: str) -> tuple[Record, dict[str, Any]]:
    """The case and its last round. Raises Refused if it is unknown or closed."""
    if receipt not in bench.library.of("filing") and not bench.library.knows("filing", receipt):
        near = receipt if receipt.startswith("S") else ""
        raise Refused(f"没有收件号「{receipt}」；新收的件用 preplan new filing {near}".rstrip())
    case = one_of(receipt, bench.library.of("filing").values(), "备案件", names=("number",))
    state = filing_status.state(case, bench.present)
    if state in ("filed", "cancelled", "deemed"):
        raise Refused(
            f"{_named(case)} 的状态是“{bench.library.label('filingState', state)}”，这一件已经办结；再申报的另收一件"
        )
    return case, dict(case.get("rounds")[-1])


def _next(bench: Bench, on: date) -> str:
    """The next number of the year, behind those of the folder and of all branches."""
    region = bench.library.bureau.get("region_code") if bench.library.bureau else ""
    taken = look(bench.root, BY_NAME["filing"])
    return f"{region}-{on.year}-{next_number(taken.values('number'), f'{region}-{on.year}-([0-9]{{4}})'):04}"


def _say(bench: Bench, case: Record, what: str, start: date) -> None:
    last = bench.library.calendar.add(start, filing_status.CHECK_WORKDAYS)
    bench.said.append(
        f"{_named(case)}：{what}；核对末日 {last or '不详（工作日历没有这一年）'}（{filing_status.CHECK_WORKDAYS} 个工作日）"
    )


def _named(case: Record) -> str:
    return f"{case.id}（{case.get('unit', 'name')}）"
