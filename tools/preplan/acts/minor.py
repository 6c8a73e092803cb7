"""Whether a revision touches what needs the full procedure (G-37): clause by clause, by the headings they stand under."""

from __future__ import annotations

from preplan import procedure
from preplan.load.body import Body


def topics_touched(old: str, new: str) -> tuple[str, ...]:
    """The topics of article 36 that clauses of the text changed, added or left out speak of.

    White space and the numbers of headings do not count. Errs to the side of the full procedure.
    """
    before, after = _clauses(old), _clauses(new)
    changed = [way for way in {**before, **after} if before.get(way) != after.get(way)]
    return procedure.full_topics(title for way in changed for title in way)


def _clauses(text: str) -> dict[tuple[str, ...], str]:
    """Headings from the chapter down → the text directly below the last of them, without white space."""
    body = Body(text)
    starts = {heading.line: heading for heading in body.headings}
    way: list[tuple[int, str]] = []
    found: dict[tuple[str, ...], list[str]] = {}
    for number, line in body.lines():
        if heading := starts.get(number):
            way = [(level, title) for level, title in way if level < heading.level] + [(heading.level, heading.title)]
            found.setdefault(tuple(title for _, title in way), [])
        else:
            found.setdefault(tuple(title for _, title in way), []).append("".join(line.split()))
    return {key: "".join(lines) for key, lines in found.items()}
