"""preplan title: whether the title of a change says what a reader needs."""

from __future__ import annotations

import argparse

HELP = "核对改动的标题：〔类别〕预案名：一句话；依据；理由"


def arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("title", metavar="标题", help="改动（合并请求）的标题，加引号")


def run(options: argparse.Namespace) -> int:
    from preplan import desk, titles
    from preplan.commands.output import deliver

    opened = desk.open_library(desk.find_root(options.folder), options.today)
    judged = titles.judge(options.title, opened.library)
    deliver("".join(f"{problem}\n" for problem in judged.problems) or "标题符合格式。\n", None)
    return 1 if judged.problems else 0
