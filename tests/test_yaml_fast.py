"""The fast reader gives what the strict one gives, or leaves the text to it."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preplan.load import document, yaml_fast, yaml_text
from preplan.load.walk import records
from tests.conftest import REPOSITORY
from tests.fuzz.campaign import invent


def strict(text: str) -> Any:
    """What the strict loader alone makes of a text; its findings if it refuses."""
    data, findings = yaml_text.read_strictly(text, "x.yaml", 1)
    return findings or data


def assert_agree(text: str) -> bool:
    """True if the fast reader took the text; then the strict one must have taken it too, with equal data."""
    fast = yaml_fast.read(text)
    if fast is yaml_fast.UNKNOWN:
        return False
    slow = strict(text)
    assert typed(fast) == typed(slow), text
    return True


def typed(value: Any) -> Any:
    """The value with the type of everything in it: 1, 1.0 and True are equal in Python, and so are reordered keys."""
    if isinstance(value, dict):
        return [(typed(key), typed(inner)) for key, inner in value.items()]
    if isinstance(value, list):
        return ["list", *(typed(inner) for inner in value)]
    return type(value), value


def yaml_of(path: str) -> str:
    text = (REPOSITORY / path).read_text()
    return text.split("---\n", 2)[1] if path.endswith(".md") else text


def test_records_of_the_library_are_read_fast_and_alike() -> None:
    paths = [path for path, _ in records(REPOSITORY)[0]]
    taken = sum(assert_agree(yaml_of(path)) for path in paths)
    assert taken > 0.98 * len(paths)


@pytest.mark.parametrize(
    "text",
    [
        "a: 0571",
        "a: 1e3",
        "a: 0x1F",
        "a: 0b11",
        "a: 0o17",
        "a: 1_000",
        "a: .5",
        "a: 5.",
        "a: +5",
        "a: True",
        "a: NULL",
        "a: ~",
        "a: [TRUE, x]",
        "a: [~]",
        "a: 12:30",
        "a: 1234567890123456",
        "a: 1.12345678901234567",
        "true: x",
        "null: x",
        "1: x",
        "<<: x",
        "a: &x y",
        "a: *x",
        "a: !!str 1",
        'a: "\\u0031"',
        'a: "x\ny"',
        "a: x\n y",
        "a: |\n  x",
        "a: x: y",
        "a: x #y: z\nb",
        "a: - x",
        "- - x",
        "? a\n: b",
        "a: {b: c}",
        "a: [b, [c]]",
        "a: [b: c]",
        "--- \na: x",
        "a: x\n...\n",
        "%YAML 1.2\n---\na: x",
        "A: x",
        "示例: x",
        "a:\tx",
        f"{'  ' * 12}a: x",
    ],
)
def test_text_that_two_yamls_read_in_two_ways_is_left_to_the_strict_reader(text: str) -> None:
    assert yaml_fast.read(text) is yaml_fast.UNKNOWN


@pytest.mark.parametrize("text", ["a: x\na: y", "a:\n  b: x\n c: y", "a: x\n  b: y", "a:\n  - x\n y: z", "- x\nb: y"])
def test_double_key_or_broken_indentation_is_left_to_the_strict_reader(text: str) -> None:
    assert yaml_fast.read(text) is yaml_fast.UNKNOWN
    assert isinstance(strict(text), list)


KEYS = ["a", "b_1", "on", "yes", "y", "null", "title"]
VALUES = [
    *["", "x", "示例", "“示例”（一）", "是 # 备注", "4S店", "2022年", "2022 年", "91370285MA3FQ9F844", "1e3年", "1 e", "0x示", "N", "off"],
    *["2022-07-29", "0532-00001001", "370285-2022-0006", "0", "12", "-5", "1.50", "007", "2022-c1", "15-1", "1-", "12-示"],
    *['"0571"', "'x'", '""', '"a: b # c"', "[]", "[x, y]", '[x, "1", 2]', "[2022-01-01, 一]", "[ x]", "[x , y]", "[x,y]"],
    *["true", "false", "null", "True", "~", "x:", "x: y", "x:y", "x#y", "x #", "- x", "x - y", "-", "[", "]x", "{}", "@x"],
]  # fmt: skip
lines = st.tuples(
    st.integers(0, 5), st.sampled_from(["", "- ", "-  "]), st.sampled_from(["", *KEYS]), st.sampled_from(VALUES)
).map(lambda part: f"{' ' * part[0]}{part[1]}{part[2] and part[2] + ':'} {part[3]}")


@given(st.lists(lines, max_size=8).map("\n".join))
@settings(max_examples=3000, deadline=None, derandomize=True)
def test_any_lines_in_any_order_are_read_alike(text: str) -> None:
    assert_agree(text)


def test_changed_records_are_read_alike() -> None:
    chance = random.Random(7)
    seeds = [yaml_of(path).encode() for path, _ in records(REPOSITORY)[0]][::9]
    taken = 0
    for _ in range(4000):
        try:
            text, findings = document.text.decode(invent(seeds, chance), "x.yaml")
        except UnicodeEncodeError:
            continue
        if text is not None and not findings:
            taken += assert_agree(text)
    assert taken > 100
