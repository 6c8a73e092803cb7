"""DataTables for long lists: taken from the installed package itables at build time, so no copy is kept here.

The package is never imported: it would read settings from files around it. The licences of what the bundle holds stand
at its end, that of the package beside it.
"""

from __future__ import annotations

import importlib.util
from importlib import metadata
from pathlib import Path

FOLDER = "assets/datatables"
_PACKAGE = "itables"
_SCRIPT = "dt_bundle.js"  # looks are our own, in assets/lists.css


def files() -> dict[str, bytes]:
    """Path below the site → content. Raises FileNotFoundError without the package."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"package {_PACKAGE} is not installed")
    folder = Path(spec.submodule_search_locations[0]) / "html"
    found = {f"{FOLDER}/{_SCRIPT}": (folder / _SCRIPT).read_bytes()}
    found[f"{FOLDER}/LICENSE.txt"] = _licence().encode()
    return found


def _licence() -> str:
    package = metadata.distribution(_PACKAGE)
    texts = [str(path.read_text()) for path in package.files or () if path.name == "LICENSE"]
    return (
        f"{_SCRIPT} comes unchanged from {_PACKAGE} {package.version}. It holds DataTables and its extensions, jQuery and\n"
        "JSZip, all under the MIT licence; their notices stand at its end.\n\n" + "\n".join(texts)
    )
