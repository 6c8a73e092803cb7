"""规则: what the checks look for, on what basis; for internal readers also how often each fires now."""

from __future__ import annotations

from collections.abc import Iterator

from preplan.finding import Finding, Law, Rule
from preplan.report import rule_text as words
from preplan.report.basis import days_text
from preplan.rulebook import rulebook
from preplan.site import _register_links as links
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site.page import Page, Site

FIRST = 20  # places shown on a rule's page


def pages(site: Site) -> Iterator[Page]:
    fired: dict[str, list[Finding]] = {}
    for finding in site.findings if site.internal else ():
        fired.setdefault(finding.rule.id, []).append(finding)
    rules = rulebook()
    yield Page(paths.RULES, "检查规则", _index(site, rules, fired), wide=True)
    for rule in rules.values():
        yield Page(paths.rule(rule.id), rule.title, _rule(site, rule, fired.get(rule.id, [])))


def _index(site: Site, rules: dict[str, Rule], fired: dict[str, list[Finding]]) -> str:
    counts = ("当前次数",) if site.internal else ()
    rows = (
        (
            md.link(rule.id, paths.rule(rule.id), paths.RULES),
            _severity(site, rule),
            md.text(rule.title),
            md.text(words.about(rule)),
            _bases(site, rule, paths.RULES),
            md.text(days_text(rule)),
            *((str(len(fired.get(rule.id, ()))),) if counts else ()),
        )
        for rule in rules.values()
    )
    severities = site.library.schemas.words("severity")
    each = "、".join(
        f"{label} {sum(rule.severity == code for rule in rules.values())} 条" for code, label in severities.items()
    )
    return md.blocks(
        f"共 {len(rules)} 条规则：{each}。{words.WEIGHTS}",
        "“检查未发现”不等于没有问题：规则只看得到写进库里的内容。",
        md.table(("规则", "严重程度", "标题", "记录", "依据", "适用日期", *counts), rows, "rules filterable"),
    )


def _severity(site: Site, rule: Rule) -> str:
    return md.mark(site.label("severity", rule.severity), rule.severity)


def _bases(site: Site, rule: Rule, page: str) -> str:
    return "；".join(
        links.law(site, basis.id, basis.article, page) if isinstance(basis, Law) else md.text(basis.label)
        for basis in rule.basis
    )


def _rule(site: Site, rule: Rule, fired: list[Finding]) -> str:
    page = paths.rule(rule.id)
    head = md.facts(
        (
            ("规则", md.text(rule.id)),
            ("严重程度", _severity(site, rule)),
            ("查什么", md.text(rule.explains)),
            ("记录", md.text(words.about(rule))),
            ("依据", _bases(site, rule, page)),
            ("证据等级", site.label("evidence", rule.evidence) if rule.evidence else words.NO_EVIDENCE),
            ("适用日期", md.text(days_text(rule))),
            ("自版本", md.text(rule.since)),
            ("提示写什么", md.text(words.message(rule.message))),
            ("处理", md.text(words.remedy(rule.remedy))),
            ("触发举例", md.text(rule.fires)),
            ("不触发举例", md.text(rule.silent)),
        )
    )
    return md.blocks(
        head,
        _fired(site, fired) if site.internal else "",
        _baselined(site, rule) if site.internal else "",
        "返回" + md.link("检查规则", paths.RULES, page),
    )


def _fired(site: Site, fired: list[Finding]) -> str:
    if not fired:
        return md.blocks("## 当前结果", f"没有需要处理的结果（数据截止 {site.library.as_of}）。")
    rows = (
        (md.text(finding.place), site.label("severity", finding.severity), md.text(finding.message))
        for finding in fired[:FIRST]
    )
    more = f"，下面列前 {FIRST} 处" if len(fired) > FIRST else ""
    return md.blocks(
        "## 当前结果",
        f"当前 {len(fired)} 次{more}（数据截止 {site.library.as_of}）。",
        md.table(("位置", "严重程度", "内容"), rows, "rule-places"),
    )


def _baselined(site: Site, rule: Rule) -> str:
    debts = [
        entry
        for baseline in site.library.of("baseline").values()
        for entry in baseline.get("debts")
        if entry["rule"] == rule.id
    ]
    rows = ((md.text(entry["record"]), md.text(entry["reason"]), md.day(entry["since"])) for entry in debts)
    return (
        md.blocks(
            f"另有 {len(debts)} 条已列入基线，不计在当前次数中：",
            md.table(("所在记录", "理由", "列入日期"), rows, "rule-baseline"),
        )
        if debts
        else ""
    )
