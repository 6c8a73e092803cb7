"""preplan complete: a filing unit brought what was missing."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from preplan.acts.bench import Bench

HELP = "登记备案补齐：缺项补全，核对的工作日从这一天重新起算"


def arguments(sub: argparse.ArgumentParser) -> None:
    from preplan.commands._act import add_dry_run
    from preplan.commands.parse import day

    sub.epilog = "例：preplan complete S2022-0216 --date 2023-01-10 --material resource_survey"
    sub.add_argument("receipt", metavar="收件号", help="如 S2022-0123")
    sub.add_argument("--date", type=day, required=True, metavar="日期", help="补齐的日期")
    sub.add_argument("--material", action="append", default=[], metavar="材料", help="补来的材料，代码或名称，可重复")
    add_dry_run(sub)


def run(options: argparse.Namespace) -> int:
    from preplan.commands._act import perform

    return perform(options, lambda bench: _prepare(bench, options))


def _prepare(bench: Bench, options: argparse.Namespace) -> None:
    from preplan.acts import rounds
    from preplan.acts.bench import code_of

    materials = [code_of(bench, "material", text, "材料") for text in options.material]
    rounds.complete(bench, options.receipt, options.date, materials)
