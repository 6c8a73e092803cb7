"""How a record of each kind begins: where it lies, which number is free, what is known of it, what comes next."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

from preplan.kinds import BY_NAME
from preplan.model import OVERALL
from preplan.skeleton import Refused
from preplan.skeleton.ask import Ask, Start
from preplan.skeleton.taken import Taken, first_free, here, next_number


def _plan(ask: Ask) -> Start:
    id = ask.fitting("id", ask.id)
    then = "有印发过的版本，用 preplan new notice 和 preplan new edition 登记"
    if id == OVERALL:
        return Start("plans/overall/plan.yaml", {("id",): id, ("type",): OVERALL}, then)
    number = next_number(ask.taken.values("number"), "([0-9]+)", 999)
    return Start(
        f"plans/special/{id}/plan.yaml",
        {("id",): id},
        f"把 {id} 写进 plans/campaigns/年.yaml 的批次；{then}",
        known={("number",): number, ("type",): "special"},
        numbered=f"序号 {number}",
    )


def _edition(ask: Ask) -> Start:
    plan, _, id = ask.id.partition("/")
    folder = f"{_folder(ask, plan)}/editions"
    year = ask.the_year()
    used = (PurePosixPath(file.path).stem for file in ask.taken.files if file.path.startswith(f"{folder}/"))
    id = ask.fitting("editionId", id or first_free((year, *(f"{year}-{turn}" for turn in range(2, 10))), used))
    then = "notice 填通知的标识，那份通知的 issues 要列上这一版；正文照正式印发文本录入，暂不入库的删去各章"
    return Start(f"{folder}/{id}.md", {("plan",): plan, ("edition",): id}, then, numbered=f"版本号 {id}")


def _record(ask: Ask) -> Start:
    plan, _, campaign = ask.id.partition("/")
    folder = _folder(ask, plan)
    if not campaign:
        begun = [PurePosixPath(file.path).stem for file in here(ask.root, BY_NAME["campaign"]).files]
        if not begun:
            raise Refused(f"没有修编计划（plans/campaigns/年.yaml），请写明年份，如 {plan}/{ask.the_year()}")
        campaign = max(begun)
    return Start(
        f"{folder}/revisions/{ask.fitting('year', campaign)}/record.yaml",
        {("plan",): plan, ("campaign",): campaign},
        "每进入一个阶段，在 stages 末尾加一条；办完补完成日期和收尾文件",
        known={("stages", "stage"): "planned"},
    )


def _notice(ask: Ask) -> Start:
    id = ask.id
    if not id:
        series = f"{ask.the_year()}-{ask.fitting('id', ask.series) + '-' if ask.series else ''}"
        id = f"{series}{next_number(_stems(ask.taken), f'{series}([0-9]+)')}"
    ask.fitting("noticeId", id)
    return Start(
        f"plans/notices/{id[:4]}/{id}.yaml",
        {("id",): id},
        f"发文字号和日期照抄通知原件，不推算；原件的号与 {id} 不同的，标识和文件名一起改；"
        "issues 里的每个版本用 preplan new edition 登记",
        numbered=f"通知标识 {id}",
    )


def _duty(ask: Ask) -> Start:
    unit, _, id = ask.id.partition("/")
    _among(unit, here(ask.root, BY_NAME["department"]).ids_here(), "单位名录 plans/departments.yaml 中没有单位")
    id = id or f"D{next_number(ask.taken.values('id'), 'D([0-9]{3})', 999):03}"
    path = f"plans/duties/{ask.fitting('id', unit)}.yaml"
    own = (record.get("item") for file in ask.taken.files if file.path == path for record in file.items(ask.kind))
    groups = (match[1] for value in own if (match := re.fullmatch("([0-9]+)-[0-9]+", str(value))))
    group = next(groups, "") or str(next_number(ask.taken.values("item"), "([0-9]+)-[0-9]+", 99))
    item = f"{group}-{next_number(ask.taken.values('item'), f'{group}-([0-9]+)', 99)}"
    return Start(
        path,
        {("department",): unit, ("duties", "id"): ask.fitting("dutyId", id)},
        "条目号以正式的任务分工文件为准；行业领域写 plans/sectors.yaml 中的标识；依据不详的不填",
        known={("duties", "item"): item},
        numbered=f"编号 {id}、条目号 {item}",
        item=id,
    )


def _filing(ask: Ask) -> Start:
    id = ask.id
    if not id:
        year = ask.the_year()
        id = f"S{year}-{next_number(_stems(ask.taken), f'S{year}-([0-9]{{4}})'):04}"
    year = ask.fitting("receiptId", id)[1:5]
    region = ask.bureau("region_code")
    serial = next_number(ask.taken.values("number"), f"{re.escape(str(region))}-{year}-([0-9]{{4}})")
    number = f"{region}-{year}-{serial:04}"
    return Start(
        f"plans/filings/{year}/{id}.yaml",
        {("receipt",): id},
        f"核对材料是否齐全；予以登记时再填 number（{year} 年登记的，现在轮到 {number}）和 registered_on",
        hints={("number",): number},
        numbered=f"收件号 {id}",
    )


def _listed(ask: Ask) -> Start:
    kind = ask.kind
    id = ask.fitting("id", ask.id)
    path = "plans/" + kind.pattern.replace("\\", "")
    return Start(path, {(kind.items, kind.item_id): id}, f"标识 {id} 一经引用不再改", item=id)


STARTS: Mapping[str, Callable[[Ask], Start]] = {
    "plan": _plan,
    "edition": _edition,
    "notice": _notice,
    "record": _record,
    "duty": _duty,
    "filing": _filing,
    "department": _listed,
    "sector": _listed,
    "law": _listed,
}
NUMBERED = ("notice", "filing")  # an id need not be given
YEARLY = ("edition", "notice", "filing")


def _stems(taken: Taken) -> Iterable[str]:
    return (PurePosixPath(file.path).stem for file in taken.files)


def _folder(ask: Ask, plan: str) -> str:
    """The folder of a plan. Raises Refused if there is no such plan."""
    known = {PurePosixPath(file.path).parent.name: file.path for file in here(ask.root, BY_NAME["plan"]).files}
    _among(plan, known, "没有预案")
    return str(PurePosixPath(known[plan]).parent)


def _among(id: str, known: Iterable[str], missing: str) -> None:
    listed = list(known)
    if id not in listed:
        near = difflib.get_close_matches(id, listed, 3)
        raise Refused(f"{missing}「{id}」" + (f"，最接近的是：{'、'.join(near)}" if near else ""))
