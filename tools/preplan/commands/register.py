"""preplan register: a notice is registered, with all the plans it issues and all it repeals."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from preplan.acts.bench import Bench

HELP = "登记印发：一份通知，连同它印发的全部预案和同时废止的文件，一次登记"
TELL = """各件的草稿成为新版本，草稿删去；公布和备案的时限从成文日期起算。
文号、日期、废止的文件照抄通知原件。一件不合程序，全部不登记。

例：preplan register --notice 示西政办发〔2023〕3号 --date 2023-01-16 work-safety --repeals work-safety/2016"""


def arguments(sub: argparse.ArgumentParser) -> None:
    from preplan.commands._act import add_dry_run
    from preplan.commands.parse import day

    sub.epilog = TELL
    sub.add_argument("plans", nargs="+", metavar="预案", help="通知印发的预案，标识或名称，全部写上")
    sub.add_argument("--notice", required=True, metavar="文号", help="发文字号，如 示西政办发〔2022〕37号")
    sub.add_argument("--date", type=day, required=True, metavar="日期", help="成文日期")
    sub.add_argument(
        "--repeals",
        action="append",
        nargs="+",
        default=[],
        metavar="文件",
        help="同时废止的文件：预案标识/版本号；不在库的写 题名:文号:日期:预案标识",
    )
    sub.add_argument("--title", default="", metavar="标题", help="通知标题（默认由预案名称拟出）")
    sub.add_argument("--issuer", default="", metavar="单位", help="发文机关的单位标识（默认按预案类型和日期）")
    sub.add_argument(
        "--remark",
        choices=("public", "withheld"),
        default="",
        metavar="附注",
        help="public 此件公开发布、withheld 此件不公开",
    )
    sub.add_argument("--effective", type=day, metavar="日期", help="施行日期；通知没有写明的不填")
    sub.add_argument("--posted", type=day, metavar="日期", help="上网日期；不详不填")
    sub.add_argument("--id", default="", metavar="标识", help="通知标识（默认 年-序号，市政府文件 年-zf-序号）")
    add_dry_run(sub)


def run(options: argparse.Namespace) -> int:
    from preplan.commands._act import perform

    return perform(options, lambda bench: _prepare(bench, options))


def _prepare(bench: Bench, options: argparse.Namespace) -> None:
    from preplan.acts.bench import one_of
    from preplan.acts.register import Issue, take
    from preplan.skeleton import Refused

    plans = tuple(one_of(id, bench.library.plans, "预案") for id in options.plans)
    if len({plan.id for plan in plans}) < len(plans):
        raise Refused("同一件预案写了两次")
    repeals = [text for group in options.repeals for text in group]
    take(
        bench,
        Issue(
            options.notice,
            options.date,
            plans,
            repeals,
            issuer=options.issuer,
            title=options.title,
            remark=options.remark,
            id=options.id,
            effective=options.effective,
            posted=options.posted,
        ),
    )
