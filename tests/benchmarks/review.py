"""How long a review of a change takes at M: beside the start of Python, its imports and one pass of git.

    python tests/benchmarks/review.py [--library DIR] [--rounds 3]

`--library` is a library made by `python -m tests.scale DIR --size M --history`; without it one is made. Prints CPU seconds of
whole processes and their ratios, all of one run. The change: a draft, a plan, a duty, a filing and a department.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from tests.scale.__main__ import write  # noqa: E402 - the repository is not installed here

WHOLE, BEYOND = 2.5, 1.5  # goals: CPU seconds, times the baseline
BASELINE = """
import preplan.commands.review, preplan.desk, preplan.review.gather, preplan.review.markdown, preplan.review.pair
import preplan.checks; preplan.checks.modules()
import subprocess, sys
subprocess.run(["git", "log", "--raw", "-z", "--no-renames", "--format=%H", "HEAD", "--", "plans"], stdout=subprocess.DEVNULL, check=True)
"""


def cpu(*command: str, folder: Path, codes: tuple[int, ...] = (0, 1)) -> float:
    """CPU seconds of a process with its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        (sys.executable, *command), cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT / "tools")},
        capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode not in codes:
        sys.exit(done.stderr.decode())
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def change(library: Path) -> None:
    """Five files of different kinds, each with a line more or a number changed."""
    for pattern in ("special/*/draft.md", "special/*/editions/*.md"):
        path = sorted((library / "plans").glob(pattern))[0]
        path.write_text(path.read_text(encoding="utf-8") + "\n补充一句。\n", encoding="utf-8")
    for pattern in ("special/*/plan.yaml", "duties/*.yaml", "filings/*/*.yaml"):
        path = sorted((library / "plans").glob(pattern))[0]
        path.write_text(path.read_text(encoding="utf-8") + "# 一行注释\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--library", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        library = Path(temporary) / "M"
        if options.library:
            shutil.copytree(options.library, library, symlinks=True)
        else:
            write(library, "M", 1, 0, history=True)
        change(library)
        base = statistics.median(cpu("-c", BASELINE, folder=library) for _ in range(options.rounds))
        whole = statistics.median(
            cpu("-m", "preplan", "review", "--base", "HEAD", folder=library) for _ in range(options.rounds)
        )
    beyond = (whole - base) / base
    print(f"start, imports and one pass of git   {base:.2f} s   1.0")
    print(f"review of five files at M            {whole:.2f} s   ≤ {WHOLE} s {'+' if whole <= WHOLE else '-'}")
    print(
        f"beyond the baseline                  {whole - base:.2f} s   {beyond:.2f} × (≤ {BEYOND} ×) {'+' if beyond <= BEYOND else '-'}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
