"""Silence beside broken records."""

from __future__ import annotations

from preplan.model import Library


def any_broken(library: Library, *kinds: str) -> bool:
    """True if a record of these kinds cannot be read: it may be the one that is missed."""
    return any(kind in library.broken_kinds or bool(library.broken_ids.get(kind)) for kind in kinds)
