"""What code-hosting platforms read: owners, templates, pipelines, and the script that judges a change request."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import date
from importlib import resources
from pathlib import Path

import jsonschema
import pytest
import yaml

from preplan import desk
from preplan.commands.parse import VERBS
from preplan.forge import files as forge
from preplan.forge import owners
from preplan.model import Library
from tests.repositories import Repository

ROOT = Path(__file__).parents[1]
BASE = Path(__file__).parent / "base"


@pytest.fixture(scope="module")
def library() -> Library:
    return desk.open_library(ROOT, date(2026, 1, 1)).library


def test_the_copies_are_as_their_homes(library: Library) -> None:
    stale = [path for path, text in forge.files(ROOT, library).items() if (ROOT / path).read_text("utf-8") != text]
    assert stale == [], "run preplan forge"


def test_every_plan_is_owned_by_its_lead_and_the_bureau(library: Library) -> None:
    names = owners.Teams("o", "engineers", "emergency", {"transport": "traffic"})
    found = dict(owners.rules(library, names))
    for plan in library.plans:
        folder = f"/{plan.path.rpartition('/')[0]}/"
        assert names.of(plan.get("lead")) in found[folder]
        assert "@o/emergency" in found[folder]
    assert "@o/traffic" in found["/plans/duties/transport.yaml"]
    assert found["/tools/"] == ("@o/engineers",)


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        *((path, "github-workflows") for path in sorted(ROOT.glob(".github/workflows/*.yml"))),
        *((path, "github-workflows") for path in sorted(ROOT.glob(".gitea/workflows/*.yml"))),
        (ROOT / ".gitlab-ci.yml", "gitlab-ci"),
    ],
    ids=lambda value: value.relative_to(ROOT).as_posix() if isinstance(value, Path) else "",
)
def test_pipelines_keep_to_the_schema_of_their_platform(path: Path, schema: str) -> None:
    rules = resources.files("check_jsonschema").joinpath("builtin_schemas", "vendor", f"{schema}.json")
    document = yaml.load(path.read_text("utf-8"), Loader=_Words)
    jsonschema.Draft7Validator(json.loads(rules.read_text("utf-8"))).validate(document)


class _Words(yaml.SafeLoader):
    """YAML 1.2, as the platforms read it: `on` is a word."""


_Words.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:bool" or sign in "tTfF"]
    for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def test_a_request_is_judged_without_secrets_and_by_pinned_actions() -> None:
    for path in (*ROOT.glob(".github/workflows/*.yml"), *ROOT.glob(".gitea/workflows/*.yml")):
        text = path.read_text("utf-8")
        assert "secrets." not in text
        assert "write" not in text
        for line in text.splitlines():
            if "uses:" in line:
                pinned = line.split("@", 1)[1].split()[0]
                assert len(pinned) == 40, line
    assert "fetch-depth: 0" in (ROOT / ".github/workflows/pull-request.yml").read_text("utf-8")


def test_every_local_hook_is_a_command_that_exists() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    entries = [hook["entry"].split() for hook in hooks]
    own = {words[1] for words in entries if words[0].endswith("/preplan")}
    assert {"check", "title", "forge"} == own <= set(VERBS)


def asked_of_gitea(owner_file: str, path: str) -> set[str]:
    """Whom Gitea asks about a path: of every line, one backslash of two gone, whose expression is the whole path."""
    found: set[str] = set()
    for line in owner_file.splitlines():
        if line.startswith("#"):
            continue
        pattern, *names = line.split()
        pattern = re.sub(r"\\(.)", r"\1", pattern)
        if bool(re.fullmatch(pattern.removeprefix("!"), path)) != pattern.startswith("!"):
            found |= set(names)
    return found


def test_gitea_asks_nobody_too_many(library: Library) -> None:
    text = owners.patterns(library, owners.Teams("o", "engineers", "emergency"))
    assert asked_of_gitea(text, "plans/special/fire/draft.md") == {"@o/fire-rescue", "@o/emergency"}
    assert asked_of_gitea(text, "plans/duties/water.yaml") == {"@o/water", "@o/emergency"}
    assert asked_of_gitea(text, "plans/duties/waterxyaml") == {"@o/emergency"}
    assert asked_of_gitea(text, "tools/preplan/cli.py") == {"@o/engineers"}
    assert asked_of_gitea(text, ".gitlab-ci.yml") == {"@o/engineers"}


@pytest.mark.parametrize("path", [".github/workflows/pull-request.yml", ".gitea/workflows/pull-request.yml"])
def test_only_a_request_into_main_is_judged_with_the_rights_of_main(path: str) -> None:
    """Whoever may push a branch could name it as base and bring tools of his own."""
    events = yaml.load((ROOT / path).read_text("utf-8"), Loader=_Words)["on"]
    assert events["pull_request_target"]["branches"] == ["main"]


@pytest.fixture
def cloned(tmp_path: Path) -> Repository:
    """A small repository with the tools of this one in main."""
    root = tmp_path / "repository"
    shutil.copytree(BASE / "plans", root / "plans")
    for part in ("schemas", "tools"):
        shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    made = Repository(root)
    made.commit("main")
    return made


def judged(made: Repository, head: str, out: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    preplan = f"env PYTHONPATH=tools {sys.executable} -m preplan"
    return subprocess.run(
        ["bash", "tools/ci/pull-request.sh", "main", head, str(out)],
        cwd=made.root,
        env={**os.environ, "PREPLAN": preplan, "GITHUB_STEP_SUMMARY": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def request(made: Repository, change: dict[str, str], name: str = "request") -> None:
    """A branch with these files written ("" = removed), and main checked out again."""
    made.git("checkout", "--quiet", "-b", name, "main")
    for path, text in change.items():
        if text:
            (made.root / path).parent.mkdir(parents=True, exist_ok=True)
            (made.root / path).write_text(text, encoding="utf-8")
        else:
            (made.root / path).unlink()
    made.commit(name)
    made.git("checkout", "--quiet", "main")


def test_a_hostile_request_is_judged_by_the_tools_of_main(cloned: Repository, tmp_path: Path) -> None:
    evil = tmp_path / "evil"
    run = f"import pathlib; pathlib.Path({str(evil)!r}).touch()\n"
    duties = next((cloned.root / "plans" / "duties").glob("*.yaml"))
    path = duties.relative_to(cloned.root).as_posix()
    broken = duties.read_text("utf-8").replace("text: ", "text: \n  no: ", 1)
    change = {
        "tools/preplan/__init__.py": run,
        "tools/preplan/checks/__init__.py": run,
        "mkdocs.yml": "hooks: [evil.py]\n",
    }
    request(cloned, {**change, path: broken})
    done = judged(cloned, "request", tmp_path / "out")
    assert done.returncode == 1, done.stderr
    assert not evil.exists()
    assert path in (tmp_path / "out" / "check.txt").read_text("utf-8")
    assert "tools/preplan/__init__.py" in done.stdout  # told: it was not part of the check
    assert cloned.git("status", "--porcelain") == ""
    assert "library" not in cloned.git("worktree", "list")


def test_a_sound_request_gives_the_page(cloned: Repository, tmp_path: Path) -> None:
    draft = next((cloned.root / "plans").rglob("draft.md"))
    path = draft.relative_to(cloned.root).as_posix()
    request(cloned, {path: draft.read_text("utf-8") + "\n新增一句。\n"})
    summary = tmp_path / "summary.md"
    done = judged(cloned, "request", tmp_path / "out", TITLE="更新", GITHUB_STEP_SUMMARY=str(summary))
    page = (tmp_path / "out" / "review.md").read_text("utf-8")
    assert "新增一句" in page
    assert summary.read_text("utf-8") == page
    assert done.returncode == 1  # for its title alone
    assert "不合格式" in done.stdout


def test_a_link_among_the_records_is_refused(cloned: Repository, tmp_path: Path) -> None:
    cloned.git("checkout", "--quiet", "-b", "request")
    (cloned.root / "plans" / "leak.yaml").symlink_to("/etc/passwd")
    cloned.commit("link")
    cloned.git("checkout", "--quiet", "main")
    done = judged(cloned, "request", tmp_path / "out")
    assert done.returncode == 2
    assert "leak.yaml" in done.stderr


def test_a_title_is_no_option(cloned: Repository, tmp_path: Path) -> None:
    request(cloned, {"::error::x.md": "x"})
    done = judged(cloned, "request", tmp_path / "out", TITLE="--help")
    assert done.returncode == 1, done.stderr
    assert "标题「--help」不合格式" in done.stdout
    assert not [line for line in done.stdout.splitlines() if line.lstrip().startswith("::")]


def test_a_request_without_records_or_with_a_conflict_is_not_judged(cloned: Repository, tmp_path: Path) -> None:
    draft = next((cloned.root / "plans").rglob("draft.md"))
    path = draft.relative_to(cloned.root).as_posix()
    request(cloned, {path: "甲\n"}, "other")
    cloned.git("rm", "-r", "--quiet", "plans")
    cloned.git("checkout", "--quiet", "-b", "emptied")
    cloned.commit("emptied")
    cloned.git("checkout", "--quiet", "main")
    done = judged(cloned, "emptied", tmp_path / "out")
    assert (done.returncode, "整个 plans/" in done.stderr) == (2, True)
    (cloned.root / path).write_text("乙\n", encoding="utf-8")
    cloned.commit("main goes on")
    done = judged(cloned, "other", tmp_path / "out")
    assert (done.returncode, "有冲突" in done.stderr) == (2, True)


def test_a_check_that_cannot_run_ends_with_2(cloned: Repository, tmp_path: Path) -> None:
    (cloned.root / "schemas" / "plan.schema.json").unlink()
    cloned.commit("broken base")
    request(cloned, {"plans/a.txt": "a"})
    assert judged(cloned, "request", tmp_path / "out").returncode == 2


def test_an_unknown_version_cannot_be_judged(cloned: Repository, tmp_path: Path) -> None:
    assert judged(cloned, "no-such", tmp_path / "out").returncode == 2


def test_a_head_that_brings_nothing_does_not_pass(cloned: Repository, tmp_path: Path) -> None:
    done = judged(cloned, "main", tmp_path / "out")
    assert done.returncode == 2
    assert "已经在基准中" in done.stderr
    assert not (tmp_path / "out").exists()
