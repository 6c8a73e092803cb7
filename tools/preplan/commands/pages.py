"""preplan pages: all site pages as Markdown files, for any site builder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HELP = "把全部页面写成 Markdown 文件，供其他网站工具使用"
AUDIENCES = ("public", "internal")


def arguments(sub: argparse.ArgumentParser) -> None:
    from preplan.commands.parse import add_day

    sub.add_argument("out", type=Path, metavar="目录", help="写到哪里；必须是空目录或不存在")
    sub.add_argument(
        "--audience",
        choices=AUDIENCES,
        default="public",
        metavar="对象",
        help="public 公开版或 internal 内部版（默认 public）",
    )
    add_day(sub)


def run(options: argparse.Namespace) -> int:
    from preplan import desk, publishing
    from preplan.commands.output import write
    from preplan.commands.parse import UsageError

    root = desk.find_root(options.folder)
    out: Path = options.out
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise UsageError(f"「{out}」不是空目录；为免覆盖已有文件，请换一个目录")
    source = publishing.read(root, options.today, options.as_of)
    if source.missing:
        print(f"preplan：页面不写修改日期：{source.missing}", file=sys.stderr)
    files = source.files(options.audience)
    for path, content in files.items():
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        write(target, content if isinstance(content, bytes) else content.encode("utf-8"))
    print(f"已写出 {len(files)} 个文件到 {out}")
    if desk.has_errors(source.findings):
        print("preplan：记录中有错误，页面可能不全；逐条见 preplan check", file=sys.stderr)
        return 1
    return 0
