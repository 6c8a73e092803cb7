"""Which texts are compared on pages: every edition with the one before it, and inside each draft with the text in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from preplan.compare import reasons, texts
from preplan.compare.former import former, has_text, in_force_for
from preplan.compare.reasons import Matched
from preplan.compare.texts import Comparison
from preplan.model import Record
from preplan.site import paths
from preplan.site._plans import known_editions
from preplan.site.page import Site, View


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two texts of a plan that the audience may read. `new` is an edition or a draft."""

    plan: View
    old: Record
    new: Record

    @property
    def is_draft(self) -> bool:
        return self.new.kind == "draft"

    @property
    def names(self) -> tuple[str, str]:
        """What the two are called: 2014 年版, 2021 年版, 修订草稿."""
        return f"{self.old.get('edition')} 年版", "修订草稿" if self.is_draft else f"{self.new.get('edition')} 年版"

    @property
    def table_page(self) -> str:
        return f"{self._folder}{self._stem}.md"

    @property
    def redline_page(self) -> str:
        return f"{self._folder}{self._stem}-redline.md"

    @property
    def comparison(self) -> Comparison:
        return texts.compare(self.old.body, self.new.body)

    @property
    def _folder(self) -> str:
        return f"{paths.below_plans(self.plan.record).removesuffix('plan.md')}compare/"

    @property
    def _stem(self) -> str:
        return f"{self.old.get('edition')}-{'draft' if self.is_draft else self.new.get('edition')}"


def of_plan(site: Site, plan: View) -> Iterator[Pair]:
    """The pairs of a plan, oldest first, the draft last."""
    for edition in known_editions(site, plan.id):
        before = former(site.library, edition.record)
        if before is not None and _readable(site, before) and _readable(site, edition.record):
            yield Pair(plan, before, edition.record)
    draft = next((draft for draft in site.views("draft") if draft.get("plan") == plan.id), None)
    current = in_force_for(site.library, draft.record) if draft else None
    if draft and current is not None and _readable(site, current) and _readable(site, draft.record):
        yield Pair(plan, current, draft.record)


def given(site: Site, pair: Pair) -> Matched | None:
    """Reasons for each change from the revision's papers: papers are internal, and only what is known by the day."""
    if not site.internal:
        return None
    revision = site.library.revision(pair.new.get("plan")) if pair.is_draft else site.library.revision_of(pair.new)
    paper = site.view(reasons.of_revision(site.library, revision)) if revision else None
    if paper is None or not site.known(paper.get("date")):
        return None
    return reasons.match(pair.comparison, reasons.read(paper.record))


def _readable(site: Site, record: Record) -> bool:
    return site.view(record) is not None and has_text(record) and site.may_read(record)
