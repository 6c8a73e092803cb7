"""登记印发: one notice, its plans and what it repeals, in one act. Drafts become editions; the clocks run from the notice.

Issued are papers of others (practice §1.5): the act registers what the notice says and infers nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from preplan import after_issue, dates, editions, procedure, status
from preplan.acts import draft, edit, edition_hash, minor, notices
from preplan.acts.bench import Bench
from preplan.load.document import FENCE
from preplan.model import Record
from preplan.skeleton import Refused
from preplan.skeleton.taken import first_free

PENDING = "【待定"  # what a drafter leaves open; an edition has none


@dataclass(frozen=True, slots=True)
class Issue:
    """What the notice says. Empty `issuer`, `title`, `remark` and `id` are those that follow from the plans."""

    number: str
    on: date
    plans: tuple[Record, ...]
    repeals: list[str]
    issuer: str = ""
    title: str = ""
    remark: str = ""
    id: str = ""
    effective: date | None = None
    posted: date | None = None


def take(bench: Bench, issue: Issue) -> None:
    """Puts notice and editions on the bench. Raises Refused, with all that stands against it, if one plan may not go."""
    library = bench.library
    bench.day(issue.on, "成文日期")
    number = notices.number(issue.number, issue.on)
    if known := notices.of_number(bench, number.text):
        raise Refused(
            f"{number.text} 已登记（{known.path}，成文日期 {known.get('signed_on')}）；"
            "一份通知印发的几件预案一次登记，漏登的改原记录"
        )
    repeals = notices.repeals(bench, issue.repeals, issue.on)
    issuer = issue.issuer or _usual_issuer(issue)
    against = [problem for plan in issue.plans for problem in _against(bench, plan, issue, issuer, repeals)]
    if against:
        raise Refused("\n".join(against) if len(against) == 1 else "\n  ".join(["有几处不合程序：", *against]))
    id = notices.free_id(bench, number, issuer, issue.id)
    items: list[dict[str, Any]] = []
    for plan in issue.plans:
        edition = _edition(bench, plan, issue, id)
        items.append({"plan": plan.id, "edition": edition})
    data = {
        "id": id,
        "number": number.text,
        "title": issue.title or _title(bench, issue, issuer),
        "issuer": issuer,
        "signed_on": issue.on.isoformat(),
        "posted_on": issue.posted.isoformat() if issue.posted else None,
        "remark": issue.remark or _remark(issue),
        "issues": items,
        "repeals": repeals or None,
    }
    lines = edit.block({key: value for key, value in data.items() if value is not None})
    bench.begin(f"plans/notices/{id[:4]}/{id}.yaml", "".join(f"{line}\n" for line in lines))
    _tell(bench, issue, number.text, repeals)
    if not issue.title:
        bench.said.append(f"标题由预案名称拟出，请与通知原件核对：{data['title']}")
    if library.bureau and issue.on <= library.as_of and library.bureau.get("stated_totals"):
        bench.said.append("文件载明的总数（bureau.yaml 的 stated_totals）如因此不符，更新或删去那一条")


def _against(bench: Bench, plan: Record, issue: Issue, issuer: str, repeals: list[dict[str, Any]]) -> list[str]:
    """Why the plan may not be registered as issued; empty if it may."""
    library, name = bench.library, plan.get("title")
    campaign = library.campaign_on(issue.on)
    record = library.of("record").get(f"{plan.id}/{campaign.id}/record") if campaign else None
    if campaign is None or record is None:
        return [f"「{name}」没有 {issue.on} 所在一轮的修编记录，不能登记印发"]
    if done := editions.revised_edition(library, plan.id, bench.present):
        number = library.notice_of(done)
        return [f"「{name}」这一轮已由 {number.get('number') if number else ''} 印发“{done.get('edition')}”版"]
    by = status.procedure_of(record, issue.on)
    found: list[str] = []
    rows = record.get("stages")
    last = rows[-1]
    if last["stage"] not in procedure.BY_NAME or last["stage"] != procedure.STAGES[-1]:
        move = by.move(last["stage"] if last["stage"] in procedure.BY_NAME else "", procedure.ISSUED)
        found.append(f"「{name}」{move.words(lambda stage: library.label('stage', stage)) or '还没有审议批准'}")
    elif not status.passed(last, issue.on):
        closed = dates.parse(last.get("closed_on"))
        why = (
            f"{closed} 才完成，晚于成文日期 {issue.on}"
            if closed and closed > issue.on
            else "没有会议纪要或者领导签批件和日期"
        )
        found.append(f"「{name}」的审议批准{why}；先用 preplan stage {plan.id} approval 登记")
    else:
        missing = [kind for kind in by.needs("approval") if not status.has_paper(last, (kind,), issue.on)]
        if missing:
            found.append(f"「{name}」报批缺{'、'.join(library.label('paperKind', kind) for kind in missing)}")
    if problem := _issuer_problem(bench, plan, by, issuer):
        found.append(f"「{name}」{problem}")
    found += _text_problems(bench, plan, record, name, issue.on)
    listed = {(entry.get("plan"), entry.get("edition")) for entry in repeals}
    numbers = {entry.get("number") for entry in repeals}
    for old in library.editions_of.get(plan.id, ()):
        notice = library.notice_of(old)
        is_listed = (plan.id, old.get("edition")) in listed or (notice is not None and notice.get("number") in numbers)
        if not is_listed and editions.repealed_on(library, old, issue.on) is None:
            found.append(
                f"「{name}」的“{old.get('edition')}”版还有效，通知同时废止的写 --repeals {plan.id}/{old.get('edition')}；"
                "通知没有写明废止的，先报发文机关"
            )
    return found


def _text_problems(bench: Bench, plan: Record, record: Record, name: str, on: date) -> list[str]:
    path = draft.path_of(plan)
    if not bench.has(path):
        return [f"「{name}」没有 {path}；把正式印发的正文放进去再登记"]
    _, rest = edit.front(bench.text(path))
    body = rest[len(FENCE) + 1 :]
    if not body.strip():
        return [f"「{name}」的 {path} 没有正文"]
    lines = [number for number, line in enumerate(bench.text(path).split("\n"), 1) if PENDING in line]
    found = [f"「{name}」的 {path} 第 {'、'.join(map(str, lines))} 行还有待定的内容"] if lines else []
    if record.get("procedure") == procedure.SIMPLIFIED:
        current = editions.in_force(bench.library, plan.id, on)
        topics = minor.topics_touched(current.body.text if current and current.body else "", body)
        if topics:
            found.append(
                f"「{name}」改动了{'、'.join(topics)}，依法走完整程序（预案管理办法第三十六条），修编记录写的是简化程序"
            )
    return found


def _issuer_problem(bench: Bench, plan: Record, by: procedure.Procedure, issuer: str) -> str:
    unit = bench.library.units.get(issuer)
    if unit is None:
        return f"的发文机关「{issuer}」不在单位名录中，用 --issuer 写单位标识" if issuer else _joint(by)
    may = by.issuers
    if issuer in may.units or (may.command and unit.get("name") == plan.get("command", "name")):
        return ""
    if may.jointly and set(may.jointly) <= set(unit.get("members", default=())):
        return ""
    if may.jointly:
        return _joint(by)
    names = "或者".join(bench.library.unit_name(id) for id in may.units) + (
        "或者本预案的指挥机构" if may.command else ""
    )
    return f"应当由{names}印发，写的是{unit.get('short')}"


def _joint(by: procedure.Procedure) -> str:
    members = ", ".join(by.issuers.jointly)
    return (
        f"自 {procedure.LAW_2024_FROM} 起由市委、市政府联合印发；"
        f"在单位名录登记一个单位组（members: [{members}]），用 --issuer 写它的标识"
    )


def _usual_issuer(issue: Issue) -> str:
    """The one unit that may issue all the plans; "" if there is none."""
    kinds = {procedure.of(plan.get("type"), procedure.FULL, issue.on).issuers.units[:1] for plan in issue.plans}
    return next(iter(kinds))[0] if len(kinds) == 1 and all(kinds) else ""


def _edition(bench: Bench, plan: Record, issue: Issue, notice: str) -> str:
    """The draft becomes an edition: its body stays byte for byte; the new edition's id."""
    path = draft.path_of(plan)
    text = bench.text(path)
    _, rest = edit.front(text)
    folder = plan.path.rpartition("/")[0]
    year = str(issue.on.year)
    used = [edition.get("edition") for edition in bench.library.every("edition") if edition.get("plan") == plan.id]
    id = first_free((year, *(f"{year}-{turn}" for turn in range(2, 10))), used)
    known = next((d for d in bench.library.of("draft").values() if d.path == path), None)
    data: dict[str, Any] = {"plan": plan.id, "edition": id, "notice": notice}
    if issue.effective:
        data["effective_on"] = issue.effective.isoformat()
    if known and known.get("bases"):
        data["bases"] = list(known.get("bases"))
    data |= edition_hash.fields(rest[len(FENCE) + 1 :])
    target = f"{folder}/editions/{id}.md"
    bench.begin(target, f"{FENCE}\n" + "".join(f"{line}\n" for line in edit.block(data)) + rest)
    bench.remove(path)
    bench.moved[path] = target
    return id


def _title(bench: Bench, issue: Issue, issuer: str) -> str:
    unit = bench.library.units.get(issuer)
    names = [plan.get("title") for plan in issue.plans]
    what = f"《{names[0]}》" if len(names) == 1 else f"{''.join(f'《{name}》' for name in names)}"
    if any(plan.get("disclosure", "mode") == "withheld" for plan in issue.plans):
        what = f"{len(names)}件专项应急预案"
    return f"{unit.get('name') if unit else ''}关于印发{what}的通知"


def _remark(issue: Issue) -> str:
    is_public = all(plan.get("disclosure", "mode") == "public" for plan in issue.plans)
    return "public" if is_public else "withheld"


def _tell(bench: Bench, issue: Issue, number: str, repeals: list[dict[str, Any]]) -> None:
    names = "、".join(f"「{plan.get('title')}」" for plan in issue.plans)
    bench.said.append(f"{number}，成文日期 {issue.on}，印发 {len(issue.plans)} 件：{names}")
    if repeals:
        bench.said.append(f"同时废止 {len(repeals)} 件：" + "、".join(f"《{entry['title']}》" for entry in repeals))
    for what, days in (("公布", after_issue.PUBLISH_WORKDAYS), ("备案", after_issue.FILE_WORKDAYS)):
        last = bench.library.calendar.add(issue.on, days)
        bench.said.append(f"{what}末日：{last or '不详（工作日历没有这一年）'}（印发之日起 {days} 个工作日）")
    bench.said.append("以后补登记：版本文首的两句话、保密审查、附件；公布和报送的日期写入修编记录")
