"""preplan freeze: takes the hash of every registered text, once, into the head of the edition."""

from __future__ import annotations

import argparse

HELP = "登记正文指纹：给有正文而没有指纹的版本记入 body_hash，以后改动一个字节都会报错"


def arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("edition", nargs="*", metavar="版本", help="预案标识/版本号，如 forest-fire/2021；不写为全部")
    sub.add_argument("--dry-run", action="store_true", help="只列出要登记的版本，不写文件")


def run(options: argparse.Namespace) -> int:
    import sys

    from preplan import desk
    from preplan.commands.output import deliver, write
    from preplan.commands.parse import UsageError
    from preplan.compare.folded import body_hash
    from preplan.compare.former import has_text
    from preplan.compare.proof import is_altered

    root = desk.find_root(options.folder)
    opened = desk.open_library(root, options.today)
    editions = opened.library.of("edition")
    unknown = [id for id in options.edition if id not in editions]
    if unknown:
        raise UsageError(f"库中没有版本「{'、'.join(unknown)}」；写法是 预案标识/版本号")
    chosen = [edition for edition in editions.values() if not options.edition or edition.id in options.edition]
    altered = [edition.id for edition in chosen if is_altered(edition)]
    if altered:
        print(
            f"preplan：{'、'.join(altered)} 已登记过指纹，正文与登记时不同；没有写任何文件。"
            "逐条见 preplan check --only frozen-text-changed",
            file=sys.stderr,
        )
        return 1
    waiting = [edition for edition in chosen if has_text(edition) and edition.get("body_hash") is None]
    new: list[tuple[str, bytes, bytes]] = []
    for edition in waiting:
        assert edition.body is not None
        raw = (root / edition.path).read_bytes()
        head, end, body = raw.partition(b"\n---\n")
        line = f"\nbody_hash: {body_hash(edition.body.text)}".encode()
        if not end or body.decode("utf-8") != edition.body.text:
            raise UsageError(f"{edition.path} 在读取以后变了，请再运行一次")
        new.append((edition.path, raw, head + line + end + body))
    if not options.dry_run:
        done: list[tuple[str, bytes]] = []
        try:
            for path, old, content in new:
                write(root / path, content)
                done.append((path, old))
        except OSError:
            for path, old in done:  # whole or not at all
                write(root / path, old)
            raise
    rows = [f"{edition.id}  {body_hash(edition.body.text)}" for edition in waiting if edition.body]
    kept = sum(edition.get("body_hash") is not None for edition in chosen)
    word = "要登记" if options.dry_run else "已登记"
    rows.append(
        f"{word} {len(waiting)} 个版本；原已登记 {kept} 个，没有正文的 {len(chosen) - len(waiting) - kept} 个。"
    )
    deliver("\n".join(rows) + "\n", None)
    return 0
