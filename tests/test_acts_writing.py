"""Whole or not at all: interrupted at every step, changed in between, crashed, two at once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from preplan.acts import edit, writing
from preplan.skeleton import Refused
from tests.acts import Office
from tests.conftest import Lay, Run

ACT = ("stage", "non-coal-mine", "expert_review", "--date", "2022-12-30", "--paper", "consultation_summary:采纳情况")
WAS = {"plans/a.yaml": b"a\n", "plans/b.yaml": b"b\n", "plans/new/c.yaml": None}
WILL = {"plans/a.yaml": b"A\n", "plans/b.yaml": None, "plans/new/c.yaml": b"C\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    for path, content in WAS.items():
        if content is not None:
            (tmp_path / path).write_bytes(content)
    return tmp_path


def now(root: Path) -> dict[str, bytes | None]:
    return {path: (root / path).read_bytes() if (root / path).exists() else None for path in WAS}


def left(root: Path) -> list[str]:
    known = set(WAS)
    found = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    return [path for path in found if path not in known]


def test_all_is_written(root: Path) -> None:
    writing.write(root, WAS, WILL)
    assert now(root) == WILL
    assert left(root) == []


STEPS = ("replace", "unlink", "fsync")


@contextmanager
def failing(monkeypatch: pytest.MonkeyPatch, name: str, turn: int, error: BaseException) -> Iterator[list[int]]:
    """os.<name> raises on its `turn`-th call and works before and after it."""
    calls: list[int] = []
    real = getattr(os, name)

    def call(*arguments: object, **more: object) -> object:
        calls.append(1)
        if len(calls) == turn:
            raise error
        return real(*arguments, **more)

    with monkeypatch.context() as patch:
        patch.setattr(os, name, call)
        yield calls


@pytest.mark.parametrize("error", [OSError(28, "No space left"), KeyboardInterrupt()], ids=["full disk", "Ctrl-C"])
@pytest.mark.parametrize("turn", range(1, 8))
@pytest.mark.parametrize("name", STEPS)
def test_interrupted_at_any_step_nothing_is_changed(
    root: Path, monkeypatch: pytest.MonkeyPatch, name: str, turn: int, error: BaseException
) -> None:
    with failing(monkeypatch, name, turn, error):
        try:
            writing.write(root, WAS, WILL)
        except OSError:
            assert now(root) == WAS
        except KeyboardInterrupt:
            assert now(root) in (WAS, WILL)  # it may come after the last file
        else:
            assert now(root) == WILL
    assert writing.recover(root) == []  # at most litter of the journal
    assert left(root) == []


def test_file_changed_meanwhile_is_not_overwritten(root: Path) -> None:
    (root / "plans/b.yaml").write_bytes(b"other\n")
    with pytest.raises(Refused, match=r"plans/b\.yaml 在此期间被改动，没有登记"):
        writing.write(root, WAS, WILL)
    assert now(root) == {**WAS, "plans/b.yaml": b"other\n"}
    assert left(root) == []


def test_crash_is_put_right_by_the_next_act(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash leaves the journal and half of the files."""

    def crash(*_: object) -> None:
        raise SystemError

    with monkeypatch.context() as patch:
        patch.setattr(writing, "_put_back", crash)
        with failing(monkeypatch, "unlink", 1, KeyboardInterrupt()), pytest.raises(SystemError):
            writing.write(root, WAS, WILL)
    assert now(root) != WAS
    with writing.held(root) as restored:
        assert restored == ["plans/a.yaml"]
    assert now(root) == WAS
    assert not (root / writing.JOURNAL).exists()


def test_what_was_changed_after_a_crash_stays(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(writing, "_put_back", lambda *_: (_ for _ in ()).throw(SystemError))
        with failing(monkeypatch, "unlink", 1, KeyboardInterrupt()), pytest.raises(SystemError):
            writing.write(root, WAS, WILL)
    (root / "plans/a.yaml").write_bytes(b"by hand\n")
    assert writing.recover(root) == []
    assert (root / "plans/a.yaml").read_bytes() == b"by hand\n"


def test_crash_before_the_first_file_leaves_only_litter(root: Path) -> None:
    (root / writing.JOURNAL).mkdir()
    (root / writing.JOURNAL / "0.old").write_bytes(b"x")
    assert writing.recover(root) == []
    assert now(root) == WAS


def test_two_acts_at_once(root: Path) -> None:
    with writing.held(root), pytest.raises(Refused, match="另一项登记正在进行"), writing.held(root):
        pass
    with writing.held(root):
        pass


def test_command_tells_of_a_full_disk(lay: Lay, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    office = Office(lay(), run)
    before = office.files()
    with failing(monkeypatch, "replace", 2, OSError(28, "No space left", "x")):
        code, out, err = run("-C", str(office.root), *ACT)
    assert (code, out) == (2, "")
    assert "磁盘已满" in err
    assert office.files() == before
    office.does(*ACT)


# ------------------------------------------------------------------ edits in place


@pytest.mark.parametrize(
    ("text", "change", "result"),
    [
        ("a: 1  # one\nc: 3\n", (("b",), 2, "abc"), "a: 1  # one\nb: 2\nc: 3\n"),
        ("a: 1\n# of c\nc: 3\n", (("b",), 2, "abc"), "a: 1\nb: 2\n# of c\nc: 3\n"),
        ("a: {x: 1}  # one\n", (("a", "y"), "二", "xy"), "a: {x: 1, y: 二}  # one\n"),
        ("l:\n- x: 1\n\n- x: 2\n", (("l", 1, "y"), "z", "xy"), "l:\n- x: 1\n\n- x: 2\n  y: z\n"),
        ('a: "2021"  # year\n', (("a",), "2022", ""), 'a: "2022"  # year\n'),
        ("a: b # c\n", (("a",), "d: e", ""), 'a: "d: e" # c\n'),
        ("a: b", (("c",), "2022", ""), 'a: b\nc: "2022"\n'),
    ],
)
def test_value_is_put_in_place(text: str, change: tuple[edit.Route, object, str], result: str) -> None:
    route, value, order = change
    assert edit.put(text, route, value, order) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("l: [1, 2]  # two\n", "l: [1, 2, 3]  # two\n"),
        ("l: []\nm: 1\n", "l: [3]\nm: 1\n"),
        ("l:\n  - 1  # one\n  # two\n\n# of m\nm: 1\n", "l:\n  - 1  # one\n  # two\n  - 3\n\n# of m\nm: 1\n"),
        ("m: 1\n", "m: 1\nl: [3]\n"),
    ],
)
def test_item_is_added_at_the_end(text: str, result: str) -> None:
    assert edit.add(text, ("l",), 3) == result


@pytest.mark.parametrize("text", ["a: |\n  text\n", "a:\n  - 1\n"])
def test_uncommon_writing_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        edit.put(text, ("a",), "new")
