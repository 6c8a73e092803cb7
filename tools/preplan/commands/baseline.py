"""preplan baseline: what the baseline covers; --prune takes out what has been mended."""

from __future__ import annotations

import argparse

HELP = "列出基线（已知而暂不改正的结果）；--prune 删去已经改正的条目"


def arguments(sub: argparse.ArgumentParser) -> None:
    from preplan.commands.parse import add_day

    sub.add_argument("--prune", action="store_true", help="从 plans/baseline.yaml 删去没有对应结果的条目，其余一字不动")
    add_day(sub)


def run(options: argparse.Namespace) -> int:
    from preplan import desk
    from preplan.baseline import pruned
    from preplan.commands.output import deliver, write

    root = desk.find_root(options.folder)
    opened = desk.open_library(root, options.today, options.as_of)
    judged = desk.judge(opened)
    record = next(iter(opened.library.of("baseline").values()), None)
    if record is None:
        deliver("没有可用的基线（plans/baseline.yaml 不存在或写法有误）。\n", None)
        return 0
    entries = record.get("debts")
    lines = []
    for index, entry in enumerate(entries):
        state = "已无对应结果" if index in judged.stale else "仍在"
        value = f"「{entry['value']}」" if "value" in entry else ""
        who = f"{entry['since']} {entry['approved_by']}"
        lines.append(f"{state}  {entry['rule']}  {entry['record']}{value}  {entry['reason']}（{who}）")
    lines.append(f"共 {len(entries)} 条，其中 {len(judged.stale)} 条已无对应结果。")
    if options.prune and judged.stale:
        path = root / record.path
        write(path, pruned(path.read_text(encoding="utf-8"), record, judged.stale).encode("utf-8"))
        lines.append(f"已从 {record.path} 删去 {len(judged.stale)} 条。")
    deliver("\n".join(lines) + "\n", None)
    return 0
