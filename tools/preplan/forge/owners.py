"""CODEOWNERS: who must agree to a change of which folder, from the lead departments of the plans."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from preplan.model import Library

TEAMS = "tools/ci/teams.toml"
_NOTE = "# 由 preplan forge 生成，勿手改：牵头部门变了，改预案记录后重新生成；团队名称在 tools/ci/teams.toml。"
_TOOLS = (
    "/.ci/",
    "/.gitea/",
    "/.github/",
    "/.gitlab-ci.yml",
    "/.workflow/",
    "/Makefile",
    "/mkdocs.yml",
    "/schemas/",
    "/tools/",
)


@dataclass(frozen=True, slots=True)
class Teams:
    """How units are called on the platform: `@organisation/team`; a unit without a name of its own has its id."""

    organisation: str
    engineers: str
    bureau: str
    teams: dict[str, str] = field(default_factory=dict)

    def of(self, unit: str) -> str:
        return f"@{self.organisation}/{self.teams.get(unit, unit)}"


def teams(root: Path) -> Teams:
    """The names in tools/ci/teams.toml. Raises OSError, or ValueError if it is not TOML or lacks a name."""
    data = tomllib.loads((root / TEAMS).read_text(encoding="utf-8"))
    try:
        return Teams(data["organisation"], data["engineers"], data["bureau"], data.get("teams", {}))
    except KeyError as error:
        raise ValueError(f"{TEAMS} 缺 {error.args[0]}") from error


def rules(library: Library, names: Teams) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(folder or file from the root, owners), later ones going before earlier ones; a folder ends with a slash."""
    bureau, engineers = names.of(names.bureau), names.of(names.engineers)
    yield "*", (engineers,)
    yield "/docs/", (bureau, engineers)
    yield "/plans/", (bureau,)
    for plan in sorted(library.plans, key=lambda plan: plan.path):
        lead = names.of(plan.get("lead"))
        yield f"/{plan.path.rpartition('/')[0]}/", tuple(dict.fromkeys((lead, bureau)))
    for path in sorted({duty.path for duty in library.of("duty").values()}):
        unit = path.rpartition("/")[2].removesuffix(".yaml")
        yield f"/{path}", tuple(dict.fromkeys((names.of(unit), bureau)))
    for path in _TOOLS:
        yield path, (engineers,)


def codeowners(library: Library, names: Teams) -> str:
    """In the form of GitHub, GitLab and Gitee: patterns as in .gitignore."""
    return "\n".join((_NOTE, *(f"{path} {' '.join(owners)}" for path, owners in rules(library, names)))) + "\n"


def patterns(library: Library, names: Teams) -> str:
    """In the form of Gitea and Forgejo: regular expressions over the whole path, a backslash written twice.

    There every rule that matches counts, not the last one. So what is left for the engineers is told as what is neither
    record nor handbook; else they would be asked about each plan.
    """
    lines = [_NOTE]
    for path, owners in rules(library, names):
        if path in _TOOLS:
            continue  # among what is left
        plain = re.sub(r"([.+*?()|\[\]{}^$])", r"\\\\\1", path.removeprefix("/"))
        pattern = "!(docs|plans)/.*" if path == "*" else f"{plain}.*" if path.endswith("/") else plain
        lines.append(f"{pattern} {' '.join(owners)}")
    return "\n".join(lines) + "\n"
