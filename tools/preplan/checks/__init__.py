"""Room 5, checks: one rule a module. The folder is the list; `run` finds the modules itself.

A module has `RULE` and `check(library) -> Iterator[Finding]`; id = file name with hyphens. A check asks the library
only: it opens no file, calls no git, reads no clock.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache
from types import ModuleType

from preplan.finding import Finding, Rule
from preplan.model import Library


@cache
def modules() -> dict[str, ModuleType]:
    """Rule id → its module, sorted by id."""
    names = sorted(found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_"))
    return {name.replace("_", "-"): importlib.import_module(f"{__name__}.{name}") for name in names}


def rules() -> tuple[Rule, ...]:
    """Every rule, sorted by id."""
    return tuple(module.RULE for module in modules().values())


def run(library: Library, only: Iterable[str] = ()) -> Iterator[Finding]:
    """The findings of all rules, or of those named in `only`."""
    wanted = frozenset(only)
    for id, module in modules().items():
        if not wanted or id in wanted:
            yield from module.check(library)
