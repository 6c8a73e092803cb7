"""What a new text begins with below its front matter: chapters, and the tables that are read from it."""

from __future__ import annotations

from preplan.kinds import Kind
from preplan.tables import LEVELS, MEMBERS, FixedTable

# Chapters of a plan as the bureau writes them; a table's columns must stand exactly so.
_PLAN: tuple[str | FixedTable, ...] = (
    "## 1 总则",
    "## 2 组织指挥机制",
    "### 2.1",
    MEMBERS,
    "## 3 监测预警",
    "## 4 应急响应",
    "### 4.1",
    LEVELS,
    "## 5 信息发布与舆情引导",
    "## 6 后期处置",
    "## 7 应急保障",
    "## 8 预案管理",
    "## 9 附则",
)
_OTHER = "## 正文标题"


def of(kind: Kind) -> str:
    """The outline of a text of this kind; "" for records without text."""
    if not kind.is_text:
        return ""
    if kind.name not in ("edition", "draft"):
        return _OTHER + "\n"
    blocks: list[str] = []
    for part in _PLAN:
        if isinstance(part, FixedTable):
            head = f"| {' | '.join(part.columns)} |\n|{'---|' * len(part.columns)}"
            blocks[-1] += f" {part.title}"
            blocks.append(head)
        else:
            blocks.append(part)
    return "\n\n".join(blocks) + "\n"
