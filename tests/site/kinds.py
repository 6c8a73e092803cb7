"""The kinds of pages of a built site: what is true of one page of a kind should be true of all."""

from __future__ import annotations

from pathlib import Path

# Folders and file names that say what a page is; every other name is that of a record.
_FOLDERS = frozenset(
    {"special", "overall", "support", "departments", "duties", "filings", "rules", "guide", "editions", "revisions"}
    | {"papers", "annexes", "drills"}
)
_FILES = frozenset({"plan", "record", "draft", "index"})


def kind(path: str) -> str:
    """`special/forest-fire/plan.html` → `special/*/plan.html`."""
    *folders, name = path.split("/")
    stem = name.removesuffix(".html")
    folders = ["special", "*", *folders[1:]] if folders[:1] == ["overall"] else folders
    known = not folders or stem in _FILES
    return "/".join([*(part if part in _FOLDERS else "*" for part in folders), name if known else "*.html"])


def kinds(site: Path) -> dict[str, str]:
    """Kind → path of its longest page, where most can go wrong."""
    found: dict[str, tuple[int, str]] = {}
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix()
        candidate = (file.stat().st_size, path)
        found[kind(path)] = max(candidate, found.get(kind(path), (0, "")))
    paths = {name: path for name, (_, path) in sorted(found.items())}
    # The longest page of a unit is that of a town; a department has other parts.
    return paths | {"departments/transport.html": "departments/transport.html"}
