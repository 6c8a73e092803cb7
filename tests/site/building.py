"""Runs the site builder as `make site` does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def build(root: Path, audience: str, out: Path) -> subprocess.CompletedProcess[str]:
    """Runs a strict build of the library at `root`; the adapter under test is the one of that folder."""
    environment = {
        **os.environ,
        "AUDIENCE": audience,
        "PYTHONPATH": str(root / "tools"),
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(out)]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
