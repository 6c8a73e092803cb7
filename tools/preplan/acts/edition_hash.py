"""The hash of an edition's text, taken when it is registered: what `preplan freeze` would write, and the rule
frozen-text-changed holds the text to."""

from __future__ import annotations

from typing import Any

from preplan.compare.folded import body_hash


def fields(body: str) -> dict[str, Any]:
    """Fields of the front matter of a new edition that prove its body, which is all that follows the second fence."""
    return {"body_hash": body_hash(body)}
