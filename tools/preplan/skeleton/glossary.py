"""The glossary (名词表) as a page: which terms, and in what order, stands in `x-glossary` of the common schema.

A term is told once, where it lives: a field or a kind by its title, `description` and `x-source`, a word of a list by
its label and `x-meanings`. What is neither stands in `x-glossary` itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from preplan.errors import NoLibrary
from preplan.schema import COMMON, Node, Schemas
from preplan.skeleton.fields import innermost

COLUMNS = ("中文", "代码用词", "含义", "出处")
MOST_WORDS = 9  # a longer list is told by the table of fields only
_NONE = "—"

_HEAD = """\
# 名词表

<!-- 本页由 preplan schema --glossary 生成，含义和出处写在 schemas/ 里，不直接改本页。 -->

本表列出本库使用的名词。“代码用词”是记录和程序里的写法，新写的记录和程序一律用这个词；“—”表示程序里没有对应的词。“出处”写到条的，条文核对程度见[依据库](laws.md)；写“本局口径”的是本库自己的规定，不是法律要求；写“业务惯例”的凭业务知识，未见条文。

《突发事件应急预案管理办法》有 2013 年和 2024 年两版，表中简称“预案管理办法（2013）”和“预案管理办法（2024）”，后者自 2024 年 1 月 31 日起施行。《生产安全事故应急预案管理办法》（2019 年修正）简称“企业预案管理办法”。
"""


@dataclass(frozen=True, slots=True)
class Term:
    """A row. `code` is "" if the program has no word for it; `see` is a link (Markdown) that adds to the meaning."""

    term: str
    code: str
    meaning: str
    source: str
    see: str = ""


def page(schemas: Schemas) -> str:
    """The whole page as Markdown. Raises NoLibrary if a reference leads nowhere."""
    parts = [_HEAD]
    for title, terms in sections(schemas):
        rows = ["| " + " | ".join(COLUMNS) + " |", "|" + "---|" * len(COLUMNS), *map(_row, terms)]
        parts.append(f"## {title}\n\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def sections(schemas: Schemas) -> Iterator[tuple[str, tuple[Term, ...]]]:
    """Title and terms of every section, in order. Raises NoLibrary if a reference leads nowhere."""
    for section in schemas[COMMON].get("x-glossary", ()):
        yield section["title"], tuple(term_of(schemas, entry) for entry in section["terms"])


def term_of(schemas: Schemas, entry: str | Mapping[str, str]) -> Term:
    """The term an entry stands for: a reference, `{"ref": …}` with what the glossary calls otherwise, or all of a term.

    References: `plan` a kind, `plan#upper_plan.title` a field, `common#stage` a word list, `stage:issued` a word,
    `procedure:*` all words of a list in one row. Raises NoLibrary if it leads nowhere.
    """
    given = {"ref": entry} if isinstance(entry, str) else dict(entry)
    ref = given.pop("ref", "")
    try:
        return replace(_found(schemas, ref), **given) if ref else Term(**given)
    except (KeyError, TypeError) as error:
        raise NoLibrary(f"格式定义无法读取：common.schema.json 的 x-glossary 中「{ref or given}」没有所指") from error


def _found(schemas: Schemas, ref: str) -> Term:
    if ":" in ref:
        return _word(schemas, *ref.split(":", 1))
    name, _, way = ref.partition("#")
    if not way:
        return _told(schemas[name], name, schemas[name]["description"])
    if name == COMMON:
        node, key = schemas.definitions[way], way
    else:
        node, key = _field(schemas, name, way.split("."))
    return _told(node, key, _with_words(node["description"], node.get("x-labels", {})))


def _told(node: Node, code: str, meaning: str) -> Term:
    return Term(node["title"], code, meaning, node["x-source"])


def _word(schemas: Schemas, word_list: str, code: str) -> Term:
    node, labels = schemas.definitions[word_list], schemas.words(word_list)
    if code == "*":
        return Term("、".join(labels.values()), "、".join(labels), node["description"], node["x-source"])
    return Term(labels[code], code, **node["x-meanings"][code])


def _field(schemas: Schemas, name: str, way: list[str]) -> tuple[Node, str]:
    node: Node = schemas[name]
    for key in way:
        node = schemas.resolve(innermost(schemas, node)["properties"][key])
    return node, way[-1]


def _with_words(meaning: str, words: Mapping[str, Any]) -> str:
    """The words of a list follow what it is, before any hint on how to fill it in."""
    if not 0 < len(words) <= MOST_WORDS:
        return meaning
    what, mark, hint = meaning.partition("；")
    return f"{what}（{'、'.join(words.values())}）{mark}{hint}"


def _row(term: Term) -> str:
    meaning = term.meaning + (f"；{term.see}" if term.see else "")
    cells = (term.term, term.code or _NONE, meaning, term.source)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
