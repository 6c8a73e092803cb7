"""The internal home page: the seven blocks of domain/practice §3 in its order, and 核对衔接 of its §6 before the last."""

from __future__ import annotations

from collections import Counter
from datetime import date

from preplan import after_issue, filing_status, status
from preplan.site import _alignment, _changes, _progress, paths
from preplan.site import markdown as md
from preplan.site._board import change_table, progress_table
from preplan.site._board_links import ISSUED, UNISSUED, listed
from preplan.site._board_sentence import sentence
from preplan.site._catalogue import category_anchor
from preplan.site._home_public import category_bars, counting_rule
from preplan.site._plans import plan_link
from preplan.site._steps import open_steps
from preplan.site.page import Site
from preplan.totals import Totals, totals

SHOWN_CHANGES = 12

_PAGE = paths.HOME


def text(site: Site) -> str:
    """The page below its title."""
    count = totals(site.library)
    overtaken = _alignment.groups(site.library)
    late, due = _progress.late(count.board), _progress.due_soon(count.board)
    return md.blocks(
        f'<p class="lead" markdown>{sentence(site, count, _PAGE)}（数据截止 {count.as_of}）</p>',
        f'<p class="small" markdown>{counting_rule(site)}</p>',
        md.heading("四类专项预案", "categories"),
        category_bars(site, count),
        _categories(site, count),
        md.heading(f"近 {_changes.DAYS} 天变动", "changes"),
        _latest_changes(site),
        md.heading(f"逾期 {len(late)} 件（最久在前）", "late"),
        progress_table(site, late, _PAGE),
        md.heading(f"{status.NEAR_DAYS} 天内到期 {len(due)} 件", "due"),
        progress_table(site, due, _PAGE),
        md.heading("印发后未公布、未见备案", "after-issue"),
        f"印发之日起 {after_issue.PUBLISH_WORKDAYS} 个工作日内公布、{after_issue.FILE_WORKDAYS} 个工作日内报送备案；"
        "末日按工作日历推算。",
        _after_issue(site),
        md.heading(f"核对衔接 {len(overtaken)} 件", "alignment"),
        "已印发的预案，成文早于现行总体应急预案，或者印发后上级预案又作修订的，核对指挥体系、分级和职责是否一致。",
        _alignment.table(site, overtaken, _PAGE),
        md.heading("企业预案备案", "filings"),
        _filings(site),
    )


def _categories(site: Site, count: Totals) -> str:
    rows: list[tuple[str, ...]] = []
    for row in count.categories:
        anchor = category_anchor(row.category)
        numbers = (
            md.link(row.total, paths.CATALOGUE, _PAGE, anchor),
            *(
                listed(number, _PAGE, state, category=row.category)
                for number, state in (
                    (row.revised, ISSUED),
                    (row.total - row.revised, UNISSUED),
                    (row.late, "late"),
                )
            ),
        )
        rows.append((md.text(site.label("category", row.category)), *numbers))
    sums = (
        md.link(count.plans, paths.CATALOGUE, _PAGE),
        listed(count.revised, _PAGE, ISSUED),
        listed(count.plans - count.revised, _PAGE, UNISSUED),
        listed(count.late, _PAGE, "late"),
    )
    rows.append(("**合计**", *(f"**{number}**" for number in sums)))
    return md.table(("类别", "总数", "已印发", "未印发", "逾期"), rows, "numbers")


def _latest_changes(site: Site) -> str:
    changes = _changes.recent(site)
    if not changes:
        return "没有变动。"
    rest = md.link(f"全部 {len(changes)} 条", paths.BOARD, _PAGE, "changes")
    return md.blocks(change_table(site, changes[:SHOWN_CHANGES], _PAGE), rest if len(changes) > SHOWN_CHANGES else "")


def _after_issue(site: Site) -> str:
    rows = []
    for step in open_steps(site):
        word, state = step.situation
        rows.append(
            (
                plan_link(site, step.plan, _PAGE),
                step.word,
                md.day(step.signed_on),
                md.day(step.deadline, "不详（当年工作日历未登记）"),
                md.day(step.done_on),
                md.mark(word, state),
            )
        )
    return md.table(("预案", "事项", "印发", "末日", "办结", "情况"), rows) if rows else "没有。"


def _filings(site: Site) -> str:
    library, day = site.library, site.library.as_of
    known = [case for case in library.of("filing").values() if filing_status.is_known(case, day)]
    states = Counter(filing_status.state(case, day) for case in known)
    working = filing_status.open_cases(library, day)
    limit = filing_status.CHECK_WORKDAYS
    over = [case for case in known if (filing_status.check_days(library, case, day) or 0) > limit]
    # A case deemed filed may have been registered since, so not by its state.
    deemed = sum((case.day("deemed_on") or date.max) <= day for case in over)
    running = sum(filing_status.is_open(case, day) for case in over)

    def number(value: int) -> str:
        return f"**{md.link(value, paths.FILINGS, _PAGE)}**"

    parts = "、".join(
        f"{site.label('filingState', state)} {states[state]}" for state in ("checking", "awaiting") if states[state]
    )
    return md.blocks(
        f"- 已备案 {number(states['filed'])} 家\n"
        f"- 在办 {number(len(working))} 件{f'（{parts}）' if parts else ''}，不计入已备案\n"
        f"- 核对超过 {limit} 个工作日 {number(len(over))} 件（其中在办 {running} 件、视为备案 {deemed} 件）",
    )
