"""首页: for the public the counts and the ways in, for the bureau what is late, due and open (practice §3)."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.site import _home_internal, _home_public, paths
from preplan.site.page import Page, Site


def pages(site: Site) -> Iterator[Page]:
    text = _home_internal.text(site) if site.internal else _home_public.text(site)
    yield Page(paths.HOME, "应急预案库", text, wide=site.internal, drawing=True)
