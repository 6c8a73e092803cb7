"""Records field by field: filings, telephones and posts, everything else; and files that changed in form alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from preplan import filing_status
from preplan.compare.libraries import RecordChange as Changed
from preplan.compare.records import FieldChange
from preplan.kinds import kind_of
from preplan.load import document
from preplan.model import Library, Record
from preplan.review import numbers
from preplan.review.model import ContactChange, FieldLine, FilingChange, FormChange, RecordChange, TextChange
from preplan.review.pair import Pair
from preplan.review.pieces import runs

_CONTACTS = frozenset({"phone", "lead_post", "contact", "legal_representative", "private"})
_HIDDEN = frozenset({"private"})
_LENGTH = 200  # characters of a value that are shown
# What a text is made of is told with the text itself; the hash is told as an altered text.
_UNTOLD = frozenset({"body_hash", "updated_on"})
_STAGES = "stages"  # of a record of revision: told with the stages of the plan


def records(pair: Pair) -> tuple[RecordChange, ...]:
    """All records but filings, duties and the bodies of texts."""
    found = []
    for change in pair.records:
        if change.kind in ("filing", "duty"):
            continue
        lines = tuple(
            _line(pair.head.library, field) for field in change.fields if not _is_contact(field) and _is_told(field)
        )
        if change.old is not None and change.new is not None and not lines:
            continue
        record = change.new or change.old
        if record is not None and not (change.kind in ("edition", "draft") and None in (change.old, change.new)):
            state = "added" if change.old is None else "removed" if change.new is None else "changed"
            title, kind = _title(pair, record), record.document.kind.title
            found.append(RecordChange(change.kind, kind, record.id, title, state, record.path, lines))
    return tuple(found)


def filings(pair: Pair) -> tuple[FilingChange, ...]:
    found = []
    for change in pair.of_kind("filing"):
        record = change.new or change.old
        if record is None:
            continue
        before, after = (
            library.label("filingState", filing_status.state(case, library.as_of)) if case else ""
            for library, case in zip(pair.sides, (change.old, change.new), strict=True)
        )
        state = "added" if change.old is None else "removed" if change.new is None else "changed"
        lines = tuple(_line(pair.head.library, field) for field in change.fields if not _is_contact(field))
        if state == "changed" and not lines and not change.is_substantive:
            continue
        found.append(FilingChange(record.id, str(record.get("unit", "name")), state, before, after, record.path, lines))
    return tuple(found)


def contacts(pair: Pair, texts: tuple[TextChange, ...]) -> tuple[ContactChange, ...]:
    """Telephones and posts, in records and inside texts. What a filing holds of persons is told, never shown."""
    found = []
    for change in pair.records:
        record = change.new or change.old
        for field in change.fields:
            if record is not None and _is_contact(field):
                hidden = bool(_HIDDEN & set(field.route))
                old, new = (
                    "（不显示）" if hidden and value is not None else _words(value) for value in (field.old, field.new)
                )
                found.append(ContactChange(_title(pair, record), field.title, old, new, record.path))
    for text in texts:
        if text.is_aside:
            continue
        for clause in text.clauses:
            for run in runs(clause.blocks):
                for old, new in numbers.phones(run) if run.kind == "changed" else ():
                    name = (clause.after or clause.before)[0].words
                    found.append(ContactChange(text.title, name, old, new, text.path))
    return tuple(found)


def form_only(pair: Pair) -> tuple[FormChange, ...]:
    """Files that say the same as before."""
    told = {
        record.path for change in pair.records if change.is_substantive or change.frozen for record in _both(change)
    }
    soft = {record.path: change for change in pair.records for record in _both(change)}
    found = []
    for path in pair.changed:
        kind = kind_of(path)
        if kind is None or path in told or pair.before[path] is None or pair.after[path] is None:
            continue
        if pair.before[path] == pair.after[path] or not _is_read(path, pair):
            continue
        change = soft.get(path)
        counts = change.text.counts if change and change.text else {}
        moved = [
            f"{word} {counts[kind]} 条" for kind, word in (("renumbered", "改号"), ("moved", "移动")) if kind in counts
        ]
        words = f"{'、'.join(moved)}，内容未变" if moved else "只改了空白、换行、全半角、次序或注释，内容未变"
        title = _title(pair, change.new) if change and change.new else kind.title
        found.append(FormChange(title, path, words))
    return tuple(found)


def _is_read(path: str, pair: Pair) -> bool:
    """True if both states can be read: of a broken file nobody knows what it says."""
    kind = kind_of(path)
    return kind is not None and all(
        raw is not None and document.read(raw, path, kind)[0] is not None
        for raw in (pair.before[path], pair.after[path])
    )


def _both(change: Changed) -> Iterator[Record]:
    yield from filter(None, (change.old, change.new))


def _is_contact(field: FieldChange) -> bool:
    return bool(_CONTACTS & set(field.route))


def _is_told(field: FieldChange) -> bool:
    return not _UNTOLD & set(field.route) and field.route[:1] != (_STAGES,)


def _line(library: Library, field: FieldChange) -> FieldLine:
    name = field.route[-1] if field.route and isinstance(field.route[-1], str) else ""
    title = " › ".join(library.unit_name(part) if part in library.units else part for part in field.title.split(" › "))
    return FieldLine(title, _shown(library, name, field.old), _shown(library, name, field.new), field.days or 0)


def _shown(library: Library, key: str, value: Any) -> str:
    """A unit's name for its id, a plan's title for its id; else the words."""
    if isinstance(value, str) and value in library.units:
        return library.unit_name(value)
    if isinstance(value, str) and key in ("plan", "into") and (plan := library.of("plan").get(value)):
        return f"《{plan.get('title')}》"
    if isinstance(value, list):
        return _cut("、".join(_shown(library, key, item) for item in value))
    if isinstance(value, dict):
        return _cut("，".join(f"{title}：{_shown(library, '', inner)}" for title, inner in value.items()))
    return _words(value)


def _words(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return _cut("、".join(map(_words, value)) if isinstance(value, list) else str(value))


def _cut(text: str) -> str:
    return text if len(text) <= _LENGTH else text[:_LENGTH] + "…"


def _title(pair: Pair, record: Record) -> str:
    kind = record.kind
    if kind in ("record", "draft", "edition"):
        what = f"{record.get('edition')} 版" if kind == "edition" else record.document.kind.title
        return f"《{pair.title(record.get('plan'))}》{what}"
    if kind == "plan":
        return f"《{record.get('title')}》"
    if kind in ("annex", "paper"):
        return f"《{pair.title(record.get('plan'))}》的“{record.get('title')}”"
    if kind == "filing":
        return f"{record.id} {record.get('unit', 'name')}"
    if kind == "notice":
        return str(record.get("number"))
    for key in ("title", "name", "text"):
        if isinstance(record.get(key), str):
            return str(record.get(key))
    return record.document.kind.title
