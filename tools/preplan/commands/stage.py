"""preplan stage: a plan under revision enters a stage, or finishes the one it is in."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from preplan.acts.bench import Bench

HELP = "登记修编阶段：进入下一阶段，连同上一阶段的收尾文件；程序不允许的不登记"
TELL = """写当前的阶段，只登记文件；其中有收尾文件的，本阶段即为完成。
进入起草的，草稿由现行版正文开始。印发用 preplan register 登记。

例：preplan stage school legality_review --date 2023-01-09 --paper amendment_note:修改说明（14条）"""


def arguments(sub: argparse.ArgumentParser) -> None:
    from preplan.commands._act import add_dry_run
    from preplan.commands.parse import day

    sub.epilog = TELL
    sub.add_argument("plan", metavar="预案", help="预案标识或名称")
    sub.add_argument("stage", metavar="阶段", help="进入的阶段，代码或名称，如 expert_review、专家评审")
    sub.add_argument("--date", type=day, required=True, metavar="日期", help="进入阶段的日期，照抄文件")
    sub.add_argument("--closed", type=day, metavar="日期", help="上一阶段的完成日期（默认与 --date 同一天）")
    sub.add_argument(
        "--paper",
        action="append",
        default=[],
        metavar="种类:题名[:文号]",
        help="文件，可重复；日期不同于登记日期的末尾加 @年-月-日",
    )
    sub.add_argument("--post", default="", metavar="岗位", help="新阶段的经办岗位，不写人名")
    sub.add_argument(
        "--procedure", default="", metavar="程序", help="列入计划时的程序：full 完整（默认）、simplified 简化"
    )
    add_dry_run(sub)


def run(options: argparse.Namespace) -> int:
    from preplan.commands._act import perform

    return perform(options, lambda bench: _prepare(bench, options))


def _prepare(bench: Bench, options: argparse.Namespace) -> None:
    from preplan.acts.bench import code_of, one_of
    from preplan.acts.papers import paper
    from preplan.acts.stage import Step, take

    plan = one_of(options.plan, bench.library.plans, "预案")
    mode = code_of(bench, "procedure", options.procedure, "程序") if options.procedure else ""
    papers = tuple(paper(bench, text) for text in options.paper)
    stage = code_of(bench, "stage", options.stage, "阶段")
    take(bench, plan, Step(stage, options.date, papers, options.closed, options.post, mode))
