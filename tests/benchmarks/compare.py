"""Comparing texts, as ratios against difflib on the same texts, and all editions of all plans in one go.

Run by hand: python tests/benchmarks/compare.py [--library DIR] [--rounds 3]

Goals: two texts of 20,000 characters in 0.1 s, all editions of all plans in 10 s of CPU.
difflib compares characters with autojunk off (on, it is slower and worse on texts that repeat themselves).
"""

from __future__ import annotations

import argparse
import difflib
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from preplan import desk  # noqa: E402
from preplan.compare import texts  # noqa: E402
from preplan.compare.former import former, has_text, in_force_for  # noqa: E402
from preplan.load.body import Body  # noqa: E402
from preplan.model import Library  # noqa: E402

SIZE = 20_000
ONE, ALL = 0.1, 10.0  # CPU seconds


def cpu(work: Callable[[], object], rounds: int) -> float:
    """Median of the CPU seconds of some rounds."""
    found = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return statistics.median(found)


def compare(old: str, new: str) -> texts.Comparison:
    """All of it: clauses paired, and characters and tables inside each."""
    comparison = texts.compare.__wrapped__(Body(old), Body(new))
    for change in comparison.changes:
        _ = change.inside
    return comparison


def difflib_characters(old: str, new: str) -> object:
    return difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def edited(text: str, share: float) -> str:
    """The text with a share of its characters changed, numbers among them, one clause taken out and one added."""
    chance = random.Random(7)
    lines = text.split("\n")
    for at, line in enumerate(lines):
        if line.startswith(("#", "|")):
            continue
        letters = list(line)
        for _ in range(round(len(letters) * share)):
            letters[chance.randrange(len(letters))] = chance.choice("改增删调8")
        lines[at] = "".join(letters)
    return "\n".join(lines) + "\n### 9.9 新增条款\n\n新增的一条，写明由谁在多长时间内做什么。\n"


def samples(library: Library) -> list[tuple[str, str, str]]:
    """(name, old, new): texts of 20,000 characters made of the library's editions."""
    bodies = [e.body.text for e in library.of("edition").values() if e.body and has_text(e)]
    long = "\n".join(sorted(bodies, key=len, reverse=True)[:2])
    varied = long[:SIZE]
    repeated = (max(bodies, key=len)[:2500] * 9)[:SIZE]
    other = sorted(bodies, key=len, reverse=True)
    return [
        ("varied text, 1 % edited", varied, edited(varied, 0.01)),
        ("varied text, 10 % edited", varied, edited(varied, 0.1)),
        ("text that repeats itself, 1 % edited", repeated, edited(repeated, 0.01)),
        ("two texts with little in common", (other[2] + other[3])[:SIZE], (other[4] + other[5])[:SIZE]),
        ("one paragraph without headings", "".join(varied.split()), "".join(edited(varied, 0.01).split())),
    ]


def pairs(library: Library) -> list[tuple[str, str]]:
    """Every edition with the one before it, every draft with the text in force."""
    found = []
    for edition in library.of("edition").values():
        before = former(library, edition)
        if before and before.body and edition.body and has_text(before) and has_text(edition):
            found.append((before.body.text, edition.body.text))
    for draft in library.of("draft").values():
        current = in_force_for(library, draft)
        if current and current.body and draft.body and has_text(current) and has_text(draft):
            found.append((current.body.text, draft.body.text))
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=Path, default=ROOT)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    library = desk.open_library(options.library, date.today()).library
    missed = False
    for name, old, new in samples(library):
        own = cpu(lambda old=old, new=new: compare(old, new), options.rounds)
        peer = cpu(lambda old=old, new=new: difflib_characters(old, new), 1)
        missed |= own > ONE
        print(
            f"{name}: {own:.3f} s, difflib {peer:.2f} s = {peer / own:.0f} × ({'+' if own <= ONE else '-'} ≤ {ONE} s)"
        )
    every = pairs(library)
    own = cpu(lambda: [compare(old, new) for old, new in every], options.rounds)
    peer = cpu(lambda: [difflib_characters(old, new) for old, new in every], 1)
    missed |= own > ALL
    print(
        f"all {len(every)} pairs: {own:.2f} s, difflib {peer:.1f} s = {peer / own:.0f} × ({'+' if own <= ALL else '-'} ≤ {ALL} s)"
    )
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
