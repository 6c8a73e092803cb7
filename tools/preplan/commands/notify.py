"""preplan notify: a filing unit is told once of all that is missing."""

from __future__ import annotations

import argparse

HELP = "登记备案一次性告知：材料不全的，一次写明全部缺项"


def arguments(sub: argparse.ArgumentParser) -> None:
    from preplan.commands._act import add_dry_run
    from preplan.commands.parse import day

    sub.epilog = (
        "预案质量、照片多少、是否用了某个模板、有无演练记录，都不是缺项。\n\n"
        "例：preplan notify S2022-0216 --date 2023-01-04 --missing 申报表未盖章 --missing 缺应急资源调查清单"
    )
    sub.add_argument("receipt", metavar="收件号", help="如 S2022-0123")
    sub.add_argument("--date", type=day, required=True, metavar="日期", help="告知的日期")
    sub.add_argument("--missing", action="append", default=[], metavar="缺项", help="一项一写，可重复")
    add_dry_run(sub)


def run(options: argparse.Namespace) -> int:
    from preplan.acts import rounds
    from preplan.commands._act import perform

    return perform(options, lambda bench: rounds.notify(bench, options.receipt, options.date, options.missing))
