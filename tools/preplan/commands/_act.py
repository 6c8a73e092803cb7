"""What all acts have in common on the command line: looked at before it is written, whole or not at all."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from preplan.acts.bench import Bench

EXIT = "退出码：0 已登记（或者只是预演）；1 登记后检查会多出错误，没有登记；2 程序不允许或者参数不对，没有登记。"


def add_dry_run(sub: argparse.ArgumentParser) -> None:
    """The option --dry-run, the same for every act."""
    sub.add_argument("--dry-run", action="store_true", help="只显示要写的内容和检查结果，不写文件")
    sub.epilog = f"{sub.epilog}\n{EXIT}" if sub.epilog else EXIT


def perform(options: argparse.Namespace, prepare: Callable[[Bench], None]) -> int:
    """Prepares an act, looks at the library as it would be, and writes everything or nothing."""
    from preplan import desk
    from preplan.acts import judge, writing
    from preplan.acts.bench import Bench
    from preplan.commands.output import deliver
    from preplan.commands.parse import UsageError
    from preplan.finding import Severity
    from preplan.report import text as words
    from preplan.skeleton import Refused

    root = desk.find_root(options.folder)
    try:
        with writing.held(root) as restored:
            bench = Bench(root, desk.open_library(root, options.today), options.today)
            bench.said += [f"注意：上一次登记中断，{path} 已恢复原样" for path in restored]
            prepare(bench)
            if not bench.will:
                deliver("".join(f"{line}\n" for line in bench.said), None)
                return 0
            library, brought = judge.brought(bench)
            errors = [finding for finding in brought if finding.severity is Severity.ERROR]
            if errors:
                lines = [line for finding in errors for line in words.block(finding, library)]
                head = f"没有登记：登记后会多出 {len(errors)} 项错误，位置是登记后的行号"
                deliver("".join(f"{line}\n" for line in (head, *lines)), None)
                return 1
            more = [line for finding in brought for line in words.block(finding, library)[:1]]
            if more:
                bench.said.append(f"登记后多出警告和提示 {len(more)} 项：")
                bench.said += [f"  {line}" for line in more]
            if options.dry_run:
                deliver(
                    f"{bench.diff()}\n" + "".join(f"{line}\n" for line in ("预演，没有写文件。", *bench.said)), None
                )
                return 0
            will = {path: text.encode("utf-8") if text is not None else None for path, text in bench.will.items()}
            writing.write(root, bench.was, will)
    except Refused as refused:
        raise UsageError(f"没有登记：{refused}") from refused
    paths = [f"{'已删去' if bench.will[path] is None else '已写入'} {path}" for path in sorted(bench.will)]
    deliver("".join(f"{line}\n" for line in (*bench.said, *paths)), None)
    return 0
