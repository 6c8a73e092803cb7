"""Relations in the header data of other registries, looked at by the code that looks at ours (preplan.relations).

Run by hand on copies that lie somewhere on this machine; nothing is fetched and nothing kept:
python tests/benchmarks/rivals.py [--list] peps=DIR xeps=DIR keps=DIR

One-sided: A says that it replaces B, and B does not say that A replaces it, or the other way round. Dangling: the target
is not among the files. Illegal: a status that the registry does not know, or a date that is none. What names something
outside the registry (an RFC, an address, free words) is counted as foreign and not judged.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.parser import HeaderParser
from pathlib import Path
from xml.etree import ElementTree

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from preplan import dates  # noqa: E402
from preplan.relations import Relation, dangling, one_sided  # noqa: E402

INVERSE = {"replaces": "replaced_by", "replaced_by": "replaces"}
PEP_STATUS = "Draft|Active|Accepted|Provisional|Final|Withdrawn|Rejected|Deferred|Superseded|April Fool!"
XEP_STATUS = "ProtoXEP|Experimental|Proposed|Draft|Stable|Final|Active|Deferred|Retracted|Rejected|Deprecated|Obsolete"
KEP_STATUS = "provisional|implementable|implemented|deferred|rejected|withdrawn|replaced"


@dataclass
class Registry:
    """`ids` are the documents; `illegal` is (document, field, value); `foreign` counts targets outside."""

    ids: set[str] = field(default_factory=set)
    relations: list[Relation] = field(default_factory=list)
    illegal: list[tuple[str, str, str]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=set)  # paths that are there and are no documents
    foreign: int = 0

    def judge(self, id: str, name: str, value: str, is_legal: bool) -> None:
        if not is_legal:
            self.illegal.append((id, name, value))


@dataclass(frozen=True)
class Report:
    relations: int
    one_sided: tuple[Relation, ...]
    dangling: tuple[Relation, ...]
    illegal: tuple[tuple[str, str, str], ...]


def report(registry: Registry) -> Report:
    """A target that is not there cannot answer: such a relation is dangling and not one-sided too."""
    lost = tuple(dangling(registry.relations, lambda relation: relation.target in registry.ids | registry.files))
    rest = [relation for relation in registry.relations if relation not in set(lost)]
    return Report(len(registry.relations), tuple(one_sided(rest, INVERSE)), lost, tuple(registry.illegal))


def peps(folder: Path) -> Registry:
    """pep-0001.rst: headers of a mail; relations are lists of numbers."""
    found = Registry()
    for path in sorted(folder.rglob("pep-*.rst")):
        head = HeaderParser().parsestr(path.read_text(encoding="utf-8", errors="replace"))
        if not (number := (head["PEP"] or "").strip()).isdigit():
            continue
        id = f"PEP {int(number)}"
        found.ids.add(id)
        status = (head["Status"] or "").strip()
        found.judge(id, "Status", status, status in PEP_STATUS.split("|"))
        for key, name in (("Replaces", "replaces"), ("Superseded-By", "replaced_by"), ("Requires", "requires")):
            for word in re.split(r"[,\s]+", head[key] or ""):
                if word.isdigit():
                    found.relations.append(Relation(id, name, f"PEP {int(word)}"))
                elif word:
                    found.foreign += 1
    return found


def xeps(folder: Path) -> Registry:
    """xep-0001.xml: a header element; relations are lists of spec. Entities of the DTD are left out."""
    found = Registry()
    for path in sorted(folder.glob("xep-[0-9]*.xml")):
        match = re.search(r"<header>.*?</header>", path.read_text(encoding="utf-8", errors="replace"), re.DOTALL)
        try:
            head = ElementTree.fromstring(re.sub(r"&(?!amp;|lt;|gt;|#)[\w.-]+;", "", match[0])) if match else None
        except ElementTree.ParseError:
            head = None
        if head is None:
            found.unread.append(path.name)
            continue
        id = f"XEP-{(head.findtext('number') or '').strip()}"
        found.ids.add(id)
        status = (head.findtext("status") or "").strip()
        found.judge(id, "status", status, status in XEP_STATUS.split("|"))
        pairs = (("supersedes", "replaces"), ("supersededby", "replaced_by"), ("dependencies", "requires"))
        for key, name in pairs:
            for spec in head.iterfind(f"{key}/spec"):
                target = re.fullmatch(r"XEP[- ]?(\d{4})", (spec.text or "").strip())
                if target:
                    found.relations.append(Relation(id, name, f"XEP-{target[1]}"))
                else:
                    found.foreign += 1
    return found


def keps(folder: Path) -> Registry:
    """kep.yaml: relations are lists of paths, or of numbers as in KEP-1234."""
    found = Registry()
    files = [path for path in sorted(folder.rglob("kep.yaml")) if "template" not in path.parent.name.lower()]
    ids = {path: path.parent.relative_to(folder).as_posix() for path in files}
    ids = {path: id[id.find("keps/") :] if "keps/" in id else f"keps/{id}" for path, id in ids.items()}
    numbers: dict[str, str] = {}
    for id in ids.values():
        numbers.setdefault(id.rsplit("/", 1)[-1].split("-")[0], id)
    found.ids.update(ids.values())
    for path, id in ids.items():
        try:
            head = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        except yaml.YAMLError:
            head = None
        if not isinstance(head, dict):
            found.unread.append(id)
            continue
        status = str(head.get("status", "")).strip()
        found.judge(id, "status", status, status in KEP_STATUS.split("|"))
        for key in ("creation-date", "last-updated"):
            if value := str(head.get(key) or "").strip():
                is_date = re.fullmatch(r"\d{4}-\d\d-\d\d", value) is None or dates.parse(value) is not None
                found.judge(id, key, value, is_date)
        for key, name in (("replaces", "replaces"), ("superseded-by", "replaced_by"), ("see-also", "see_also")):
            for target in _texts(head.get(key)):
                if place := _kep(target, numbers):
                    found.relations.append(Relation(id, name, place))
                    base = path.parents[len(Path(id).parts)]
                    if place not in found.ids and (base / place).exists():
                        found.files.add(place)
                else:
                    found.foreign += 1
    return found


def _texts(value: object) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str) and item.strip().lower() not in ("", "n/a", "none", "tbd", "null", "nil"):
            yield item.strip()


def _kep(target: str, numbers: dict[str, str]) -> str:
    """The folder that a reference names; "" for an address or free words."""
    path = target.split("#")[0].strip().lstrip("./")
    if found := re.fullmatch(r"(?:kep-?\s?)?#?(\d{1,5})", target.strip(), re.IGNORECASE):
        return numbers.get(found[1], f"KEP-{found[1]}")
    if not path.startswith("keps/"):
        return ""
    return re.sub(r"/(?:README\.md|kep\.yaml)?$", "", path)


READERS: dict[str, Callable[[Path], Registry]] = {"peps": peps, "xeps": xeps, "keps": keps}


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("registries", nargs="+", metavar="peps|xeps|keps=DIR")
    parser.add_argument("--list", action="store_true", help="every fault, not only the numbers")
    options = parser.parse_args(arguments)
    print(f"{'registry':<9}{'documents':>10}{'relations':>10}{'one-sided':>10}{'dangling':>9}{'illegal':>8}", end="")
    print(f"{'foreign':>8}{'unread':>7}")
    for one in options.registries:
        form, _, folder = one.partition("=")
        if form not in READERS or not Path(folder).is_dir():
            parser.error(f"{one}: peps=DIR, xeps=DIR or keps=DIR with a folder that is there")
        registry = READERS[form](Path(folder))
        told = report(registry)
        counts = (told.relations, len(told.one_sided), len(told.dangling), len(told.illegal))
        cells = (len(registry.ids), *counts, registry.foreign, len(registry.unread))
        print(f"{form:<9}" + "".join(f"{n:>{width}}" for n, width in zip(cells, (10, 10, 10, 9, 8, 8, 7), strict=True)))
        if options.list:
            for word, relations in (("one-sided", told.one_sided), ("dangling", told.dangling)):
                print(*(f"  {word}: {r.source} {r.name} {r.target}" for r in relations), sep="\n")
            print(*(f"  illegal: {id} {name} {value!r}" for id, name, value in told.illegal), sep="\n")
            print(*(f"  unread: {name}" for name in registry.unread), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
