"""preplan rules: the list of rules, or one rule in full."""

from __future__ import annotations

import argparse

HELP = "列出规则；给出规则名则显示依据、处理和适用日期"


def arguments(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("id", nargs="?", metavar="规则", help="规则名，如 sector-without-department")


def run(options: argparse.Namespace) -> int:
    import difflib

    from preplan import desk
    from preplan.commands.output import deliver
    from preplan.commands.parse import UsageError
    from preplan.report import rule_text as words
    from preplan.report.basis import basis_text, days_text
    from preplan.rulebook import rulebook

    root = desk.find_root(options.folder)
    library = desk.open_library(root, options.today).library
    known = rulebook()
    severities = library.schemas.words("severity")
    if options.id is None:
        width = max(map(len, known))
        lines = [f"{rule.id:<{width}}  {severities[rule.severity]}  {rule.title}" for rule in known.values()]
        deliver("\n".join(lines) + "\n", None)
        return 0
    if options.id not in known:
        near = difflib.get_close_matches(options.id, list(known), 3)
        raise UsageError(f"没有规则「{options.id}」" + (f"，最接近的是：{'、'.join(near)}" if near else ""))
    rule = known[options.id]
    lines = [
        f"{rule.id}  {severities[rule.severity]}",
        f"  {rule.title}",
        f"  查什么：{rule.explains}",
        f"  记录：{words.about(rule)}",
        f"  依据：{basis_text(rule, library)}",
        f"  证据等级：{library.label('evidence', rule.evidence) if rule.evidence else words.NO_EVIDENCE}",
        f"  适用日期：{days_text(rule)}",
        f"  自版本：{rule.since}",
        f"  提示写什么：{words.message(rule.message)}",
        f"  处理：{words.remedy(rule.remedy)}",
        f"  触发举例：{rule.fires}",
        f"  不触发举例：{rule.silent}",
    ]
    if rule.refs:
        lines.append(f"  规则表：{'、'.join(rule.refs)}")
    deliver("\n".join(lines) + "\n", None)
    return 0
