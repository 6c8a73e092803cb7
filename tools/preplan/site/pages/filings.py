"""备案: the public list of filed plans; for internal readers the whole ledger and a page for every case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from preplan import filing_status
from preplan.model import Record
from preplan.site import _filing_case, _filing_guide, _filing_ledger, paths
from preplan.site import _filing_cells as cells
from preplan.site import markdown as md
from preplan.site._unit_town import FORMAL_ONLY
from preplan.site.page import Page, Site

_VOLUNTARY = "voluntary"


def pages(site: Site) -> Iterator[Page]:
    if not site.internal:
        yield Page(paths.FILINGS, "企业预案备案名单", _public(site), wide=True)
        return
    found = _filing_ledger.cases(site)
    yield Page(paths.FILINGS, "企业预案备案台账", _internal(site, found), wide=True, hidden=True)
    for case in found:
        yield _filing_case.page(site, case)


def obliged(site: Site) -> str:
    """应备 N 家（…），已备 M 家；另有自愿备案 K 家: a count against those obliged, never a rate over all firms."""
    bureau = site.view(site.library.bureau)
    if bureau is None or not bureau.get("obliged_units"):
        return ""
    filed = filing_status.registered(site.library, site.library.as_of)
    kinds = Counter(case.get("obligation", "kind") for case in filed)
    units = bureau.get("obliged_units")
    done = sum(count for kind, count in kinds.items() if kind != _VOLUNTARY)
    sample = "（示例）" if bureau.get("sample") else ""
    return (
        f"应备 {units['national'] + units['shandong']} 家（国家 {units['national']}、省高危 {units['shandong']}），"
        f"已备 {done} 家；另有自愿备案 {kinds[_VOLUNTARY]} 家{sample}。"
    )


def _public(site: Site) -> str:
    found = cells.public_cases(site)
    return md.blocks(
        f"**{FORMAL_ONLY}** 备案没有有效期，也不是审批。",
        f"{obliged(site)}共列 {len(found)} 家，按备案日期从近到远，数据截止 {site.library.as_of}。"
        f"{md.link('企业怎么备案', paths.HOW_TO_FILE, paths.FILINGS)}，五个问题说清。",
        cells.public_table(site, found, paths.FILINGS),
        _filing_guide.pointer(paths.FILINGS),
    )


def _internal(site: Site, found: list[Record]) -> str:
    still = [case for case in found if filing_status.is_open(case, site.library.as_of)]
    return md.blocks(
        _filing_ledger.summary(site, found),
        obliged(site),
        "## 在办",
        cells.open_table(site, still, paths.FILINGS) if still else "没有在办件。",
        "## 台账",
        _filing_ledger.table(site, found),
        _filing_guide.pointer(paths.FILINGS),
    )
