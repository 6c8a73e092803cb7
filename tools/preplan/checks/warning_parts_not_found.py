"""What a plan says of the contents of a warning names all eight parts, in a template or in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from preplan.checks import _texts
from preplan.finding import Finding, Law, Place, Rule, Severity
from preplan.model import Library

RULE = Rule(
    id="warning-parts-not-found",
    title="预警信息要素未检出",
    severity=Severity.WARNING,
    basis=(Law("emergency-response-law-2024", "第六十四条"),),
    message="预警信息应有的 8 项要素中，有 {count} 项未检出：{parts}（已查{places}）",
    remedy="人工核对：在预警信息样式或者预警发布一节写全八项要素；按上级统一格式发布的，写明是哪个格式",
    refs=("V-03",),
    evidence="B",
    effective_from=date(2024, 11, 1),
    explains="正文、草稿和附件中讲预警内容的章节、句子和预警信息样式，与突发事件应对法第六十四条的八项要素逐项核对；没有讲预警发布的正文不查。",
    fires="预警发布一节未检出“起始时间”和“发布机关”。",
    silent="另一节写全了八项要素，或者写明使用省里的统一格式，不报。",
    about=("edition", "draft", "annex"),
)

_PARTS = {
    name: re.compile(words)
    for name, words in (
        ("类别", "类别|类型|种类|名称|灾种|何种|什么(?:灾害|事件)"),
        ("级别", "级别|等级|[红橙黄蓝]色|几级"),
        ("起始时间", "起始|起止|开始(?:时间|时刻)|生效|有效期|时效|时段|何时起|预警期|预警时间|持续时间|延续时间|预计.{0,8}时间|发生时间|起[，。；、|\n]"),
        ("可能影响范围", "(?:影响|波及|危害|威胁|涉及|受灾|预警|警戒|发生|覆盖).{0,8}(?:范围|区域|地区|地域|地段|部位|流域)|(?:范围|区域|地区)[^。；\n]{0,6}影响|哪些地方"),
        ("警示事项", "警示|警戒事项|(?:提示|提醒|注意|告知)[^。；、，\n]{0,5}(?:事项|内容|信息|语)|(?:可能|造成|危害)[^。；|\n]{0,10}(?:后果|危害|影响|程度|损失)(?!范围|区域)|安全提示|风险提示"),
        ("应采取的措施", "措施|防范(?:建议|要求|指南|应对)|(?:应对|避险|防御|防护)(?:建议|指南|方法|办法|要求|常识)|怎么(?:办|做)|做什么"),
        ("发布机关", "(?:发布|签发|发文|制作|发出|预警)(?:机关|单位|机构|主体|部门|者|人|方)|落款|谁发布"),
        ("发布时间", "(?:发布|签发|发文|制作|发出)(?:的)?(?:时间|日期|时刻|年月日)|年.{0,10}月.{0,10}日|月.{0,6}日.{0,6}时"),
    )
}  # fmt: skip
_TEMPLATE = re.compile(
    "预警.{0,12}(?:模板|样式|格式|文稿|样本|范本|样稿|样张|示例|例文|发布单|信息表|信息单|审批表|呈批|签发单|要素)"
)
_SECTION = re.compile(
    "预警(?:信息)?.{0,6}(?:发布|通告|公告|播发|公布|传播)|预警(?:的)?(?:信息|内容)(?!报|接|收|监|和)|(?:发布|公布).{0,4}预警"
)
# A section that is only called 预警 may be about its issue all the same.
_ISSUE = re.compile(
    "(?:发布|发出|播发)[^。\n]{0,10}(?:预警|警报)|(?:预警|警报)(?:信息|公告|信号)?[^。\n]{0,12}(?:发布|发出|播发)"
)
_CONTENT = re.compile(
    "(?:预警|警报)(?:信息|公告|通告|通知|内容|信号)?[^。\n]{0,16}(?:包括|包含|内容|载明|写明|明确|注明|要素|列明)[^。\n]*"
)
_WARNING = re.compile("预警|警报")
# The text sends the reader to a form that is not in the library, or says that all eight parts are there.
_FORM_ELSEWHERE = re.compile(
    "(?:按|依照|参照|采用|使用|执行)[^。；\n]{0,30}(?:格式|要素|样式|模板|文本|范本|规范|样表)|[八8]项|[八8](?:个)?要素"
)


def check(library: Library) -> Iterator[Finding]:
    for text in _texts.texts(library):
        place, titles, held = _about_warnings(text)
        listed = any(_TEMPLATE.search(title) for title in text.titles)
        in_library = any(_TEMPLATE.search(title) for title in titles)
        if place is None or not text.whole or ((listed or _FORM_ELSEWHERE.search(held)) and not in_library):
            continue
        held += "\n".join(
            match[0]
            for _, body in text.parts
            for _, line in _texts.lines_with(body, _WARNING)
            for match in _CONTENT.finditer(line)
        )
        missed = [name for name, words in _PARTS.items() if not words.search(held)]
        if missed:
            yield RULE.at(
                place,
                on=text.day,
                count=len(missed),
                parts="".join(f"「{name}」" for name in missed),
                places="".join(f"「{title}」" for title in titles)
                + f"和全文中讲预警内容的句子，附件 {len(text.parts) - 1} 件",
            )


@lru_cache(maxsize=1 << 12)
def _is_about(title: str) -> bool:
    # The title of a chapter is asked again below each of its headings.
    return "预警" in title and bool(_TEMPLATE.search(title) or _SECTION.search(title))


def _about_warnings(text: _texts.Text) -> tuple[Place | None, list[str], str]:
    """Place of the first section or annex about the issue of warnings, the titles of all, and what they hold."""
    place, titles, held = None, [], []
    for record, body, section in text.sections:
        above = (record.get("title"), *section.trail) if record.kind == "annex" else section.trail
        own = section.title if "预警" in section.title and _ISSUE.search(section.text) else ""
        about = [title for title in above if title == own or _is_about(title)]
        if about:
            place = place or Place(record.path, section.heading.line if section.heading else body.first_line)
            titles += [title for title in about if title not in titles]
            held.append(section.text)
    return place, titles, "\n".join(held)
