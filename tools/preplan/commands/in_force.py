"""preplan in-force: which text of each plan, or of one, was in force on a day."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from preplan.model import Library

Row = dict[str, "str | None"]

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

    library = desk.open_library(desk.find_root(options.folder), options.today).library
    if options.plan is not None and options.plan not in library.of("plan"):
        raise UsageError(f"没有预案「{options.plan}」；标识是 plans/special/ 下文件夹的名字，总体预案是 overall")
    rows = _rows(library, options.day, options.plan)
    if options.day > library.as_of:
        print(f"preplan：数据截止 {library.as_of}，此后的变动未登记", file=sys.stderr)
    if options.format == "json":
        deliver(json.dumps({"day": str(options.day), "plans": rows}, ensure_ascii=False, indent=1) + "\n", None)
    else:
        deliver(_as_text(rows), None)
    return 0


def _rows(library: Library, day: date, only: str | None = None) -> list[Row]:
    """One row a plan; `edition` is None if no text of the library is known to have been in force."""
    from preplan import editions

    found: list[Row] = []
    for plan in library.plans:
        if only is not None and plan.id != only:
            continue
        row: Row = dict.fromkeys(("edition", "number", "since", "until", "file"))
        span = next(
            (one for one in editions.spans(library, plan.id) if one[0] <= day and (one[1] is None or day <= one[1])),
            None,
        )
        if span:
            since, until, edition = span
            notice = library.notice_of(edition)
            row = {
                "edition": edition.get("edition"),
                "number": notice.get("number") if notice else None,
                "since": str(since),
                "until": str(until) if until else None,
                "file": edition.path,
            }
        found.append({"plan": plan.id, "title": plan.get("title"), **row})
    return found


def _as_text(rows: Sequence[Row]) -> str:
    lines = []
    for row in rows:
        if row["edition"] is None:
            lines.append(f"{row['plan']}  {row['title']}：库中没有这一天有效的版本\n")
        else:
            number = row["number"] or "文号不详"
            days = f"{row['since']} 至 {row['until'] or '今'}"
            lines.append(f"{row['plan']}  {row['title']}：{row['edition']} 年版（{number}），{days}，{row['file']}\n")
    return "".join(lines)
