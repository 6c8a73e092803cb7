"""A plan deals with what the law of its day asks of it; what is not found under any name is listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from preplan.checks import _contents, _texts
from preplan.finding import Finding, Rule, Severity
from preplan.model import Library

RULE = Rule(
    id="contents-not-found",
    title="预案应写内容未检出",
    severity=Severity.WARNING,
    basis=(
        _contents.RESPONSE_LAW_2007.law,
        _contents.RESPONSE_LAW_2024.law,
        *dict.fromkeys(required.law for required in _contents.MEASURES_2024),
    ),
    message="《{law}》{article}所列 {total} 项内容中，{more}有 {count} 项未检出：{items}（{searched}）",
    remedy="人工核对全文：换了说法已经写到的不必改；确实没有写的，修订时补写",
    refs=("G-03", "G-04", "G-05", "G-06"),
    evidence="B",
    effective_from=_contents.RESPONSE_LAW_2007.effective_from,
    explains="正文、标题和附件，与成文当日有效的突发事件应对法和应急预案管理办法所列应写内容逐项核对，列出未检出的项；草稿征求意见以前只作提示。",
    fires="2025 年印发的总体应急预案，全文和附件中未检出“事后恢复与重建”。",
    silent="换了说法、写在附件或者另一章，只要检出就不报；已被新版代替的旧文本不查。",
    about=("edition", "draft", "annex"),
)


def check(library: Library) -> Iterator[Finding]:
    for text in _texts.texts(library):
        if not text.whole:
            continue  # the annex that cannot be read may hold what is missed
        lists = _contents.required(text.plan.get("type"), text.plan.get("subtype"), text.day)
        asked = (topic for required in lists for item in required.items for topic in item.topics)
        gone, reported = _contents.missing(asked, text.heads, text.full), set[str]()
        for required in lists:
            missed = [item for item in required.items if gone.issuperset(item.topics)]
            fresh = [item for item in missed if not reported.issuperset(item.topics)]
            reported.update(topic for item in missed for topic in item.topics)
            if fresh:
                # The finding cites the one law whose list it is.
                law = library.of("law").get(required.law.id)
                rule = replace(RULE, basis=(required.law,), effective_from=required.effective_from)
                yield rule.at(
                    text.start,
                    on=text.day,
                    severity=Severity.NOTE if text.is_unfinished else None,
                    law=law.get("title") if law else required.law.id,
                    article=required.law.article,
                    total=len(required.items),
                    more="" if len(fresh) == len(missed) else "另",
                    count=len(fresh),
                    items="".join(f"「{item.name}」" for item in fresh),
                    searched=text.searched,
                )
