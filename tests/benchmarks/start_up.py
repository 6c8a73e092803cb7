"""How long the command takes to start and to check the repository, as ratios against bare Python in the same run.

Run by hand: python tests/benchmarks/start_up.py [rounds]
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PEER = ("python -c pass", [sys.executable, "-c", "pass"])
COMMANDS = (
    PEER,
    ("preplan --version", [sys.executable, "-m", "preplan", "--version"]),
    ("preplan --help", [sys.executable, "-m", "preplan", "--help"]),
    ("preplan status", [sys.executable, "-m", "preplan", "status"]),
    ("preplan check", [sys.executable, "-m", "preplan", "check"]),
)
GOALS = {"preplan --version": 2.5}


def cpu_seconds(command: list[str]) -> float:
    """User and system time of one run of a command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT / "tools")}, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> None:
    """Prints CPU seconds (median of interleaved rounds) and the ratio to the peer."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    times: dict[str, list[float]] = {name: [] for name, _ in COMMANDS}
    for _ in range(rounds):
        for name, command in COMMANDS:
            times[name].append(cpu_seconds(command))
    base = statistics.median(times[PEER[0]])
    print(f"{'command':<20} {'CPU s':>8} {'× bare':>8} {'goal':>6}")
    for name, values in times.items():
        middle = statistics.median(values)
        print(f"{name:<20} {middle:>8.3f} {middle / base:>8.1f} {GOALS.get(name, ''):>6}")


if __name__ == "__main__":
    main()
