"""进度板 (internal): every plan of the campaign, by default what is not issued, the longest late on top."""

from __future__ import annotations

from collections.abc import Iterator

from preplan import status
from preplan.site import _board_facts, _changes, _progress, _proof, paths
from preplan.site import markdown as md
from preplan.site._board import (
    board_table,
    change_table,
    department_table,
    hand_table,
    progress_table,
    stage_bars,
    stage_blocks,
    stalled_table,
    state_table,
)
from preplan.site._board_sentence import sentence
from preplan.site._home_public import counting_rule
from preplan.site.page import Page, Site
from preplan.totals import totals

SCRIPTS = (_board_facts.SCRIPT, "assets/board-lights.js", "assets/board-parts.js", "assets/board.js")
_RULES = (
    "逾期 = 数据日 − 最早未过阶段的时限，按自然日；过一阶段 = 有收尾文件和日期。"
    f"临近 = {status.NEAR_DAYS} 天内到期；停滞（停）= 超过 {status.STALLED_DAYS} 天没有变动。"
    "延期须经批准，按新时限；调整在办不计逾期。"
)


def pages(site: Site) -> Iterator[Page]:
    if not site.internal:
        return
    count = totals(site.library)
    page = paths.BOARD
    waiting = _progress.unissued(count.board)
    issued = [row for row in count.board if row.edition is not None]
    issued.sort(key=lambda row: row.plan.get("number", default=0))
    changes = _changes.recent(site)
    text = md.blocks(
        f'<p class="lead board-sentence" markdown>{sentence(site, count, page)}（数据截止 {count.as_of}）</p>',
        f'<p class="small" markdown>{counting_rule(site)}<br>{_RULES}</p>',
        f"{_proof.sentence(_proof.found(site))}逐件见{md.link('修订核验', paths.PROOF, page)}。",
        md.heading(f"未印发 {len(waiting)} 件", "open"),
        board_table(site, waiting, page, "board board-open wide"),
        stage_blocks(site, waiting, page),
        # Inside, so that a link to the anchor opens the block.
        md.folded(
            f"已印发 {len(issued)} 件",
            md.blocks(md.anchor("issued"), board_table(site, issued, page, "board board-issued")),
        ),
        md.heading("按阶段", "stage-bars"),
        stage_bars(site, count.board),
        *_part("按状态", "states", state_table(site, waiting, page)),
        *_part("按在谁手里", "hands", hand_table(site, waiting, page)),
        *_part("按部门", "departments", department_table(site, count.board, page)),
        *_part(f"{status.NEAR_DAYS} 天内到期", "due", progress_table(site, _progress.due_soon(count.board), page)),
        *_part("停滞", "stalled", stalled_table(site, _progress.stalled(count.board), page)),
        *_part(f"近 {_changes.DAYS} 天变动", "changes", change_table(site, changes, page) if changes else "没有。"),
    )
    yield Page(page, "进度板", text, wide=True, drawing=True, scripts=SCRIPTS)


def _part(title: str, anchor: str, inner: str) -> tuple[str, str]:
    """A heading and its list, in a block that the script finds."""
    return md.heading(title, anchor), f'<div class="part part-{anchor}" markdown>\n\n{inner}\n\n</div>'
