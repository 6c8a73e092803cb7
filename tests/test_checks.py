"""Each case in tests/checks/<rule>/ is laid over tests/base and judged by its rule alone.

expected.txt holds the lines of the findings; ok.txt says in a sentence why there are none. A case of broken records
names in broken.txt the rules of loader and shape that complain of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from preplan import checks, shape
from preplan.load import faults

CHECKS = Path(__file__).parent / "checks"
CASES = sorted(path for rule in CHECKS.iterdir() for path in rule.iterdir())
Lay = Callable[..., Path]
Run = Callable[..., tuple[int, str, str]]

EARLY = (shape.SHAPE.id, *(rule.id for rule in faults.FAULTS))
_LINE = re.compile(r"\S+:[0-9]+:[0-9]+: (?:错误|警告|提示)\[(?P<rule>[a-z0-9-]+)\] .*")


def _found(run: Run, root: Path, *rules: str) -> tuple[list[str], int]:
    """Lines of the findings of these rules (of all without any), and the exit code."""
    code, out, err = run("-C", str(root), "check", *(f"--only={rule}" for rule in rules))
    assert err == ""
    return [line for line in out.splitlines() if _LINE.fullmatch(line)], code


def _rules(lines: list[str]) -> set[str]:
    return {match["rule"] for line in lines if (match := _LINE.fullmatch(line))}


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_case(case: Path, lay: Lay, run: Run, update: bool) -> None:
    rule, root = case.parent.name, lay(case)
    expected, ok, broken = case / "expected.txt", case / "ok.txt", case / "broken.txt"
    every, code = _found(run, root, rule, *EARLY)
    lines = [line for line in every if f"[{rule}]" in line]
    # A slip in an overlay would otherwise pass for silence.
    complained = _rules(every) - {rule}
    assert complained == (set(broken.read_text(encoding="utf-8").split()) if broken.exists() else set())
    assert code == any(": 错误[" in line for line in every)
    if ok.exists():
        assert not expected.exists(), "a case either fires or is silent"
        assert len(ok.read_text(encoding="utf-8").split()) > 3, "ok.txt says why silence is right"
        assert lines == []
        return
    if update:
        expected.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    wanted = expected.read_text(encoding="utf-8").splitlines()
    assert wanted, "an empty expected.txt shows nothing: write ok.txt instead"
    assert lines == wanted


def test_base_has_no_findings(lay: Lay, run: Run) -> None:
    assert _found(run, lay()) == ([], 0)


def test_near_names_are_offered(lay: Lay, run: Run) -> None:
    root = lay(CHECKS / "unresolved-reference" / "fields")
    _, out, _ = run("-C", str(root), "check", "--only=unresolved-reference")
    assert "最接近的：emergency（市应急管理局）" in out


def test_personal_data_is_not_repeated_by_the_report(lay: Lay, run: Run) -> None:
    root = lay(CHECKS / "personal-data-public" / "fields-and-bodies")
    for form in ("text", "json", "github"):
        _, out, _ = run("-C", str(root), "check", f"--format={form}", "--only=personal-data-public")
        assert out
        assert not re.search(r"1[3-9][0-9]{9}|[0-9]{17}[0-9X]|zhangsan", out)


def test_every_case_belongs_to_a_rule() -> None:
    assert {path.name for path in CHECKS.iterdir()} == set(checks.modules())
