"""Files of a library as checks see them: documents of a kind, and whether a path is one of them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from preplan.kinds import KINDS, id_of_path, kind_of
from preplan.load import Document
from preplan.model import Library


def documents(library: Library, kind: str) -> Iterator[Document]:
    """The documents of a kind, each once, in path order (a list file holds many records)."""
    yield from {record.path: record.document for record in library.every(kind)}.values()


def paths(library: Library) -> frozenset[str]:
    """Paths of all sound documents."""
    return frozenset(record.path for kind in KINDS for record in library.every(kind.name))


def may_exist(library: Library, path: str) -> bool:
    """True if the file is there and not in the library, broken or not read: nobody is accused of pointing to nothing."""
    kind = kind_of(path)
    if kind is None:
        return False
    id = id_of_path(path)
    return library.is_broken(kind.name, id) or id in library.unread_ids.get(kind.name, ())


def join(folder: str, target: str) -> str:
    """`target` as seen from `folder`, without . and .. steps."""
    return posixpath.normpath(f"{folder}/{target}")
