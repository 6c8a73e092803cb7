"""preplan status: how many of the plans are revised, and the other totals."""

from __future__ import annotations

import argparse
import sys

HELP = "统计：修编进度、职责、行业领域和备案"
FORMATS = ("text", "json")


def arguments(sub: argparse.ArgumentParser) -> None:
    from preplan.commands.parse import add_day

    add_day(sub)
    sub.add_argument("--format", choices=FORMATS, default="text", metavar="格式", help="text 或 json（默认 text）")


def run(options: argparse.Namespace) -> int:
    from preplan import desk
    from preplan.commands.output import deliver
    from preplan.report import summary

    root = desk.find_root(options.folder)
    opened = desk.open_library(root, options.today, options.as_of)
    library = opened.library
    if opened.findings:
        faulty = len({finding.place.path for finding in opened.findings})
        print(f"preplan：{faulty} 个文件有写法错误，未全部计入；逐条见 preplan check", file=sys.stderr)
    deliver(summary.as_json(library) if options.format == "json" else summary.as_text(library), None)
    return 0
