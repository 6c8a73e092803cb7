"""Where a text has the heading of a fixed table, the table stands under it with its columns."""

from collections.abc import Iterator

from preplan.finding import HOUSE, Finding, Place, Rule, Severity
from preplan.model import Library
from preplan.tables import FIXED, REASONS, REASONS_PAPER

RULE = Rule(
    id="fixed-table-unreadable",
    title="固定表格读不出来",
    severity=Severity.ERROR,
    basis=(HOUSE,),
    message="固定表格「{title}」{problem}",
    remedy="在该标题下放一张表，各列依次为「{columns}」",
    explains="正文用了“响应分级”“成员单位职责”、修改理由用了“逐条修改理由”固定标题的地方，查标题下有没有表格、列名是不是规定的各列、表中有没有内容。",
    fires="标题“成员单位职责”下只有文字，没有表格。",
    silent="没有用这些标题的不查；要不要有这些表，由别的规则判断。",
    about=("edition", "draft", "paper"),
)


def check(library: Library) -> Iterator[Finding]:
    for kind in ("edition", "draft", "paper"):
        for record in library.every(kind):
            for fixed in FIXED if kind != "paper" else (REASONS,) if record.get("kind") == REASONS_PAPER else ():
                heading = record.body.heading_named(fixed.title) if record.body else None
                if heading is None:
                    continue
                table = fixed.of(record.body)
                if table is None:
                    problem, line = "标题下没有表格", heading.line
                elif table.columns != fixed.columns:
                    problem, line = f"的列是「{'、'.join(table.columns)}」", table.line
                elif not table.rows:
                    problem, line = "的表格没有内容", table.line
                else:
                    continue
                place = Place(record.path, line)
                yield RULE.at(place, title=fixed.title, problem=problem, columns="、".join(fixed.columns))
