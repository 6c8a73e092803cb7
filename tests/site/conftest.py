"""Builds real sites with the real adapter: the repository's own once a session, others in temporary folders."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.building import build

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("mkdocs.yml", "docs", "schemas", "tools")


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Audience → folder of the repository's own site."""
    found = {}
    for audience in ("public", "internal"):
        out = tmp_path_factory.mktemp(audience)
        result = build(ROOT, audience, out)
        assert result.returncode == 0, result.stderr
        found[audience] = out
    return found


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small library of tests/base with everything a build needs."""
    root = tmp_path / "library"
    for part in PARTS:
        source = ROOT / part
        ignore = shutil.ignore_patterns("__pycache__", "*.egg-info")
        if source.is_dir():
            shutil.copytree(source, root / part, ignore=ignore)
        else:
            root.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, root / part)
    shutil.copytree(ROOT / "tests" / "base" / "plans", root / "plans")
    return root


@pytest.fixture
def build_small(small: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Builds the small library for an audience and gives the folder; fails with the builder's words."""

    def run(audience: str) -> Path:
        out = tmp_path / f"site-{audience}"
        result = build(small, audience, out)
        assert result.returncode == 0, result.stderr
        return out

    return run
