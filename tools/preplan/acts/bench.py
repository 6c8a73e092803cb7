"""Where an act is prepared: the library as it is, and the files as they shall be. Nothing is written here."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from preplan.desk import Opened
from preplan.load import text as plain
from preplan.model import Library, Record
from preplan.skeleton import Refused


@dataclass
class Bench:
    """`present` is the day on which the act is done. `was` are the bytes of every file touched, as first read (None: not there); `will` its text (None: removed).

    `said` are lines for the clerk; `moved` tells where a file's content went, so that its old findings go with it.
    """

    root: Path
    opened: Opened
    present: date
    was: dict[str, bytes | None] = field(default_factory=dict)
    will: dict[str, str | None] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    latest: date = date.min  # the last day the act speaks of

    @property
    def library(self) -> Library:
        return self.opened.library

    def text(self, path: str) -> str:
        """The text of a file as the act has it so far. Raises Refused if it cannot be read."""
        if (there := self.will.get(path)) is not None:
            return there
        raw = self._seen(path)
        content = plain.decode(raw, path)[0] if raw is not None else None
        if content is None:
            raise Refused(f"{path} 现在无法读取，先用 preplan check 找出原因并改好")
        return content

    def put(self, path: str, text: str) -> None:
        """The new text of a file that was read by `text`."""
        self.will[path] = text

    def begin(self, path: str, text: str) -> None:
        """A file that is not there yet. Raises Refused if it is."""
        if self._seen(path) is not None or path in self.will:
            raise Refused(f"{path} 已经有了")
        self.will[path] = text

    def remove(self, path: str) -> None:
        """A file that shall be gone."""
        self._seen(path)
        self.will[path] = None

    def has(self, path: str) -> bool:
        return self._seen(path) is not None

    def day(self, day: date, what: str, since: date | None = None) -> str:
        """The day as it is written. Raises Refused if it lies in the future, or before `since`."""
        if day > self.present:
            raise Refused(f"{what} {day} 在今天（{self.present}）以后；没有发生的事不登记")
        if since and day < since:
            raise Refused(f"{what} {day} 早于前面已登记的日期 {since}，请按原件核对")
        self.latest = max(self.latest, day)
        if day > self.library.as_of:
            note = f"{day} 晚于数据截止日 {self.library.as_of}，页面和统计暂不计入"
            if note not in self.said:
                self.said.append(note)
        return day.isoformat()

    def keys(self, kind: str, *way: str) -> Sequence[str]:
        """The keys of a kind's schema, in its order, at `way` (list items are stepped into)."""
        schemas = self.library.schemas
        node = schemas[kind]
        for step in way:
            node = schemas.resolve(node["properties"][step])
            if node.get("type") == "array":
                node = schemas.resolve(node["items"])
        return list(node.get("properties", ()))

    def diff(self) -> str:
        """What would be written, as a unified diff with a Chinese head a file."""
        parts: list[str] = []
        for path in sorted(self.will):
            old, new = self.was.get(path), self.will[path]
            before = old.decode("utf-8").splitlines() if old is not None else []
            after = new.splitlines() if new is not None else []
            act = "新建" if old is None else "删除" if new is None else "修改"
            lines = difflib.unified_diff(before, after, path, path, "", "", 2, "")
            parts.append(f"{act} {path}\n" + "".join(f"{line}\n" for line in lines if line[:3] not in ("---", "+++")))
        return "\n".join(parts)

    def _seen(self, path: str) -> bytes | None:
        if path not in self.was:
            target = self.root / path
            if os.path.realpath(target) != os.path.join(os.path.realpath(self.root), *path.split("/")):
                raise Refused(f"{path} 的路径上有符号链接")
            self.was[path] = target.read_bytes() if target.is_file() else None
        return self.was[path]


def one_of(id: str, known: Iterable[Record], what: str, *, names: Sequence[str] = ("title",)) -> Record:
    """The record with this id, or this name where only one has it. Raises Refused, offering the nearest."""
    records = list(known)
    found = [record for record in records if record.id == id]
    found = found or [record for record in records if any(record.get(name) == id for name in names)]
    if len(found) == 1:
        return found[0]
    words = [word for record in records for word in (record.id, *(str(record.get(name)) for name in names))]
    near = difflib.get_close_matches(id, words, 3)
    raise Refused(f"没有{what}「{id}」" + (f"，最接近的是：{'、'.join(near)}" if near else ""))


def code_of(bench: Bench, words: str, said: str, what: str) -> str:
    """The code of a word list that is written as the code or as its Chinese label. Raises Refused."""
    labels = bench.library.schemas.words(words)
    for code, label in labels.items():
        if said in (code, label):
            return code
    near = difflib.get_close_matches(said, [*labels, *labels.values()], 3)
    offered = (
        f"最接近的是：{'、'.join(near)}" if near else f"可写：{'、'.join(f'{c}（{w}）' for c, w in labels.items())}"
    )
    raise Refused(f"没有{what}「{said}」，{offered}")
