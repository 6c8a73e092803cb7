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
_PARTS = ("dt_bundle.js", "dt_bundle.css")


def files() -> dict[str, bytes]:
    """Path below the site → content. Raises FileNotFoundError if the package lacks a part."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"package {_PACKAGE} is not installed")
    folder = Path(spec.submodule_search_locations[0]) / "html"
    found = {f"{FOLDER}/{name}": (folder / name).read_bytes() for name in _PARTS}
    found[f"{FOLDER}/LICENSE.txt"] = _licence().encode()
    return found


def _licence() -> str:
    package = metadata.distribution(_PACKAGE)
    texts = [str(path.read_text()) for path in package.files or () if path.name == "LICENSE"]
    return (
        f"dt_bundle.js and dt_bundle.css come unchanged from {_PACKAGE} {package.version}. They hold DataTables (MIT),\n"
        "its extensions (MIT), jQuery (MIT) and JSZip (MIT); their notices stand at the end of dt_bundle.js.\n\n"
        + "\n".join(texts)
    )
