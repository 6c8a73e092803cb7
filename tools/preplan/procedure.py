"""How a revision goes, as data: the stages, which must be passed, with which papers, in whose hands; and the judge of a
move. The only list of stages: `status`, the rule stage-without-proof and the acts ask here. Knows no record and no file.

Sources: practice §1.4–1.6; plan-measures-2013 and -2024 (articles 20–25, 36). Chinese names of stages and papers are
labels of the schema (`stage`, `paperKind`), so whoever speaks of them hands over a function that gives labels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

OVERALL, SPECIAL = "overall", "special"
FULL, SIMPLIFIED = "full", "simplified"
ISSUED = "issued"
# 国办发〔2024〕5号: coordination is a step of the law, a general plan is a joint act, case analysis is one of three bases.
LAW_2024_FROM = date(2024, 1, 31)


@dataclass(frozen=True, slots=True)
class Stage:
    """`hand`: id of the unit that acts, "" = the lead department. Papers are kinds of the schema.

    `entry`: one of them opens the stage. `closing`: one of them, with its date, passes it. `needs`: all of them lie with
    it when it is passed; `needs_2024` those that the law of 2024 adds.
    """

    name: str
    closing: tuple[str, ...]
    hand: str = ""
    entry: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    needs_2024: tuple[str, ...] = ()


TABLE = (
    Stage("planned", ("working_group",)),
    Stage("drafting", ("consultation_draft",), needs=("risk_assessment", "resource_survey"), needs_2024=("case_analysis",)),
    Stage("consulting", ("consultation_summary",), entry=("consultation_letter",)),
    Stage("expert_review", ("review_opinion",)),
    Stage("amending", ("amendment_note",)),
    Stage("coordination", ("coordination_opinion",), hand="emergency"),
    Stage("legality_review", ("legality_opinion",), hand="justice"),
    Stage("approval", ("minutes", "sign_off"), hand="government-office", needs=("submission", "drafting_note")),
)  # fmt: skip
BY_NAME = {stage.name: stage for stage in TABLE}
STAGES = tuple(BY_NAME)
_WAY = (*STAGES, ISSUED)

# What a plan may pass without. 衔接 binds special plans since 2024; the simplified procedure needs a beginning and an
# approval (article 36 of either text leaves the rest to the case).
_OPTIONAL = {
    (SPECIAL, "2013"): frozenset({"coordination"}),
    (SPECIAL, "2024"): frozenset[str](),
    (OVERALL, "2013"): frozenset({"coordination"}),
    (OVERALL, "2024"): frozenset({"coordination"}),
}
_SIMPLIFIED = frozenset(STAGES) - {"planned", "approval"}


@dataclass(frozen=True, slots=True)
class Issuers:
    """Who issues: one of `units`, or (`command`) the plan's own command body, or a group that holds all of `jointly`."""

    units: tuple[str, ...]
    command: bool = False
    jointly: tuple[str, ...] = ()


_ISSUERS = {
    (SPECIAL, "2013"): Issuers(("government-office",)),
    (SPECIAL, "2024"): Issuers(("government-office",), command=True),
    (OVERALL, "2013"): Issuers(("government",)),
    (OVERALL, "2024"): Issuers((), jointly=("party-committee", "government")),
}

# G-37: a change to one of these needs the full procedure (article 36). Topic → words in the headings of its chapters.
FULL_TOPICS = {
    "组织指挥体系与职责": ("组织指挥", "指挥体系", "组织体系", "指挥机构", "组织机构", "指挥部", "工作机构", "成员单位", "职责"),
    "应急处置程序": ("应急响应", "响应程序", "处置程序", "先期处置", "信息报告", "响应启动", "响应终止", "分级响应", "处置流程"),
    "主要处置措施": ("处置措施", "应急处置", "响应措施", "救援措施", "处置救援"),
    "突发事件分级标准": ("分级标准", "事件分级", "事故分级", "灾害分级", "分类分级", "响应分级"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Procedure:
    """The procedure of one kind of plan (`kind`), full or simplified (`mode`), under the law of a day (`law`)."""

    kind: str
    mode: str
    law: str

    @property
    def optional(self) -> frozenset[str]:
        """Stages that may be left out."""
        return _OPTIONAL[self.kind, self.law] | (_SIMPLIFIED if self.mode == SIMPLIFIED else frozenset())

    @property
    def issuers(self) -> Issuers:
        return _ISSUERS[self.kind, self.law]

    def needs(self, stage: str) -> tuple[str, ...]:
        """The papers that lie with a stage when it is passed; in the simplified procedure those of the approval only."""
        found = BY_NAME[stage]
        if self.mode == SIMPLIFIED and stage != "approval":
            return ()
        return (*found.needs, *(found.needs_2024 if self.law == "2024" else ()))

    def skipped(self, before: str, after: str) -> tuple[str, ...]:
        """The stages between two that may not be left out, in order; `before` may be "" (not begun)."""
        start = _WAY.index(before) + 1 if before else 0
        return tuple(name for name in _WAY[start : _WAY.index(after)] if name not in self.optional)

    def following(self, stage: str) -> str:
        """Where a plan is looked for after a passed stage: in the next one that the law does not leave to the case.

        The simplified procedure may go on further; that is known only when a later stage is entered.
        """
        rest = _WAY[_WAY.index(stage) + 1 :]
        return next(name for name in rest if name not in _OPTIONAL[self.kind, self.law])

    def path(self, before: str) -> tuple[str, ...]:
        """The legal way from a stage to the issue, without what may be left out."""
        return (*self.skipped(before, ISSUED), ISSUED) if before != ISSUED else ()

    def move(self, before: str, after: str) -> Move:
        """Judges a move between two stages; "" is a plan that has not begun."""
        if before == after:
            return Move(before, after, "")
        if before == ISSUED:
            return Move(before, after, "issued")
        if before and _WAY.index(after) < _WAY.index(before):
            return Move(before, after, "back", self.path(before))
        skipped = self.skipped(before, after)
        return Move(before, after, "skips" if skipped else "", (*skipped, after) if skipped else ())


@dataclass(frozen=True, slots=True)
class Move:
    """A judged move. `fault`: "" legal, "back", "skips" or "issued"; `path` is the legal way, stage after stage."""

    before: str
    after: str
    fault: str
    path: tuple[str, ...] = ()

    def words(self, label: Callable[[str], str]) -> str:
        """Why the move is illegal and which way is legal, in Chinese; "" for a legal one."""
        if not self.fault:
            return ""
        way = "→".join(label(name) for name in self.path)
        if self.fault == "issued":
            return f"已经印发，这一轮修编已结束，不能再进入“{label(self.after)}”；再修订的，列入新一轮修编计划"
        if self.fault == "back":
            return (
                f"“{label(self.after)}”在“{label(self.before)}”之前，阶段不倒退；退回修改的仍留在“{label(self.before)}”，"
                f"用 hand 写明在谁手里；往下依次是：{way}"
            )
        origin = f"从“{label(self.before)}”" if self.before else "还没有列入计划，"
        return f"{origin}不能直接进入“{label(self.after)}”，依次是：{way}"


def law_of(day: date) -> str:
    """Which text of 突发事件应急预案管理办法 binds on a day."""
    return "2024" if day >= LAW_2024_FROM else "2013"


def of(kind: str, mode: str, day: date) -> Procedure:
    """The procedure of a plan type and `procedure` of its record on a day."""
    return Procedure(kind if kind == OVERALL else SPECIAL, mode if mode == SIMPLIFIED else FULL, law_of(day))


def hand(stage: str) -> str:
    """Id of the unit that acts in a stage; "" for the lead department."""
    found = BY_NAME.get(stage)
    return found.hand if found else ""


def stage_of_paper(kind: str) -> str:
    """The stage a kind of paper proves or belongs to by the table; "" for one that may lie anywhere."""
    for stage in TABLE:
        if kind in (*stage.closing, *stage.entry, *stage.needs, *stage.needs_2024):
            return stage.name
    return ""


def full_topics(headings: Iterable[str]) -> tuple[str, ...]:
    """Which topics of G-37 the headings of changed clauses and of their chapters speak of."""
    told = list(headings)
    return tuple(topic for topic, words in FULL_TOPICS.items() if any(word in text for text in told for word in words))
