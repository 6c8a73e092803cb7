"""A record that is begun: its text as it is to stand in its file, and what its author is told."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass

from preplan.load import text as plain
from preplan.skeleton import Refused, begin, given, render
from preplan.skeleton.append import appended
from preplan.skeleton.ask import Ask, Start
from preplan.skeleton.taken import File


@dataclass(frozen=True, slots=True)
class Begun:
    """`text` is the whole file at `path`, `part` what is new of it, from `line` on; `left` counts what is to fill."""

    path: str
    text: str
    part: str
    line: int
    left: int
    numbered: str
    looked_at: str
    then: str


def begun(ask: Ask, pairs: Iterable[str] = (), options: render.Options = "commented") -> Begun:
    """The beginning of a record. `pairs` are values as 键=值. Raises Refused, also if path or id are there already."""
    start = begin.STARTS[ask.kind.name](ask)
    values = given.values(ask.schemas, ask.kind, pairs)
    for way in start.fixed.keys() & values.keys():
        raise Refused(f"「{way[-1]}」由标识得出，不能用 --set 另填")
    old = _free(ask, start)
    content = render.Content({**start.known, **values, **start.fixed}, start.hints, True, options)
    line = 1
    if old is None:
        head = [f"{ask.kind.title}：{ask.schemas[ask.kind.schema].get('description', '')}", _HOW[options]]
        text = part = render.whole(ask.schemas, ask.kind, content, head)
    else:
        lines = render.item(ask.schemas, ask.kind, content)
        text, line = appended(_readable(ask, old), ask.kind.items, lines)
        part = "".join(f"{one}\n" for one in lines)
    left = sum(render.MARK in one and not one.lstrip().startswith("#") for one in part.splitlines())
    return Begun(start.path, text, part, line, left, start.numbered, _looked_at(ask), start.then)


_FILL = f"标有 {render.MARK} 的必填，连同尖括号一起换成实际内容"
_HOW: dict[render.Options, str] = {
    "commented": f"{_FILL}；行首有井号的选填，要用的去掉“# ”，不用的删去。",
    "left-out": f"{_FILL}。",
    "written": f"{_FILL}；其余是例子。",
}


def _free(ask: Ask, start: Start) -> File | None:
    """The list file to append to, None for a new file. Raises Refused if path or id are taken."""
    target = ask.root / start.path
    if os.path.realpath(target) != os.path.join(os.path.realpath(ask.root), *start.path.split("/")):
        raise Refused(f"{start.path} 的路径上有符号链接")
    there = next((file for file in ask.taken.here if file.path == start.path), None)
    if start.item:
        if holder := ask.taken.id_in(start.item):
            raise Refused(f"{_where(holder)} 中已有{ask.kind.title}「{start.item}」")
        if there is not None:
            return there
    elif holder := ask.taken.path_at(start.path):
        raise Refused(f"{_where(holder)} 已经有了")
    if os.path.lexists(target):
        raise Refused(f"{start.path} 已经有了")
    return None


def _where(file: File) -> str:
    return f"分支 {file.branch} 上的 {file.path}" if file.branch else file.path


def _readable(ask: Ask, file: File) -> str:
    text, _ = plain.decode((ask.root / file.path).read_bytes(), file.path)
    if text is None or file.data is None:
        raise Refused(f"{file.path} 现在无法读取，先用 preplan check 找出原因并改好")
    return text


def _looked_at(ask: Ask) -> str:
    taken = ask.taken
    if not taken.branches:
        said = f"只看了本目录（{taken.missing or '仓库还没有分支'}），别处可能已用同一编号。"
    else:
        said = f"已看本目录和 {len(taken.branches)} 个分支：{'、'.join(taken.branches)}。"
    if taken.unread:
        names = "、".join(
            dict.fromkeys(f"{file.path}{f'（{file.branch}）' if file.branch else ''}" for file in taken.unread)
        )
        said += f"\n注意：有文件无法读取，其中的编号没有计入：{names}"
    return said
