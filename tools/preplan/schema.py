"""The JSON Schemas as the one list of words: labels, field titles, visibility. Read by every later room."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

COMMON = "common"
_REF = f"{COMMON}.schema.json#/$defs/"

Node = Mapping[str, Any]


class Schemas:
    """The schemas of one library.

    Raises FileNotFoundError if the folder lacks common.schema.json, ValueError (with the file's name) on broken JSON.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files = {path.name.removesuffix(".schema.json"): path for path in folder.glob("*.schema.json")}
        if COMMON not in self._files:
            raise FileNotFoundError(folder / f"{COMMON}.schema.json")
        self._loaded: dict[str, Node] = {}
        self._resolved: dict[int, Node] = {}  # by identity: the nodes live as long as the schemas

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all schemas but the common one, sorted."""
        return tuple(sorted(set(self._files) - {COMMON}))

    def __getitem__(self, name: str) -> Node:
        """The schema as written; `name` without .schema.json. Raises KeyError if there is none."""
        if name not in self._loaded:
            path = self._files[name]
            try:
                self._loaded[name] = json.loads(path.read_text(encoding="utf-8"))
            except ValueError as error:
                raise ValueError(f"{path.name}: {error}") from error
        return self._loaded[name]

    @cached_property
    def definitions(self) -> Mapping[str, Node]:
        """The shared definitions, among them every word list."""
        definitions: Mapping[str, Node] = self[COMMON]["$defs"]
        return definitions

    def bundle(self, name: str) -> dict[str, Any]:
        """The schema with the common definitions inside, for validators that look nothing up."""
        text = json.dumps(self[name], ensure_ascii=False).replace(_REF, "#/$defs/")
        common = json.dumps(self.definitions, ensure_ascii=False).replace(_REF, "#/$defs/")
        bundle: dict[str, Any] = json.loads(text)
        bundle.pop("$id", None)
        return {**bundle, "$defs": {**bundle.get("$defs", {}), **json.loads(common)}}

    def words(self, word_list: str) -> Mapping[str, str]:
        """Code → Chinese of a word list, in the order of the schema. Raises KeyError if there is none."""
        labels: Mapping[str, str] = self.definitions[word_list]["x-labels"]
        return labels

    def label(self, word_list: str, code: str | None) -> str:
        """Chinese of a code; the code itself if the list lacks it, "" for None."""
        return "" if code is None else self.words(word_list).get(code, code)

    def resolve(self, node: Node) -> Node:
        """The node with its reference followed; what stands beside the reference wins."""
        target = node.get("$ref", "")
        if not target:
            return node
        known = self._resolved.get(id(node))
        if known is None:
            found = self.resolve(self.definitions[target.rsplit("/", 1)[1]])
            known = {**found, **{key: value for key, value in node.items() if key != "$ref"}}
            self._resolved[id(node)] = known
        return known

    def along(self, name: str, route: tuple[str | int, ...]) -> Iterator[Node]:
        """The resolved nodes on the way to `route`, the document's own first; stops where the schema knows no more."""
        node = self.resolve(self[name])
        yield node
        for step in route:
            inner = node.get("items") if isinstance(step, int) else node.get("properties", {}).get(step)
            if inner is None:
                return
            node = self.resolve(inner)
            yield node

    def title(self, name: str, *route: str | int) -> str:
        """Chinese title of the field at `route`; an item of a list has the list's. The key itself if unknown."""
        nodes = list(self.along(name, route))
        named = [index for index, step in enumerate(route) if isinstance(step, str)]
        if not named:
            return str(nodes[0].get("title", name))
        if len(nodes) <= named[-1] + 1:
            return str(route[named[-1]])
        return str(nodes[named[-1] + 1].get("title", route[named[-1]]))

    def public(self, name: str, data: Any, route: tuple[str | int, ...] = ()) -> Any:
        """What of a record's data the schema marks public: a copy without every other field.

        `data` stands at `route` inside the document (for an item of a list file). The default is internal: a property
        shows only with `"x-visibility": "public"` beside it.
        """
        nodes = list(self.along(name, route))
        keys = [node for node, step in zip(nodes[1:], route, strict=False) if isinstance(step, str)]
        if any(node.get("x-visibility") != "public" for node in keys):
            return {}
        return self._public(nodes[-1], data)

    def _public(self, node: Node, data: Any) -> Any:
        if isinstance(data, dict):
            shown = {}
            for key, value in data.items():
                inner = node.get("properties", {}).get(key)
                if inner is not None and inner.get("x-visibility") == "public":
                    shown[key] = self._public(self.resolve(inner), value)
            return shown
        if isinstance(data, list):
            inner = self.resolve(node.get("items", {}))
            return [self._public(inner, item) for item in data]
        return data
