"""All rules of the house by id: those of the loader, of shape, and of the checks."""

from __future__ import annotations

from preplan import baseline, checks, shape
from preplan.finding import Rule
from preplan.load import faults


def rulebook() -> dict[str, Rule]:
    """Rule id → rule, sorted by id."""
    every = (*faults.FAULTS, shape.SHAPE, *baseline.RULES, *checks.rules())
    return {rule.id: rule for rule in sorted(every, key=lambda rule: rule.id)}
