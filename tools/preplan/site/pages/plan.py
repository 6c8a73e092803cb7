"""预案页: the head block, what changed and why, who does what, the text, and the editions (practice §3)."""

from __future__ import annotations

from collections.abc import Iterator

from preplan import status
from preplan.site import _alignment, _bases, _periods, _progress, _texts, _timeline, paths
from preplan.site import markdown as md
from preplan.site._editions import banner as warning_of
from preplan.site._editions import companions, history
from preplan.site._plans import Rows, Shown, edition_rows, edition_shown, plan_rows, secrecy_banner
from preplan.site._register_links import unit as unit_link
from preplan.site.page import Page, Site, View


def pages(site: Site) -> Iterator[Page]:
    for plan in site.plans:
        shown = edition_shown(site, plan)
        path = paths.below_plans(plan.record)
        banner = _banner(site, shown, path)
        yield Page(path, plan.get("title"), _text(site, shown, path), banner=banner, scripts=(*_periods.SCRIPTS,))


def _banner(site: Site, shown: Shown, page: str) -> str:
    warning = warning_of(site, shown.edition, page) if shown.edition else "本预案在库中没有现行有效的版本。"
    return md.blocks(secrecy_banner(shown.plan), warning).strip()


def _text(site: Site, shown: Shown, page: str) -> str:
    plan, edition = shown.plan, shown.edition
    rows = edition_rows(site, edition, page) if edition else [("有效性", "没有现行有效的版本")]
    rows += plan_rows(site, shown, page)
    if site.internal:
        rows += _internal_rows(site, plan, page)
    parts = [md.facts(rows), companions(site, shown, page)]
    if edition:
        if changes := edition.get("changes"):
            parts += [
                md.heading("两句话：改了什么、为什么", "changes"),
                f"**改了什么**：{md.text(changes.get('what'))}",
                f"**为什么**：{md.text(changes.get('why'))}",
            ]
        if levels := _texts.levels(site, edition, page):
            parts += [md.heading("响应分级", "levels"), levels]
        parts += _members(site, plan, edition, page)
    parts += [md.heading("本预案所依的职责", "duties"), _bases.duties(site, plan, page)]
    if edition:
        parts += [
            md.heading("编制依据", "bases"),
            _bases.instruments(site, edition.get("bases", default=()), page),
            "---",
            _texts.text(site, edition.record, page),
        ]
    parts += [md.heading("历次版本", "editions"), history(site, plan, page), _periods.block(site, plan, page)]
    parts.append(_timeline.block(site, plan, page))
    return md.blocks(*parts)


def _members(site: Site, plan: View, edition: View, page: str) -> list[str]:
    """部门职责表 of the text; without the text the list of members."""
    if table := _texts.members(site, edition, page):
        return [md.heading("部门职责", "members"), table]
    members = plan.get("members", default=())
    if not members:
        return []
    names = []
    for member in members:
        role = member.get("role", "member")
        word = f"（{site.label('role', role)}）" if role != "member" else ""
        names.append(unit_link(site, member["unit"], page) + word)
    return [md.heading("成员单位", "members"), md.names(names)]


def _internal_rows(site: Site, plan: View, page: str) -> Rows:
    """在谁手里 … 缺什么, and the way to the record."""
    library = site.library
    row = status.progress(library, plan.record, library.as_of)
    record = library.revision(plan.id)
    hand = _progress.hand_text(site, row, page)
    if row.hand and row.hand == _progress.undated(site, row, "hand", "unit"):
        post = _progress.undated(site, row, "hand", "post")
        hand += f"（{md.text(post)}）" if post else ""
    stage = md.text(site.label("stage", row.stage)) + "　" + _progress.state_mark(site, row)
    deadline = _progress.deadline_text(site, row)
    if row.edition is None and row.days_left is not None:
        deadline += f"　{md.mark(_progress.days_text(row), row.state)}"
    return [
        ("现处阶段", stage),
        ("在谁手里", hand),
        ("下一步", md.text(_progress.undated(site, row, "next_step"))),
        ("时限", deadline),
        ("缺什么", md.names(map(md.text, _progress.missing(site, row)), "；")),
        ("衔接", md.names((md.text(note.reason) for note in _alignment.notes(library, plan.record)), "；")),
        ("卡点", md.text(_progress.undated(site, row, "blocker"))),
        ("修编记录", md.link("经过和佐证", paths.below_plans(record), page) if record else md.NONE),
    ]
