"""preplan opinions: takes in the opinions on drafts that units sent back as files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from preplan.acts.bench import Bench

HELP = "汇集各单位送回的意见文件，记入修编记录和意见汇集表"
TELL = "意见文件由审阅页（preplan review --format html）的“保存意见文件”产生。\n例：preplan opinions 意见-forest-fire-water.json --dry-run"


def arguments(sub: argparse.ArgumentParser) -> None:
    from preplan.commands._act import add_dry_run

    sub.epilog = TELL
    sub.add_argument("files", nargs="+", type=Path, metavar="文件", help="意见文件，可以几个一起")
    add_dry_run(sub)


def run(options: argparse.Namespace) -> int:
    from preplan.commands._act import perform

    return perform(options, lambda bench: _prepare(bench, options))


def _prepare(bench: Bench, options: argparse.Namespace) -> None:
    from preplan.acts import opinions
    from preplan.commands.parse import UsageError
    from preplan.review import opinion_file

    try:
        found = [(str(path), path.read_bytes()) for path in options.files]
    except OSError as error:
        raise UsageError(f"没有登记：读不到 {error.filename}") from error
    for reply in [opinion_file.read(raw, name) for name, raw in found]:  # all are sound before one is taken
        opinions.take(bench, reply)
