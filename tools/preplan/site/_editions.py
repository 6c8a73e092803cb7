"""Editions of a plan: banners that cannot be missed, the list of editions and replaced papers, annexes, companions."""

from __future__ import annotations

from preplan import editions, status
from preplan.model import Record
from preplan.site import _pairs, paths
from preplan.site import markdown as md
from preplan.site._plans import (
    TEXT_ANCHOR,
    Shown,
    interpretation,
    known_editions,
    notice_of,
    repeals_of,
    validity_mark,
)
from preplan.site._texts import state
from preplan.site.page import Site, View

IN_FORCE_ANCHOR = "in-force"
_ABSENT = "前版未入库"


def banner(site: Site, edition: View, page: str) -> str:
    """What a reader must know first of an edition that is not in force; empty for one that is."""
    library, day = site.library, site.library.as_of
    code = status.validity(library, edition.record, day)
    if code == "pending":
        return f"**本版尚未施行**，自 {editions.effective_on(library, edition.record) or '不详之日'} 起施行。"
    if code not in ("superseded", "repealed"):
        return ""
    plan = edition.get("plan")
    newer = site.view(editions.in_force(library, plan, day))
    notice = site.view(editions.repealed_on(library, edition.record, day))
    by = f"已被{md.text(notice.get('number'))}废止" if notice else ""
    if newer:
        new = md.link(f"{newer.get('edition')} 年版", paths.below_plans(newer.record), page)
        return f"**本版已被{new}代替，不再有效。**" + (f"（{by}）" if by else "")
    return f"**本版{by or '已废止'}，不再有效。**"


def history(site: Site, plan: View, page: str) -> str:
    """Every edition in the library with its text, and the papers that notices replaced, newest first."""
    library, day = site.library, site.library.as_of
    rows: list[tuple[str, tuple[str, ...]]] = []
    pairs = {pair.new: pair for pair in _pairs.of_plan(site, plan)}
    for edition in known_editions(site, plan.id):
        record, notice = edition.record, notice_of(site, edition)
        signed = notice.get("signed_on", default="") if notice else ""
        cells = (
            md.link(edition.get("edition"), paths.below_plans(record), page),
            md.text(f"《{plan.get('title')}》"),
            md.text(notice.get("number") if notice else None),
            md.day(signed),
            validity_mark(site, status.validity(library, record, day)),
            md.text(state(site, record)),
            _compared(pairs.get(record), page),
        )
        rows.append((signed, cells))
        rows += [
            _replaced(site, repeal, notice) for repeal in repeals_of(notice, plan.id) if not is_in_library(site, repeal)
        ]
    columns = ("版本", "题名", "发文字号", "成文日期", "有效性", "正文", "与前版对照")
    ordered = sorted(rows, key=lambda row: row[0], reverse=True)
    return md.table(columns, (cells for _, cells in ordered)) if rows else "库中没有可以列出的版本。"


def _replaced(site: Site, repeal: dict[str, str], notice: View | None) -> tuple[str, tuple[str, ...]]:
    by = f"（{md.text(notice.get('number'))}）" if notice else ""
    cells = (
        md.NONE,
        md.text(f"《{repeal['title']}》"),
        md.text(repeal.get("number")),
        md.day(repeal.get("date")),
        md.mark(site.label("validity", "repealed"), "repealed") + by,
        _ABSENT,
        md.NONE,
    )
    return repeal.get("date", ""), cells


def _compared(pair: _pairs.Pair | None, page: str) -> str:
    """The way to 修订对照表 and redline of an edition and the one before it; — if one text is not to be read."""
    if pair is None:
        return md.NONE
    return f"{md.link('修订对照表', pair.table_page, page)}、{md.link('修订痕迹', pair.redline_page, page)}"


def is_in_library(site: Site, repeal: dict[str, str]) -> bool:
    """True if the repealed paper is an edition of the library, by its id or its number."""
    for record in site.library.editions_of.get(repeal["plan"], ()):
        notice = site.library.notice_of(record)
        if repeal.get("edition") == record.get("edition"):
            return True
        if notice and repeal.get("number") and repeal.get("number") == notice.get("number"):
            return True
    return False


def annexes(site: Site, edition: View, page: str) -> str:
    """附件 of an edition: for the public the public ones, inside all with their class."""
    listed = [annex for annex in edition.get("annexes", default=()) if site.internal or annex["class"] == "public"]
    rows = [
        (
            _annex_title(site, edition.record, annex, page),
            md.text(site.label("annexKind", annex["kind"])),
            *((md.text(site.label("annexClass", annex["class"])),) if site.internal else ()),
        )
        for annex in listed
    ]
    columns = ("附件", "种类", *(("公开级别",) if site.internal else ()))
    return md.table(columns, rows) if rows else ""


def _annex_title(site: Site, edition: Record, annex: dict[str, str], page: str) -> str:
    title = annex["title"]
    if not annex.get("file"):
        return f"{md.text(title)}（未入库）"
    view = site.view(site.library.of("annex").get(_id_beside(edition, annex["file"])))
    return md.link(title, paths.below_plans(view.record), page) if view else f"{md.text(title)}（未入库）"


def companions(site: Site, shown: Shown, page: str) -> str:
    """Where to find the text, 简明操作流程 and 政策解读 of the edition shown, one line each."""
    lines = []
    edition = shown.edition
    if edition:
        lines.append(f"- **正文**：{md.link(state(site, edition.record), page, page, TEXT_ANCHOR)}")
        for annex in edition.get("annexes", default=()):
            if annex["kind"] == "guide" and (site.internal or annex["class"] == "public"):
                lines.append(
                    f"- **{site.label('annexKind', 'guide')}**：{_annex_title(site, edition.record, annex, page)}"
                )
    record = site.view(site.library.revision(shown.plan.id))
    if record and (reading := interpretation(site, record)):
        lines.append(f"- **政策解读**：{_reading(site, record, reading, page)}")
    lines.append(
        f"- **历次版本**：{md.link('各版和旧文号', page, page, 'editions')}，"
        f"{md.link('在某日有效的文本', page, page, IN_FORCE_ANCHOR)}"
        if shown.edition
        else ""
    )
    return "\n".join(filter(None, lines))


def _reading(site: Site, record: View, reading: dict[str, str], page: str) -> str:
    """Title and day of the interpretation, linked where its text is in the library and may be seen."""
    target = paper_page(site, record.record, reading.get("file"))
    return f"{md.link(reading['title'], target, page)}（{md.text(reading.get('on'))}）"


def paper_page(site: Site, record: Record, file: str | None) -> str | None:
    """The page of a paper that a revision's record names by its path; None if the audience has no such page."""
    if not file:
        return None
    view = site.view(site.library.of("paper").get(_id_beside(record, file)))
    return paths.below_plans(view.record) if view and site.known(view.get("date")) else None


def _id_beside(record: Record, file: str) -> str:
    """Id of the file that an edition or a revision's record names: its path below the folder (see kinds.id_of_path)."""
    return f"{record.id.rpartition('/')[0]}/{file.removesuffix('.md')}"
