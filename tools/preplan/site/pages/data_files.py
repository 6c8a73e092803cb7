"""数据文件: what lies in data/ and lists/, field by field, for whoever wants to use it elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from preplan.exports import feed, published
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site._filing_lists import filing_list
from preplan.site._list_data import ListData
from preplan.site.page import Page, Site

_TYPES = {"string": "文字", "integer": "整数", "array": "文字的列表", "null": "可以为空"}


def pages(site: Site) -> Iterator[Page]:
    yield Page(paths.DATA, "数据文件", _text(site))


def _text(site: Site) -> str:
    files = published.described(site.library)
    page = paths.DATA
    rows = [
        (md.link(f"{file.name}.json", f"data/{file.name}.json", page), md.text(file.title), f"{file.count} 行")
        for file in files
    ]
    data = filing_list(site)
    rows.append((md.link(data.path, data.path, page), f"{md.text(data.title)}（网页用）", f"{len(data.rows)} 行"))
    rows.append((md.link(feed.PATH, feed.PATH, page), "最近印发的预案（Atom 订阅源）", f"最多 {feed.LIMIT} 件"))
    return md.blocks(
        "给想在别处使用这些数据的人：可以直接下载，也可以用程序读取。数据由记录算出，随网站一起更新。",
        md.table(("文件", "内容", "多少"), rows, "data-files"),
        md.heading("共同的规定", "rules"),
        "\n".join(f"- {line}" for line in _rules(site)),
        *(_described(file) for file in files),
        _list(site, data),
        md.heading("订阅源 feed.xml", "feed"),
        "Atom 1.0，按成文日期从近到远。每件写题名、发文字号、成文日期、牵头部门和预案页地址；不公开的预案不列。"
        "在支持订阅的阅读器里填本站地址加 feed.xml。",
    )


def _rules(site: Site) -> Iterator[str]:
    yield "编码 UTF-8，不带 BOM；格式 JSON；日期写 YYYY-MM-DD；没有或者不详的写 null 或空，不填别的日期。"
    yield "`as_of` 是数据截止日，以后的事一律当作还没有发生。"
    if site.library.bureau is None or site.library.bureau.get("sample"):
        yield f"示例库的文件，第一个键是 `sample`，值为“{published.SAMPLE_FLAG}”；另存时文件名以“示例_”开头。"
    yield "`data/` 里的文件只有可以公开的内容，公开版和内部版相同。旁边的 `.schema.json` 是 JSON Schema，可以用来核对。"
    yield "各页列表上方“按当前筛选下载”给的是筛选后的行：Excel（.xlsx）、JSON，或者可以粘贴到聊天里的文字。"
    yield "字段名是英文，以后不改；要增加字段，旧字段照旧。以正式印发文本为准。"


def _described(file: published.Described) -> str:
    example = file.example or {}
    rows = [
        (f"`{key}`", md.text(title), _type(shape), _example(example.get(key))) for key, title, shape in file.columns
    ]
    schema = md.link(f"{file.name}.schema.json", f"data/{file.name}.schema.json", paths.DATA)
    return md.blocks(
        md.heading(f"{file.name}.json：{file.title}", file.name),
        f"{file.count} 行，在键 `{file.name}` 下，每行一个对象。结构见 {schema}。",
        md.table(("字段", "含义", "类型", "例（第一行）"), rows, "data-fields"),
    )


def _list(site: Site, data: ListData) -> str:
    first = data.rows[0] if data.rows else [None] * len(data.columns)
    rows = [
        (f"`{column.key}`", md.text(column.title), _example(value))
        for column, value in zip(data.columns, first, strict=True)
    ]
    codes = "" if site.internal else "`code_check` 由统一社会信用代码算出，只供持有代码的单位查自己，读不出代码。"
    return md.blocks(
        md.heading(f"{data.path}：{data.title}（网页用）", "list"),
        "`columns` 写各列的名称，`rows` 每行一个数组，顺序与 `columns` 相同。"
        f"带颜色的词写成 [词, 类名, …]。{codes}" + ("**内部资料，不得外传。**" if site.internal else ""),
        md.table(("列", "含义", "例（第一行）"), rows, "data-fields"),
    )


def _example(value: object) -> str:
    """A value as it stands in the file."""
    return md.text(json.dumps(value, ensure_ascii=False))


def _type(shape: Mapping[str, Any]) -> str:
    names = shape["type"]
    return "，".join(_TYPES[name] for name in ([names] if isinstance(names, str) else names))
