"""Every generated file of the platforms: path → text."""

from __future__ import annotations

from pathlib import Path

from preplan.forge import owners
from preplan.model import Library

HOME = "tools/ci/templates"
_NOTE = "<!-- 由 preplan forge 生成，勿手改；改 tools/ci/templates。 -->"
_CHOICE = "本次改动属于哪一类，保留哪一段，其余删去。标题写成 〔类别〕预案名：一句话；依据；理由"


def files(root: Path, library: Library) -> dict[str, str]:
    """Path below the repository → text. Raises OSError or ValueError if a home cannot be read."""
    templates = {path.stem: path.read_text(encoding="utf-8").strip() for path in sorted((root / HOME).glob("*.md"))}
    if not templates:
        raise ValueError(f"{HOME} 中没有模板")
    titles = {name: text.split("\n", 1)[0].removeprefix("# ").strip() for name, text in templates.items()}
    every = "\n\n".join((_NOTE, _CHOICE, *(text.replace("# ", "## ", 1) for text in templates.values()))) + "\n"
    names = owners.teams(root)
    own = owners.codeowners(library, names)
    found = {
        ".github/CODEOWNERS": own,
        ".gitlab/CODEOWNERS": own,
        ".gitee/CODEOWNERS": own,
        ".gitea/CODEOWNERS": owners.patterns(library, names),
        ".github/PULL_REQUEST_TEMPLATE.md": every,
        ".gitlab/merge_request_templates/Default.md": every,
        ".gitee/PULL_REQUEST_TEMPLATE.zh-CN.md": every,
        ".gitea/PULL_REQUEST_TEMPLATE.md": every,
    }
    for name, text in templates.items():
        found[f".github/PULL_REQUEST_TEMPLATE/{name}.md"] = f"{_NOTE}\n\n{text}\n"
        found[f".gitlab/merge_request_templates/{titles[name]}.md"] = f"{_NOTE}\n\n{text}\n"
    return found
