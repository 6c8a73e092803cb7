"""What git's trail means for a record: content commits, list items, and which draft an edition came from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from preplan import history
from preplan.compare import lineage
from preplan.compare.lineage import Facts
from preplan.history.contents import contents
from tests.test_history import Repository

PLAN = "plans/special/fire/plan.yaml"
DUTIES = "plans/duties/emergency.yaml"
DRAFT = "plans/special/fire/draft.md"
OLD, NEW = "plans/special/fire/editions/2014.md", "plans/special/fire/editions/2022.md"
HEAD = "---\nplan: fire\n---\n"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "r")


def facts(repository: Repository, path: str) -> Mapping[str, Facts]:
    with contents(repository.root) as content:
        return lineage.facts(history.read(repository.root), content, path)


def test_only_commits_that_say_something_else_count_as_content(repository: Repository) -> None:
    repository.write(PLAN, "id: fire\ntitle: 火灾预案，一\n")
    first = repository.commit()
    for form in (
        "title: 火灾预案，一\nid: fire\n",  # order of keys
        "# 说明\ntitle:   火灾预案，一\n\nid: fire\n",  # comment and white space
        "title: 火灾预案,一\nid: fire\n",  # width
    ):
        repository.write(PLAN, form)
        repository.commit()
    repository.write(PLAN, "title: 火灾预案,二\nid: fire\n")
    last = repository.commit()
    assert facts(repository, PLAN) == {"": Facts(first, last, 5, (first, last), False)}


def test_items_of_a_list_have_their_own_history(repository: Repository) -> None:
    def duties(*texts: str) -> str:
        return "department: emergency\nduties:\n" + "".join(
            f"  - id: D{number}\n    text: {text}\n" for number, text in enumerate(texts, 1)
        )

    repository.write(DUTIES, duties("甲"))
    first = repository.commit()
    repository.write(DUTIES, duties("甲", "乙"))
    second = repository.commit()
    repository.write(DUTIES, duties("甲", "丙"))
    third = repository.commit()
    repository.write(DUTIES, duties("甲"))
    fourth = repository.commit()
    assert facts(repository, DUTIES) == {
        "D1": Facts(first, first, 1, (first,), False),
        "D2": Facts(second, fourth, 3, (second, third, fourth), True),
    }


def test_edit_of_content_inside_a_merge_is_seen(repository: Repository) -> None:
    lines = [f"key{number}: a\n" for number in range(8)]
    repository.write(PLAN, "".join(lines))
    repository.commit()
    repository.git("checkout", "-q", "-b", "side")
    repository.write(PLAN, "side: b\n" + "".join(lines))
    repository.commit()
    repository.git("checkout", "-q", "main")
    repository.write(PLAN, "".join(lines) + "main: c\n")
    repository.commit()
    repository.git("merge", "-q", "--no-commit", "side")
    repository.write(PLAN, "side: b\n" + "".join(lines) + "main: silently\n")
    merge = repository.commit()
    assert merge in facts(repository, PLAN)[""].content


def test_draft_that_became_an_edition_is_found_by_its_text(repository: Repository) -> None:
    """The old text is frozen and the draft promoted in one commit; a rename detector would pair the wrong files."""
    old, new = (
        "## 1 总则\n\n旧的条款写明一小时报告。\n" * 3,
        "## 1 总则\n\n新的条款写明半小时报告，并通知邻近镇街。\n" * 3,
    )
    repository.write(OLD, HEAD + old)
    repository.commit()
    repository.write(DRAFT, HEAD + old)
    begun = repository.commit()
    repository.write(DRAFT, HEAD + new)
    written = repository.commit()
    (repository.root / DRAFT).unlink()
    repository.write(NEW, HEAD + new.replace("，", ","))
    repository.commit()
    found = history.read(repository.root)
    with contents(repository.root) as content:
        assert lineage.drafting(found, content, NEW) == (begun, written)
        assert lineage.drafting(found, content, OLD) == ()


def test_version_that_cannot_be_read_is_touched_and_says_nothing_new(repository: Repository) -> None:
    repository.write(PLAN, "id: fire\n")
    first = repository.commit()
    repository.write(PLAN, "id: [fire\n")
    repository.commit()
    repository.write(PLAN, "id: fire\n")
    last = repository.commit()
    assert facts(repository, PLAN) == {"": Facts(first, last, 3, (first,), False)}


def test_path_that_git_does_not_know(repository: Repository) -> None:
    repository.write(PLAN, "id: fire\n")
    repository.commit()
    assert facts(repository, DUTIES) == {}
