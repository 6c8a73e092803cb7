"""preplan receive: material of an open filing case came again."""

from __future__ import annotations

import argparse

HELP = "登记备案再次收件：上一轮补齐以后又收到材料，开始新的一轮"


def arguments(sub: argparse.ArgumentParser) -> None:
    from preplan.commands._act import add_dry_run
    from preplan.commands.parse import day

    sub.epilog = "第一次收件用 preplan new filing 新建。\n\n例：preplan receive S2022-0213 --date 2023-01-09"
    sub.add_argument("receipt", metavar="收件号", help="如 S2022-0123")
    sub.add_argument("--date", type=day, required=True, metavar="日期", help="材料到手的日期")
    add_dry_run(sub)


def run(options: argparse.Namespace) -> int:
    from preplan.acts import rounds
    from preplan.commands._act import perform

    return perform(options, lambda bench: rounds.receive(bench, options.receipt, options.date))
