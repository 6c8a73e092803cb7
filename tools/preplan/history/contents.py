"""Old contents by the id that `read` tells of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from preplan.history._store import opened

Content = Callable[[str], bytes | None]


@contextmanager
def contents(root: Path) -> Iterator[Content]:
    """Blob id → its bytes, None if the store lacks them; git is kept open inside. Raises NoHistory as `read` does."""
    with opened(root) as store:
        yield store.content
