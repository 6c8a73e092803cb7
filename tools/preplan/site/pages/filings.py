"""备案: the public list of filed plans; for internal readers the whole ledger and a page for every case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from preplan import filing_status
from preplan.site import _filing_case, _filing_guide, _filing_ledger, _list_block, paths
from preplan.site import _filing_cells as cells
from preplan.site import markdown as md
from preplan.site._filing_lists import filing_list, ledger_cases
from preplan.site._unit_town import FORMAL_ONLY
from preplan.site.page import Page, Site

_VOLUNTARY = "voluntary"
_OPEN_SHOWN = 100  # of those without time left first; the ledger has them all


def pages(site: Site) -> Iterator[Page]:
    if not site.internal:
        yield Page(paths.FILINGS, "企业预案备案名单", _public(site), wide=True)
        return
    yield Page(paths.FILINGS, "企业预案备案台账", _internal(site), wide=True, hidden=True)
    for case in ledger_cases(site):
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
    data = filing_list(site)
    return md.blocks(
        f"**{FORMAL_ONLY}** 备案没有有效期，也不是审批。",
        f"{obliged(site)}名单共 {len(data.rows)} 家，按备案日期从近到远，数据截止 {site.library.as_of}。"
        f"{md.link('企业怎么备案', paths.HOW_TO_FILE, paths.FILINGS)}，五个问题说清。",
        _list_block.block(data, paths.FILINGS, "家"),
        _filing_guide.pointer(paths.FILINGS),
    )


def _internal(site: Site) -> str:
    data = filing_list(site)
    still = filing_status.open_cases(site.library, site.library.as_of)
    shown = f"（列前 {_OPEN_SHOWN} 件）" if len(still) > _OPEN_SHOWN else ""
    return md.blocks(
        _filing_ledger.summary(site, ledger_cases(site)),
        obliged(site),
        md.heading(f"在办 {len(still)} 件{shown}，剩余工作日少的在前", "open"),
        cells.open_table(site, still[:_OPEN_SHOWN], paths.FILINGS) if still else "没有在办件。",
        md.heading(f"台账 {len(data.rows)} 件", "ledger"),
        _list_block.block(data, paths.FILINGS, "件"),
        _filing_guide.pointer(paths.FILINGS),
    )
