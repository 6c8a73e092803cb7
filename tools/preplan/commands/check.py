"""preplan check: every record, every rule."""

from __future__ import annotations

import argparse
import pkgutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from preplan.finding import Finding

# Modules of the folder report/ that serve the formats.
NOT_FORMATS = frozenset({"basis", "rule_text", "summary"})
HELP = "检查全部记录，列出错误、警告和提示"


def arguments(sub: argparse.ArgumentParser) -> None:
    from preplan.commands.parse import add_day

    sub.add_argument("paths", nargs="*", metavar="路径", help="只列出与这些文件或目录有关的结果（仍读入全部记录）")
    sub.add_argument("--only", action="append", default=[], metavar="规则", help="只用这条规则，可重复")
    add_day(sub)
    names = _format_names()
    sub.add_argument("--format", choices=names, default="text", metavar="格式", help=f"{'、'.join(names)}（默认 text）")
    sub.add_argument("--output", type=Path, metavar="文件", help="写入文件（默认：屏幕）")


def _format_names() -> tuple[str, ...]:
    """Names of the report formats: the folder read as a list, since importing them all would slow every --help."""
    folder = Path(__file__).resolve().parent.parent / "report"
    modules = (found.name for found in pkgutil.iter_modules([str(folder)]))
    return tuple(sorted(name for name in modules if not name.startswith("_") and name not in NOT_FORMATS))


def run(options: argparse.Namespace) -> int:
    from preplan import desk
    from preplan.commands import progress
    from preplan.commands.output import deliver
    from preplan.commands.parse import UsageError
    from preplan.report import Report, formats
    from preplan.rulebook import rulebook

    root = desk.find_root(options.folder)
    known = rulebook()
    for id in options.only:
        if id not in known:
            import difflib

            near = difflib.get_close_matches(id, list(known), 3)
            raise UsageError(f"没有规则「{id}」" + (f"，最接近的是：{'、'.join(near)}" if near else ""))
    scope = [_inside(path, root) for path in options.paths]
    opened = desk.open_library(root, options.today, options.as_of, progress.line("读入记录"))
    judged = desk.judge(opened, options.only)
    shown = tuple(
        finding
        for finding in judged.open
        if not scope or any(_lies_in(place.path, scope) for place in (finding.place, *finding.related))
    )
    # With --only or a path the report must not look like that of a sound library: what it leaves out is counted.
    every = desk.examine(opened) if options.only else judged.open
    records = (record.path for of_kind in opened.library.all_records.values() for record in of_kind)
    report = Report(
        opened.library,
        shown,
        opened.count,
        files=tuple(sorted({path for path in records if not scope or _lies_in(path, scope)})),
        known=len(judged.known),
        elsewhere=_errors(every) - _errors(shown),
        unread=len({finding.place.path for finding in opened.findings}),
    )
    deliver(formats()[options.format].render(report), options.output)
    return 1 if desk.has_errors(shown) else 0


def _errors(findings: Iterable[Finding]) -> int:
    return sum(finding.severity == "error" for finding in findings)


def _inside(text: str, root: Path) -> str:
    """The path below the library, as findings name it. Accepts paths from here or from the library's root."""
    from preplan.commands.parse import UsageError

    for path in (Path(text).resolve(), (root / text).resolve()):
        if path.exists() and path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    raise UsageError(f"预案库中没有「{text}」")


def _lies_in(path: str, scope: list[str]) -> bool:
    return any(part == "." or path == part or path.startswith(part + "/") for part in scope)
