"""feed.xml: an Atom feed (RFC 4287) of issued plans that the public may know, the same on both sites."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as XML

from preplan.model import Library, Record
from preplan.visible import PUBLIC, visible

PATH = "feed.xml"
LIMIT = 100  # a reader of feeds wants what is new; the rest stands in data/plans.json

_ATOM = "http://www.w3.org/2005/Atom"
# Ids must never change and belong to nobody else: version 5 UUIDs of bureau, plan and edition below this one.
_SPACE = uuid.UUID("5e0d6b2c-7a0e-5c61-9d0b-3f6f3b0c2a17")


@dataclass(frozen=True, slots=True)
class _Issue:
    signed_on: date
    plan: Record
    edition: Record
    notice: Record


def files(library: Library) -> dict[str, str]:
    """Path below the site → the feed."""
    XML.register_namespace("", _ATOM)
    # Written by hand: the library would name the encoding of the machine it runs on.
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return {PATH: head + XML.tostring(_feed(library), encoding="unicode") + "\n"}


def _feed(library: Library) -> XML.Element:
    bureau = library.bureau
    sample = bureau is None or bool(bureau.get("sample"))
    mark = "【示例】" if sample else ""
    name = str(bureau.get("name", default="")) if bureau else ""
    issues = _issues(library)
    feed = XML.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "zh-CN"})
    _add(feed, "id", _id(library, "feed"))
    _add(feed, "title", f"{mark}{bureau.get('city', default='') if bureau else ''}最近印发的应急预案")
    _add(
        feed, "subtitle", ("示例数据，非正式文件。" if sample else "") + f"以正式印发文本为准。数据截止 {library.as_of}"
    )
    _add(feed, "updated", _moment(issues[0].signed_on if issues else library.as_of))
    XML.SubElement(feed, f"{{{_ATOM}}}link", {"rel": "self", "type": "application/atom+xml", "href": PATH})
    XML.SubElement(feed, f"{{{_ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": "catalogue.html"})
    _add(XML.SubElement(feed, f"{{{_ATOM}}}author"), "name", name or "应急预案库")
    for issue in issues[:LIMIT]:
        feed.append(_entry(library, issue, mark))
    return feed


def _issues(library: Library) -> list[_Issue]:
    """Editions issued by the data date, newest first; what the public may not know of is not there."""
    found = []
    for edition in library.of("edition").values():
        plan = library.of("plan").get(edition.get("plan", default=""))
        notice, signed = library.notice_of(edition), library.signed_on(edition)
        parts = (plan, edition, notice)
        if plan is None or notice is None or signed is None or signed > library.as_of:
            continue
        if all(part is not None and visible(library, part, PUBLIC) is not None for part in parts):
            found.append(_Issue(signed, plan, edition, notice))
    return sorted(found, key=lambda issue: (issue.signed_on, issue.plan.id), reverse=True)


def _entry(library: Library, issue: _Issue, mark: str) -> XML.Element:
    plan = visible(library, issue.plan, PUBLIC) or {}
    notice = visible(library, issue.notice, PUBLIC) or {}
    facts = (
        ("发文字号", notice.get("number")),
        ("成文日期", issue.signed_on),
        ("牵头部门", library.unit_name(plan["lead"]) if "lead" in plan else None),
    )
    entry = XML.Element(f"{{{_ATOM}}}entry")
    _add(entry, "id", _id(library, f"{issue.plan.id}/{issue.edition.get('edition')}"))
    _add(entry, "title", mark + str(plan["title"]))
    _add(entry, "updated", _moment(issue.signed_on))
    _add(entry, "published", _moment(issue.signed_on))
    page = issue.plan.path.removeprefix("plans/").removesuffix(".yaml") + ".html"
    XML.SubElement(entry, f"{{{_ATOM}}}link", {"rel": "alternate", "type": "text/html", "href": page})
    if "category" in plan:
        XML.SubElement(entry, f"{{{_ATOM}}}category", {"term": library.label("category", plan["category"])})
    _add(entry, "summary", "；".join(f"{label}：{value}" for label, value in facts if value) + "。以正式印发文本为准。")
    return entry


def _add(parent: XML.Element, tag: str, text: str) -> None:
    XML.SubElement(parent, f"{{{_ATOM}}}{tag}").text = text


def _id(library: Library, what: str) -> str:
    bureau = library.bureau.get("name", default="") if library.bureau else ""
    return f"urn:uuid:{uuid.uuid5(_SPACE, f'{bureau}/{what}')}"


def _moment(day: date) -> str:
    # A paper has a day and no hour: the morning of that day, Beijing time.
    return f"{day}T00:00:00+08:00"
