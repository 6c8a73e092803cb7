"""The history of a generated library: commits with merges, some of them with an edit inside, by git fast-import."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import IO

from tests.scale.plans import Files

COMMITS = 1_900  # about so many, however large the library: what a bureau does in four years
BRANCH_EVERY = 10  # one group of changes in so many is made on a branch and merged
EDIT_EVERY = 3  # one merge in so many holds a change of its own
_ZONE = timezone(timedelta(hours=8))
_NAMES = ("预案科岗", "政务服务窗口岗", "秘书科岗")

Group = list[tuple[str, str | None]]  # (path, text) of what one commit changes


@dataclass(slots=True)
class Past:
    """What git must tell: path → ISO dates of its changes, oldest first; and the number of commits and merges."""

    changes: dict[str, list[str]]
    commits: int = 0
    merges: int = 0


def make(root: Path, files: Files, schemas: Mapping[str, str]) -> Past:
    """Makes `root` a repository whose head is what lies there; the same files give the same commit ids."""
    subprocess.run(["git", "init", "-q", "-b", "main", str(root)], check=True)
    (root / ".git/info/exclude").write_text("/truth.json\n", encoding="utf-8")
    importer = subprocess.Popen(["git", "fast-import", "--quiet"], cwd=root, stdin=subprocess.PIPE)
    assert importer.stdin is not None
    with importer.stdin as stream:
        past = _Writer(stream).write(_groups(files, schemas))
    if importer.wait():
        raise RuntimeError("git fast-import failed")
    subprocess.run(["git", "reset", "-q", "--mixed"], cwd=root, check=True)
    return past


def _groups(files: Files, schemas: Mapping[str, str]) -> Iterator[tuple[date, Group]]:
    """(day, changes) of every commit, in the order of days; no path twice in one."""
    events: list[tuple[date, str, str | None]] = []
    for path, versions in files.versions.items():
        before: str | None = None
        for day, text in versions:
            if text != before:
                events.append((day, path, text))
            before = text
    events.sort(key=lambda event: event[:2])
    room = -(-len(events) // COMMITS)
    start: Group = [(f"schemas/{name}.schema.json", text) for name, text in schemas.items()]
    group, on, seen = start, events[0][0], set[str]()
    for day, path, text in events:
        if group and (path in seen or len(seen) >= room):
            yield on, group
            group, seen = [], set()
        group.append((path, text))
        seen.add(path)
        on = day
    yield on, group


class _Writer:
    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.past = Past({})
        self.last = datetime.min.replace(tzinfo=_ZONE)

    def write(self, groups: Iterator[tuple[date, Group]]) -> Past:
        tip = 0
        for number, (day, group) in enumerate(groups):
            mine = next(groups, None) if number and number % BRANCH_EVERY == 0 else None
            if mine is None:
                tip = self._commit(day, group, tip)
                continue
            side = self._commit(day, group, tip)
            main = self._commit(*mine, tip)
            on_main = {path for path, _ in mine[1]}
            taken = [(path, text) for path, text in group if path not in on_main]
            inside = next(groups, None) if self.past.merges % EDIT_EVERY == 0 else None
            self.past.merges += 1
            edited = inside[1] if inside else []
            paths = {path for path, _ in edited}
            carried = [(path, text) for path, text in taken if path not in paths]
            tip = self._commit(inside[0] if inside else mine[0], edited, main, side, carried)
        return self.past

    def _commit(self, day: date, group: Group, parent: int, other: int = 0, carried: Group | None = None) -> int:
        """Writes a commit, its mark is returned; `carried` are files of the other parent."""
        morning = datetime(day.year, day.month, day.day, 9, tzinfo=_ZONE)
        self.last = max(morning, self.last + timedelta(minutes=1))
        self.past.commits += 1
        mark = self.past.commits
        name = _NAMES[mark % len(_NAMES)]
        who = f"{name} <post{mark % len(_NAMES)}@example.invalid> {int(self.last.timestamp())} +0800"
        subject = f"合并第 {mark} 次登记" if other else f"第 {mark} 次登记：{len(group)} 个文件"
        self._say(f"commit refs/heads/main\nmark :{mark}\nauthor {who}\ncommitter {who}\n")
        self._data(subject + "\n")
        self._say(f"from :{parent}\n" if parent else "")
        self._say(f"merge :{other}\n" if other else "")
        for path, text in (*group, *(carried or ())):
            if text is None:
                self._say(f"D {path}\n")
            else:
                self._say(f"M 100644 inline {path}\n")
                self._data(text)
        for path, _ in group:
            self.past.changes.setdefault(path, []).append(self.last.isoformat())
        return mark

    def _say(self, text: str) -> None:
        self.stream.write(text.encode())

    def _data(self, text: str) -> None:
        raw = text.encode()
        self.stream.write(b"data %d\n%b\n" % (len(raw), raw))
