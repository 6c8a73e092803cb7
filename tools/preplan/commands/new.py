"""preplan new: the beginning of a record, at its place, with the next free number; nothing is ever overwritten."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from preplan.skeleton.record import Begun

HELP = "新建一条记录：写好位置和编号，带中文说明，待填的地方标 <待填>；不覆盖已有的文件和标识"
KINDS = """种类和标识：
  plan 预案            预案标识；总体预案写 overall
  edition 预案版本     预案标识，或 预案标识/版本号（默认当年的下一个版本号）
  notice 印发通知      通知标识（默认当年的下一个号）
  record 修编记录      预案标识，或 预案标识/年份（默认最近一轮修编计划）
  duty 责任清单        单位标识，或 单位标识/职责编号（默认下一个编号）
  filing 企业预案备案  收件号（默认当年的下一个号）
  department 单位名录、sector 行业领域、law 依据库
                       新的标识；追加在原有文件的末尾，其余内容不动

编号接在本目录和 git 各分支已用的号之后。退出码：0 已新建；2 没有新建。"""


def arguments(sub: argparse.ArgumentParser) -> None:
    sub.epilog = KINDS
    sub.add_argument("kind", metavar="种类", help="种类的代码或名称，见下")
    sub.add_argument("id", nargs="?", default="", metavar="标识", help="见下；通知和备案可以不写")
    sub.add_argument("--set", action="append", default=[], metavar="键=值", help="填一个键，可重复；如 unit.name=名称")
    sub.add_argument("--year", default="", metavar="年", help="按哪一年编号（默认数据截止日所在的年）")
    sub.add_argument("--series", default="", metavar="系列", help="通知的编号系列，如 zf 表示市政府文件")
    sub.add_argument("--plain", action="store_true", help="只写必填的键，不写说明和选填的键")
    sub.add_argument("--dry-run", action="store_true", help="只显示要写的内容，不写文件")


def run(options: argparse.Namespace) -> int:
    from preplan import desk, skeleton
    from preplan.commands import schema
    from preplan.commands.output import deliver, write
    from preplan.commands.parse import UsageError
    from preplan.skeleton import begin, record, taken
    from preplan.skeleton.ask import Ask

    root = desk.find_root(options.folder)
    kind = schema.named(options.kind, tuple(begin.STARTS))
    _agree(options, kind.name)
    schemas = skeleton.open_schemas(root)
    try:
        ask = Ask(root, schemas, taken.look(root, kind), options.id, options.today, options.year, options.series)
        begun = record.begun(ask, options.set, "left-out" if options.plain else "commented")
    except skeleton.Refused as refused:
        raise UsageError(f"没有新建：{refused}") from refused
    if options.dry_run:
        deliver(begun.part, None)
        return 0
    target = root / begun.path
    target.parent.mkdir(parents=True, exist_ok=True)
    write(target, begun.text.encode("utf-8"))
    deliver(_said(begun), None)
    return 0


def _agree(options: argparse.Namespace, kind: str) -> None:
    """Raises UsageError if arguments are missing or have no meaning together."""
    from preplan.commands.parse import UsageError
    from preplan.skeleton import begin

    if not options.id and kind not in begin.NUMBERED:
        raise UsageError(f"缺少标识：preplan new {kind} 标识（种类和标识的写法见 preplan new --help）")
    if options.series and kind != "notice":
        raise UsageError("--series 只用于 notice")
    if options.year and kind not in begin.YEARLY:
        raise UsageError(f"--year 只用于 {'、'.join(begin.YEARLY)}")
    if (options.year or options.series) and ("/" in options.id or (options.id and kind in begin.NUMBERED)):
        raise UsageError("已写明标识，不再用 --year 和 --series 编号")


def _said(begun: Begun) -> str:
    where = f"已写入 {begun.path}" if begun.line == 1 else f"已追加到 {begun.path} 第 {begun.line} 行起"
    left = f"还要填 {begun.left} 处，都标着 <待填>。" if begun.left else "必填的键都已填写。"
    numbered = f"{begun.numbered}。" if begun.numbered else ""
    return (
        f"{where}\n{numbered}{begun.looked_at}\n{left}\n下一步：{begun.then}；填好后运行 preplan check {begun.path}\n"
    )
