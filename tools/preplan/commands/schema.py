"""preplan schema: the kinds of records, one kind as a commented example, or the glossary."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from preplan.kinds import Kind

HELP = "列出记录的种类；给出种类则显示带说明的例子，选填的键以井号注释"


def arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("kind", nargs="?", metavar="种类", help="种类的代码或名称，如 plan、预案")
    sub.add_argument("--all", action="store_true", help="选填的键也写出，不加井号")
    sub.add_argument("--glossary", action="store_true", help="显示名词表，即 docs/glossary.md 的全文")


def run(options: argparse.Namespace) -> int:
    from preplan import desk, skeleton
    from preplan.commands.output import deliver
    from preplan.commands.parse import UsageError
    from preplan.kinds import KINDS
    from preplan.skeleton import fields, glossary, render

    root = desk.find_root(options.folder)
    if options.glossary:
        if options.kind is not None or options.all:
            raise UsageError("--glossary 单独使用，不写种类和 --all")
        deliver(glossary.page(skeleton.open_schemas(root)), None)
        return 0
    if options.kind is None:
        names, titles = max(len(kind.name) for kind in KINDS), max(render.columns(kind.title) for kind in KINDS)
        lines = (
            f"{kind.name:<{names}}  {kind.title}{' ' * (titles - render.columns(kind.title))}  {fields.place_of(kind)}\n"
            for kind in KINDS
        )
        deliver("".join(lines), None)
        return 0
    kind = named(options.kind)
    schemas = skeleton.open_schemas(root, (kind,))
    head = [
        f"{kind.title}：{schemas[kind.schema].get('description', '')}",
        f"位置：{fields.place_of(kind)}",
        "必填的已填例子。" + ("" if options.all else "行首有井号的选填，要用的去掉“# ”。") + "例子的值要换成实际内容。",
    ]
    content = render.Content(options="written" if options.all else "commented")
    deliver(render.whole(schemas, kind, content, head), None)
    return 0


def named(name: str, among: tuple[str, ...] = ()) -> Kind:
    """The kind with this name or Chinese title, out of `among` if given. Raises UsageError."""
    import difflib

    from preplan import skeleton
    from preplan.commands.parse import UsageError
    from preplan.kinds import KINDS

    allowed = [kind for kind in KINDS if kind.name in among or not among]
    kind = skeleton.kind_called(name)
    if kind in allowed:
        return kind
    words = [word for kind in allowed for word in (kind.name, kind.title)]
    near = difflib.get_close_matches(name, words, 3)
    offered = f"最接近的是：{'、'.join(near)}" if near else f"可选 {'、'.join(kind.name for kind in allowed)}"
    raise UsageError(f"没有种类「{name}」，{offered}")
