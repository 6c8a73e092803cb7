"""Links of the registers to units, duty lists, sectors, laws and plans: plain text where there is no page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from preplan.site import markdown as md
from preplan.site import paths
from preplan.site.page import Site

UNKNOWN = "未知"


def unit(site: Site, id: str | None, page: str) -> str:
    """Short name of a unit, linked to its page; that of a group to its row in the list of units."""
    if id is None or id not in site.library.units:
        return md.text(id)
    target = paths.unit(site.library, id)
    if target is None:
        return md.link(site.unit(id), paths.UNITS, page, paths.unit_anchor(id))
    return md.link(site.unit(id), target, page)


def duty_list(site: Site, id: str, page: str) -> str:
    """Short name of a unit, linked to its duty list if it is a department, else as `unit` does."""
    record = site.library.units.get(id)
    if record is not None and record.get("kind") == "department":
        return md.link(site.unit(id), paths.duties(id), page)
    return unit(site, id, page)


def units(site: Site, ids: Iterable[str], page: str) -> str:
    return md.names(unit(site, id, page) for id in ids)


def duty_lists(site: Site, ids: Iterable[str], page: str) -> str:
    return md.names(duty_list(site, id, page) for id in ids)


def sector(site: Site, id: str, page: str) -> str:
    """Name of a sector, linked to its row in the matrix."""
    view = site.view(site.library.of("sector").get(id))
    return md.link(view.get("name"), paths.MATRIX, page, paths.sector_anchor(id)) if view else md.text(id)


def law(site: Site, id: str, article: str, page: str, short: bool = False) -> str:
    """《title》 (number unless `short`) and article, linked to the list of laws; the bare id if it is not there."""
    view = site.view(site.library.of("law").get(id))
    if view is None:
        return md.text(id + article)
    title = f"《{view.get('title')}》" if short else site.library.law_title(id)
    return md.link(title, paths.LAWS, page, paths.law_anchor(id)) + (md.text(article) if article else "")


def bases(site: Site, values: Iterable[Mapping[str, str]], page: str) -> str:
    """The bases of a duty; 未知 where there are none."""
    found = [law(site, basis["law"], basis.get("article", ""), page) for basis in values]
    return "；".join(found) or UNKNOWN


def small(text: str) -> str:
    """Ready inline text in small type, on a line of its own below the rest of the cell."""
    return f'<br><span class="small">{text}</span>' if text else ""
