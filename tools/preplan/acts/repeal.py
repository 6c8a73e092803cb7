"""登记废止: editions end without a successor, by a notice that says so."""

from __future__ import annotations

from datetime import date
from typing import Any

from preplan.acts import edit, notices
from preplan.acts.bench import Bench
from preplan.skeleton import Refused


def take(bench: Bench, texts: list[str], number: str, on: date, title: str, issuer: str, id: str) -> None:
    """Puts the repeal on the bench: into the notice with this number, or into a new one that issues nothing."""
    bench.day(on, "成文日期")
    told = notices.number(number, on)
    entries = notices.repeals(bench, texts, on)
    known = notices.of_number(bench, number)
    if known is not None:
        _same(bench, known.get("signed_on"), on.isoformat(), "成文日期", known.path)
        _same(bench, known.get("issuer"), issuer or known.get("issuer"), "发文机关", known.path)
        text = bench.text(known.path)
        for entry in entries:
            text = edit.add(text, ("repeals",), entry, bench.keys("notice"))
        bench.put(known.path, text)
    else:
        if not title:
            raise Refused(f"{number} 还没有登记，新登记一份废止通知要写 --title 标题（照抄原件）")
        issuer = issuer or "government-office"
        if issuer not in bench.library.units:
            raise Refused(f"发文机关「{issuer}」不在单位名录中，用 --issuer 写单位标识")
        id = notices.free_id(bench, told, issuer, id)
        data: dict[str, Any] = {"id": id, "number": number, "title": title, "issuer": issuer}
        data |= {"signed_on": on.isoformat(), "remark": _remark(bench, entries), "issues": [], "repeals": entries}
        bench.begin(f"plans/notices/{id[:4]}/{id}.yaml", "".join(f"{line}\n" for line in edit.block(data)))
    bench.said.append(
        f"{number}，{on}，废止 {len(entries)} 件：" + "、".join(f"《{entry['title']}》" for entry in entries)
    )


def _remark(bench: Bench, entries: list[dict[str, Any]]) -> str:
    """Public if every plan it names is."""
    plans = [bench.library.of("plan").get(entry.get("plan", "")) for entry in entries]
    is_public = all(plan is not None and plan.get("disclosure", "mode") == "public" for plan in plans)
    return "public" if is_public else "withheld"


def _same(bench: Bench, there: str, said: str, what: str, path: str) -> None:
    if there != said:
        raise Refused(f"{path} 登记的{what}是 {there}，写的是 {said}；同一文号的日期和机关只有一个，请按原件核对")
