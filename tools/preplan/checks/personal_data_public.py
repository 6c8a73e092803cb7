"""What the public may see holds no mobile number, no identity number and no private mail address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from preplan.finding import Finding, Law, Place, Rule, Severity
from preplan.kinds import KINDS
from preplan.model import Library
from preplan.visible import PUBLIC, body_visible, visible

RULE = Rule(
    id="personal-data-public",
    title="公开内容含个人信息",
    severity=Severity.ERROR,
    basis=(Law("personal-information-law-2021", "第二十五条"), Law("personal-information-law-2021", "第三十四条")),
    message="{what}「{masked}」会随记录对外公开",
    remedy="删去，改填办公电话；确需保留的移到内部字段或者内部附件，或者遮盖为 138****1234 的样式；已公布的先从网上撤下",
    refs=("D-04", "D-07"),
    evidence="B",
    explains="各类记录中会随公开版发布的字段和正文，查有没有手机号、身份证号和私人电子邮箱。",
    fires="总体应急预案的公开正文写了一个身份证号。",
    silent="内部字段、内部附件和不公开的文本不查；已遮盖的号码和以 .gov.cn 结尾的公务邮箱，不报。",
)

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643


def _is_identity(number: str) -> bool:
    total = sum(weight * int(digit) for weight, digit in zip(_ID_WEIGHTS, number, strict=False))
    return "10X98765432"[total % 11] == number[-1].upper()


def _is_private_mail(address: str) -> bool:
    return not address.lower().endswith(".gov.cn")


def _keep(head: int, tail: int) -> Callable[[str], str]:
    return lambda text: text[:head] + "*" * (len(text) - head - tail) + text[-tail:]


# (what, pattern, further test, how it is masked in the message)
_SOUGHT: tuple[tuple[str, re.Pattern[str], Callable[[str], bool], Callable[[str], str]], ...] = (
    (
        "手机号",
        re.compile(
            r"(?<![0-9])(?:\+?86[- ]?)?(?:1[3-9][0-9]{9}(?![0-9])"
            r"|1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}(?![0-9]|-[0-9]))"
        ),
        lambda number: True,
        lambda number: _keep(3, 4)(re.sub(r"[^0-9]", "", number)[-11:]),
    ),
    ("身份证号", re.compile(r"(?<![0-9])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])"), _is_identity, _keep(2, 3)),
    (
        "电子邮箱",
        re.compile(r"(?<![\w.+-])[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII),
        _is_private_mail,
        lambda address: address[0] + "***" + address[address.index("@") :],
    ),
)

# The seventh to fourteenth digit of an identity number are a day of birth.
_IDENTITY = (re.compile("19[0-9]{2}[01][0-9][0-3][0-9]{4}"), re.compile("20[0-9]{2}[01][0-9][0-3][0-9]{4}"))
# Nothing of the kind is in a text without one of these: most are passed over by one look. Apart from one another, since
# a pattern that begins with one sign is looked for ten times as fast as a choice of them.
_POSSIBLE = (re.compile("@"), re.compile(r"1[3-9][0-9].?[0-9]{4}.?[0-9]{4}", re.DOTALL), *_IDENTITY)
# Signs that NFKC makes a digit or an @ of.
_DISGUISED = re.compile(
    "[\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u24ea\ufe6b\uff10-\uff19\uff20"
    "\U0001d7ce-\U0001d7ff\U0001fbf0-\U0001fbf9]"
)


def check(library: Library) -> Iterator[Finding]:
    file = ""
    for kind in KINDS:
        for record in library.every(kind.name):
            if record.path != file:
                # Most files hold nothing of the kind; only of the others it matters who may see it.
                file, suspect = record.path, record.document.may_hold(_is_possible)
            for route, text in _texts(visible(library, record, PUBLIC), ()) if suspect else ():
                for what, masked, _ in found(text):
                    yield RULE.at(record.place(*route), what=what, masked=masked)
            if record.body is not None and _is_possible(record.body.text) and body_visible(library, record, PUBLIC):
                for number, line in record.body.lines():
                    for what, masked, column in found(line):
                        place = Place(record.path, number, column)
                        yield RULE.at(place, what=what, masked=masked)


def _texts(value: Any, route: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(value, str):
        yield route, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*route, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*route, index))


def _is_possible(text: str) -> bool:
    return any(sign.search(text) for sign in _POSSIBLE) or bool(_DISGUISED.search(text))


def found(text: str) -> Iterator[tuple[str, str, int]]:
    """(what, masked form, column) of everything personal in a text."""
    if not _is_possible(text):
        return
    plain = unicodedata.normalize("NFKC", text)
    if len(plain) != len(text):
        plain = text  # the columns would no longer be those of the text
    for what, pattern, holds, mask in _SOUGHT:
        for match in pattern.finditer(plain):
            if holds(match[0]):
                yield what, mask(match[0]), match.start() + 1
