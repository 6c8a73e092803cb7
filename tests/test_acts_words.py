"""The acts as the clerk meets them: help in Chinese, and every act in the handbook."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from preplan.commands.parse import ACTS, parser
from tests.acts import ENGLISH
from tests.conftest import REPOSITORY, Run

HANDBOOK = [REPOSITORY / "docs/guide" / name for name in ("bureau.md", "editors.md")]


@pytest.mark.parametrize("verb", ACTS)
def test_help_is_chinese_and_complete(run: Run, verb: str) -> None:
    code, out, err = run(verb, "--help")
    assert (code, err) == (0, "")
    assert "--dry-run" in out
    assert "--date" in out
    assert "没有登记" in out
    assert ENGLISH.findall(out) == []


@pytest.mark.parametrize("verb", ACTS)
def test_handbook_has_every_act(verb: str) -> None:
    assert re.search(rf"preplan {verb}\b|`{verb}`", HANDBOOK[0].read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", HANDBOOK, ids=lambda path: path.name)
def test_commands_of_the_handbook_are_written_right(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = re.findall(rf"^ *\.venv/bin/preplan ((?:{'|'.join(ACTS)}) .*)$", text, re.MULTILINE)
    assert lines
    for line in lines:
        parser().parse_args(line.split())
