"""Files that no editor makes: too long, too deep, too wide. Each is a finding with its place, never more."""

from __future__ import annotations

import pytest

from tests.conftest import Lay, Run

PLAN = "plans/special/town-gas/plan.yaml"
TEXT = "plans/special/town-gas/editions/2022.md"


@pytest.mark.parametrize(
    ("path", "content"),
    [
        (PLAN, "a: 1\n" * 1_000_000),
        (PLAN, "[" * 10_000),
        (PLAN, "- " * 10_000 + "a"),
        (PLAN, "".join(" " * level + "a:\n" for level in range(1_000))),
        (PLAN, "a: " + "甲" * 17_000_000),
        (TEXT, "---\nplan: town-gas\n---\n" + "甲" * 17_000_000),
        (TEXT, "---\n" * 500_000),
    ],
    ids=["a million lines", "ten thousand brackets", "ten thousand dashes", "a thousand levels", "fifty megabytes in a line",
         "fifty megabytes of text", "half a million rules"],
)  # fmt: skip
def test_a_monstrous_file_is_a_finding_at_its_place(lay: Lay, run: Run, path: str, content: str) -> None:
    root = lay()
    (root / path).write_text(content, encoding="utf-8")
    code, out, err = run("-C", str(root), "check")
    assert (code, err) == (1, "")
    assert [line for line in out.splitlines() if line.startswith(f"{path}:")]


def test_a_library_without_records_is_no_success(lay: Lay, run: Run) -> None:
    root = lay()
    for file in sorted((root / "plans").rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() else file.unlink()
    code, out, _ = run("-C", str(root), "check")
    assert code == 1
    assert "[no-bureau]" in out
