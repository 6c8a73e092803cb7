"""preplan title: whether the title of a change says what a reader needs."""

from __future__ import annotations

import argparse
from pathlib import Path

HELP = "核对改动的标题：〔类别〕预案名：一句话；依据；理由"


def arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("title", nargs="?", metavar="标题", help="改动（合并请求）的标题，加引号")
    sub.add_argument("--message", type=Path, metavar="文件", help="核对提交说明的第一行（git 的 commit-msg 钩子用）")


def run(options: argparse.Namespace) -> int:
    from preplan import desk, titles
    from preplan.commands.output import deliver
    from preplan.commands.parse import UsageError

    if (options.title is None) == (options.message is None):
        raise UsageError("写一个标题，或者写 --message 文件")
    opened = desk.open_library(desk.find_root(options.folder), options.today)
    if options.message is None:
        judged = titles.judge(options.title, opened.library)
    else:
        text = options.message.read_text(encoding="utf-8", errors="replace")
        judged = titles.judge_message(text, opened.library)
    deliver("".join(f"{problem}\n" for problem in judged.problems) or "标题符合格式。\n", None)
    return 1 if judged.problems else 0
