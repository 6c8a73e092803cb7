"""Runs the site builder as `make site` does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def build(root: Path, audience: str, out: Path) -> subprocess.CompletedProcess[str]:
    """Runs a strict build of the library at `root`; the adapter under test is the one of that folder."""
    return _run(root, ["-m", "mkdocs", "build", "--strict", "--site-dir", str(out)], {"AUDIENCE": audience})


def build_both(root: Path, public: Path, internal: Path) -> subprocess.CompletedProcess[str]:
    """Both sites in one process, as `make build` does."""
    return _run(root, ["tools/site_hooks.py", str(public), str(internal)], {})


def _run(root: Path, command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONPATH": str(root / "tools")}
    return subprocess.run(
        [sys.executable, *command], cwd=root, env={**os.environ, **quiet, **environment},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
