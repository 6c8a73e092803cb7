"""preplan in-force: which text of each plan, or of one, was in force on a day."""

from __future__ import annotations

import argparse
import json
import sys

HELP = "某日有效的文本：这一天每件预案（或一件）哪一版有效"
FORMATS = ("text", "json")


def arguments(sub: argparse.ArgumentParser) -> None:
    from preplan.commands.parse import day

    sub.add_argument("day", type=day, metavar="日期", help="哪一天，写 年-月-日")
    sub.add_argument("plan", nargs="?", metavar="预案", help="预案标识（不写为全部）")
    sub.add_argument("--format", choices=FORMATS, default="text", metavar="格式", help="text 或 json（默认 text）")


def run(options: argparse.Namespace) -> int:
    from preplan import desk
    from preplan.commands.output import deliver
    from preplan.commands.parse import UsageError
    from preplan.report import in_force

    library = desk.open_library(desk.find_root(options.folder), options.today).library
    if options.plan is not None and options.plan not in library.of("plan"):
        raise UsageError(f"没有预案「{options.plan}」；标识是 plans/special/ 下文件夹的名字，总体预案是 overall")
    rows = in_force.rows(library, options.day, options.plan)
    if options.day > library.as_of:
        print(f"preplan：数据截止 {library.as_of}，此后的变动未登记", file=sys.stderr)
    if options.format == "json":
        deliver(json.dumps({"day": str(options.day), "plans": rows}, ensure_ascii=False, indent=1) + "\n", None)
    else:
        deliver(in_force.as_text(rows), None)
    return 0
