"""No byte of the public site holds what must stay inside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from preplan import desk
from tests.site.canaries import BIRD, TODAY, plant, sightings

# Held only by records that the public may not know of: words bound by a pattern cannot carry a canary.
PAPER = "canary-paper"
ANNEX = "canary-annex"


def test_no_planted_word_reaches_the_public_site(small: Path, build_small: Callable[[str], Path]) -> None:
    names = _add_inner_files(small)
    words = plant(small)
    library = desk.open_library(small, TODAY).library
    withheld = [plan for plan in library.plans if plan.get("disclosure", "mode") == "withheld"]
    codes = [case.get("unit", "credit_code") for case in library.of("filing").values()]
    receipts = [case.id for case in library.of("filing").values()]
    assert len(words) > 100
    assert withheld
    inner = [BIRD, *words, *names, *codes, *receipts, *(plan.id for plan in withheld)]

    assert list(sightings(build_small("public"), inner)) == []
    # The same library does show them inside, or the test above would prove nothing.
    seen = {word for _, word in sightings(build_small("internal"), words)}
    assert len(seen) > 40


def test_every_kind_of_inner_record_was_planted(small: Path) -> None:
    _add_inner_files(small)
    words = plant(small)
    planted = {word.removeprefix(BIRD).split("-")[0] for word in words}
    assert {"bureau", "campaign", "plan", "edition", "record", "filing", "paper", "annex"} <= planted
    # A draft has no free field in its front matter: its bird sits in the body, as do those of papers and annexes.
    assert sum(word.startswith(BIRD + "正文") for word in words) >= 4


def test_the_repositorys_own_public_site_holds_no_inner_word(sites: dict[str, Path]) -> None:
    root = Path(__file__).resolve().parents[2]
    library = desk.open_library(root, TODAY).library
    withheld = [plan for plan in library.plans if plan.get("disclosure", "mode") == "withheld"]
    assert len(withheld) == 3
    inner: list[str] = [part for plan in withheld for part in (plan.id, plan.get("title").removeprefix("莱西市"))]
    for case in library.of("filing").values():
        inner += [case.id, case.get("unit", "credit_code"), case.get("private", "contact", default=case.id)]
    for record in library.of("record").values():
        inner += filter(None, (record.get("blocker"), record.get("next_step")))

    assert list(sightings(sites["public"], inner)) == []
    ids = [plan.id for plan in withheld]
    assert {word for _, word in sightings(sites["internal"], ids)} == set(ids)


def _add_inner_files(root: Path) -> list[str]:
    """A draft, a paper and an internal annex, whose names must not get out either."""
    library = desk.open_library(root, TODAY).library
    record = next(iter(library.of("record").values()))
    plan, campaign = record.get("plan"), record.get("campaign")
    folder = root / record.path.rsplit("/revisions/", 1)[0]
    _write(folder / "draft.md", f'plan: {plan}\ncampaign: "{campaign}"\nstage: drafting\nupdated_on: 2022-11-01')
    paper = folder / "revisions" / campaign / "papers" / f"{PAPER}.md"
    _write(paper, f"plan: {plan}\nkind: drafting_note\ntitle: 编制说明\ndate: 2022-11-01")
    annex = folder / "annexes" / f"{ANNEX}.md"
    _write(annex, f"plan: {plan}\ntitle: 联络表\nkind: contacts\nclass: internal")
    return [PAPER, ANNEX]


def _write(path: Path, front: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{front}\n---\n\n## 1 正文\n", encoding="utf-8")
