"""Links from a number to its list on 进度板: the filter stands in the address, so a link can be sent."""

from __future__ import annotations

from urllib.parse import urlencode

from preplan.site import markdown as md
from preplan.site import paths

UNISSUED = "unissued"
ISSUED = "issued"
STALLED = "stalled"
DUE = "due"
# 正常 of the sentence counts what is due within 30 days too.
ON_TIME = "on-time"

_ANCHORS = {UNISSUED: "open", ISSUED: "issued", STALLED: "stalled", DUE: "due", ON_TIME: "states"}


def listed(number: object, page: str, state: str = "", **filters: str) -> str:
    """The number, linked to the plans it counts. 0 and nothing have no list.

    `filters` are category, batch, lead, hand, stage. Without script the link ends at the nearest list that the page has.
    """
    if not number or number == md.NONE:
        return "0" if number == 0 else md.NONE
    query = urlencode({**filters, **({"state": state} if state else {})})
    anchor = _ANCHORS.get(state, f"state-{state}") if state else "open"
    return md.link(number, f"{paths.BOARD}?{query}" if query else paths.BOARD, page, anchor)
