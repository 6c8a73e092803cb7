"""单位更名: the new name in the list of units, in drafts and in what of the records speaks of today; the old one is kept.

Never touched: editions and their annexes, notices, papers, and what a record tells of the past.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from preplan import procedure, status
from preplan.acts import edit
from preplan.acts.bench import Bench, one_of
from preplan.acts.names import Swap
from preplan.filing_status import is_open
from preplan.model import Library, Record
from preplan.skeleton import Refused

# Values that quote something, are the past, or are changed by hand: names of papers and of other places.
_QUOTED = frozenset(
    {"title", "former_titles", "former_names", "aliases", "counterpart", "upper_plan", "last_drill", "id"}
)
_YAML = ("plan", "duty", "sector", "structure")
_BODIES = ("draft", "support")


WORDS = 12  # signs shown before a changed word


@dataclass(frozen=True, slots=True)
class Place:
    """One place where the name is replaced."""

    path: str
    line: int
    before: str
    after: str

    @property
    def around(self) -> str:
        """The new words with a little of what stands around the first of them."""
        start = next((at for at, (a, b) in enumerate(zip(self.before, self.after, strict=False)) if a != b), 0)
        first, last = max(0, start - WORDS), start + 2 * WORDS
        return f"{'…' if first else ''}{self.after[first:last].strip()}{'…' if last < len(self.after) else ''}"


def take(bench: Bench, old: str, new: str, short: str, on: date) -> list[Place]:
    """Puts the new name on the bench; the list of places for the clerk to look through. Raises Refused."""
    library = bench.library
    unit = one_of(old, library.units.values(), "单位", names=("name", "short"))
    bench.day(on, "更名日期")
    short = short or _short(library, unit, new)
    _free(library, unit, new, short)
    names = {unit.get("name"): new, unit.get("short"): short}
    swap = Swap(library, names, unit)
    _unit(bench, unit, new, short, on)
    places = [*_yaml(bench, swap), *_records(bench, swap), *_bodies(bench, swap, on)]
    bench.said.append(
        f"{unit.get('name')}（{unit.get('short')}）自 {on} 起更名为 {new}（{short}），标识 {unit.id} 不变"
    )
    kept = _kept(library, names)
    if kept:
        bench.said.append(f"不改：{kept}；旧名称列入曾用名，仍可搜索")
    return places


def _short(library: Library, unit: Record, new: str) -> str:
    """The short name made as the old one was: without the city's own word. Raises Refused if it was made otherwise."""
    city = library.bureau.get("city") if library.bureau else ""
    own = city.rstrip("市县区")
    if city and new.startswith(city) and unit.get("name") == own + unit.get("short"):
        return new.removeprefix(own)
    raise Refused("简称不能由全称得出，用 --short 写明")


def _free(library: Library, unit: Record, new: str, short: str) -> None:
    if (new, short) == (unit.get("name"), unit.get("short")):
        raise Refused(f"{unit.get('name')} 现在就是这个名称")
    for other in library.units.values():
        own = (other.get("name"), other.get("short"), *other.get("aliases", default=()))
        if other is not unit and (new in own or short in own):
            raise Refused(f"名称「{new}」或者简称「{short}」是单位 {other.id} 的；两个单位合并的，手工登记")


def _unit(bench: Bench, unit: Record, new: str, short: str, on: date) -> None:
    text, route = bench.text(unit.path), unit.route
    last = (on - timedelta(days=1)).isoformat()
    listed = {entry["name"] for entry in unit.get("former_names", default=())}
    gone = [name for name in (unit.get("name"), unit.get("short")) if name not in (new, short) and name not in listed]
    order = bench.keys("department", "departments")
    for name in dict.fromkeys(gone):
        text = edit.add(text, (*route, "former_names"), {"name": name, "to": last}, order)
    for key, value in (("name", new), ("short", short)):
        text = edit.put(text, (*route, key), value)
    bench.put(unit.path, text)
    bureau = bench.library.bureau
    if bureau and bureau.get("unit") == unit.id:
        content = bench.text(bureau.path)
        for key, value in (("name", new), ("short", short)):
            content = edit.put(content, (key,), value)
        bench.put(bureau.path, content)


def _yaml(bench: Bench, swap: Swap) -> Iterator[Place]:
    seen: set[str] = set()
    for kind in _YAML:
        for record in bench.library.every(kind):
            if record.path not in seen:
                seen.add(record.path)
                yield from _values(bench, record, swap, _routes(record.document.data))


def _records(bench: Bench, swap: Swap) -> Iterator[Place]:
    """What open revisions and open filings say of now: in whose hands, what next, the stage under way, who handles it."""
    library = bench.library
    for record in library.every("record"):
        plan = library.of("plan").get(record.get("plan"))
        if plan is None or status.progress(library, plan, library.as_of).stage == procedure.ISSUED:
            continue
        rows = record.get("stages")
        now: list[edit.Route] = [("hand", "post"), ("blocker",), ("next_step",)]
        if "closed_on" not in rows[-1]:
            now.append(("stages", len(rows) - 1, "post"))
        yield from _values(bench, record, swap, ((way, record.get(*way)) for way in now if record.get(*way)))
    for case in library.every("filing"):
        if is_open(case, library.as_of):
            yield from _values(bench, case, swap, [(("handler",), case.get("handler"))])


def _values(bench: Bench, record: Record, swap: Swap, values: Any) -> Iterator[Place]:
    for route, value in values:
        if isinstance(value, str) and (after := swap(value)) != value:
            bench.put(record.path, edit.put(bench.text(record.path), route, after))
            yield Place(record.path, record.document.place(*route).line, value, after)


def _routes(data: Any, way: edit.Route = ()) -> Iterator[tuple[edit.Route, Any]]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in _QUOTED:
                yield from _routes(value, (*way, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _routes(value, (*way, index))
    else:
        yield way, data


def _bodies(bench: Bench, swap: Swap, on: date) -> Iterator[Place]:
    for kind in _BODIES:
        for record in bench.library.every(kind):
            if record.body is None or not swap.finds(record.body.text):
                continue
            lines = bench.text(record.path).split("\n")
            for number, line in record.body.lines():
                after = swap(line)
                if after != line:
                    lines[number - 1] = after
                    yield Place(record.path, number, line, after)
            text = "\n".join(lines)
            if text != bench.text(record.path):
                bench.put(record.path, text)


def _kept(library: Library, names: Mapping[str, str]) -> str:
    """How many frozen texts keep the old name."""
    counts = []
    for kind, word in (("edition", "版本正文"), ("annex", "附件"), ("paper", "阶段文件")):
        texts = (record.body.text for record in library.every(kind) if record.body is not None)
        if count := sum(any(old in text for old in names) for text in texts):
            counts.append(f"{word} {count} 件")
    return "、".join(counts)
