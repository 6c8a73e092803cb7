"""关于: what this site is, how it counts, what it does not do."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.site import _register_links as links
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site.page import Page, Site, View


def pages(site: Site) -> Iterator[Page]:
    bureau = site.view(site.library.bureau)
    yield Page(paths.ABOUT, "关于本站", _text(site, bureau) if bureau else "没有本局说明（bureau.yaml）。")


def _text(site: Site, bureau: View) -> str:
    notice = bureau.get("sample_notice")
    return md.blocks(
        f"{md.text(bureau.get('name'))}管理本库：应急预案、安全生产责任和企业预案备案。",
        "## 示例说明" if bureau.get("sample") else "",
        md.text(notice) if bureau.get("sample") and notice else "",
        "## 数据截止和计数规则",
        _list(_counting(site, bureau)),
        "## 两个版本",
        _list(_audiences(site)),
        "## 本站不做什么",
        _list(_not_done()),
        "## 工作日怎么算",
        _list(_workdays(site)),
        "## 数据和订阅",
        f"下载数据、订阅新印发的预案，见{md.link('数据文件', paths.DATA, paths.ABOUT)}。",
        "## 提意见",
        _list(_feedback(bureau)),
    )


def _list(lines: Iterator[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _counting(site: Site, bureau: View) -> Iterator[str]:
    yield f"数据截止 {site.library.as_of}。打开页面时按这一天判断是否有效、是否到期，以后的事一律当作还没有发生。"
    yield md.text(bureau.get("counting_rule"))
    yield "有效性由通知推出：新通知废止旧版之前，旧版一直有效；正在修编的写“现行有效（修编中）”。"
    yield "备案的单位是“家”，一家一件；在办的不计入已备案。应备家数来自底数表，不是全部生产经营单位。"
    yield f"“{links.UNKNOWN}”“不详”表示没有查到，不作推断，也不等于没有。"


def _audiences(site: Site) -> Iterator[str]:
    yield ("公开版：预案目录、已印发且主动公开的正文和解读、责任矩阵和责任清单、已备案名单。")
    yield "内部版：另有印发前各阶段的进度和文件、备案台账，页脚印“内部资料”，不得外传。"
    yield "依规定不公开的专项预案，公开版只列件数，不出现名称。"
    yield f"你现在看的是{'内部版' if site.internal else '公开版'}。"


def _not_done() -> Iterator[str]:
    yield "不是正式文本：以正式印发文本为准。"
    yield "不审批：登记印发只记录已经发生的印发；备案只核对材料齐全，不代表对预案质量的认可。"
    yield "没有有效期：备案和预案都没有“有效期至”，到期的只是评估。"
    yield "不能代替报警：紧急情况先打 110、119、120。"


def _workdays(site: Site) -> Iterator[str]:
    years = sorted(site.library.calendar.years)
    known = "、".join(f"{year} 年" for year in years) or "没有"
    yield f"按国务院办公厅每年的放假通知。库内有：{known}。"
    yield "不在其中的年份不猜，写“未知”。"
    yield "当天不算，从第二天起算，周末和放假日不算，调休上班的周末算。修编计划自定的时限按自然日，不顺延。"
    for calendar in site.views("calendar"):
        for year in calendar.get("years", default=()):
            grade = site.label("evidence", year.get("evidence"))
            yield f"{md.text(year['year'])} 年：{md.text(year.get('source'))}（{grade}）。"


def _feedback(bureau: View) -> Iterator[str]:
    yield "写明哪一件预案、第几条，原文是什么，建议怎么改。"
    phone = bureau.get("contact_phone")
    if phone:
        yield f"电话：{md.text(phone)}（{md.text(bureau.get('short'))}）。"
