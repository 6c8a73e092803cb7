"""Templates of rules as text for people: what a rule fills in is shown as …"""

from __future__ import annotations

import re

WEIGHTS = "错误须先改正；警告请核对；提示供参考，不作结论。"

_FIELD = re.compile(r"\{[^{}]*\}")


def template(text: str) -> str:
    """The template with its fields as …."""
    return _FIELD.sub("…", text)


def remedy(text: str) -> str:
    """As `template`; a remedy that is nothing but a field is written out with each finding."""
    return template(text) if _FIELD.sub("", text).strip() else "按每条提示写明的办法改"
