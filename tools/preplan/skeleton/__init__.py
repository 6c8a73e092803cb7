"""Room skeleton: what the schemas tell of fields and words (list, examples, glossary), and the text of a new record.

It writes nothing itself: it gives text, and commands/ decides where that goes. What other branches hold it asks
history.
"""

from __future__ import annotations

from pathlib import Path

from preplan.errors import NoLibrary
from preplan.kinds import BY_NAME, KINDS, Kind
from preplan.schema import Schemas


class Refused(Exception):
    """What was asked for cannot be begun; the message (Chinese) says why, and nothing has been changed."""


def kind_called(name: str) -> Kind | None:
    """The kind with this name or Chinese title."""
    return BY_NAME.get(name) or next((kind for kind in KINDS if kind.title == name), None)


def open_schemas(root: Path, kinds: tuple[Kind, ...] = KINDS) -> Schemas:
    """The schemas of the library at `root`, those of `kinds` read. Raises NoLibrary if one cannot be."""
    try:
        schemas = Schemas(root / "schemas")
        for kind in kinds:
            schemas[kind.schema]
    except FileNotFoundError as error:
        raise NoLibrary(f"找不到格式定义 {error}") from error
    except KeyError as error:
        raise NoLibrary(f"找不到格式定义 {root / 'schemas' / str(error.args[0])}.schema.json") from error
    except ValueError as error:
        raise NoLibrary(f"格式定义无法读取：{error}") from error
    return schemas
