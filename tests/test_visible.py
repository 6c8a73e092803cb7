"""What the public may see of records that are public in part; the whole site is searched in tests/site."""

from __future__ import annotations

from pathlib import Path

import pytest

from preplan import desk
from preplan.model import Library
from preplan.visible import INTERNAL, PUBLIC, barrier, visible
from tests.conftest import TODAY, Lay

EDITION = "plans/special/town-gas/editions/2022.md"
NOTICE = "plans/notices/2022/2022-37.yaml"
ANNEX = "town-gas/annexes/2022-guide"


def changed(root: Path, path: str, old: str, new: str) -> Library:
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return desk.open_library(root, TODAY).library


def annex_shown(library: Library) -> bool:
    return visible(library, library.of("annex")[ANNEX], PUBLIC) is not None


def test_annex_of_a_published_text_is_public(lay: Lay) -> None:
    assert annex_shown(desk.open_library(lay(), TODAY).library)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (EDITION, "may_publish", "may_not_publish"),
        (EDITION, "on: 2022-08-15", "on: 2023-08-15"),
        (NOTICE, "remark: public", "remark: withheld"),
        (EDITION, "    class: public", "    class: internal"),
        ("plans/special/town-gas/plan.yaml", "mode: public", "mode: withheld"),
        ("plans/bureau.yaml", "as_of: 2022-12-31", "as_of: 2022-01-31"),
    ],
    ids=[
        "may not be published",
        "not reviewed yet",
        "notice withheld",
        "listed as internal",
        "plan withheld",
        "not issued",
    ],
)
def test_annex_stays_inside_with_its_text(lay: Lay, path: str, old: str, new: str) -> None:
    library = changed(lay(), path, old, new)
    assert not annex_shown(library)
    text_is_public = new == "    class: internal"
    assert (barrier(library, library.of("edition")["town-gas/2022"], PUBLIC) == "") == text_is_public


def test_internal_annexes_are_not_even_named(lay: Lay) -> None:
    library = desk.open_library(lay(), TODAY).library
    edition = library.of("edition")["town-gas/2022"]
    shown, whole = visible(library, edition, PUBLIC), visible(library, edition, INTERNAL)
    assert shown and [annex["title"] for annex in shown["annexes"]] == ["燃气泄漏简明操作流程"]
    assert whole and len(whole["annexes"]) == 2
