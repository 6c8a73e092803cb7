"""A rule as text for people, the same on its page and in `preplan rules`: what it fills in is shown as …"""

from __future__ import annotations

import re

from preplan.finding import Rule
from preplan.kinds import BY_NAME

NO_EVIDENCE = "不涉法律条文"
WEIGHTS = "错误须先改正；警告请核对；提示供参考，不作结论。"

_FIELD = re.compile(r"\{[^{}]*\}")


def about(rule: Rule) -> str:
    """The kinds of records that a rule looks at, by their titles."""
    return "、".join(BY_NAME[kind].title for kind in rule.about) or "各类记录"


def template(text: str) -> str:
    """The template with its fields as …."""
    return _FIELD.sub("…", text)


def message(text: str) -> str:
    """As `template`; a message that is nothing but a field is written where the fault is found."""
    return template(text) if _FIELD.sub("", text).strip() else "按每处的具体情况写明"


def remedy(text: str) -> str:
    """As `template`; a remedy that is nothing but a field is written out with each finding."""
    return template(text) if _FIELD.sub("", text).strip() else "按每条提示写明的办法改"
