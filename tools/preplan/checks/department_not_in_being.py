"""A text or list names units that exist on its day, by the names they have then."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from preplan import dates
from preplan.checks import _files
from preplan.finding import Finding, Law, Place, Rule, Severity
from preplan.kinds import plan_folder
from preplan.model import Library, Record

RULE = Rule(
    id="department-not-in-being",
    title="写了已撤并的单位或停用的名称",
    severity=Severity.ERROR,
    basis=(Law("plan-measures-2013"), Law("plan-measures-2024", "第三十五条")),
    message="单位「{unit}」{problem}",
    remedy="记录和草稿改用现在的单位和名称；已印发的正文不改，登记为修订的理由，按修订程序修订",
    refs=("R-05",),
    evidence="B",
    effective_from=date(2013, 10, 25),
    explains="预案和责任清单登记的单位、各类文本写到的曾用名，与单位名录核对：登记的单位在数据截止日存在，文本没有用在文本当日已经停用的名称。",
    fires="草稿写“市国土资源局”，名录载明这个名称只用到 2019-01-31。",
    silent="旧版文本用的是成文当日的名称；写作“原某某局”的，或者是别市的单位，也不报。",
    about=("plan", "edition", "draft", "annex", "paper", "support", "duty"),
)

# Bodies of these places bear the short names that ours do: 青岛市林业局 is not 市林业局.
ELSEWHERE = re.compile(
    "(?:青岛|济南|淄博|枣庄|东营|烟台|潍坊|济宁|泰安|威海|日照|临沂|德州|聊城|滨州|菏泽|莱阳|平度|胶州|即墨|海阳|招远|栖霞)$"
)
TITLE = re.compile("《[^《》]*》")

# Former name → its units, each with the last day of the name.
Former = Mapping[str, tuple[tuple[Record, date], ...]]


def check(library: Library) -> Iterator[Finding]:
    for plan in library.every("plan"):
        yield from _unit(library, plan.get("lead"), plan, ("lead",))
        for index, member in enumerate(plan.get("members")):
            yield from _unit(library, member["unit"], plan, ("members", index, "unit"))
    for document in _files.documents(library, "duty"):
        yield from _unit(library, document.data["department"], Record("", document), ("department",))
    former = _former_names(library)
    pattern = _pattern(library, former)
    for record, day in _texts(library) if former else ():
        yield from _names(library, record, day, former, pattern)


def _unit(library: Library, id: str, record: Record, route: tuple[str | int, ...]) -> Iterator[Finding]:
    unit = library.units.get(id)
    if unit is None:
        return
    since, until = unit.day("from"), unit.day("to")
    if until and until < library.as_of:
        related, problem = unit.place("to"), f"已于 {until} 撤销"
    elif since and since > library.as_of:
        related, problem = unit.place("from"), f"自 {since} 起才有"
    else:
        return
    yield RULE.at(record.place(*route), related=(related,), unit=unit.get("short"), problem=problem)


def _former_names(library: Library) -> Former:
    """Former names that no unit bears today."""
    current = {name for unit in library.units.values() for name in _current(unit)}
    found: dict[str, tuple[tuple[Record, date], ...]] = {}
    for unit in library.units.values():
        for entry in unit.get("former_names", default=()):
            last = dates.parse(entry["to"])
            if last and entry["name"] not in current:
                found[entry["name"]] = (*found.get(entry["name"], ()), (unit, last))
    return found


def _current(unit: Record) -> tuple[str, ...]:
    return (unit.get("name"), unit.get("short"), *unit.get("aliases", default=()), unit.get("counterpart", default=""))


def _pattern(library: Library, former: Former) -> re.Pattern[str]:
    """Former names, and the names of today that hold one inside, the longest first so that these win."""
    old = re.compile(_any_of(former))
    longer = {name for unit in library.units.values() for name in _current(unit) if old.search(name)}
    return re.compile(_any_of({*former, *longer}))


def _any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest where several fit. Shared beginnings stand once in it: a plain list
    of some thousand names would be tried name by name at every character of every text.
    """
    rests: dict[str, list[str]] = {}
    is_whole = False
    for word in words:
        if word:
            rests.setdefault(word[0], []).append(word[1:])
        else:
            is_whole = True
    branches = "|".join(re.escape(first) + _any_of(rest) for first, rest in rests.items())
    if not branches:
        return ""
    return f"(?:{branches})" + ("?" if is_whole else "")


def _texts(library: Library) -> Iterator[tuple[Record, date]]:
    """Every text with its day; an annex has the day of the newest edition that lists it."""
    annexes: dict[str, date] = {}
    for edition in library.every("edition"):
        signed = library.signed_on(edition)
        if signed is None:
            continue
        yield edition, signed
        for annex in edition.get("annexes", default=()):
            path = _files.join(plan_folder(edition.path), annex.get("file", ""))
            annexes[path] = max(signed, annexes.get(path, signed))
    for kind, key in (("draft", "updated_on"), ("paper", "date"), ("support", "date")):
        for record in library.every(kind):
            if day := record.day(key):
                yield record, day
    for annex in library.every("annex"):
        if day := annexes.get(annex.path):
            yield annex, day


def _names(library: Library, record: Record, day: date, former: Former, pattern: re.Pattern[str]) -> Iterator[Finding]:
    if record.body is None or not pattern.search(record.body.text):
        return
    own = library.bureau.get("city").rstrip("市县区") if library.bureau else ""
    spots: dict[str, list[Place]] = {}
    for number, line in record.body.lines():
        # Titles of documents keep the names of their day.
        bare = TITLE.sub(lambda match: " " * len(match[0]), line)
        for match in pattern.finditer(bare):
            before = bare[: match.start()].removesuffix(own)
            # 原市林业局 says itself that the name is gone.
            if match[0] in former and not before.endswith("原") and not ELSEWHERE.search(before):
                spots.setdefault(match[0], []).append(Place(record.path, number, match.start() + 1))
    for name, places in spots.items():
        last = max(last for _, last in former[name])
        if last < day:
            units = "、".join(unit.get("short") for unit, _ in former[name])
            problem = f"的名称只用到 {last}，现为「{units}」，文中有 {len(places)} 处"
            yield RULE.at(places[0], on=day, unit=name, problem=problem)
