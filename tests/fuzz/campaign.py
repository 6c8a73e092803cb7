"""Throws random inputs at the loader, the body scanner and the shape check until the count is reached.

Run by hand: python -m tests.fuzz.campaign [count] [seed]. Every input must be read or refused: a traceback, a value that
is not JSON, or an input that takes more than two seconds ends the run with the input printed.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from pathlib import Path

from preplan import shape
from preplan.kinds import KINDS
from preplan.load import body, document
from preplan.schema import Schemas

ROOT = Path(__file__).resolve().parents[2]
MARKS = [
    *"-?:,[]{}#&*!|>'\"%@`~<=\\/ \n\t\r\0",
    ": ",
    "- ",
    "? ",
    "\n  ",
    "\n- ",
    "---\n",
    "...\n",
    "|\n",
    "](",
    "```",
    "# ",
]
WORDS = ["预案", "市应急管理局", "2022-07-29", "0571", "null", "true", "1e9", "é", "\u2028", "\ufeff", "😀", "a", "0"]
LIMIT = 2.0  # seconds for one input


def invent(seeds: list[bytes], chance: random.Random) -> bytes:
    """A text from marks and words, or a real record with a few places changed."""
    if chance.random() < 0.4:
        return "".join(chance.choices(MARKS + WORDS, k=chance.randint(0, 60))).encode("utf-8", "surrogatepass")
    text = bytearray(chance.choice(seeds))
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(text) + 1)
        piece = chance.choice(MARKS + WORDS).encode()
        match chance.randrange(4):
            case 0:
                text[at:at] = piece
            case 1:
                del text[at : at + chance.randint(1, 30)]
            case 2:
                text[at : at + len(piece)] = piece
            case _:
                text[at:at] = text[max(0, at - 200) : at]
    return bytes(text)


def main() -> None:
    """Prints the count, the time and the peak memory; exit 1 with the input that broke the promise."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    schemas = Schemas(ROOT / "schemas")
    seeds = [path.read_bytes()[:6_000] for path in sorted((ROOT / "tests/base/plans").rglob("*")) if path.is_file()]
    start = time.monotonic()
    for number in range(count):
        raw = invent(seeds, chance)
        kind = chance.choice(KINDS)
        began = time.monotonic()
        try:
            found, findings = document.read(raw, "plans/x", kind)
            assert (found is None) == bool(findings)
            _ = body.Body(raw.decode("utf-8", "replace")).headings
            if found is not None:
                shape.errors(schemas, kind.schema, found.data)
        except Exception:
            print(f"input {number} of kind {kind.name}: {raw!r}", file=sys.stderr)
            raise
        if time.monotonic() - began > LIMIT:
            sys.exit(f"input {number} took {time.monotonic() - began:.1f} s: {raw!r}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count} inputs in {time.monotonic() - start:.0f} s, peak {peak} MiB, no traceback, none over {LIMIT} s")


if __name__ == "__main__":
    main()
