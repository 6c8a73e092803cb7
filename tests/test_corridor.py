"""Who may import whom: a room knows only the rooms to its left. Checks ask the library and nothing else."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

TOOLS = REPOSITORY / "tools"
PACKAGE = TOOLS / "preplan"

# The corridor, left to right. Rooms of one step do not know each other.
CORRIDOR = (
    ("errors", "finding", "dates", "kinds", "collector", "procedure", "relations"),
    ("load", "history", "moves"),
    ("schema",),
    ("shape",),
    ("record",),
    ("model",),
    ("editions", "filing_status", "tables", "duty_marks", "structure"),
    ("status", "after_issue"),
    ("totals", "visible", "skeleton", "compare", "titles", "forge"),
    ("checks", "baseline"),
    ("rulebook", "alterations", "traces"),
    ("report", "exports"),
    ("site",),
    ("desk",),
    ("publishing",),
    ("review",),
    ("acts",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
STEP = {room: step for step, rooms in enumerate(CORRIDOR) for room in rooms}
BUILDER = {"mkdocs", "material", "pymdownx", "markdown"}
GIT = {"git", "gitdb", "subprocess"}  # a module that runs programs could run git
# These are handed everything they need: no files, no screen, no clock, no other program.
CLOSED = (
    "record",
    "model",
    "editions",
    "procedure",
    "relations",
    "moves",
    "status",
    "after_issue",
    "filing_status",
    "tables",
    "totals",
    "visible",
    "compare",
    "checks",
    "report",
    "exports",
)
CALLS = {"open", "print", "input", "exec", "eval", "__import__", "breakpoint"}
METHODS = {"today", "now", "utcnow", "read_text", "read_bytes", "write_text", "write_bytes", "system", "popen"}
MODULES = {
    "os",
    "io",
    "sys",
    "time",
    "subprocess",
    "shutil",
    "tempfile",
    "socket",
    "urllib.request",
    "random",
    "git",
    "logging",
}

SOURCES = sorted(PACKAGE.rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def is_of(module: str, names: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in names)


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line, module) of every import, those by importlib with a written name among them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "import_module":
            texts = (inner.value for inner in ast.walk(node) if isinstance(inner, ast.Constant))
            yield from ((node.lineno, text) for text in texts if isinstance(text, str) and text != ".")


def test_corridor_has_a_door_for_every_module() -> None:
    rooms = {room_of(path) for path in SOURCES} - {"__init__"}
    assert rooms == set(STEP)


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_room_imports_only_rooms_to_its_left(path: Path) -> None:
    room = room_of(path)
    faults = []
    for line, module in imports(path):
        first, *rest = module.split(".")
        if first == "":
            faults.append(f"{named(path)}:{line}: relative import of {module}")
        if first != "preplan" or not rest or rest[0] in (room, "__version__"):
            continue
        if STEP.get(rest[0], len(CORRIDOR)) >= STEP.get(room, 0):
            faults.append(f"{named(path)}:{line}: {room} may not import {rest[0]}")
    assert faults == []


def test_only_the_adapter_knows_the_site_builder() -> None:
    knowing = {
        named(path) for path in sorted(TOOLS.rglob("*.py")) for _, module in imports(path) if is_of(module, BUILDER)
    }
    assert knowing == {"tools/site_hooks.py"}


def test_only_the_history_room_knows_git() -> None:
    """And there only the store: whoever wants to know something of git asks history."""
    knowing = {named(path) for path in sorted(TOOLS.rglob("*.py")) for _, module in imports(path) if is_of(module, GIT)}
    assert knowing == {"tools/preplan/history/_store.py"}


@pytest.mark.parametrize("path", SOURCES, ids=named)
def test_module_with_a_leading_line_is_known_to_its_folder_alone(path: Path) -> None:
    """`preplan.history._store` may be imported by history/ and by nobody else."""
    folder = path.relative_to(PACKAGE).parts[:-1]
    faults = []
    for line, module in imports(path):
        parts = module.split(".")[1:] if module.startswith("preplan.") else []
        hidden = next((at for at, part in enumerate(parts) if part.startswith("_") and part != "__version__"), None)
        if hidden is not None and tuple(parts[:hidden]) != folder[:hidden]:
            faults.append(f"{named(path)}:{line}: {module}")
    assert faults == []


@pytest.mark.parametrize("path", [path for path in SOURCES if room_of(path) in CLOSED], ids=named)
def test_closed_room_opens_no_file_prints_nothing_and_reads_no_clock(path: Path) -> None:
    faults = [
        f"{named(path)}:{line}: imports {module}" for line, module in imports(path) if module.split(".")[0] in MODULES
    ]
    faults += [f"{named(path)}:{line}: imports {module}" for line, module in imports(path) if module == "pathlib.Path"]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name) and node.id in CALLS:
            faults.append(f"{named(path)}:{node.lineno}: {node.id}")
        elif isinstance(node, ast.Attribute) and node.attr in METHODS:
            faults.append(f"{named(path)}:{node.lineno}: .{node.attr}")
    assert faults == []


def test_only_the_two_doors_read_the_calendar_of_the_machine() -> None:
    reading = {
        named(path)
        for path in sorted(TOOLS.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("today", "now", "utcnow") and not is_option(node)
    }
    assert reading == {"tools/preplan/cli.py", "tools/site_hooks.py"}


def is_option(node: ast.Attribute) -> bool:
    """options.today: the day that was handed over."""
    return isinstance(node.value, ast.Name) and node.value.id == "options"


def test_rule_of_the_corridor_notices_a_step_to_the_right(tmp_path: Path) -> None:
    source = (
        "from preplan import cli\nimport preplan.site.page\nfrom .. import x\nimport_module(f'preplan.report.{x}')\n"
    )
    (tmp_path / "a.py").write_text(source.replace("import_module(", "importlib.import_module("), encoding="utf-8")
    assert sorted(imports(tmp_path / "a.py")) == [
        (1, "preplan.cli"),
        (2, "preplan.site.page"),
        (3, "...x"),
        (4, "preplan.report."),
    ]
