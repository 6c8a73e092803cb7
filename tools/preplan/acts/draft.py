"""The draft of a plan: begun from the text in force when drafting begins, its stage kept in step afterwards."""

from __future__ import annotations

from datetime import date

from preplan import editions
from preplan.acts import edit, names
from preplan.acts.bench import Bench
from preplan.kinds import BY_NAME
from preplan.load.document import FENCE
from preplan.model import Record
from preplan.skeleton import outline


def path_of(plan: Record) -> str:
    return f"{plan.path.rpartition('/')[0]}/draft.md"


def follow(bench: Bench, plan: Record, campaign: str, stage: str, on: date) -> None:
    """Begins the draft on entering 起草; later writes the stage into it. A draft that is there keeps its text."""
    path = path_of(plan)
    if bench.has(path):
        bench.put(path, edit.put_front(bench.text(path), ("stage",), stage))
        bench.said.append(f"{path} 的稿次改为“{bench.library.label('stage', stage)}”")
    elif stage == "drafting":
        _begin(bench, plan, campaign, on)


def _begin(bench: Bench, plan: Record, campaign: str, on: date) -> None:
    current = editions.in_force(bench.library, plan.id, on)
    has_text = current is not None and current.body is not None and not current.body.is_empty
    data: dict[str, object] = {"plan": plan.id, "campaign": campaign, "stage": "drafting", "updated_on": on.isoformat()}
    if current is not None and current.get("bases"):
        data["bases"] = list(current.get("bases"))
    head = "".join(f"{line}\n" for line in edit.block(data))
    body = (
        edit.front(bench.text(current.path))[1]
        if has_text and current
        else f"{FENCE}\n\n{outline.of(BY_NAME['draft'])}"
    )
    swap = names.of_today(bench.library)
    body = "\n".join(swap(line) for line in body.split("\n"))
    bench.begin(path_of(plan), f"{FENCE}\n{head}{body}")
    source = f"“{current.get('edition')}”版正文" if has_text and current else "章节提纲（现行版正文没有入库）"
    bench.said.append(f"起草稿 {path_of(plan)} 由{source}开始，法规要改用现行")
    for (old, new), count in swap.done.items():
        bench.said.append(f"  曾用名「{old}」改为「{new}」{count} 处，请核对职责是否一并划转")
