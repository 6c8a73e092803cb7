"""preplan extend: an approved extension of a plan's deadline."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from preplan.acts.bench import Bench

HELP = "登记延期：理由、批准岗位和新时限，写入修编计划"
TELL = "例：preplan extend water-supply --to 2023-06-30 --reason 职责划分待市政府明确 --by 市政府分管副市长岗 --date 2023-01-05"


def arguments(sub: argparse.ArgumentParser) -> None:
    from preplan.commands._act import add_dry_run
    from preplan.commands.parse import day

    sub.epilog = TELL
    sub.add_argument("plan", metavar="预案", help="预案标识或名称")
    sub.add_argument("--to", type=day, required=True, metavar="日期", help="新时限")
    sub.add_argument("--reason", required=True, metavar="理由", help="延期理由")
    sub.add_argument("--by", required=True, metavar="岗位", help="批准的岗位，不写人名")
    sub.add_argument("--date", type=day, metavar="日期", help="批准日期（默认今天）")
    sub.add_argument("--requested", type=day, metavar="日期", help="申请日期；不详不填")
    add_dry_run(sub)


def run(options: argparse.Namespace) -> int:
    from preplan.commands._act import perform

    return perform(options, lambda bench: _prepare(bench, options))


def _prepare(bench: Bench, options: argparse.Namespace) -> None:
    from preplan.acts.bench import one_of
    from preplan.acts.extend import take

    plan = one_of(options.plan, bench.library.plans, "预案")
    take(bench, plan, options.to, options.reason, options.by, options.date or options.today, options.requested)
