"""How large a library is, and what of the schemas a library larger than one county has to widen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

AS_OF = date(2022, 12, 31)
PER_YEAR = 9_999  # filings that the four digits of a receipt number can count


@dataclass(frozen=True, slots=True)
class Size:
    """`counties` counties of 55 special plans, 158 duties and 26 departments each, and `filings` filing cases in all."""

    name: str
    counties: int
    filings: int

    @property
    def first_year(self) -> int:
        """The year of the oldest filing: four years, or as many as the receipt numbers demand."""
        return AS_OF.year + 1 - max(4, -(-self.filings // (PER_YEAR - 200)))


SIZES = {size.name: size for size in (Size("S", 1, 420), Size("M", 10, 11_615), Size("L", 100, 116_150))}

# The schemas count for one county: D001–D999, items 1-1 to 99-99, plans 1–999. (schema, as written, as needed)
WIDENED = (
    ("common", "^D[0-9]{3}$", "^D[0-9]{3,5}$"),
    ("duty", "^[0-9]{1,2}-[0-9]{1,2}$", "^[0-9]{1,4}-[0-9]{1,2}$"),
    ("plan", '"maximum": 999', '"maximum": 9999'),
)


def widen(schemas: dict[str, str], size: Size) -> dict[str, str]:
    """The texts of the schemas (by name) as a library of this size needs them. Raises ValueError if one has changed."""
    found = dict(schemas)
    for name, narrow, wide in WIDENED if size.counties > 1 else ():
        if found[name].count(narrow) != 1:
            raise ValueError(f"{name}.schema.json: {narrow} is not there once")
        found[name] = found[name].replace(narrow, wide)
    return found
