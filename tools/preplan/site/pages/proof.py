"""修订核验 (internal): what is declared of each plan against what its texts prove, and why not where they do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from preplan.compare import proof as proving
from preplan.compare import reasons, texts
from preplan.compare.proof import Proof
from preplan.site import _pairs, paths
from preplan.site import markdown as md
from preplan.site._plans import notice_of, plan_link, repeals_of, titled
from preplan.site._proof import found, sentence
from preplan.site.page import Page, Site

_ORDER = {
    verdict: at for at, verdict in enumerate(("undeclared", "claimed_unchanged", "form_only", "no_text", "no_former"))
}
_RULE = (
    "声明 = 修编计划内已印发（有发文字号和成文日期）。核验 = 新版正文与它所代替的前版正文逐条对照："
    "有条款内容不同的为实质修订；只有编号、次序、空白、全半角或者单位更名的为仅形式调整；逐字相同的为声称修订而正文未变；"
    "登记以后正文被改，或者新正文没有印发手续的，为正文已变而未声明。前版正文不在库的不能核验，补录前版即可核验。"
)


def pages(site: Site) -> Iterator[Page]:
    if not site.internal:
        return
    proofs = found(site)
    ordered = sorted(proofs, key=lambda one: (_ORDER.get(one.verdict, len(_ORDER)), one.plan.get("number", default=0)))
    count = Counter(one.verdict for one in proofs)
    rows = [
        (md.mark(word, f"proof-{code}"), str(count[code])) for code, word in proving.VERDICTS.items() if count[code]
    ]
    columns = ("序号", "预案名称", "修订后", "修订前", "核验结论", "条款变化", "理由", "说明")
    text = md.blocks(
        f'<p class="lead" markdown>{sentence(proofs)}（数据截止 {site.library.as_of}）</p>',
        f'<p class="small" markdown>{_RULE}</p>',
        md.table(("核验结论", "件数"), rows, "numbers") if rows else "没有已印发的预案。",
        md.heading("逐件核验", "plans"),
        md.table(columns, (_row(site, one) for one in ordered), "proof wide filterable") if ordered else "",
    )
    yield Page(paths.PROOF, "修订核验", text, wide=True)


def _row(site: Site, one: Proof) -> tuple[str, ...]:
    page = paths.PROOF
    plan = site.view(one.plan)
    pair = next((p for p in (_pairs.of_plan(site, plan) if plan else ()) if p.new is one.edition), None)
    former = one.former if pair and one.former is pair.old else None
    counts = (
        "、".join(f"{texts.KINDS[kind]} {n}" for kind, n in one.comparison.counts.items()) if one.comparison else ""
    )
    return (
        md.text(one.plan.get("number")),
        plan_link(site, one.plan, page),
        md.text(one.edition.get("edition") if one.edition else None),
        md.text(former.get("edition")) if former else _missing_former(one),
        md.mark(one.label, f"proof-{one.verdict}"),
        (md.link(counts, pair.table_page, page) if pair else md.text(counts)),
        _reasons(site, one),
        _note(site, one),
    )


def _note(site: Site, one: Proof) -> str:
    """What else is known; of a plan that cannot be verified the old paper whose text is to be entered."""
    if one.verdict != "no_former":
        return md.text(one.note or None)
    if one.former:
        return f"待补录正文：{md.text(one.former.get('edition'))} 年版"
    notice = notice_of(site, view) if one.edition and (view := site.view(one.edition)) else None
    papers = [
        titled(repeal["title"], repeal.get("number"), repeal.get("date")) for repeal in repeals_of(notice, one.plan.id)
    ]
    return f"待补录前版：{md.names(papers)}" if papers else "印发通知没有写明所代替的前版"


def _missing_former(one: Proof) -> str:
    return md.text(one.former.get("edition")) + "（正文未入库）" if one.former else "未入库"


def _reasons(site: Site, one: Proof) -> str:
    """How many changed clauses have their reason, and how many rows speak of a clause that did not change."""
    if one.comparison is None or one.edition is None or one.former is None:
        return md.NONE
    paper = reasons.paper_of(site.library, one.edition)
    needed = [change for change in one.comparison.changes if reasons.needs_reason(change)]
    matched = reasons.match(one.comparison, reasons.read(paper))
    given = sum(matched.has_reason(change) for change in needed)
    idle = f"；所列条款未变 {len(matched.unused)} 行" if matched.unused else ""
    return md.text(f"{given} / {len(needed)} 条{idle}")
