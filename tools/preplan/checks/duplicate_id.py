"""What names a record names only one: ids, plan numbers and titles, item numbers, filing numbers, short names."""

from collections.abc import Iterator

from preplan.finding import CONSISTENCY, Finding, Rule, Severity
from preplan.model import Library, Record

RULE = Rule(
    id="duplicate-id",
    title="标识或编号重复",
    severity=Severity.ERROR,
    basis=(CONSISTENCY,),
    message="{kind}的{field}「{value}」已用于另一条记录",
    remedy="核对两条记录：同一件事只留一条，不同的事改用新的{field}",
    explains="同一类记录之间比较标识、编号、题名、条目号、备案编号和简称，一个只能用于一条记录。",
    fires="两件企业备案都登记了同一个备案编号。",
    silent="一部依据、一个行业领域和一件预案用了相同的标识，种类不同，不算重复。",
    counts=("filing",),  # the other kinds are known by their ids
)

# Editions, records, drafts, papers and annexes are named by their path, which cannot be there twice.
_UNIQUE = (
    ("department", "id"),
    ("department", "short"),
    ("sector", "id"),
    ("law", "id"),
    ("campaign", "id"),
    ("notice", "id"),
    ("plan", "id"),
    ("plan", "number"),
    ("plan", "title"),
    ("support", "id"),
    ("duty", "id"),
    ("duty", "item"),
    ("filing", "receipt"),
    ("filing", "number"),
)


def check(library: Library) -> Iterator[Finding]:
    for kind, key in _UNIQUE:
        first: dict[object, Record] = {}
        for record in library.every(kind):
            value = record.get(key)
            if value is None or first.setdefault(value, record) is record:
                continue
            yield RULE.at(
                record.place(key),
                related=(first[value].place(key),),
                kind=record.document.kind.title,
                field=library.schemas.title(record.document.kind.schema, *record.route, key),
                value=value,
            )
