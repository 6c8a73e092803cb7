"""preplan repeal: editions that a notice repeals without a new one in their place."""

from __future__ import annotations

import argparse

HELP = "登记废止：通知废止旧版而没有印发新版"
TELL = """通知已登记的，补入它的废止项；没有登记的，新建一份只废止、不印发的通知。
旧版本的文件不动，“已废止”由通知推出。

例：preplan repeal telecom/2017 --notice 示西政办发〔2023〕5号 --date 2023-02-06 --title 关于废止部分专项应急预案的通知"""


def arguments(sub: argparse.ArgumentParser) -> None:
    from preplan.commands._act import add_dry_run
    from preplan.commands.parse import day

    sub.epilog = TELL
    sub.add_argument("files", nargs="+", metavar="文件", help="预案标识/版本号；不在库的写 题名:文号:日期:预案标识")
    sub.add_argument("--notice", required=True, metavar="文号", help="写明废止的通知的发文字号")
    sub.add_argument("--date", type=day, required=True, metavar="日期", help="通知的成文日期")
    sub.add_argument("--title", default="", metavar="标题", help="通知标题；通知还没有登记的要写")
    sub.add_argument("--issuer", default="", metavar="单位", help="发文机关的单位标识（默认市政府办公室）")
    sub.add_argument("--id", default="", metavar="标识", help="新通知的标识（默认 年-序号）")
    add_dry_run(sub)


def run(options: argparse.Namespace) -> int:
    from preplan.acts import repeal
    from preplan.commands._act import perform

    said = options.files, options.notice, options.date, options.title, options.issuer, options.id
    return perform(options, lambda bench: repeal.take(bench, *said))
