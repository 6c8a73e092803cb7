"""preplan review: one page in plain Chinese on what a change of the library does."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

HELP = "审阅一次改动：改了什么、有没有问题、接下来到期什么、要征求哪些单位，一页写清"
TELL = """与 --base 分开以后改了什么，写成一页；没有提交的改动也算在内，库里的文件一个不动。
库很大时只读与改动有关的部分，没有核对的规则在页末列明，由 preplan check 全库核对。

例：preplan review --base origin/main --format html --output 审阅.html

退出码：0 没有新的错误；1 改动带来新的错误，或者动了已印发的正文、阶段不合程序；2 无法运行，没有写任何文件。"""
FORMATS = {"md": "markdown", "html": "html", "json": "json"}


def arguments(sub: argparse.ArgumentParser) -> None:
    from preplan.commands.parse import add_day

    sub.epilog = TELL
    sub.add_argument("--base", required=True, metavar="版本", help="改动以前的版本：分支、标签或提交号，如 origin/main")
    sub.add_argument("--head", default="", metavar="版本", help="改动以后的版本（默认：目录中现有的文件）")
    sub.add_argument("--format", choices=tuple(FORMATS), default="md", metavar="格式", help="md（默认）、html、json")
    sub.add_argument("--output", type=Path, metavar="文件", help="写入文件（默认：屏幕）")
    add_day(sub)


def run(options: argparse.Namespace) -> int:
    from preplan import desk
    from preplan.commands.output import deliver
    from preplan.commands.parse import UsageError
    from preplan.history.revisions import NoHistory, between
    from preplan.review import pair
    from preplan.review.gather import gather

    name = f"preplan.review.{FORMATS[options.format]}"
    try:
        form = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise UsageError(f"没有审阅：这一版工具不能写 {options.format} 格式；请改用 --format md") from error
    root = desk.find_root(options.folder)
    try:
        difference = between(root, options.base, options.head)
        pair_ = pair.opened(root, difference, options.today, options.as_of)
    except NoHistory as error:
        raise UsageError(f"没有审阅：{error.reason}；{error.remedy}") from error
    except pair.NotText as error:
        raise UsageError(f"没有审阅：{error}；请改存为 UTF-8 文本，图片和附件放在 plans/ 以外") from error
    review = gather(pair_, difference, options.base, options.head)
    deliver(form.render(review), options.output)
    return 1 if review.has_errors else 0
