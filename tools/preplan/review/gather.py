"""A pair of libraries → the review. The only place that knows all parts."""

from __future__ import annotations

from preplan.history.revisions import Commit, Difference
from preplan.kinds import kind_of
from preplan.review import due, duties, facts, fields, findings, numbers, stages, texts, units, verdict
from preplan.review.model import Review, Side, Total
from preplan.review.pair import Pair
from preplan.totals import totals

_NO_PLANS = ("没有审查正文写得好不好、是否合法适当：那是牵头部门、专家和市司法局的事",)


def gather(pair: Pair, difference: Difference, asked: str, head: str = "") -> Review:
    """`asked` and `head` are the revisions as given ("" for the working folder)."""
    library = pair.head.library
    changed = texts.changed(pair)
    # What only moved or got another number is told among the changes of form.
    spoken = tuple(text for text in changed if text.frozen or text.note or any(c.substantive for c in text.clauses))
    found = findings.judged(pair)
    bureau = library.bureau
    parts = verdict.Parts(
        alarms=verdict.alarms(pair, spoken),
        frozen=texts.touched(pair),
        stages=stages.moved(pair),
        texts=spoken,
        numbers=numbers.changed(spoken),
        duties=duties.duties(pair),
        members=duties.members(pair),
        units=units.to_ask(pair, spoken),
        due=due.falling(pair),
        filings=fields.filings(pair),
        records=fields.records(pair),
        contacts=fields.contacts(pair, spoken),
        form_only=fields.form_only(pair),
        findings=found,
        totals=_totals(pair),
    )
    outcome = verdict.outcome(parts)
    return Review(
        title=verdict.title(pair, parts),
        bureau=str(bureau.get("name")) if bureau else "",
        sample=str(bureau.get("sample_notice", default="示例")) if bureau and bureau.get("sample") else "",
        as_of=library.as_of.isoformat(),
        base=Side(
            asked,
            difference.base.commit.id if difference.base.commit else "",
            _day(difference.base.commit),
            _base(difference, asked),
        ),
        head=Side(
            head,
            difference.head.commit.id if difference.head.commit else "",
            _day(difference.head.commit),
            _head(difference, head),
        ),
        outcome=outcome,
        verdict=verdict.sentence(parts, outcome),
        facts=facts.facts(parts),
        alarms=verdict.all_alarms(parts),
        stages=parts.stages,
        texts=parts.texts,
        numbers=parts.numbers,
        duties=parts.duties,
        members=parts.members,
        units=parts.units,
        due=parts.due,
        frozen=parts.frozen,
        filings=parts.filings,
        records=parts.records,
        contacts=parts.contacts,
        form_only=parts.form_only,
        findings=found,
        totals=parts.totals,
        scope=pair.scope,
        unseen=_unseen(pair),
    )


def _day(commit: Commit | None) -> str:
    return commit.day if commit else ""


def _base(difference: Difference, asked: str) -> str:
    commit = difference.base.commit
    if commit is None:
        return ""
    if commit.id == difference.asked.id:
        return f"{asked}（{commit.id[:12]}，{commit.day}）"
    return f"与 {asked} 分开的地方（{commit.id[:12]}，{commit.day}）；{asked} 上此后的改动不算在内"


def _head(difference: Difference, head: str) -> str:
    commit = difference.head.commit
    return f"{head}（{commit.id[:12]}，{commit.day}）" if commit else "目录中现有的文件，含还没有提交的改动"


def _totals(pair: Pair) -> tuple[Total, ...]:
    """The numbers of the summary that are not as they were; none where only a part was read."""
    if not pair.scope.whole:
        return ()
    before, after = (totals(library, library.as_of) for library in (pair.base.library, pair.head.library))
    every = (
        Total("专项预案已印发", before.revised, after.revised, before.plans, after.plans),
        Total("专项预案逾期", before.late, after.late, 0, 0),
        Total("职责", before.duties, after.duties, 0, 0),
        Total("承担职责的部门", before.departments, after.departments, 0, 0),
        Total("企业备案", before.filings, after.filings, 0, 0),
    )
    return tuple(t for t in every if (t.before, t.of_before) != (t.after, t.of_after))


def _unseen(pair: Pair) -> tuple[str, ...]:
    found = list(_NO_PLANS)
    others = [path for path in pair.changed if kind_of(path) is None]
    schemas = [path for path in others if path.startswith("schemas/")]
    if schemas:
        found.append(f"格式定义有改动（{'、'.join(schemas)}）：改动前后都按改动后的格式检查")
    if rest := [path for path in others if path not in schemas]:
        found.append(f"不是记录的文件，只列名称：{'、'.join(rest)}")
    found.append("plans、schemas 以外的文件（手册、程序、页面）没有看")
    return tuple(found)
