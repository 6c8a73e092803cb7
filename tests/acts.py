"""Shared by the tests of acts: a library, the command in it, and what was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import Run

ENGLISH = re.compile(r"\b(?:error|invalid|argument|required|usage|choose|expected)\b")
Files = dict[str, bytes]


@dataclass(frozen=True)
class Office:
    """A library and the command run in it."""

    root: Path
    run: Run

    def files(self) -> Files:
        found = (path for path in self.root.rglob("*") if path.is_file())
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}

    def text(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        content = self.text(path)
        assert old in content
        (self.root / path).write_text(content.replace(old, new, 1), encoding="utf-8")

    def does(self, *arguments: str) -> str:
        """An act that succeeds; what it says. The library is still sound and nothing is left behind."""
        code, out, err = self.run("-C", str(self.root), *arguments)
        assert (code, err) == (0, ""), out + err
        assert not [path for path in self.files() if "~lock" in path or ".preplan-act" in path]
        assert self.run("-C", str(self.root), "check")[0] == 0
        return out

    def refuses(self, *arguments: str) -> str:
        """An act that is refused; why. Nothing was written."""
        before = self.files()
        code, out, err = self.run("-C", str(self.root), *arguments)
        assert (code, out) == (2, ""), out
        assert self.files() == before
        assert err.startswith("preplan：没有登记：")
        assert ENGLISH.findall(err) == []
        return err

    def changed(self, before: Files) -> dict[str, list[str]]:
        """Path → lines that came ("+…") and went ("-…"), of every file that is not as it was."""
        import difflib

        after, found = self.files(), {}
        for path in sorted({*before, *after}):
            old, new = (files.get(path, b"").decode("utf-8").splitlines() for files in (before, after))
            if old != new:
                lines = list(difflib.unified_diff(old, new, n=0))[2:]
                found[path] = [line for line in lines if not line.startswith("@@")]
        return found
