"""preplan forge: writes the files that code-hosting platforms read, or says which are not up to date."""

from __future__ import annotations

import argparse

HELP = "生成各代码平台的负责人文件（CODEOWNERS）和提交说明模板；--check 只核对"


def arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("--check", action="store_true", help="只核对，不写文件；有不一致的退出码为 1")


def run(options: argparse.Namespace) -> int:
    from preplan import desk
    from preplan.commands.output import deliver, write
    from preplan.commands.parse import UsageError
    from preplan.forge.files import files

    root = desk.find_root(options.folder)
    opened = desk.open_library(root, options.today)
    try:
        wanted = files(root, opened.library)
    except (OSError, ValueError) as error:
        raise UsageError(f"不能生成：{error}") from error
    stale = [
        path
        for path, text in wanted.items()
        if not (root / path).is_file() or (root / path).read_bytes() != text.encode()
    ]
    if options.check:
        deliver(
            "".join(f"{path}：与来源不一致，请运行 preplan forge\n" for path in stale) or "各平台文件都是最新的。\n",
            None,
        )
        return 1 if stale else 0
    for path in stale:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        write(root / path, wanted[path].encode())
    deliver("".join(f"已写 {path}\n" for path in stale) or "各平台文件都是最新的。\n", None)
    return 0
