"""Who may see what: the one function behind pages, search, data files and exports.

The repository is internal. The public sees a record only where this module lets it through, and of it only the fields
that the schema marks `"x-visibility": "public"`. Everything else, named or not, stays inside (domain/practice §1.1,
§1.14, §4; 政府信息公开条例 第十四至十六条).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from preplan import after_issue, dates, filing_status
from preplan.model import Library, Record

PUBLIC = "public"
INTERNAL = "internal"
AUDIENCES = (PUBLIC, INTERNAL)


def visible(library: Library, record: Record, audience: str) -> dict[str, Any] | None:
    """The fields of a record that the audience may see; None if it may not know of the record at all.

    Facts dated after `library.as_of` are not shown to the public: for the data date they have not happened.
    """
    if audience == INTERNAL:
        return record.data
    allowed = _PUBLIC_KINDS.get(record.kind)
    if allowed is None or not allowed(library, record):
        return None
    shown: dict[str, Any] = library.schemas.public(record.document.kind.schema, record.data, record.route)
    return _NARROWER.get(record.kind, _as_it_is)(library, shown)


def body_visible(library: Library, record: Record, audience: str) -> bool:
    """True if the audience may read the text of an edition, annex or other Markdown record."""
    return not barrier(library, record, audience)


def barrier(library: Library, record: Record, audience: str) -> str:
    """What keeps the audience from the text of a Markdown record: "" nothing, "unpublished" not yet 公布, "closed".

    An edition's text is public only if its plan is 主动公开, the secrecy review lets it out, and it has been published,
    all by the data date (保守国家秘密法; 政府信息公开条例 第十七条、第二十六条).
    """
    if audience == INTERNAL:
        return ""
    if record.kind != "edition":
        return (
            ""
            if record.kind in ("annex", "support", "paper") and visible(library, record, audience) is not None
            else "closed"
        )
    plan = library.of("plan").get(record.get("plan"))
    review = record.get("secrecy_review", default={})
    reviewed = (dates.parse(review.get("on")) or date.max) <= library.as_of
    if not _edition(library, record) or plan is None or plan.get("disclosure", "mode") != PUBLIC:
        return "closed"
    if review.get("result") != "may_publish" and reviewed:
        return "closed"
    after = after_issue.after_issue(library, record, library.as_of)
    return "" if reviewed and after and after.published_on else "unpublished"


def _as_it_is(library: Library, data: dict[str, Any]) -> dict[str, Any]:
    return data


def _without_future(library: Library, data: dict[str, Any]) -> dict[str, Any]:
    """Drops blocks that are dated later than the data date by their own `on`."""
    return {
        key: value
        for key, value in data.items()
        if not (isinstance(value, dict) and (dates.parse(value.get("on")) or date.min) > library.as_of)
    }


def _public_annexes(library: Library, data: dict[str, Any]) -> dict[str, Any]:
    """Of a list of annexes the public sees those of class public; the others not even by title."""
    if "annexes" not in data:
        return data
    return {**data, "annexes": [annex for annex in data["annexes"] if annex["class"] == PUBLIC]}


def _always(library: Library, record: Record) -> bool:
    return True


def _plan(library: Library, plan: Record) -> bool:
    return str(plan.get("disclosure", "mode")) != "withheld"


def _notice(library: Library, notice: Record) -> bool:
    # A notice that issues nothing is known by what it repeals.
    named = notice.get("issues") or notice.get("repeals", default=())
    plans = (library.of("plan").get(item.get("plan", "")) for item in named)
    return (
        notice.get("remark") == PUBLIC
        and (notice.day("signed_on") or date.max) <= library.as_of
        and all(plan is not None and _plan(library, plan) for plan in plans)
    )


def _edition(library: Library, edition: Record) -> bool:
    plan = library.of("plan").get(edition.get("plan"))
    notice = library.notice_of(edition)
    return plan is not None and _plan(library, plan) and notice is not None and _notice(library, notice)


def _revision(library: Library, record: Record) -> bool:
    """Of a revision only what followed the issue is public: 公布 and 解读."""
    editions = library.editions_of.get(record.get("plan"), ())
    return any(_edition(library, edition) for edition in editions if library.revision_of(edition) is record)


def _annex(library: Library, annex: Record) -> bool:
    """An annex is public if it says so and an edition whose text the public may read lists it as public."""
    plan = annex.get("plan")
    return annex.get("class") == PUBLIC and any(
        f"{plan}/{listed.get('file', '')}" == f"{annex.id}.md" and listed["class"] == PUBLIC
        for edition in library.editions_of.get(plan, ())
        if not barrier(library, edition, PUBLIC)
        for listed in edition.get("annexes", default=())
    )


def _paper(library: Library, paper: Record) -> bool:
    """Of the papers of a revision only the interpretation is public, from its day on, if the record names it so."""
    folder, _, name = paper.id.rpartition("/papers/")
    record = library.of("record").get(f"{folder}/record")
    return (
        paper.get("kind") == "interpretation"
        and record is not None
        and _revision(library, record)
        and record.get("interpretation", "file") == f"papers/{name}.md"
        and (record.day("interpretation", "on") or date.max) <= library.as_of
    )


def _support(library: Library, record: Record) -> bool:
    return record.get("class") == PUBLIC and (record.day("date") or date.min) <= library.as_of


def _filing(library: Library, case: Record) -> bool:
    day = library.as_of
    return filing_status.is_known(case, day) and filing_status.state(case, day) == "filed"


_PUBLIC_KINDS: Mapping[str, Callable[[Library, Record], bool]] = {
    "bureau": _always,
    "department": _always,
    "sector": _always,
    "law": _always,
    "synonym": _always,
    "calendar": _always,
    "duty": _always,
    "plan": _plan,
    "notice": _notice,
    "edition": _edition,
    "record": _revision,
    "annex": _annex,
    "paper": _paper,
    "support": _support,
    "structure": _support,
    "filing": _filing,
}
_NARROWER: Mapping[str, Callable[[Library, dict[str, Any]], dict[str, Any]]] = {
    "record": _without_future,
    "edition": _public_annexes,
}
