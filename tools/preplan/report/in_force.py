"""Which text of each plan was in force on a day, as rows and as lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from preplan import editions
from preplan.model import Library

Row = dict[str, str | None]


def rows(library: Library, day: date, only: str | None = None) -> list[Row]:
    """One row a plan; `edition` is None if no text of the library is known to have been in force."""
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


def as_text(rows: Sequence[Row]) -> str:
    lines = []
    for row in rows:
        if row["edition"] is None:
            lines.append(f"{row['plan']}  {row['title']}：库中没有这一天有效的版本\n")
        else:
            number = row["number"] or "文号不详"
            days = f"{row['since']} 至 {row['until'] or '今'}"
            lines.append(f"{row['plan']}  {row['title']}：{row['edition']} 年版（{number}），{days}，{row['file']}\n")
    return "".join(lines)
