"""The review as one file for people without the forge: read, comment clause by clause, send the opinions back.

One file with its style and script inside; it loads nothing. Drafts get a form: a box per changed clause, a verdict, and a
button that saves the opinions as the small file that `preplan opinions` takes (see opinion_file.py). Printed, the
same form is the 征求意见表.
"""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from importlib import resources

from preplan.review import markdown, passages
from preplan.review.model import ClauseChange, Name, Review, TextChange
from preplan.review.opinion_file import VERDICTS, VERSION
from preplan.site.rendered import convert

_DRAFT = "/draft"  # the end of the key of a draft beside its own former state


def render(review: Review) -> str:
    """The page, complete in itself."""
    style, script = (
        resources.files(__package__).joinpath(name).read_text(encoding="utf-8") for name in ("form.css", "form.js")
    )
    opening, before, after, closing = markdown.parts(review)
    texts = "".join(_text(review, text) for text in review.texts)
    texts = f"<h2>条文逐条</h2>{texts}" if texts else ""
    body = "".join((convert(opening), *map(convert, before), texts, *map(convert, after), convert(closing)))
    title = html.escape(review.title)
    mark = f'<p class="sample">示例：{html.escape(review.sample)}</p>' if review.sample else ""
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "script-src 'unsafe-inline'\">\n"
        f"<title>{'【示例】' if review.sample else ''}审阅：{title}</title>\n<style>\n{style}</style>\n</head>\n"
        f'<body data-sample="{"1" if review.sample else ""}">\n<main>\n{mark}{body}</main>\n<script>\n{script}</script>\n'
        "</body>\n</html>\n"
    )


def _text(review: Review, text: TextChange) -> str:
    head = convert(passages.head(text))
    if not text.outline or not text.key.endswith(_DRAFT) or not text.campaign:
        return f"<section>{head}{''.join(convert(passages.clause(c)) for c in text.clauses if c.substantive)}</section>"
    known = {
        "format": VERSION, "plan": text.plan, "campaign": text.campaign,
        "clauses": {clause.anchor: {"clause": _name(clause.after or clause.before), "digest": clause.digest} for clause in text.clauses},
        "outline": dict(text.outline),
    }  # fmt: skip
    return (
        f'<form class="opinions" data-text="{html.escape(json.dumps(known, ensure_ascii=False))}">'
        f'<p class="sheet">征求意见表</p>{head}'
        f"{''.join(map(_clause, filter(lambda clause: clause.substantive, text.clauses)))}{_rest(review, text)}</form>"
    )


def _name(names: Sequence[Name]) -> str:
    return "、".join(name.words for name in names)


def _clause(clause: ClauseChange) -> str:
    name = html.escape(_name(clause.after or clause.before))
    boxes = _boxes(name)
    return f'<fieldset data-anchor="{html.escape(clause.anchor)}"><legend>{name}</legend>{convert(passages.clause(clause))}{boxes}</fieldset>'


def _boxes(name: str) -> str:
    return "".join(
        f'<label>{word}<textarea rows="2" data-part="{part}" aria-label="{name} {word}"></textarea></label>'
        for part, word in (("suggestion", "修改建议"), ("reason", "理由"))
    )


def _rest(review: Review, text: TextChange) -> str:
    """Other opinions, and who says so."""
    choices = "".join(f'<option value="{html.escape(name)}">' for name, _ in text.outline)
    units = dict.fromkeys(unit.name for unit in review.units if unit.plan == text.plan)
    offered = "".join(f'<option value="{html.escape(name)}">' for name in units)
    key = html.escape(text.plan)
    return (
        f'<fieldset class="other"><legend>其他意见</legend><label>针对哪一条（可不填）<input data-part="clause" list="clauses-{key}"></label>'
        f'<datalist id="clauses-{key}">{choices}</datalist>{_boxes("其他意见")}</fieldset><p class="act"><button type="button" class="more">再加一条其他意见</button></p>'
        '<fieldset class="verdict"><legend>结论</legend>'
        + "".join(f'<label class="choice"><input type="radio" name="verdict" value="{code}">{word}</label>' for code, word in VERDICTS.items())
        + f'<label>单位名称<input data-part="unit" list="units-{key}" required autocomplete="off"></label><datalist id="units-{key}">{offered}</datalist>'
        '<label>岗位（不写姓名）<input data-part="post" autocomplete="off"></label><label>日期<input type="date" data-part="date" required></label></fieldset>'
        '<p class="act"><button type="button" class="save">保存意见文件</button> <button type="button" class="print">打印征求意见表</button> '
        '<span role="status"></span></p><p class="small">填写的内容只留在这台电脑上；保存后的文件按原途径送回发函单位。</p>'
    )  # fmt: skip
