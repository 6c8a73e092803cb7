"""Every address that the public site ever had is still made: tests/addresses.txt holds them, --update adds new ones.

Data of long lists, scripts and styles have no address that anybody keeps.
"""

from __future__ import annotations

import pytest

from preplan import desk
from preplan.site import collect
from tests.conftest import REPOSITORY, TESTS, TODAY

LIST = TESTS / "addresses.txt"
_PASSING = ("assets/", "lists/", "pagefind/")


@pytest.fixture(scope="module")
def made() -> set[str]:
    """The addresses of the public site: pages made from records, those of docs/, data files and the feed."""
    library = desk.open_library(REPOSITORY, today=TODAY).library
    docs = REPOSITORY / "docs"
    written = (path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    found = {*collect.files(library, (), "public"), *(path for path in written if not path.startswith("developers/"))}
    return {
        path.removesuffix(".md") + ".html" if path.endswith(".md") else path
        for path in found
        if not path.startswith(_PASSING)
    }


def test_no_published_address_is_gone(made: set[str], update: bool) -> None:
    known = set(LIST.read_text(encoding="utf-8").split()) if LIST.exists() else set()
    gone = sorted(known - made)
    assert not gone, f"published and no longer made (links to them break): {', '.join(gone)}"
    if update:
        LIST.write_text("\n".join(sorted(made)) + "\n", encoding="utf-8")
    new = sorted(made - known) if not update else []
    assert not new, f"new, add them with --update: {', '.join(new)}"


def test_every_edition_has_its_address_from_its_first_day(made: set[str]) -> None:
    """Superseded or in force: the address of an edition is that of its file."""
    library = desk.open_library(REPOSITORY, today=TODAY).library
    for edition in library.of("edition").values():
        plan = library.of("plan")[edition.get("plan")]
        is_public = plan.get("disclosure", "mode") != "withheld"
        assert (edition.path.removeprefix("plans/").removesuffix(".md") + ".html" in made) == is_public, edition.path
