"""A progress line on stderr: only on a terminal, only once the work has taken more than a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

PATIENCE = 1.0  # seconds before anything is shown
PAUSE = 0.1  # seconds between two updates


def line(words: str) -> Callable[[int, int], None]:
    """A callback (done, total) that draws, updates and at the end removes the line; silent off a terminal."""
    start = shown = time.monotonic()
    stream = sys.stderr
    is_drawn = False

    def show(done: int, total: int) -> None:
        nonlocal shown, is_drawn
        if not stream.isatty():
            return
        now = time.monotonic()
        if done >= total:
            if is_drawn:
                stream.write("\r\033[K")
        elif now - start > PATIENCE and now - shown > PAUSE:
            stream.write(f"\r{words} {done}/{total}")
            stream.flush()
            shown, is_drawn = now, True

    return show
