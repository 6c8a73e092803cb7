"""Shared by all tests: a library laid out in a temporary folder, and the command run inside the process."""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from preplan.cli import main

TESTS = Path(__file__).parent
REPOSITORY = TESTS.parent
BASE = TESTS / "base"
REMOVED = "removed.txt"
TODAY = date(2026, 11, 24)

Lay = Callable[..., Path]
Run = Callable[..., tuple[int, str, str]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected files from what comes out")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """True if expected files are to be rewritten."""
    return bool(request.config.getoption("--update"))


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """lay(overlay=None) → a library: tests/base, with the overlay's plans/ over it, and the repository's schemas.

    A file removed.txt in the overlay lists the paths of the base that are left out.
    """

    def build(overlay: Path | None = None) -> Path:
        root = tmp_path / "library"
        shutil.copytree(BASE, root)
        shutil.copytree(REPOSITORY / "schemas", root / "schemas")
        if overlay is not None:
            if (overlay / REMOVED).exists():
                for path in (overlay / REMOVED).read_text(encoding="utf-8").split():
                    (root / path).unlink()
            if (overlay / "plans").exists():
                shutil.copytree(overlay / "plans", root / "plans", dirs_exist_ok=True)
        return root

    return build


@pytest.fixture
def run() -> Run:
    """run(*arguments) → exit code, output and complaints of the command `preplan` on a fixed day."""

    def call(*argv: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(argv, today=TODAY)
        return code, out.getvalue(), err.getvalue()

    return call
