"""The basis of a rule as text: titles come from the 依据库, articles from the rule."""

from __future__ import annotations

from preplan.dates import chinese
from preplan.finding import Law, Rule
from preplan.model import Library


def basis_text(rule: Rule, library: Library) -> str:
    """《title》（number）article；… or 本局规定 / 数据一致性."""
    return "；".join(
        library.law_title(basis.id) + basis.article if isinstance(basis, Law) else basis.label for basis in rule.basis
    )


def days_text(rule: Rule) -> str:
    """On which days the rule binds."""
    if rule.effective_from and rule.effective_to:
        return f"{chinese(rule.effective_from)}至{chinese(rule.effective_to)}"
    if rule.effective_from:
        return f"{chinese(rule.effective_from)}起；此前的文本和事项只作提示"
    return f"至{chinese(rule.effective_to)}" if rule.effective_to else "不限日期"
