"""A link in a text leads to a document of the library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from preplan.checks import _files
from preplan.finding import CONSISTENCY, Finding, Place, Rule, Severity
from preplan.kinds import KINDS
from preplan.load.body import Link
from preplan.model import Library, Record

RULE = Rule(
    id="dead-link",
    title="正文链接失效",
    severity=Severity.ERROR,
    basis=(CONSISTENCY,),
    message="正文链接「{target}」{problem}",
    remedy="改为库内文本的相对路径，如 ../annexes/2022-guide.md；站外网址尽量改写为文件题名和文号",
    explains="各类文本正文中的链接，逐个核对库内有没有所指的文本；指向站外的只提示。",
    fires="支撑文件链接到“../overall/editions/2012.md”，库中没有这个文本。",
    silent="链接到本文的标题，或者目标文件在库中但一时读不出来，不报。",
    about=("edition", "draft", "annex", "paper", "support"),
)

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):|//")
_ABROAD = frozenset({"http", "https"})
_HARMLESS = frozenset({"mailto", "tel"})


def check(library: Library) -> Iterator[Finding]:
    paths = _files.paths(library)
    for kind in KINDS:
        for record in library.every(kind.name) if kind.is_text else ():
            for link in record.body.links if record.body else ():
                problem, severity = _judge(library, paths, record, link)
                if problem:
                    place = Place(record.path, link.line, link.column)
                    yield RULE.at(place, severity=severity, target=link.target, problem=problem)


def _judge(library: Library, paths: frozenset[str], record: Record, link: Link) -> tuple[str, Severity | None]:
    """What is wrong with a link, if anything, and how much lighter than the rule it weighs."""
    target = link.target
    if scheme := _SCHEME.match(target):
        name = (scheme[1] or "http").lower()
        if name in _ABROAD and link.is_image:
            return "取站外的图片，内网打不开", None
        if name in _ABROAD:
            return "链接到站外", Severity.NOTE
        return ("" if name in _HARMLESS else "不是允许的链接"), None
    way = unquote(re.split("[#?]", target, maxsplit=1)[0])
    if not way:
        return "", None  # a heading of the same text
    path = _files.join(record.path.rpartition("/")[0], way)
    if way.startswith("/") or not path.startswith("plans/"):
        return "指向预案库之外", None
    if path not in paths and not _files.may_exist(library, path):
        return "在库中没有对应的文本", None
    return "", None
