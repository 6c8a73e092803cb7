"""领域 × 部门 as an HTML table: `scope` on every head, the words 主管/监管/配合 in the cells."""

from __future__ import annotations

from itertools import groupby

from preplan.site import _matrix, paths
from preplan.site import markdown as md
from preplan.site.page import Site


def table(site: Site, rows: tuple[_matrix.Row, ...]) -> str:
    """The grid. Markdown inside the cells is rendered by the builder, so links are checked like all others."""
    departments = [unit.id for unit in site.library.departments]
    lines = ['<div class="matrix-grid" markdown>', '<table class="grid-table" markdown="block">']
    lines += ['<thead markdown="block">', '<tr markdown="block">', _cell("th", "行业领域", 'scope="col"')]
    for id in departments:
        name = f"<span>{md.link(site.unit(id), paths.duties(id), paths.MATRIX_GRID)}</span>"
        lines.append(_cell("th", name, 'scope="col" class="upright"'))
    lines += ["</tr>", "</thead>"]
    for group, members in groupby(rows, key=lambda row: row.group):
        lines += ['<tbody markdown="block">', '<tr class="group" markdown="block">']
        lines += [_cell("th", md.text(group), f'scope="rowgroup" colspan="{len(departments) + 1}"'), "</tr>"]
        for row in members:
            lines += ['<tr markdown="block">', _head(row)]
            lines += [_cell("td", _roles(row, id)) for id in departments]
            lines.append("</tr>")
        lines.append("</tbody>")
    lines += ["</table>", "</div>"]
    return "\n".join(lines)


def by_department(site: Site, rows: tuple[_matrix.Row, ...]) -> str:
    """The same marks under the name of each department, folded: what a phone shows instead of the grid."""
    blocks = []
    for unit in site.library.departments:
        own = [(row, row.roles(unit.id)) for row in rows if row.roles(unit.id)]
        lines = [f"- {_link(row)}：{'、'.join(_matrix.WORDS[role] for role in roles)}" for row, roles in own]
        duties = md.link("责任清单", paths.duties(unit.id), paths.MATRIX_GRID)
        blocks.append(md.folded(f"{site.unit(unit.id)}（{len(own)}）", md.blocks(duties, "\n".join(lines))))
    return md.blocks('<div class="by-department" markdown>', *blocks, "</div>")


def _head(row: _matrix.Row) -> str:
    return _cell("th", _link(row), 'scope="row"')


def _link(row: _matrix.Row) -> str:
    return md.link(row.sector.get("name"), paths.MATRIX, paths.MATRIX_GRID, paths.sector_anchor(row.sector.id))


def _roles(row: _matrix.Row, unit: str) -> str:
    return "<br>".join(f'<span class="role {role}">{_matrix.WORDS[role]}</span>' for role in row.roles(unit))


def _cell(tag: str, content: str, attributes: str = "") -> str:
    return f'<{tag} markdown="span"{" " if attributes else ""}{attributes}>{content}</{tag}>'
