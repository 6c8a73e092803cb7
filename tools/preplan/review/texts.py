"""The texts that are not as they were: what each is compared with, and the changed clauses."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.compare import reasons, texts
from preplan.compare.clauses import digest, read
from preplan.compare.former import former, has_text, in_force_for
from preplan.compare.libraries import RecordChange
from preplan.model import Library, Record
from preplan.review import clauses
from preplan.review.model import FrozenTouch, TextChange
from preplan.review.model_texts import ASIDE
from preplan.review.pair import Pair

KINDS = ("edition", "draft", "annex", "paper", "support")


def changed(pair: Pair) -> tuple[TextChange, ...]:
    """Registered texts that were altered first, then editions, drafts, annexes and papers in the order of plans."""
    order = {plan: index for index, plan in enumerate(pair.plans)}
    found = [text for change in pair.of_kind(*KINDS) for text in _of(pair, change)]
    return tuple(sorted(found, key=lambda t: (not t.frozen, order.get(t.plan, len(order)), KINDS.index(t.kind))))


def touched(pair: Pair) -> tuple[FrozenTouch, ...]:
    """The registered texts that were altered, or lost the mark of their registration."""
    found = []
    for change in pair.of_kind("edition"):
        old, new = change.old, change.new
        if old is None or not old.get("body_hash") or (new is not None and not change.frozen):
            continue
        said = len(change.text.substantive) if change.text else 0
        if new is None:
            words = "登记的版本被删去"
        elif change.text is None:
            words = "正文没有动，登记时的正文指纹被改动或删去"
        elif said:
            words = f"登记以后正文被改动，{said} 条说法与印发时不同"
        else:
            words = "登记以后正文被改动，只动了排版、编号或次序"
        found.append(FrozenTouch(old.id, _named(pair, old), old.path, words, said))
    return tuple(found)


def _of(pair: Pair, change: RecordChange) -> Iterator[TextChange]:
    old, new = change.old, change.new
    if new is None:
        if change.kind == "draft" and old and not _became(pair, old):
            yield _note(pair, old, "草稿被删去", "removed")
        return
    if change.kind == "edition" and old is None:
        yield _edition(pair, new)
    elif change.kind == "draft" and old is None:
        yield from _in_force(pair, new, f"{new.get('plan')}/draft")
    elif old is not None and change.text is not None and (change.text.substantive or change.frozen):
        given = _reasons(pair.head.library, new, change.text)
        yield _text(
            pair,
            new,
            "former",
            _side(pair, old, "修改前"),
            _side(pair, new, "修改后"),
            change.text,
            given,
            change.frozen,
        )
        if change.kind == "draft":
            yield from _in_force(pair, new, f"{new.get('plan')}/draft{ASIDE}")


def _edition(pair: Pair, new: Record) -> TextChange:
    library = pair.head.library
    before = former(library, new)
    draft = pair.base.library.of("draft").get(f"{new.get('plan')}/draft")
    note = ""
    if draft is not None and draft.body and new.body:
        differs = texts.compare(draft.body, new.body).substantive
        note = f"印发的正文与修改前库中的草稿有 {len(differs)} 条不同" if differs else "印发的正文与草稿一致"
    if not has_text(new):
        return _note(pair, new, "正文没有入库，无法对照", "")
    if before is None or not has_text(before):
        return _note(pair, new, "；".join(filter(None, ("前一版正文没有入库，无法对照", note))), "")
    comparison = texts.compare(before.body, new.body)
    given = _reasons(library, new, comparison)
    names = _side(pair, before, ""), _side(pair, new, "")
    return _text(pair, new, "predecessor", *names, comparison, given, False, note)


def _in_force(pair: Pair, draft: Record, key: str) -> Iterator[TextChange]:
    """The draft beside the text in force."""
    library = pair.head.library
    current = in_force_for(library, draft)
    if not has_text(draft):
        return
    if current is None or not has_text(current):
        yield _note(pair, draft, "现行版本的正文没有入库，无法对照", "", key)
        return
    comparison = texts.compare(current.body, draft.body)
    given = _reasons(library, draft, comparison)
    names = f"现行 {current.get('edition')} 版", "修订草稿"
    yield _text(pair, draft, "in_force", *names, comparison, given, False, "", key)


def _text(
    pair: Pair,
    record: Record,
    against: str,
    before: str,
    after: str,
    comparison: texts.Comparison,
    given: reasons.Matched | None,
    frozen: bool,
    note: str = "",
    key: str = "",
) -> TextChange:
    key = key or record.id
    found = clauses.changed(key, comparison, given)
    topics = tuple(dict.fromkeys(topic for clause in found for topic in clause.topics))
    return TextChange(
        key=key,
        kind=record.kind,
        plan=str(record.get("plan", default="")),
        title=_named(pair, record),
        before=before,
        after=after,
        against=against,
        path=record.path,
        clauses=found,
        counts=clauses.counts(found),
        unchanged=sum(change.kind == "same" for change in comparison.changes),
        topics=topics if record.kind in ("edition", "draft") else (),
        note=note,
        frozen=frozen,
        campaign=str(record.get("campaign", default="")),
        outline=_outline(record),
    )


def _outline(record: Record) -> tuple[tuple[str, str], ...]:
    """All clauses of a draft; nothing of other texts, on which nobody is asked."""
    every = read(record.body) if record.kind == "draft" else ()
    return tuple((clause.name, digest((clause,))) for clause in every)


def _note(pair: Pair, record: Record, note: str, after: str, key: str = "") -> TextChange:
    key, plan = key or record.id, str(record.get("plan", default=""))
    campaign = str(record.get("campaign", default=""))
    return TextChange(
        key, record.kind, plan, _named(pair, record), "", after, "", record.path, (), (), 0, (), note,
        campaign=campaign, outline=_outline(record) if after != "removed" else (),
    )  # fmt: skip


def _became(pair: Pair, draft: Record) -> bool:
    """True if the change also brings an edition of the plan: the draft became it."""
    return any(c.old is None and c.new and c.new.get("plan") == draft.get("plan") for c in pair.of_kind("edition"))


def _named(pair: Pair, record: Record) -> str:
    plan = pair.title(record.get("plan", default=""))
    if record.kind == "edition":
        return f"《{plan}》{record.get('edition')} 版"
    if record.kind == "draft":
        return f"《{plan}》修订草稿"
    title = str(record.get("title"))
    return f"《{plan}》的{record.document.kind.title}“{title}”" if record.kind != "support" else f"“{title}”"


def _side(pair: Pair, record: Record, word: str) -> str:
    what = f"{record.get('edition')} 版" if record.kind == "edition" else record.document.kind.title
    return f"{word}的{' ' if what[0].isdigit() else ''}{what}" if word else what


def _reasons(library: Library, record: Record, comparison: texts.Comparison) -> reasons.Matched | None:
    """The reasons that the papers give; None if no paper has a table of them."""
    if record.kind == "edition":
        paper = reasons.paper_of(library, record)
    else:
        revision = library.of("record").get(f"{record.get('plan')}/{record.get('campaign', default='')}/record")
        paper = reasons.of_revision(library, revision) if revision else None
    rows = reasons.read(paper)
    return reasons.match(comparison, rows) if rows else None
