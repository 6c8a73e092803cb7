"""python -m tests.scale OUT --size M --seed 1 [--faults N] [--history]

Writes a library to OUT (which must be empty or new), and OUT/truth.json: the arguments, the planted faults, and with
--history what git must tell. The same arguments give the same bytes and the same commit ids.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

from tests.scale import faults, repository
from tests.scale.library import generate
from tests.scale.sizes import SIZES


def write(out: Path, size: str, seed: int, count: int = 0, *, history: bool = False) -> dict[str, Any]:
    """Writes a library with `count` planted faults; the truth as in truth.json. Raises FileExistsError."""
    if out.exists() and any(out.iterdir()):
        raise FileExistsError(out)
    made = generate(size, seed, keep_versions=history)
    present = made.files.present()
    planted = faults.plant(Random(f"{seed}/faults"), present, count)
    for fault in planted:
        versions = made.files.versions[fault.path]
        versions[-1] = (versions[-1][0], present[fault.path])
    folders: set[Path] = set()
    schemas = {f"schemas/{name}.schema.json": text for name, text in made.schemas.items()}
    for path, text in (*present.items(), *schemas.items()):
        file = out / path
        if file.parent not in folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            folders.add(file.parent)
        file.write_bytes(text.encode())
    truth: dict[str, Any] = {
        "size": size,
        "seed": seed,
        "files": len(present),
        "faults": [asdict(fault) for fault in planted],
    }
    if history:
        past = repository.make(out, made.files, made.schemas)
        truth["history"] = {
            "commits": past.commits,
            "merges": past.merges,
            "changes": {path: dates for path, dates in sorted(past.changes.items()) if path.startswith("plans/")},
        }
    (out / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return truth


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.scale", description=__doc__.split("\n\n")[1])
    parser.add_argument("out", type=Path)
    parser.add_argument("--size", choices=SIZES, default="S", help="55, 550 or 5,500 plans (default S)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=int, default=0, metavar="N", help="plant N faults")
    parser.add_argument("--history", action="store_true", help="make it a git repository of about 1,900 commits")
    options = parser.parse_args(argv)
    try:
        truth = write(options.out, options.size, options.seed, options.faults, history=options.history)
    except FileExistsError as error:
        print(f"{error} is not empty", file=sys.stderr)
        return 2
    print(f"{options.out}: {truth['files']} records, {len(truth['faults'])} faults planted")
    return 0


if __name__ == "__main__":
    sys.exit(main())
