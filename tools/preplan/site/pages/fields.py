"""字段表: every field of every kind of record, as the schemas have it. What a field is called is no secret."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.kinds import KINDS, Kind
from preplan.schema import Schemas
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site.page import Page, Site
from preplan.skeleton.fields import Field, place_of, walk

COLUMNS = ("字段", "键", "必填", "公开", "说明", "允许的词")


def pages(site: Site) -> Iterator[Page]:
    schemas = site.library.schemas
    contents = md.names(md.link(kind.title, paths.FIELDS, paths.FIELDS, kind.name) for kind in KINDS)
    text = (
        "每类记录可以写的全部键。写记录时用键和允许的词中括号前的代码，页面上显示中文。"
        "下一级的键写在上一级之下，表中用点连接；上一级不写的，下一级的“必填”不算。"
        "“公开”一栏写“是”的，在记录本身可以公开时出现在公开版，其余只在内部版。"
    )
    yield Page(
        paths.FIELDS,
        "字段表",
        md.blocks(text, f"种类：{contents}。", *(part for kind in KINDS for part in _kind(schemas, kind))),
        wide=True,
        hidden=True,  # the search is for people who look for a plan, not for a key
    )


def _kind(schemas: Schemas, kind: Kind) -> Iterator[str]:
    yield md.heading(kind.title, kind.name)
    yield f"{md.text(schemas[kind.schema].get('description'))}。位置：{md.text(place_of(kind))}"
    yield md.table(COLUMNS, map(_row, walk(schemas, kind)), "fields")


def _row(field: Field) -> tuple[str, ...]:
    told = field.description + ("（可以几项）" if field.many else "")
    words = (f"{md.text(code)}（{md.text(word)}）" for code, word in field.words.items())
    return (
        md.text(" › ".join(field.titles)),
        md.text(".".join(field.way)),  # as text: a phone breaks code between any two letters
        "是" if field.required else md.NONE,
        "是" if field.public else md.NONE,
        md.text(told),
        md.names(words),
    )
