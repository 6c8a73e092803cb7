"""The totals as a sentence, a page of text and JSON."""

from __future__ import annotations

import json

from preplan.model import Library
from preplan.totals import Totals, by_stage, totals


def sentence(library: Library) -> str:
    """The one line every run ends with."""
    count = totals(library)
    return (
        f"专项预案 {count.plans} 件，已印发 {count.revised} 件；职责 {count.duties} 条、部门 {count.departments} 个；"
        f"企业备案 {count.filings} 家（数据截止 {count.as_of}）。"
    )


def later_sentence(library: Library) -> str:
    """What is recorded after the data date and so does not count yet; empty if there is nothing."""
    day = library.as_of
    notices = sum((notice.day("signed_on") or day) > day for notice in library.of("notice").values())
    filings = sum((case.day("registered_on") or day) > day for case in library.of("filing").values())
    parts = [
        f"{name} {count} {unit}" for name, count, unit in (("通知", notices, "份"), ("备案", filings, "件")) if count
    ]
    return f"数据截止日之后的{'、'.join(parts)}暂不计入；要计入，请更新 bureau.yaml 的 as_of。" if parts else ""


def progress_sentence(count: Totals) -> str:
    """专项预案 55 件，已印发 24 件，未印发 31 件：逾期 …（practice §3）. A state that does not occur is left out."""
    parts = [("逾期", ("late",)), ("延期", ("extended",)), ("调整在办", ("adjusting",)), ("待佐证", ("unproved",))]
    named = [(word, count.in_state(*states)) for word, states in (*parts, ("正常", ("normal", "near")))]
    listed = "、".join(f"{word} {number}" for word, number in named if number)
    text = f"专项预案 {count.plans} 件，已印发 {count.revised} 件，未印发 {count.plans - count.revised} 件"
    return text + (f"：{listed}" if listed else "")


def as_text(library: Library) -> str:
    """The command `status` for people."""
    count = totals(library)
    lines = [f"{progress_sentence(count)}（数据截止 {count.as_of}）。", "", "类别　　　　　总数　已印发　未印发　逾期"]
    for row in count.categories:
        name = library.label("category", row.category).ljust(6, "　")
        lines.append(f"{name}　{row.total:>4}　{row.revised:>6}　{row.total - row.revised:>6}　{row.late:>4}")
    lines += ["", "现处阶段"]
    for stage, number in by_stage(count.board).items():
        lines.append(f"{library.label('stage', stage).ljust(6, '　')}　{number:>4}")
    kinds = "、".join(f"{library.label('dutyKind', kind)} {number}" for kind, number in count.duties_by_kind.items())
    years = "、".join(f"{year} 年 {number}" for year, number in count.filings_by_year.items())
    lines += [
        "",
        f"部门 {count.departments} 个，职责 {count.duties} 条（{kinds}），行业领域 {count.sectors} 个。",
        f"企业备案 {count.filings} 家{f'（{years}）' if years else ''}，在办 {count.filings_open} 件。",
        *filter(None, [later_sentence(library)]),
    ]
    return "\n".join(lines) + "\n"


def as_json(library: Library) -> str:
    """The command `status` for programs; categories and stages are named by their codes, titles beside them."""
    count = totals(library)
    content = {
        "as_of": count.as_of.isoformat(),
        "plans": {
            "total": count.plans,
            "revised": count.revised,
            "late": count.late,
            "by_category": {
                library.label("category", row.category): {"total": row.total, "revised": row.revised, "late": row.late}
                for row in count.categories
            },
            "by_stage": by_stage(count.board),
        },
        "departments": count.departments,
        "duties": {"total": count.duties, "by_kind": count.duties_by_kind},
        "sectors": count.sectors,
        "filings": {"registered": count.filings, "open": count.filings_open, "by_year": count.filings_by_year},
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
