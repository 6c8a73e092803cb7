"""What a page is to someone who searches: its group, category, state, and the names that mean just this page.

Everything comes from records as the audience may see them (Site.view), keyed by the address of the built page; an
address with #anchor stands for a row of a list that is found by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from preplan import editions, filing_status, status
from preplan.model import Record
from preplan.site import paths
from preplan.site._bases import law_words
from preplan.site._matrix import department
from preplan.site._plans import edition_shown, notice_of
from preplan.site.page import Site, View

# Group → its word in the box, in the order in which equal groups stand.
GROUPS = {"plan": "预案", "duty": "职责", "filing": "备案", "unit": "部门", "law": "依据", "other": "其他"}
# Pages without a record of their own, by the beginning of their path.
_PLACES = (
    ("special/", "plan"), ("overall/", "plan"), ("support/", "plan"), ("catalogue", "plan"), ("board", "plan"),
    ("duties/", "duty"), ("matrix", "duty"), ("filings/", "filing"), ("departments/", "unit"), ("laws", "law"),
)  # fmt: skip
# What titles of plans say beside the hazard.
_GENERAL = re.compile(r"^(?:突发|重大)+|(?:生产安全)?(?:突发事件|事件|事故)$")


@dataclass(frozen=True, slots=True)
class Label:
    """`weight` says how near the page is to what people mean: 1 the thing itself, less for what is about it.

    `head_only` pages are searched down to their text: editions that are in force no more.
    """

    group: str
    category: str = ""
    state: str = ""
    title: str = ""
    names: tuple[str, ...] = ()
    weight: float = 0.5
    head_only: bool = False


def place(address: str) -> Label:
    """The label of a page that no record stands behind."""
    for start, group in _PLACES:
        if address.startswith(start):
            return Label(group)
    return Label("other", weight=0.4)


def labels(site: Site) -> dict[str, Label]:
    """Address → label of every page and row that a record stands behind."""
    parts = (_plans, _beside_plans, _units, _duties, _sectors, _filings, _laws)
    return {address: label for part in parts for address, label in part(site)}


def _address(path: str) -> str:
    return path.removesuffix(".md") + ".html"


def _names(*values: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _kind_of_plan(site: Site, plan: View) -> str:
    category = site.label("category", plan.get("category"))
    return category or site.label("planType", plan.get("type"))


def _plans(site: Site) -> Iterator[tuple[str, Label]]:
    for plan in site.plans:
        shown = edition_shown(site, plan)
        title = str(plan.get("title"))
        short = title.removeprefix(_city(site)).removesuffix("应急预案")
        hazard = _GENERAL.sub("", short)  # 尾矿库生产安全事故 is looked for as 尾矿库
        number = shown.notice.get("number") if shown.notice else None
        names = _names(
            title,
            title.removeprefix(_city(site)),
            short,
            hazard,
            number,
            plan.get("phone"),
            *plan.get("former_titles", default=()),
        )
        state = site.label("validity", shown.validity) if shown.validity else ""
        yield (
            _address(paths.below_plans(plan.record)),
            Label("plan", _kind_of_plan(site, plan), state, names=names, weight=1),
        )
        for record in site.library.editions_of.get(plan.id, ()):
            if edition := site.view(record):
                yield _address(paths.below_plans(record)), _edition(site, plan, edition)


def _edition(site: Site, plan: View, edition: View) -> Label:
    day = site.library.as_of
    notice = notice_of(site, edition)
    state = site.label("validity", status.validity(site.library, edition.record, day))
    current = editions.in_force(site.library, plan.id, day) is edition.record
    names = _names(notice.get("number") if notice else None)
    weight = 0.6 if current else 0.4
    return Label("plan", _kind_of_plan(site, plan), state, names=names, weight=weight, head_only=not current)


def _beside_plans(site: Site) -> Iterator[tuple[str, Label]]:
    for kind, words, weight in (("annex", "annexKind", 0.7), ("paper", "paperKind", 0.5)):
        for view in site.views(kind):
            state = site.label(words, view.get("kind"))
            yield _address(paths.below_plans(view.record)), Label("plan", _plan_kind(site, view), state, weight=weight)
    for view in site.views("draft"):
        yield _address(paths.below_plans(view.record)), Label("plan", _plan_kind(site, view), "修订草稿", weight=0.5)
    if site.internal:
        for view in site.views("record"):
            address = _address(paths.below_plans(view.record))
            yield address, Label("plan", _plan_kind(site, view), "修编记录", weight=0.5)
    for view in site.views("support"):
        yield _address(paths.below_plans(view.record)), Label("plan", "支撑文件", weight=0.8)


def _plan_kind(site: Site, beside: View) -> str:
    plan = site.view(site.library.of("plan").get(beside.get("plan")))
    return _kind_of_plan(site, plan) if plan else ""


def _units(site: Site) -> Iterator[tuple[str, Label]]:
    for unit in site.views("department"):
        target = paths.unit(site.library, unit.id)
        if target:
            names = _names(*unit_names(site, unit), unit.get("phone"), *unit.get("sections", default=()))
            yield _address(target), Label("unit", site.label("unitKind", unit.get("kind")), names=names, weight=0.95)


def unit_names(site: Site, unit: View) -> Iterator[str]:
    """Every name of a unit, that in use first: short, full, custom, former; each also without the city before it."""
    for key in ("short", "name", "aliases", "former_names"):
        value = unit.get(key, default=())
        for name in (value,) if isinstance(value, str) else value:
            full = name if isinstance(name, str) else str(name["name"])
            bare = full.removeprefix(_city(site)).removeprefix("市")
            yield full
            if len(bare) > 2:
                yield bare


def _duties(site: Site) -> Iterator[tuple[str, Label]]:
    for unit in site.library.departments:
        yield _address(paths.duties(unit.id)), Label("duty", "责任清单", weight=0.8)
    for duty in site.views("duty"):
        owner = department(duty)
        title = f"{duty.get('item')} {duty.get('scope')}"
        address = f"{_address(paths.duties(owner))}#{paths.duty_anchor(duty.id)}"
        yield address, Label("duty", "责任清单", site.label("dutyKind", duty.get("kind")), title=title, weight=0.75)


def _sectors(site: Site) -> Iterator[tuple[str, Label]]:
    for sector in site.views("sector"):
        title = str(sector.get("name"))
        names = _names(sector.get("name"), *sector.get("synonyms", default=()), *sector.get("gb_codes", default=()))
        address = f"{_address(paths.MATRIX)}#{paths.sector_anchor(sector.id)}"
        yield address, Label("duty", str(sector.get("group")), title=title, names=names, weight=0.85)


def _filings(site: Site) -> Iterator[tuple[str, Label]]:
    day = site.library.as_of
    for case in site.views("filing"):
        unit, number = case.get("unit", "name"), case.get("number")
        town = site.unit(case.get("unit", "town"))
        state = site.label("filingState", filing_status.state(case.record, day))
        if site.internal:
            names = _names(unit, number, case.id, case.get("unit", "credit_code"), case.get("archive"))
            yield _address(paths.below_plans(case.record)), Label("filing", town, state, names=names, weight=0.9)
        elif number:
            address = f"{_address(paths.FILINGS)}#{paths.filing_anchor(number)}"
            yield address, Label("filing", town, state, title=str(unit), names=_names(unit, number), weight=0.9)


def _laws(site: Site) -> Iterator[tuple[str, Label]]:
    for law in site.views("law"):
        title = f"《{law.get('title')}》"
        names = _names(law.get("title"), law.get("short"), law.get("number"))
        state = law_words(law, site.library.as_of)
        address = f"{_address(paths.LAWS)}#{paths.law_anchor(law.id)}"
        yield address, Label("law", site.label("lawKind", law.get("kind")), state, title, names, weight=0.7)


def _city(site: Site) -> str:
    bureau: Record | None = site.library.bureau
    return str(bureau.get("city", default="")) if bureau else ""
