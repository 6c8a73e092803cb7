"""Without plans/bureau.yaml nobody knows whether the library is a sample: that is an error, and it is treated as one."""

from __future__ import annotations

from preplan import desk
from preplan.site import shell
from preplan.visible import PUBLIC
from tests.conftest import TODAY, Lay


def test_a_library_without_a_bureau_is_an_error_and_stays_out_of_search_engines(lay: Lay) -> None:
    root = lay()
    (root / "plans/bureau.yaml").unlink()
    opened = desk.open_library(root, TODAY)
    assert [(f.rule.id, f.place.path) for f in opened.findings] == [("no-bureau", "plans/bureau.yaml")]
    frame = shell.frame(opened.library, PUBLIC)
    assert frame.noindex and frame.sample
    assert "Disallow: /" in frame.robots
