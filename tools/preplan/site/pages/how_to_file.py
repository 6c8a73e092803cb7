"""企业怎么备案: the five questions on a page of their own."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.site import _filing_guide, paths
from preplan.site.page import Page, Site


def pages(site: Site) -> Iterator[Page]:
    yield Page(paths.HOW_TO_FILE, "企业怎么备案", _filing_guide.text(site, paths.HOW_TO_FILE))
