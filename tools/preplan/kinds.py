"""The one table of documents: file pattern below plans/ → kind → schema → how its records are held."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document.

    `pattern` matches the path below plans/; `schema` names schemas/<schema>.schema.json; `items` is the key of
    the list when one file holds many records, whose id is under `item_id`.
    """

    name: str
    title: str
    pattern: str
    schema: str
    items: str = ""
    item_id: str = "id"

    @property
    def is_text(self) -> bool:
        """True for Markdown with front matter."""
        return self.pattern.endswith(".md")


PLAN_FOLDER = r"(?:overall|special/[a-z0-9-]+)"

KINDS: tuple[Kind, ...] = (
    Kind("bureau", "本局", r"bureau\.yaml", "bureau"),
    Kind("department", "单位名录", r"departments\.yaml", "department", items="departments"),
    Kind("sector", "行业领域", r"sectors\.yaml", "sector", items="sectors"),
    Kind("law", "依据库", r"laws\.yaml", "law", items="laws"),
    Kind("synonym", "同义词", r"synonyms\.yaml", "synonym"),
    Kind("calendar", "工作日历", r"calendar\.yaml", "calendar"),
    Kind("baseline", "基线", r"baseline\.yaml", "baseline"),
    Kind("campaign", "修编计划", r"campaigns/[0-9]{4}\.yaml", "campaign"),
    Kind("notice", "印发通知", r"notices/[0-9]{4}/[a-z0-9-]+\.yaml", "notice"),
    Kind("plan", "预案", PLAN_FOLDER + r"/plan\.yaml", "plan"),
    Kind("edition", "预案版本", PLAN_FOLDER + r"/editions/[0-9-]+\.md", "edition"),
    Kind("draft", "修订草稿", PLAN_FOLDER + r"/draft\.md", "draft"),
    Kind("record", "修编记录", PLAN_FOLDER + r"/revisions/[0-9]{4}/record\.yaml", "record"),
    Kind("paper", "阶段文件", PLAN_FOLDER + r"/revisions/[0-9]{4}/papers/[a-z0-9-]+\.md", "paper"),
    Kind("annex", "预案附件", PLAN_FOLDER + r"/annexes/[a-z0-9-]+\.md", "annex"),
    Kind("support", "支撑文件", r"support/[a-z0-9-]+\.md", "support"),
    Kind("structure", "指挥体系", r"support/[a-z0-9-]+\.yaml", "structure"),
    Kind("duty", "责任清单", r"duties/[a-z0-9-]+\.yaml", "duty", items="duties"),
    Kind("filing", "企业预案备案", r"filings/[0-9]{4}/[A-Za-z0-9-]+\.yaml", "filing"),
)

BY_NAME = {kind.name: kind for kind in KINDS}

_PATTERN = re.compile("|".join(f"(?P<{kind.name}>{kind.pattern})" for kind in KINDS))


def kind_of(path: str) -> Kind | None:
    """The kind of a file, `path` relative to the repository (plans/…, forward slashes), or None."""
    if not path.startswith("plans/"):
        return None
    match = _PATTERN.fullmatch(path, len("plans/"))
    return BY_NAME[match.lastgroup] if match and match.lastgroup else None


def id_of_path(path: str) -> str:
    """The id that a record's path gives.

    The folder of a plan.yaml; "plan/edition" of an edition; of other files in a plan's folder the path below it
    without editions/ and revisions/ ("plan/2021/record"); else the file's stem.
    """
    parts = path.split("/")
    stem = parts[-1].rpartition(".")[0] or parts[-1]
    if stem == "plan":
        return parts[-2]
    if parts[1] in ("overall", "special"):
        below = parts[1:] if parts[1] == "overall" else parts[2:]
        kept = [part for part in (*below[:-1], stem) if part not in ("editions", "revisions")]
        return "/".join(kept)
    return stem


def plan_folder(path: str) -> str:
    """plans/overall or plans/special/<id> of a file in a plan's folder, else ""."""
    parts = path.split("/", 3)
    if parts[1] == "overall":
        return "plans/overall"
    return "/".join(parts[:3]) if parts[1] == "special" else ""
