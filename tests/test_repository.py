"""The repository itself: locks without a trace of a machine, nothing vendored, a top level as the README says."""

from __future__ import annotations

import fnmatch
import json
import re
import tomllib
from pathlib import Path

import pytest

from preplan.kinds import KINDS, kind_of
from tests.conftest import REPOSITORY

LOCKS = ("requirements.lock", "requirements-dev.lock")
REQUIREMENT = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(?:\[[a-z0-9,-]+\])?==(?P<version>[A-Za-z0-9.+!]+)(?: ; [^\\]+)?")
HASH = re.compile(r" +--hash=sha256:[0-9a-f]{64}")


def text(name: str) -> str:
    return (REPOSITORY / name).read_text(encoding="utf-8")


def locked(name: str) -> list[tuple[str, list[str]]]:
    """(requirement, its further lines) of a lock file; a backslash ends every line but the last of a requirement."""
    found: list[tuple[str, list[str]]] = []
    for line in text(name).splitlines():
        bare = line.removesuffix("\\").rstrip()
        if line.startswith(" "):
            found[-1][1].append(bare)
        else:
            found.append((bare, []))
    return found


def pins(name: str) -> set[tuple[str, str]]:
    """(package, version) of a lock file; where a marker decides there may be two of a package."""
    matches = [REQUIREMENT.fullmatch(line) for line, _ in locked(name)]
    return {(match["name"], match["version"]) for match in matches if match}


@pytest.mark.parametrize("name", LOCKS)
def test_lock_pins_every_package_and_hashes_every_file(name: str) -> None:
    for line, hashes in locked(name):
        assert REQUIREMENT.fullmatch(line), line
        assert hashes, f"{line} has no hash"
        assert all(HASH.fullmatch(found) for found in hashes), line


@pytest.mark.parametrize("name", LOCKS)
def test_lock_tells_no_index_host_or_path(name: str) -> None:
    assert re.findall(r"https?:|file:|@ |--index|--extra-index|--find-links|-e |/|~=|localhost", text(name)) == []


def test_development_lock_holds_every_package_of_the_run_time_lock_at_the_same_version() -> None:
    assert pins(LOCKS[0]) - pins(LOCKS[1]) == set()


def test_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads(text("pyproject.toml"))
    run = project["project"]["dependencies"] + project["build-system"]["requires"]
    asked = {LOCKS[0]: run, LOCKS[1]: run + project["project"]["optional-dependencies"]["test"]}
    for lock, wanted in asked.items():
        names = {re.split(r"[<>=~! \[]", requirement)[0].lower() for requirement in wanted}
        assert names - {package for package, _ in pins(lock)} == set()


# ------------------------------------------------------------------ what lies where


def visible() -> list[Path]:
    """What lies at the top and is kept: hidden names and built things left out."""
    ignored = [line.strip("/") for line in text(".gitignore").splitlines() if line]
    found = [path for path in REPOSITORY.iterdir() if not path.name.startswith(".")]
    return [path for path in found if not any(fnmatch.fnmatch(path.name, pattern) for pattern in ignored)]


def test_folders_are_those_of_the_readme() -> None:
    table = text("README.md").split("## Folders")[1].split("\n## ")[0]
    told = set(re.findall(r"^\| `([a-z]+)/` \|", table, re.MULTILINE))
    assert {path.name for path in visible() if path.is_dir()} == told


def test_files_at_the_top_are_told_in_the_readme_or_wanted_by_their_tool() -> None:
    by_name = {"README.md", "Makefile", "mkdocs.yml", "pyproject.toml"}
    told = text("README.md")
    assert [
        path.name for path in visible() if path.is_file() and path.name not in by_name and path.name not in told
    ] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_of_the_first_pages_lead_somewhere(name: str) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", text(name))
    assert [target for target in targets if not (REPOSITORY / target).exists()] == []


def sources(*folders: str) -> list[Path]:
    found = (path for folder in folders for path in (REPOSITORY / folder).rglob("*"))
    return sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)


def test_no_font_or_foreign_bundle_is_kept() -> None:
    bundle = re.compile(r"\.(?:woff2?|ttf|otf|eot|map|wasm|min\.\w+|bundle\.\w+)$|^(?:node_modules|vendor)$")
    kept = sources("tools", "docs", "schemas", "tests")
    assert [str(path) for path in kept if any(bundle.search(part) for part in path.relative_to(REPOSITORY).parts)] == []


def test_scripts_and_styles_are_written_by_hand() -> None:
    written = [path for path in sources("tools", "docs") if path.suffix in (".js", ".css")]
    assert written
    for path in written:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert max(map(len, lines)) <= 200, path
        assert not any("sourceMappingURL" in line or "@license" in line for line in lines), path


# ------------------------------------------------------------------ the editor


def mapping() -> dict[str, str]:
    """Schema file → pattern of the files it is for."""
    found: dict[str, str] = json.loads(text(".vscode/settings.json"))["yaml.schemas"]
    return found


def matcher(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/|\*)", pattern)
    return re.compile("".join({"**/": "(?:.*/)?", "*": "[^/]*"}.get(part, re.escape(part)) for part in parts))


def test_editor_has_a_schema_for_every_kind_of_yaml_file() -> None:
    schemas = {f"./schemas/{kind.schema}.schema.json" for kind in KINDS if not kind.is_text}
    assert set(mapping()) == schemas
    assert all((REPOSITORY / schema).is_file() for schema in schemas)


def test_editor_holds_every_record_to_the_schema_of_its_kind() -> None:
    patterns = {schema: matcher(pattern) for schema, pattern in mapping().items()}
    base = REPOSITORY / "tests" / "base"
    seen = set()
    for root in (REPOSITORY, base):
        for path in (root / "plans").rglob("*.yaml"):
            name = path.relative_to(root).as_posix()
            kind = kind_of(name)
            assert kind is not None, name
            matching = [schema for schema, pattern in patterns.items() if pattern.fullmatch(name)]
            assert matching == [f"./schemas/{kind.schema}.schema.json"], name
            seen.add(kind.name)
    assert seen == {kind.name for kind in KINDS if not kind.is_text}
