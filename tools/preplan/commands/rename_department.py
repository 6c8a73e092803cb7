"""preplan rename-department: a unit gets a new name; the list of places first, then with --yes the act."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from preplan.acts.bench import Bench

HELP = "登记单位更名：先列出要改的地方，核对后加 --yes 登记"
TELL = """名录、草稿、支撑文件、预案和职责记录、在办的修编和备案改用新名；
已印发的版本和附件、通知、阶段文件以及记录中过去的事不改。旧名称列入曾用名。

例：preplan rename-department 市农业农村局 莱西市农业农村和水利局 --date 2023-01-10"""


def arguments(sub: argparse.ArgumentParser) -> None:
    from preplan.commands._act import add_dry_run
    from preplan.commands.parse import day

    sub.epilog = TELL
    sub.add_argument("old", metavar="单位", help="单位标识、全称或简称")
    sub.add_argument("new", metavar="新名", help="新的全称")
    sub.add_argument("--short", default="", metavar="简称", help="新的简称（默认全称去掉县市名，如 市应急管理局）")
    sub.add_argument("--date", type=day, required=True, metavar="日期", help="新名称启用的日期")
    sub.add_argument("--yes", action="store_true", help="列表已核对，登记")
    add_dry_run(sub)


def run(options: argparse.Namespace) -> int:
    from preplan.commands._act import perform

    return perform(options, lambda bench: _prepare(bench, options))


def _prepare(bench: Bench, options: argparse.Namespace) -> None:
    from preplan.acts.rename import take

    places = take(bench, options.old, options.new, options.short, options.date)
    head = f"要改的地方 {len(places)} 处，另加单位名录："
    bench.said[:0] = [head, *(f"  {place.path}:{place.line}: {place.around}" for place in places)]
    if not options.yes and not options.dry_run:
        bench.will.clear()
        bench.said.append("还没有登记。核对以上各处，加 --yes 再运行")
