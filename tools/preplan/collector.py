"""Python's garbage collector beside a large library: records hold no cycles, so walking them is time for nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused(keep: bool = False) -> Iterator[None]:
    """Switched off inside; with `keep` what was made inside is never walked again (it goes when nobody holds it).

    Walking the growing heap over and over costs a sixth of the time of reading and of every rule after it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if keep:
            gc.freeze()
        if was_on:
            gc.enable()


def seldom() -> None:
    """For the rest of the process walked a hundredth as often: a builder keeps all that it makes until the end."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)
