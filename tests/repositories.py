"""A git repository for tests, made with the git of the machine and no setting of its user."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_ALONE = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "clerk",
    "GIT_AUTHOR_EMAIL": "clerk@example.org",
    "GIT_COMMITTER_NAME": "clerk",
    "GIT_COMMITTER_EMAIL": "clerk@example.org",
    "GIT_AUTHOR_DATE": "2022-12-30T09:00:00+08:00",
    "GIT_COMMITTER_DATE": "2022-12-30T09:00:00+08:00",
}


class Repository:
    """`root` becomes a repository with the branch main."""

    def __init__(self, root: Path) -> None:
        self.root = root
        if not (root / ".git").exists():
            self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, check: bool = True) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.root), *arguments], env={**os.environ, **_ALONE}, capture_output=True, check=check
        )
        return done.stdout.decode("utf-8").strip()

    def commit(self, message: str) -> str:
        """Everything in the working folder; gives the full hash."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)
        return self.git("rev-parse", "HEAD")
