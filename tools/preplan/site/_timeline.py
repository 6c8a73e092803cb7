"""沿革 of a plan: what happened to it and by which paper, the latest first; a date that is not known stays unknown.

The public reads of issue, 施行, 公布, 解读 and repeal; inside come the steps of every revision and what the history of
the files tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from preplan import dates, editions, status
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site._editions import is_in_library, paper_page
from preplan.site._plans import interpretation, known_editions, notice_of, published_on, titled
from preplan.site.page import Site, View
from preplan.traces import Trace

ANCHOR = "timeline"
UNKNOWN = "不详"
_COLUMNS = ("日期", "事项", "文件或版本", "文号")
_HASH = 12  # characters of a hash or commit that are shown


@dataclass(frozen=True, slots=True)
class Entry:
    """A line. `paper` and `number` are ready cells; `on` is None if the date is not known."""

    on: date | None
    what: str
    paper: str = md.NONE
    number: str = md.NONE


def block(site: Site, plan: View, page: str) -> str:
    """The heading with what there is to tell; empty if there is nothing."""
    issued = [*_issues(site, plan, page), *_repeals(site, plan, page)]
    steps = [*_revisions(site, plan, page), *_decisions(site, plan), *_assessments(site, plan)] if site.internal else []
    files = _files(site, plan, page) if site.internal else ""
    if not (issued or steps or files):
        return ""
    return md.blocks(
        md.heading("沿革", ANCHOR),
        _table(issued) if issued else "库中没有印发和废止的登记。",
        md.folded(f"修编、延期和评估（{len(steps)} 条）", _table(steps)) if steps else "",
        files,
    )


def _table(entries: Iterable[Entry]) -> str:
    ordered = sorted(entries, key=lambda entry: entry.on or date.min, reverse=True)
    rows = ((md.day(one.on, UNKNOWN), md.text(one.what), one.paper, one.number) for one in ordered)
    return md.table(_COLUMNS, rows, "timeline")


def _issues(site: Site, plan: View, page: str) -> Iterator[Entry]:
    """印发, 施行 if it is another day, 公布 and 解读 of every edition the audience may know."""
    for view in known_editions(site, plan.id):
        notice = notice_of(site, view)
        name = md.link(f"{view.get('edition')} 年版", paths.below_plans(view.record), page)
        number = md.text(notice.get("number") if notice else None)
        signed = site.known(notice.get("signed_on")) if notice else None
        yield Entry(signed, "印发", name, number)
        effective = editions.effective_on(site.library, view.record)
        if effective and effective != signed and effective <= site.library.as_of:
            yield Entry(effective, "施行", name, number)
        if published := published_on(site, view):
            yield Entry(published, "公布", name)
        record = site.view(site.library.revision_of(view.record))
        if record and (reading := interpretation(site, record)):
            title = md.link(reading["title"], paper_page(site, record.record, reading.get("file")), page)
            yield Entry(site.known(reading["on"]), "发布政策解读", title)


def _repeals(site: Site, plan: View, page: str) -> Iterator[Entry]:
    """废止, by which notice; of a paper that is not in the library also its own issue."""
    library = site.library
    for record, repeal in library.repeals_of.get(plan.id, ()):
        notice = site.view(record)
        signed = site.known(notice.get("signed_on")) if notice else None
        if notice is None or (signed is None and notice.get("signed_on")):
            continue
        old = next((one for one in known_editions(site, plan.id) if one.get("edition") == repeal.get("edition")), None)
        name = (
            md.link(f"{old.get('edition')} 年版", paths.below_plans(old.record), page)
            if old
            else titled(repeal["title"], repeal.get("number"))
        )
        yield Entry(signed, "废止", name, md.text(notice.get("number")))
        if not is_in_library(site, dict(repeal)):
            on = dates.parse(repeal.get("date"))
            yield Entry(on, "印发（前版未入库）", titled(repeal["title"]), md.text(repeal.get("number")))


def _revisions(site: Site, plan: View, page: str) -> Iterator[Entry]:
    """Stages entered and closed with their papers, events and 备案 of every revision."""
    for record in site.views("record"):
        if record.get("plan") != plan.id:
            continue
        way = md.link("修编记录", paths.below_plans(record.record), page)
        for row in status.rows(record.record, site.library.as_of):
            name = site.label("stage", str(row["stage"]))
            yield Entry(site.known(row["entered_on"]), f"进入{name}", way)
            papers = row.get("papers") or ()
            for paper in papers:  # type: ignore[attr-defined]
                if on := site.known(paper["date"]):
                    title = md.link(paper["title"], paper_page(site, record.record, paper.get("file")), page)
                    what = site.label("paperKind", paper["kind"])
                    yield Entry(on, what, title, md.text(paper.get("number")))
            if closed := site.known(row.get("closed_on")):
                proved = "" if status.passed(row, site.library.as_of) else "（待佐证）"
                yield Entry(closed, f"{name}完成{proved}", way)
        for event in record.get("events", default=()):
            if on := site.known(event["on"]):
                yield Entry(on, event["text"], way)
        if on := site.known(record.get("filing", "sent_on")):
            yield Entry(on, f"报送备案（{record.get('filing', 'to')}）", way, md.text(record.get("filing", "letter")))


def _decisions(site: Site, plan: View) -> Iterator[Entry]:
    """Extensions and adjustments, asked for and approved, in every campaign."""
    for campaign in site.views("campaign"):
        title = md.text(campaign.get("title"))
        for entry in campaign.get("extensions", default=()):
            if entry["plan"] == plan.id:
                if on := site.known(entry.get("requested_on")):
                    yield Entry(on, f"申请延期：{entry['reason']}", title)
                if on := site.known(entry.get("approved_on")):
                    yield Entry(on, f"批准延期至 {entry['until']}（{entry['approved_by']}）", title)
        for entry in campaign.get("adjustments", default=()):
            kind = site.label("adjustmentKind", entry["kind"])
            if entry["plan"] == plan.id:
                if on := site.known(entry.get("requested_on")):
                    yield Entry(on, f"申请{kind}：{entry['reason']}", title)
                if on := site.known(entry.get("approved_on")):
                    yield Entry(on, f"批准{kind}", title)


def _assessments(site: Site, plan: View) -> Iterator[Entry]:
    """The last evaluation and the last drill."""
    for key, word in (("last_evaluation", "预案评估"), ("last_drill", "演练")):
        fact = plan.get(key)
        if fact and ("on" not in fact or site.known(fact["on"])):
            words = fact.get("title") or fact.get("conclusion")
            yield Entry(site.known(fact.get("on")), word, md.text(words))


def _files(site: Site, plan: View, page: str) -> str:
    """入库记录: of every file of the plan when it came, when it last changed, and how often what it says changed."""
    traces = site.traces
    if traces is None:
        return ""
    if traces.missing:
        return f'<p class="small">入库记录不能列出：{md.text(traces.missing)}。</p>'
    rows = []
    for name, path, target, body_hash in _of_plan(site, plan):
        if trace := traces.files.get(path):
            cells = (md.link(name, target, page), *_trace(trace), _code(body_hash), _code(trace.first.id))
            rows.append(cells)
    if not rows:
        return ""
    columns = ("记录", "首次入库", "最近修改", "修改次数", "其中改动内容", "登记校验值", "入库提交")
    return md.folded(f"入库记录（{len(rows)} 个文件）", md.table(columns, rows, "traces"))


def _of_plan(site: Site, plan: View) -> Iterator[tuple[str, str, str, str]]:
    """(name, file, page, hash of the registered text) of everything that is kept of a plan."""
    yield "预案", plan.record.path, paths.below_plans(plan.record), ""
    for kind in ("record", "draft"):
        for view in site.views(kind):
            if view.get("plan") == plan.id:
                name = f"{view.get('campaign')} 年修编记录" if kind == "record" else "修订草稿"
                yield name, view.record.path, paths.below_plans(view.record), ""
    for view in known_editions(site, plan.id):
        name = f"{view.get('edition')} 年版"
        yield name, view.record.path, paths.below_plans(view.record), str(view.get("body_hash") or "")


def _trace(trace: Trace) -> tuple[str, str, str, str]:
    return md.day(trace.first.day), md.day(trace.last.day), str(trace.count), str(trace.content)


def _code(value: str) -> str:
    return f"`{value[:_HASH]}`" if value else md.NONE


def registered(site: Site, edition: View) -> str:
    """登记校验值 and 入库提交 of an edition, for its own page; "" where nothing is known or the audience is not inside."""
    if not site.internal:
        return ""
    trace = site.traces.files.get(edition.record.path) if site.traces else None
    parts = [f"校验值 {_code(str(edition.get('body_hash')))}"] if edition.get("body_hash") else []
    if trace:
        parts.append(f"入库提交 {_code(trace.first.id)}（{md.day(trace.first.day)}）")
    return "，".join(parts)
