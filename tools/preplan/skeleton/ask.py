"""What is asked for when a record is begun, and what a kind answers to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from preplan import dates
from preplan.kinds import BY_NAME, Kind
from preplan.model import value_at
from preplan.schema import Schemas
from preplan.skeleton import Refused
from preplan.skeleton.fields import Way
from preplan.skeleton.taken import Taken, here


@dataclass(frozen=True, slots=True)
class Ask:
    """What is to be begun. `id` may be "" where it is a number; without `year` it is that of the data date."""

    root: Path
    schemas: Schemas
    taken: Taken
    id: str
    day: date  # today, for a library without a data date
    year: str = ""
    series: str = ""

    @property
    def kind(self) -> Kind:
        return self.taken.kind

    def bureau(self, key: str) -> Any:
        """A value of bureau.yaml; None without."""
        found = here(self.root, BY_NAME["bureau"]).files
        return value_at(found[0].data, (key,)) if found else None

    def the_year(self) -> str:
        """The year that numbers are of."""
        if self.year:
            return self.fitting("year", self.year)
        return str((dates.parse(self.bureau("as_of")) or self.day).year)

    def fitting(self, definition: str, id: str) -> str:
        """The id, if it is written as its definition wants it. Raises Refused."""
        form = self.schemas.definitions[definition]
        if not re.fullmatch(form["pattern"].removeprefix("^").removesuffix("$"), id) or len(id) > form.get(
            "maxLength", len(id)
        ):
            raise Refused(f"{form['title']}「{id}」写法不符：{form['description']}")
        return id


@dataclass(frozen=True, slots=True)
class Start:
    """Where a record begins and with what. `fixed` values follow from path and id, `known` ones may be overridden."""

    path: str
    fixed: Mapping[Way, Any]
    then: str
    known: Mapping[Way, Any] = field(default_factory=dict)
    hints: Mapping[Way, Any] = field(default_factory=dict)
    numbered: str = ""
    item: str = ""  # the id, where the file is a list
