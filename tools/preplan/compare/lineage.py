"""What git's trail of a file means for its records: when each came, last changed, and which commits changed what it says.

Formatting, order of keys, white space and width are no change of content. Lineage goes by edition id and content: a
rename detector pairs the wrong files when a draft becomes an edition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from preplan.compare import clauses
from preplan.compare.folded import data_key, fold
from preplan.history import Commit, History
from preplan.kinds import Kind, kind_of
from preplan.load.body import Body
from preplan.load.document import Document, read

Content = Callable[[str], bytes | None]  # blob id → bytes, see preplan.history.contents


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one record: the first and last commit that touched it, how many did, and those that changed its content.

    `content` is empty only if no version could be read. `removed` is True if the last commit took it away.
    """

    first: Commit
    last: Commit
    count: int
    content: tuple[Commit, ...]
    removed: bool


def facts(history: History, content: Content, path: str) -> Mapping[str, Facts]:
    """Record id inside the file ("" for a file that is one record) → its facts; empty if git does not know the path.

    In a list file (责任清单, 单位名录) a commit counts for the items it touched alone.
    """
    trail, kind = history.trails.get(path), kind_of(path)
    if trail is None or kind is None:
        return {}
    found: dict[str, Facts] = {}
    before: dict[str, tuple[str, str]] = {}
    for change in trail.changes:
        after = _versions(content(change.blob), path, kind) if change.blob else {}
        if after is None:  # cannot be read: touched, but what it says is not known
            after = {id: (change.blob, before.get(id, ("", ""))[1]) for id in before or {"": ("", "")}}
        for id in dict.fromkeys((*before, *after)):
            old, new = before.get(id), after.get(id)
            if old == new and kind.items:
                continue
            known = found.get(id)
            says_otherwise = (old[1] if old else None) != (new[1] if new else None)
            commits = (*(known.content if known else ()), *((change.commit,) if says_otherwise else ()))
            first = known.first if known else change.commit
            found[id] = Facts(first, change.commit, (known.count if known else 0) + 1, commits, new is None)
        before = after
    return found


def drafting(history: History, content: Content, edition: str) -> tuple[Commit, ...]:
    """The commits in which the text of an edition was drafted, if the draft beside it had this text when it came.

    `edition` is the path of the edition's file. Empty if the text came without a draft.
    """
    trail = history.trails.get(edition)
    draft = history.trails.get(draft_path(edition))
    if trail is None or draft is None:
        return ()
    own = _text_key(content(trail.changes[0].blob), edition)
    came = datetime.fromisoformat(trail.first.on)
    commits: list[Commit] = []
    for change in draft.changes:
        if datetime.fromisoformat(change.commit.on) > came:
            break  # a later revision's draft
        if not change.blob:
            commits = []
            continue
        commits.append(change.commit)
        if own and _text_key(content(change.blob), draft_path(edition)) == own:
            return tuple(commits)
    return ()


def draft_path(edition: str) -> str:
    """The draft beside an edition's file."""
    return edition.rpartition("/editions/")[0] + "/draft.md"


def text_key(body: Body | None) -> str:
    """The content of a text, the same for every formatting; "" without a text."""
    return "\n".join(f"{clause.key}\n{clause.content}" for clause in clauses.read(body))


def _text_key(raw: bytes | None, path: str) -> str:
    kind = kind_of(path)
    document = read(raw, path, kind)[0] if raw is not None and kind else None
    return text_key(document.body) if document else ""


def _versions(raw: bytes | None, path: str, kind: Kind) -> dict[str, tuple[str, str]] | None:
    """Record id → (as written, content) of one version of a file; None if it cannot be read."""
    document = read(raw, path, kind)[0] if raw is not None else None
    if document is None:
        return None
    if not kind.items:
        return {"": (str(raw), _content(document))}
    items = document.data.get(kind.items) if isinstance(document.data, dict) else None
    found = {}
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            found[str(item.get(kind.item_id))] = (repr(item), data_key(item))
    return found


def _content(document: Document) -> str:
    text = text_key(document.body) if document.body else ""
    return f"{data_key(document.data)}\n{text or fold(document.body.text if document.body else '')}"
