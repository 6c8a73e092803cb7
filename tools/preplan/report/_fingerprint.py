"""What stays the same of a finding when lines move, so that a platform knows it again in the next run."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable

from preplan.finding import Finding

# Two rules of the loader tell a position in their message (double-key: a line, not-utf8: a byte).
_POSITION = re.compile(r"第 [0-9]+ (?=行|个字节)")


def fingerprints(findings: Iterable[Finding]) -> tuple[str, ...]:
    """One fingerprint a finding, in the same order: a hash of path, rule and message, a colon, a counter from 1.

    No two are equal: of findings alike in all three the counter tells the first from the second. Lines and columns
    are left out, also where a message names them.
    """
    seen: Counter[str] = Counter()
    found = []
    for finding in findings:
        facts = (finding.place.path, finding.rule.id, _POSITION.sub("第 ", finding.message))
        digest = hashlib.sha256(json.dumps(facts).encode("ascii")).hexdigest()[:32]
        seen[digest] += 1
        found.append(f"{digest}:{seen[digest]}")
    return tuple(found)
