"""What is declared of a plan against what its texts prove."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from preplan import editions
from preplan.compare import texts
from preplan.compare.folded import body_hash
from preplan.compare.former import former, has_text
from preplan.compare.names import in_present_names
from preplan.compare.texts import Comparison
from preplan.load.body import Body
from preplan.model import Library, Record

VERDICTS: Mapping[str, str] = {
    "substantive": "实质修订",
    "form_only": "仅形式调整",
    "claimed_unchanged": "声称修订而正文未变",
    "undeclared": "正文已变而未声明",
    "no_former": "前版未入库（无法核验）",
    "no_text": "新版正文未入库（无法核验）",
}
PROVED = "substantive"


@dataclass(frozen=True, eq=False)
class Proof:
    """One plan. `edition` is the one judged, `former` the one it was compared with; `note` (Chinese) says what else.

    `counts` are all substantive changes where two texts were compared.
    """

    plan: Record
    verdict: str
    edition: Record | None = None
    former: Record | None = None
    comparison: Comparison | None = None
    note: str = ""

    @property
    def label(self) -> str:
        return VERDICTS[self.verdict]


def is_altered(edition: Record) -> bool:
    """True if the text is not, byte by byte, the one that was registered."""
    registered = edition.get("body_hash")
    return bool(registered) and edition.body is not None and body_hash(edition.body.text) != registered


def proofs(library: Library, day: date, registered: Mapping[str, str] | None = None) -> tuple[Proof, ...]:
    """All special plans that are declared revised, or whose text changed undeclared, in the order of plans.

    `registered` is edition id → body as it was registered, of editions that were altered since and whose old text is
    known; without it an altered text counts as changed.
    """
    found = (proof(library, plan, day, registered or {}) for plan in library.special_plans)
    return tuple(one for one in found if one is not None)


def proof(library: Library, plan: Record, day: date, registered: Mapping[str, str]) -> Proof | None:
    """What the texts prove of a plan; None if nothing is declared and nothing changed."""
    declared = editions.revised_edition(library, plan.id, day)
    for edition in library.editions_of.get(plan.id, ()):
        old = registered.get(edition.id)
        if is_altered(edition) and (old is None or texts.compare(Body(old), edition.body).substantive):
            comparison = texts.compare(Body(old), edition.body) if old is not None else None
            note = f"「{edition.get('edition')}」版登记以后正文被改动"
            return Proof(plan, "undeclared", edition, None, comparison, note)
    if declared is None:
        return _undeclared(library, plan)
    before = former(library, declared)
    if not has_text(declared):
        return Proof(plan, "no_text", declared, before)
    if before is None or not has_text(before):
        return Proof(plan, "no_former", declared, before)
    verdict, comparison, note = _judged(library, before, declared)
    return Proof(plan, verdict, declared, before, comparison, note)


def _undeclared(library: Library, plan: Record) -> Proof | None:
    """A text that no notice issues and that says something else than the one before."""
    issued = [edition for edition in library.editions_of.get(plan.id, ()) if has_text(edition)]
    if len(issued) < 2 or library.notice_of(issued[-1]) is not None or not library.is_whole("notice"):
        return None
    before, newest = issued[-2:]
    verdict, comparison, _ = _judged(library, before, newest)
    if verdict != PROVED:
        return None
    note = f"「{newest.get('edition')}」版没有登记印发通知"
    return Proof(plan, "undeclared", newest, before, comparison, note)


def _judged(library: Library, before: Record, after: Record) -> tuple[str, Comparison, str]:
    comparison = texts.compare(before.body, after.body)
    if before.body and after.body and body_hash(before.body.text) == body_hash(after.body.text):
        return "claimed_unchanged", comparison, "两版正文逐字相同"
    if not comparison.substantive:
        return "form_only", comparison, "只有编号、次序、空白、全半角等变化"
    if not any(change.kind in texts.SUBSTANTIVE for change in comparison.changes):
        renamed = texts.compare(*(Body(in_present_names(library, r.body.text)) for r in (before, after) if r.body))
        if not renamed.substantive:
            return "form_only", comparison, "只把单位旧称换成现名"
    return PROVED, comparison, ""
