"""Plants a canary in everything that must stay inside, led by the schemas: a new internal field is planted by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from preplan import desk
from preplan.kinds import BY_NAME
from preplan.model import Record
from preplan.schema import Schemas
from preplan.visible import PUBLIC, body_visible, visible

BIRD = "金丝雀"
TODAY = date(2026, 11, 24)


def plant(root: Path) -> list[str]:
    """Writes canaries into the library at `root`; gives every planted word.

    Fields that the schema does not mark public get one in any record; records that the public may not know of get one
    in every free text field; bodies that the public may not read get one too.
    """
    library = desk.open_library(root, TODAY).library
    words: list[str] = []
    done: dict[str, Any] = {}
    for kind in BY_NAME:
        for record in library.every(kind):
            data = done.setdefault(record.path, record.document.data)
            node = schema_node(library.schemas, record)
            shown = visible(library, record, PUBLIC) is not None
            target: Any = data
            for step in record.route:
                target = target[step]
            words += _plant(library.schemas, node, target, f"{kind}-{record.id}", shown)
    for path, data in done.items():
        record = library.at_path[path][0]
        document = record.document
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
        if document.body is not None:
            body = document.body.text
            if not body_visible(library, record, PUBLIC):
                words.append(f"{BIRD}正文{len(words)}")
                body += f"\n## {words[-1]}\n\n{words[-1]}\n"
            text = f"---\n{text}---\n{body}"
        (root / path).write_text(text, encoding="utf-8")
    return words


def schema_node(schemas: Schemas, record: Record) -> Any:
    """The schema of a record: of the file, or of an item of a list file."""
    *_, node = schemas.along(record.document.kind.schema, record.route)
    return node


def _plant(schemas: Schemas, node: Any, data: dict[str, Any], where: str, shown: bool) -> list[str]:
    words: list[str] = []
    for key, raw in node.get("properties", {}).items():
        inner = schemas.resolve(raw)
        open_ = shown and raw.get("x-visibility") == "public"
        name = f"{where}-{key}"
        if _is_free(inner) and not open_:
            data[key] = f"{BIRD}{name}"
            words.append(data[key])
        elif inner.get("type") == "object" and isinstance(data.get(key), dict):
            words += _plant(schemas, inner, data[key], name, open_)
        elif inner.get("type") == "array" and isinstance(data.get(key), list):
            item = schemas.resolve(inner["items"])
            for index, value in enumerate(data[key]):
                if isinstance(value, dict):
                    words += _plant(schemas, item, value, _place(name, index, value), open_)
                elif _is_free(item) and not open_:
                    data[key][index] = f"{BIRD}{name}-{index}"
                    words.append(data[key][index])
    return words


def _place(name: str, index: int, value: dict[str, Any]) -> str:
    """Where an item stands; a paper's entry in a record bears the words of the paper itself, as the two must agree."""
    owner = re.match(r"record-(.+)/record-.*-papers$", name)
    file = str(value.get("file", ""))
    return f"paper-{owner[1]}/{file.removesuffix('.md')}" if owner and file else f"{name}-{index}"


def _is_free(node: Any) -> bool:
    """True for running text: a string that no pattern, word list or format binds."""
    return node.get("type") == "string" and not {"enum", "pattern", "format"} & set(node)


def sightings(site: Path, words: list[str]) -> Iterator[tuple[str, str]]:
    """(file, word) for every word found in a file's bytes, as it is or JSON-escaped, or in a file's name."""
    needles = [(word, word.encode(), word.encode("ascii", "backslashreplace")) for word in words]
    for path in sorted(p for p in site.rglob("*") if p.is_file()):
        content = path.read_bytes()
        is_escaped = b"\\u" in content
        for word, plain, escaped in needles:
            if plain in content or (is_escaped and escaped in content) or word in path.relative_to(site).as_posix():
                yield path.relative_to(site).as_posix(), word
