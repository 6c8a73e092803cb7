"""What several rules ask of the same text is worked out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from preplan.load.body import Body

Result = TypeVar("Result")


def per_body(function: Callable[[Body], Result]) -> Callable[[Body], Result]:
    """Remembers the result for each text as long as the text itself is there."""
    known: WeakKeyDictionary[Body, Result] = WeakKeyDictionary()

    @wraps(function)
    def once(body: Body) -> Result:
        if body not in known:
            known[body] = function(body)
        return known[body]

    return once
