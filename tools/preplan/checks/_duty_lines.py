"""Lines of a list of duties: what begins with a duty, and what stands above it."""

from __future__ import annotations

import re

from preplan.checks import _bodies

# （3）负责…… as it stands at the head of a paragraph or item.
MARK = re.compile(r"[ 　]*(?:(?P<mark>[-*+] |[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]|[①-⑳])[ 　]*)?(?P<rest>.*)")
VERB = re.compile(
    "(?:负责|承担|组织|协调|牵头|督促|指导|做好|落实|配合|参与|协助|开展|提供|保障|调集|维护)"
    "(?!人|同志|机构|体系|机制|指挥|部门|单位|者|小?组|思想|措施|队伍|资金|原则|制度|物资|领导|以上|上述|保障)"
)
# Headings over the duties of many units: they name nobody.
GENERAL = re.compile(
    "成员单位|(?:^|各|有关|相关)(?:部门|单位|方面)(?:的|和单位|、单位)?(?:主要)?(?:职责|任务|分工)|^(?:职责|任务)分工$"
)
_SUBJECT = re.compile(r"[局委办部队所站院校司会组室府道镇村企长员师员构位门心行厂伍家]|单位|公司|街道")


def names_somebody(title: str) -> bool:
    """True if a heading names a unit or body, so that what stands below it is theirs."""
    bare = re.sub("(?:的)?(?:及其?|和|与|主要|工作|职责|任务|分工|组成)+$", "", title)
    return not GENERAL.search(title) and bool(bare) and bool(_SUBJECT.search(bare[-1]) or _bodies.name_of(title))


def form(mark: str) -> str:
    """The form of an item's mark, whatever its number."""
    return re.sub("[0-9一二三四五六七八九十①-⑳]+", "#", mark)


def has_subject(before: tuple[str, str] | None, mark: str) -> bool:
    """True if the line before introduces the duty: it ends open, or stands above it and names somebody.

    A complete sentence of the same rank, with its own subject, is a neighbour and introduces nothing.
    """
    if before is None:
        return False
    form, words = before
    if words.endswith(("：", ":")):
        return True
    return bool(_SUBJECT.search(words)) and (form != mark or not words.endswith(("。", "；")))
