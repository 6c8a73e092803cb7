"""The whole check at scale, as ratios against a floor and a peer measured side by side in the same run.

Run by hand: python tests/benchmarks/scale.py [--sizes S M] [--rounds 3] [--folder DIR] [--history]
Needs besides the test tools: pip install yaml-rs check-jsonschema

Floor: read every file, yaml-rs, jsonschema-rs and one `git log --raw -z`, in one process with its start-up.
Figures are CPU seconds (user + system, children included) of whole processes, the median of interleaved rounds.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NEEDED = "pip install yaml-rs check-jsonschema"
FAULTS = 64
# Goals: the check at M in floors and MiB, the peer in checks of the filings, records in CPU seconds, growth in shares.
CHECK, MEMORY, PEER, RECORDS, GROWTH = 3.8, 170, 15, 1.5, 0.15

FLOOR = """
import os, subprocess, sys
import jsonschema_rs, yaml_rs
from pathlib import Path
from preplan.kinds import KINDS, kind_of
from preplan.schema import Schemas
root = sys.argv[1]
schemas = Schemas(Path(root, "schemas"))
valid = {
    kind.name: jsonschema_rs.Draft202012Validator(schemas.bundle(kind.schema), validate_formats=True).is_valid
    for kind in KINDS
}
bad = 0
for folder, _, names in os.walk(os.path.join(root, "plans")):
    for name in names:
        path = os.path.join(folder, name)
        with open(path, "rb") as stream:
            text = stream.read().decode()
        if name.endswith(".md"):
            text = text[4:text.find("\\n---\\n", 4) + 1]
        try:
            data = yaml_rs.loads(text, parse_datetime=False)
        except yaml_rs.YAMLDecodeError:
            bad += 1
        else:
            bad += not valid[kind_of(os.path.relpath(path, root)).name](data)
subprocess.run(["git", "log", "--raw", "-z", "--no-renames", "--format=%H %aI"], cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
"""
# The rooms load and shape over the filings alone: what check-jsonschema does, with places and in Chinese.
SHAPE = """
import sys
from pathlib import Path
from preplan import shape
from preplan.load import load
from preplan.schema import Schemas
loaded = load(Path(sys.argv[1]))
for finding in (*loaded.findings, *shape.check(loaded, Schemas(Path(sys.argv[1], "schemas"))).findings):
    print(finding.place, finding.message)
"""
HISTORY = """
import sys
from pathlib import Path
from preplan import history
history.read(Path(sys.argv[1]))
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a process took: CPU seconds, and MiB at its peak."""

    cpu: float
    memory: float
    out: str


def measure(command: Sequence[str], folder: Path = ROOT) -> Run:
    """One run of a command from `folder`; a process of its own tells the peak of this command alone."""
    watcher = (
        "import json, resource, subprocess, sys; "
        "done = subprocess.run(sys.argv[1:], capture_output=True, text=True); "
        "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, done.stdout, done.stderr]))"
    )
    whole = [sys.executable, "-c", watcher, *command]
    environment = {"PYTHONPATH": str(ROOT / "tools"), "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}
    done = subprocess.run(whole, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    cpu, memory, out, complaints = json.loads(done.stdout)
    if "Traceback" in complaints:
        raise RuntimeError(complaints)
    return Run(cpu, memory, out)


def median(runs: Sequence[Run]) -> Run:
    """The run in the middle by CPU, with the highest peak of all."""
    middle = sorted(runs, key=lambda run: run.cpu)[len(runs) // 2]
    return Run(middle.cpu, max(run.memory for run in runs), middle.out)


def interleaved(commands: dict[str, list[str]], rounds: int) -> dict[str, Run]:
    """Name → median of the rounds, each round running every command once."""
    found: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            found[name].append(measure(command))
    return {name: median(runs) for name, runs in found.items()}


def make(folder: Path, size: str, history: bool) -> Path:
    """The library of a size with its planted faults; made once a folder."""
    out = folder / f"{size}{'-history' if history else ''}"
    if not (out / "truth.json").exists():
        command = [sys.executable, "-m", "tests.scale", str(out), "--size", size, "--faults", str(FAULTS)]
        subprocess.run([*command, *(["--history"] if history else [])], cwd=ROOT, check=True)
    return out


def filings_alone(folder: Path, library: Path) -> Path:
    """A library that holds the filings of another and nothing else."""
    out = folder / f"{library.name}-filings"
    if not out.exists():
        (out / "plans").mkdir(parents=True)
        for name in ("plans/filings", "schemas"):
            subprocess.run(["cp", "-r", str(library / name), str(out / name)], check=True)
    return out


def bundled(library: Path) -> Path:
    """The schema of filings with the common definitions inside, for the peer."""
    sys.path.insert(0, str(ROOT / "tools"))
    from preplan.schema import Schemas

    out = library / "filing.bundle.json"
    out.write_text(json.dumps(Schemas(library / "schemas").bundle("filing")), encoding="utf-8")
    return out


def compare_filings(library: Path, rounds: int) -> dict[str, Run]:
    """preplan's load and shape beside check-jsonschema, on the same files."""
    files = sorted(str(path) for path in (library / "plans/filings").rglob("*.yaml"))
    listing = library / "files.txt"
    listing.write_text("\n".join(files), encoding="utf-8")
    peer = f"xargs -n 20000 check-jsonschema --schemafile {bundled(library)} < {listing}"
    return interleaved(
        {
            "load + shape of the filings": [sys.executable, "-c", SHAPE, str(library)],
            "check-jsonschema": ["sh", "-c", peer],
        },
        rounds,
    )


def differences(library: Path, out: str) -> tuple[int, int, int]:
    """(planted, planted but not found at their line, found but not planted)."""
    truth = json.loads((library / "truth.json").read_text(encoding="utf-8"))["faults"]
    planted = Counter((one["rule"], one["path"], one["line"]) for one in truth)
    told: Counter[tuple[str, str, int]] = Counter()
    for finding in json.loads(out)["findings"]:
        place = finding.get("place", finding)
        told[finding["rule"], place["path"], place["line"]] += 1
    return planted.total(), (planted - told).total(), (told - planted).total()


def rows(options: argparse.Namespace, folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """(what, figure, ratio, goal with + or - for met or missed)."""
    python = sys.executable
    per_record: dict[str, float] = {}
    for size in options.sizes:
        library = make(folder, size, options.history)
        commands = {
            "floor": [python, "-c", FLOOR, str(library)],
            "check": [python, "-m", "preplan", "-C", str(library), "check", "--format=json"],
        }
        if options.history:
            commands["git"] = ["git", "-C", str(library), "log", "--raw", "-z", "--no-renames", "--format=%H %aI"]
            commands["history"] = [python, "-c", HISTORY, str(library)]
        runs = interleaved(commands, options.rounds if size != "L" else 1)
        floor, check = runs["floor"], runs["check"]
        records = json.loads((library / "truth.json").read_text(encoding="utf-8"))["files"]
        per_record[size] = check.cpu / records * 1000
        ratio = check.cpu / floor.cpu
        yield f"{size}: floor, {records} files", f"{floor.cpu:.2f} s", "1.0", ""
        yield (
            f"{size}: check, all rules",
            f"{check.cpu:.2f} s",
            f"{ratio:.1f} × floor",
            goal(size, ratio, CHECK, "≤ {} ×"),
        )
        yield f"{size}: its peak", f"{check.memory:.0f} MiB", "", goal(size, check.memory, MEMORY, "≤ {} MiB")
        planted, missed, extra = differences(library, check.out)
        marked = "+" if not missed + extra else "-"
        yield f"{size}: planted faults found", f"{planted - missed} of {planted}", f"{extra} others", f"all, 0 {marked}"
        if options.history:
            git, history = runs["git"].cpu, runs["history"].cpu
            yield f"{size}: history of all files", f"{history:.2f} s", f"{history / git:.1f} × git log", ""
        if size == "M":
            peers = compare_filings(filings_alone(folder, library), 1)
            mine, peer = peers["load + shape of the filings"].cpu, peers["check-jsonschema"].cpu
            yield "M: load + shape, filings alone", f"{mine:.2f} s", "1.0", ""
            met = "+" if peer / mine >= PEER else "-"
            yield "M: check-jsonschema, the same", f"{peer:.2f} s", f"{peer / mine:.1f} ×", f"≥ {PEER} × {met}"
    # A record of S is longer, since it has three times the plans to a filing: told beside, but only M and L compare.
    for first, size in pairwise(per_record):
        growth = per_record[size] / per_record[first]
        told = f"{per_record[first]:.2f} → {per_record[size]:.2f} ms"
        met = f"1 ± {GROWTH} {'+' if abs(growth - 1) <= GROWTH else '-'}" if first == "M" else ""
        yield f"CPU a record, {first} → {size}", told, f"{growth:.2f} ×", met
    real = [measure([python, "-m", "preplan", "check"]) for _ in range(options.rounds)]
    cpu = statistics.median(run.cpu for run in real)
    yield "the repository's own records", f"{cpu:.2f} s", "", f"≤ {RECORDS} s {'+' if cpu <= RECORDS else '-'}"


def goal(size: str, value: float, limit: float, words: str) -> str:
    """The goal and whether it is met; goals are set for M."""
    return f"{words.format(limit)} {'+' if value <= limit else '-'}" if size == "M" else ""


def main() -> int:
    parser = argparse.ArgumentParser(description="The whole check at scale, against a floor and a peer.")
    parser.add_argument("--sizes", nargs="+", choices=("S", "M", "L"), default=["S", "M"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="keep the libraries here and use them again")
    parser.add_argument("--history", action="store_true", help="with a history of about 1,900 commits")
    options = parser.parse_args()
    try:
        import yaml_rs  # noqa: F401
    except ImportError:
        print(f"install the peers first: {NEEDED}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as temporary:
        print(f"{'':<36} {'CPU or size':>16} {'ratio':>16}  goal (+ met)")
        for what, figure, ratio, wanted in rows(options, (options.folder or Path(temporary)).resolve()):
            print(f"{what:<36} {figure:>16} {ratio:>16}  {wanted}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
