"""A whole library: registers, plans, duties and filings, sound against all schemas and rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.scale import filings
from tests.scale.counties import County
from tests.scale.plans import Files, Plans
from tests.scale.sizes import AS_OF, SIZES, Size, widen
from tests.scale.workdays import Workdays, calendar
from tests.scale.yaml_out import dump

REPOSITORY = Path(__file__).resolve().parents[2]
BEGUN = date(2019, 1, 2)  # the day the registers were laid down
CONFIRMED = "2022-02-18"


@dataclass(frozen=True, slots=True)
class Generated:
    """`files` are those below plans/, `schemas` name.schema.json → text."""

    size: Size
    files: Files
    schemas: dict[str, str]


def generate(size_name: str, seed: int, *, keep_versions: bool = False) -> Generated:
    """The library of a size and seed; of the same size and seed always the same.

    `keep_versions` keeps what the files were before, for a history. The registers come from the repository's plans/.
    """
    size = SIZES[size_name]
    counties = [County(number) for number in range(size.counties)]
    files = Files(keep_versions)
    laws = _read("laws.yaml")
    working = calendar(_read("calendar.yaml"), size.first_year)
    days = Workdays(working)
    departments = _read("departments.yaml")["departments"]
    units = {unit["id"]: unit for county in counties for unit in map(county.unit, departments)}
    files.put("plans/laws.yaml", BEGUN, (REPOSITORY / "plans/laws.yaml").read_text(encoding="utf-8"))
    files.put("plans/synonyms.yaml", BEGUN, (REPOSITORY / "plans/synonyms.yaml").read_text(encoding="utf-8"))
    files.put("plans/calendar.yaml", BEGUN, dump(working))
    files.put("plans/departments.yaml", BEGUN, dump({"departments": list(units.values())}))
    files.put("plans/sectors.yaml", BEGUN, dump(_sectors(_read("sectors.yaml"))))
    chart = {"id": "command-chart", "title": "应急指挥体系架构图", "date": "2022-07-29", "class": "public"}
    link = "总体架构见[总体应急预案](../overall/editions/2022.md)。"
    files.put("plans/support/command-chart.md", date(2022, 7, 29), f"---\n{dump(chart)}---\n\n{link}\n")

    ids, kinds = _duties(files, counties, laws["laws"])
    plans = Plans(Random(f"{seed}/plans"), files, units, laws["laws"], days, _owners())
    originals = sorted(
        (_read(path) for path in sorted((REPOSITORY / "plans/special").glob("*/plan.yaml"))),
        key=lambda plan: int(plan["number"]),
    )
    plans.write_overall(counties[0], _read("overall/plan.yaml"))
    for county in counties:
        plans.write(county, originals, county.number * len(originals) + 1, ids[county.number])
    files.put("plans/campaigns/2021.yaml", date(2021, 9, 8), plans.campaign())
    filed = 0
    for case in filings.cases(Random(f"{seed}/filings"), size, counties, list(_templates()), days):
        filed += case.registered is not None
        if case.registered and files.keep_versions:
            files.put(case.path, case.received, _before(case.text))
        files.put(case.path, case.registered or case.received, case.text)
    counts = {
        "special_plans": len(originals) * size.counties,
        "categories": len({plan["category"] for plan in originals}),
        "issued_plans": plans.issued,
        "duties": sum(kinds.values()),
        "duty_departments": sum(len(ids) > 0 for ids in units.values() if ids["kind"] == "department"),
        "duties_supervision": kinds["supervision"],
        "duties_industry": kinds["industry"],
        "filings": filed,
        "towns": sum(unit["kind"] == "town" for unit in units.values()),
    }
    files.put("plans/bureau.yaml", BEGUN, dump(_bureau(counts)))
    schemas = {
        path.name.removesuffix(".schema.json"): path.read_text(encoding="utf-8")
        for path in sorted((REPOSITORY / "schemas").glob("*.schema.json"))
    }
    return Generated(size, files, widen(schemas, size))


def _read(path: str | Path) -> dict[str, Any]:
    """A record of the repository; its dates stay text."""
    source = (REPOSITORY / "plans" / path).read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(source, Loader=_Loader)
    return found


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Without PyYAML's own dates."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _bureau(counts: dict[str, int]) -> dict[str, Any]:
    stated = [
        {"fact": fact, "value": value, "source": "规模测试库", "as_of": AS_OF.isoformat()}
        for fact, value in counts.items()
    ]
    kept = {key: value for key, value in _read("bureau.yaml").items() if key != "obliged_units"}
    return {**kept, "as_of": AS_OF.isoformat(), "stated_totals": stated}


def _sectors(real: dict[str, Any]) -> dict[str, Any]:
    """The sectors, each with a note on where each department's field ends."""
    default = {"boundary": "各部门按照责任清单所列范围分别负责。"}
    return {"sectors": [{**default, **sector} for sector in real["sectors"]]}


def _duties(
    files: Files, counties: Sequence[County], laws: Sequence[dict[str, Any]]
) -> tuple[list[dict[str, str]], dict[str, int]]:
    """Writes the duties of all counties: per county the repository's id → its own, and the number of each kind."""
    valid = {law["id"] for law in laws if str(law.get("in_force_to", "9999")) > AS_OF.isoformat()}
    documents = [_read(path) for path in sorted((REPOSITORY / "plans/duties").glob("*.yaml"))]
    total = sum(len(document["duties"]) for document in documents)
    ids: list[dict[str, str]] = []
    kinds = {"supervision": 0, "industry": 0}
    for county in counties:
        own: dict[str, str] = {}
        for document in documents:
            rows = []
            for duty in document["duties"]:
                own[duty["id"]] = f"D{int(duty['id'][1:]) + county.number * total:03}"
                group, number = duty["item"].split("-")
                kinds[duty["kind"]] += 1
                row = {
                    **duty,
                    "id": own[duty["id"]],
                    "item": f"{int(group) + county.number * len(documents)}-{number}",
                    "confirmed_on": CONFIRMED,
                }
                if "cooperating" in duty:
                    row["cooperating"] = [county.id(unit) for unit in duty["cooperating"]]
                row["bases"] = [basis for basis in duty.get("bases", ()) if basis["law"] in valid]
                rows.append({key: value for key, value in row.items() if value})
            department = county.id(document["department"])
            files.put(
                f"plans/duties/{department}.yaml",
                date(2022, 2, 18),
                dump({"department": department, "duties": rows}),
            )
        ids.append(own)
    return ids, kinds


def _owners() -> dict[str, str]:
    """The repository's duty id → department."""
    documents = (_read(path) for path in sorted((REPOSITORY / "plans/duties").glob("*.yaml")))
    return {duty["id"]: document["department"] for document in documents for duty in document["duties"]}


def _templates() -> Iterator[dict[str, Any]]:
    """The repository's ordinary cases, as patterns for units."""
    for path in sorted((REPOSITORY / "plans/filings").glob("*/*.yaml")):
        case = _read(path)
        if "number" in case and "late_reason" not in case and not case["unit"].get("central"):
            yield case


def _before(text: str) -> str:
    """A registered case as it was before: without its number, archive, evaluation and the day of registration."""
    kept, inside = [], False
    for line in text.splitlines(keepends=True):
        inside = line.startswith("evaluation:") or (inside and line.startswith(" "))
        if not inside and not line.startswith(("number:", "archive:", "registered_on:")):
            kept.append(line)
    return "".join(kept)
