"""SARIF 2.1.0, for code scanning and for editors. All rules are told, also those that found nothing.

GitHub knows a result again by primaryLocationLineHash alone. Where its upload action can read the file, it computes a
hash of the line as well, says in the log that the two differ, and keeps ours.
"""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

from preplan import __version__
from preplan.finding import Finding, Place, Rule, Severity
from preplan.model import Library
from preplan.report import Report
from preplan.report._fingerprint import fingerprints
from preplan.report.basis import basis_text, days_text
from preplan.rulebook import rulebook

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_FIELD = re.compile(r"\{[^{}]*\}")
_BRACKET, _ESCAPED = re.compile(r"[\\\[\]]"), r"\\\g<0>"


def render(report: Report) -> str:
    """One run: the rules sorted by id, the results in the order of the findings."""
    rules = {**rulebook(), **{finding.rule.id: finding.rule for finding in report.findings}}
    index = {id: number for number, id in enumerate(sorted(rules))}
    run = {
        "tool": {
            "driver": {
                "name": "preplan",
                "version": __version__,
                "rules": [_rule(rules[id], report.library) for id in index],
            }
        },
        "language": "zh-CN",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "预案库的文件夹"}}},
        "results": [
            _result(finding, index[finding.rule.id], fingerprint)
            for finding, fingerprint in zip(report.findings, fingerprints(report.findings), strict=True)
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule, library: Library) -> dict[str, Any]:
    """A reportingDescriptor. A rule has no page at a fixed address, so there is no helpUri."""
    basis = f"依据：{basis_text(rule, library)}"
    remedy = _FIELD.sub("…", rule.remedy)
    return {
        "id": rule.id,
        "name": rule.title,
        "shortDescription": _message(rule.title),
        "fullDescription": _message(f"{rule.title}。{basis}。适用：{days_text(rule)}。"),
        "help": _message(f"{basis}\n处理：{remedy if remedy != '…' else '按每条结果写明的办法改'}"),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, rule_index: int, fingerprint: str) -> dict[str, Any]:
    message = _message(f"{finding.message}\n处理：{finding.remedy}")
    if finding.related:
        message["text"] += "\n另见：" + "、".join(_link(p, id) for id, p in enumerate(finding.related, 1))
    return {
        "ruleId": finding.rule.id,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": message,
        "locations": [_location(finding.place)],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
        **(
            {"relatedLocations": [{"id": id, **_location(p)} for id, p in enumerate(finding.related, 1)]}
            if finding.related
            else {}
        ),
    }


def _location(place: Place) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(place.path), "uriBaseId": _ROOT},
            "region": {"startLine": place.line, "startColumn": place.column},
        }
    }


def _message(words: str) -> dict[str, str]:
    """Plain text as a message in which nothing reads as a link."""
    return {"text": _braces(words).replace("](", "] (")}


def _link(place: Place, id: int) -> str:
    """An embedded link to the related location `id`."""
    return f"[{_braces(_BRACKET.sub(_ESCAPED, str(place)))}]({id})"


def _braces(words: str) -> str:
    """Braces are doubled, since {0} is a placeholder (SARIF 3.11.5)."""
    return words.replace("{", "{{").replace("}", "}}")
