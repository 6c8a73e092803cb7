"""THE PLACE for the hash of an edition's text, taken when it is registered.

`fields` is asked once, by `register`, with the body of the new edition exactly as it will be written (all that follows
the line of the second fence); what it gives is put into the front matter. It gives nothing yet.
"""

from __future__ import annotations

from typing import Any


def fields(body: str) -> dict[str, Any]:
    """Fields of the front matter of a new edition that prove its body."""
    return {}
