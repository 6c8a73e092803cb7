"""Editions that are not as they were registered: what the text was, and which commit changed it.

Asked only when a hash does not fit: in a sound library git is not even opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from preplan import history
from preplan.checks import frozen_text_changed
from preplan.compare.folded import body_hash
from preplan.compare.proof import is_altered
from preplan.finding import Finding
from preplan.history.contents import Content, contents
from preplan.kinds import BY_NAME
from preplan.load.document import read as read_document
from preplan.model import Library, Record


@dataclass(frozen=True, slots=True)
class Alteration:
    """`text` is the body as registered, None if git does not hold it; `commit` the one that changed it first.

    Without `commit` the text was changed in the working folder and is not committed, if `text` is known.
    """

    text: str | None
    commit: history.Commit | None

    @property
    def told(self) -> str:
        """Who changed it, in Chinese; "" if git cannot tell."""
        if self.commit:
            return f"改动在提交 {self.commit.id[:12]}（{self.commit.day}）"
        return "改动还没有提交" if self.text is not None else "提交历史中没有与登记相符的正文"


def find(root: Path, library: Library) -> Mapping[str, Alteration]:
    """Edition id → what became of it, of all that are altered; empty if git cannot tell."""
    altered = [edition for edition in library.of("edition").values() if is_altered(edition)]
    if not altered:
        return {}
    try:
        trails = history.read(root).trails
        with contents(root) as content:
            return {edition.id: _alteration(edition, trails.get(edition.path), content) for edition in altered}
    except history.NoHistory:
        return {}


def named(findings: Iterable[Finding], root: Path, library: Library) -> list[Finding]:
    """The findings, those of altered texts with the commit that altered them."""
    found = list(findings)
    rule = frozen_text_changed.RULE.id
    if not any(finding.rule.id == rule for finding in found):
        return found
    told = {library.of("edition")[id].path: one.told for id, one in find(root, library).items()}
    return [
        replace(finding, message=f"{finding.message}；{told[finding.place.path]}")
        if finding.rule.id == rule and told.get(finding.place.path)
        else finding
        for finding in found
    ]


def _alteration(edition: Record, trail: history.Trail | None, content: Content) -> Alteration:
    """The last text in git that has the registered hash, and the change after it."""
    text: str | None = None
    commit: history.Commit | None = None
    for change in trail.changes if trail else ():
        body = _body(content(change.blob) if change.blob else None, edition.path)
        if body is not None and body_hash(body) == edition.get("body_hash"):
            text, commit = body, None
        elif text is not None and commit is None:
            commit = change.commit
    return Alteration(text, commit)


def _body(raw: bytes | None, path: str) -> str | None:
    document = read_document(raw, path, BY_NAME["edition"])[0] if raw is not None else None
    return document.body.text if document and document.body else None
