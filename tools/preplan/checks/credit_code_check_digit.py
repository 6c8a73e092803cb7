"""The last character of a 统一社会信用代码 follows from the seventeen before it."""

from collections.abc import Iterator

from preplan.finding import CONSISTENCY, Finding, Law, Rule, Severity
from preplan.model import Library

RULE = Rule(
    id="credit-code-check-digit",
    title="统一社会信用代码校验位不对",
    severity=Severity.ERROR,
    basis=(CONSISTENCY, Law("gb-32100-2015")),
    message="统一社会信用代码「{code}」的校验位应为「{digit}」",
    remedy="按营业执照逐位核对；校验位对不上，说明 18 位中至少有一位写错",
    evidence="B",
    explains="企业预案备案登记的统一社会信用代码，用前 17 位算出校验位，与第 18 位比对。",
    fires="代码末位写作 G，按前 17 位算应为 E。",
    silent="代码中有字母，或者算出的校验位是 0，与第 18 位相同，不报。",
    about=("filing",),
)

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V, Z
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))


def check_digit(code: str) -> str:
    """The eighteenth character that belongs to the first seventeen."""
    total = sum(weight * _ALPHABET.index(char) for weight, char in zip(_WEIGHTS, code, strict=False))
    return _ALPHABET[-total % 31]


def check(library: Library) -> Iterator[Finding]:
    for case in library.every("filing"):
        code = case.get("unit", "credit_code")
        if code[-1] != check_digit(code):
            yield RULE.at(case.place("unit", "credit_code"), code=code, digit=check_digit(code))
