"""检查未通过: what a strict build says, and what a preview shows instead."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from preplan import desk
from preplan.site import faults, handwritten

ROOT = Path(__file__).parent / "base"


def _found(tmp_path: Path) -> tuple[desk.Opened, list]:
    import shutil

    root = tmp_path / "library"
    shutil.copytree(ROOT / "plans", root / "plans")
    shutil.copytree(ROOT.parents[1] / "schemas", root / "schemas")
    plan = next((root / "plans" / "special").glob("*/plan.yaml"))
    plan.write_text(plan.read_text(encoding="utf-8").replace("lead: ", "lead: no-such-"), encoding="utf-8")
    opened = desk.open_library(root, date(2026, 1, 1))
    return opened, list(faults.errors(desk.examine(opened)))


def test_errors_are_told_with_place_and_remedy(tmp_path: Path) -> None:
    opened, errors = _found(tmp_path)
    assert errors
    refusal = faults.refusal(opened.library, errors)
    page = faults.page(opened.library, errors)
    for error in errors:
        assert str(error.place) in refusal
        assert str(error.place) in page.markdown
        assert error.rule.id in page.markdown
    assert f"{len(errors)} 项" in faults.alert(errors)
    assert page.hidden


def test_a_sound_library_has_no_alert() -> None:
    assert faults.alert(()) == ""


def test_drawings_and_scripts_are_not_for_pages_by_hand() -> None:
    assert handwritten.refused({"title", "drawing", "scripts"}) == ("drawing", "scripts")
    assert handwritten.refused({"title"}) == ()
