"""The dated facts behind 进度板, for the script that computes the board of any day (internal).

`status.py` decides; `assets/board-lights.js` says the same in the browser from these facts, and the table of cases in
`tests/site/board_cases.yaml` holds the two together. Facts dated after the data date are here too: they count only
when the reader looks at a later day.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from preplan import dates, editions, procedure, status
from preplan.model import Record
from preplan.site import _board, _changes, paths
from preplan.site._editions import paper_page
from preplan.site.page import Site

SCRIPT = "assets/board-facts.js"


def script(site: Site) -> str:
    """The facts as a script: a page opened from a folder may load one, but not a JSON file."""
    words = json.dumps(facts(site), ensure_ascii=False, separators=(",", ":"), default=str)
    return f"window.boardFacts={words};\n"


def facts(site: Site) -> dict[str, Any]:
    """Lists of words, the bounds of the campaign, and the facts of every plan it ever counted."""
    library, schemas = site.library, site.library.schemas
    campaign = library.campaign_on(library.as_of)
    begun = [c.day("started_on") for c in library.of("campaign").values()]
    later = [day for day in begun if day and day > library.as_of]
    listed = library.batch_of[campaign.id] if campaign else {}
    plans = [plan for plan in library.special_plans if not campaign or plan.id in listed]
    sample = library.bureau is None or library.bureau.get("sample")
    return {
        "notice": "示例，全部内容为虚构或推定" if sample else "内部资料",
        "asOf": str(library.as_of),
        # Before its start and after the start of the next one another campaign counts.
        "from": str(campaign.get("started_on")) if campaign else "",
        "until": str(min(later) - timedelta(days=1)) if later else "",
        "nearDays": status.NEAR_DAYS,
        "stalledDays": status.STALLED_DAYS,
        "changeDays": _changes.DAYS,
        "order": [*status.STAGES, status.ISSUED],
        # [day from which it holds, the stages the law then leaves to the case], the latest last.
        "optional": [[str(day), sorted(_optional(day))] for day in (date.min, procedure.LAW_2024_FROM)],
        "hands": status.HANDS,
        "metByEntry": campaign.get("met_by_entry", default=()) if campaign else (),
        "stages": schemas.words("stage"),
        "states": schemas.words("progressState"),
        "categories": schemas.words("category"),
        "units": {id: (site.unit(id), _address(paths.unit(library, id))) for id in library.units},
        "columns": _board.ALL_COLUMNS,
        # 近期变动 tells of every plan, the board only of those that count.
        "others": [_identity(site, plan) for plan in library.plans if plan not in plans],
        "plans": [_plan(site, plan, campaign, listed.get(plan.id)) for plan in plans],
    }


def _optional(day: date) -> frozenset[str]:
    return procedure.of(procedure.SPECIAL, procedure.FULL, day).optional


def _plan(site: Site, plan: Record, campaign: Record | None, batch: Any) -> dict[str, Any]:
    library = site.library
    record = library.revision(plan.id)
    own: dict[str, list[Any]] = {"extensions": [], "adjustments": []}
    for part, entries in own.items():
        entries += (e for e in campaign.get(part, default=()) if e["plan"] == plan.id) if campaign else ()
    moves = sorted(status.change_days(library, plan.id, library.as_of))
    hand = record.get("hand") if record else None
    return {
        **_identity(site, plan),
        "record": _address(paths.below_plans(record)) if record else "",
        "category": plan.get("category"),
        "batch": batch["number"] if batch else 0,
        "lead": plan.get("lead"),
        "deadlines": batch["deadlines"] if batch else {},
        "rows": [_stage(site, record, row) for row in record.get("stages", default=())] if record else [],
        "issued": str(_issued_on(site, plan, campaign) or ""),
        "extensions": [(entry["approved_on"], entry["until"]) for entry in own["extensions"]],
        # A merger or withdrawal takes the plan out of the count when it is approved.
        "adjustments": [
            (entry["requested_on"], entry.get("approved_on", ""), entry["kind"] in ("merge", "withdraw"))
            for entry in own["adjustments"]
        ],
        "moves": moves,
        "hand": (hand["unit"], hand.get("since", "")) if hand else (),
        "next": record.get("next_step", default="") if record else "",
        "blocker": record.get("blocker", default="") if record else "",
    }


def _identity(site: Site, plan: Record) -> dict[str, Any]:
    return {
        "id": plan.id,
        "number": plan.get("number", default=0),
        "title": plan.get("title"),
        "href": _address(paths.below_plans(plan)),
        "changes": [(day, words) for day, words in _changes.facts(site, plan) if day],
    }


def _stage(site: Site, record: Record, row: dict[str, Any]) -> dict[str, Any]:
    papers = row.get("papers") or ()
    entry = status.ENTRY_PAPERS.get(row["stage"], ())
    return {
        "stage": row["stage"],
        "entered": row["entered_on"],
        "closed": row.get("closed_on", ""),
        "proof": str(_earliest(papers, status.CLOSING_PAPERS[row["stage"]]) or ""),
        "letter": str(_earliest(papers, entry) or ""),
        "post": row.get("post", ""),
        "papers": [
            (
                paper["date"],
                f"{paper['title']}（{site.label('paperKind', paper['kind'])}）",
                paper.get("number", ""),
                paper.get("post", ""),
                _address(paper_page(site, record, paper.get("file"))),
            )
            for paper in papers
        ],
    }


def _earliest(papers: Iterable[dict[str, str]], kinds: tuple[str, ...]) -> date | None:
    """The day from which a paper of one of these kinds is there."""
    days = (dates.parse(paper["date"]) for paper in papers if paper["kind"] in kinds)
    return min((day for day in days if day), default=None)


def _issued_on(site: Site, plan: Record, campaign: Record | None) -> date | None:
    """The day from which the plan counts as 已修编."""
    library, start = site.library, campaign.day("started_on") if campaign else None
    signed = (library.signed_on(edition) for edition in library.editions_of.get(plan.id, ()))
    days = sorted(day for day in signed if day and start and day >= start)
    return next((day for day in days if editions.revised_edition(library, plan.id, day)), None)


def _address(page: str | None) -> str:
    """The built page as seen from the board, which lies on top of the site."""
    return page.removesuffix(".md") + ".html" if page else ""
