"""preplan file: a complete filing case is registered and gets its number."""

from __future__ import annotations

import argparse

HELP = "登记备案：材料齐全的予以登记，给备案编号"


def arguments(sub: argparse.ArgumentParser) -> None:
    from preplan.commands._act import add_dry_run
    from preplan.commands.parse import day

    sub.epilog = "例：preplan file S2022-0216 --date 2023-01-12 --archive YJBA-2023-0001"
    sub.add_argument("receipt", metavar="收件号", help="如 S2022-0123")
    sub.add_argument("--date", type=day, required=True, metavar="日期", help="登记的日期")
    sub.add_argument("--number", default="", metavar="编号", help="备案编号（默认当年的下一个号）")
    sub.add_argument("--archive", default="", metavar="档号", help="备案材料归档的编号")
    sub.add_argument("--late-reason", default="", metavar="原因", help="核对超过 5 个工作日的原因")
    add_dry_run(sub)


def run(options: argparse.Namespace) -> int:
    from preplan.acts import rounds
    from preplan.commands._act import perform

    said = options.receipt, options.date, options.number, options.archive, options.late_reason
    return perform(options, lambda bench: rounds.file(bench, *said))
