"""Relations told from plain rows, and the three forms of foreign header data that a benchmark reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from preplan.relations import Relation, dangling, one_sided
from tests.benchmarks import rivals

INVERSE = {"replaces": "replaced_by", "replaced_by": "replaces"}


def test_relation_that_the_other_side_does_not_say_is_one_sided() -> None:
    said = Relation("b", "replaces", "a"), Relation("a", "replaced_by", "b")
    alone = Relation("c", "replaces", "b"), Relation("b", "replaced_by", "d")
    free = Relation("c", "requires", "a")
    assert tuple(one_sided((*said, *alone, free), INVERSE)) == alone


def test_relation_to_what_is_not_there_is_dangling() -> None:
    rows = (Relation("a", "requires", "b"), Relation("b", "requires", "c"))
    assert list(dangling(rows, lambda row: row.target in ("a", "b"))) == [rows[1]]


FORMS = {
    "peps": {
        "pep-0001.rst": "PEP: 1\nTitle: Buckets\nStatus: Final\nSuperseded-By: 2\n\nBody\n",
        "pep-0002.rst": "PEP: 2\nTitle: Pumps\nStatus: Final\nReplaces: 1\nRequires: 3, 9\n\nBody\n",
        "pep-0003.rst": "PEP: 3\nTitle: Hoses\nStatus: Finale\nReplaces: 2\n\nReplaces: 1\n",
    },
    "xeps": {
        f"xep-000{n}.xml": f"<!DOCTYPE xep SYSTEM 'x'><xep><header><title>T &WORD;</title>&LEGAL;<number>000{n}</number>"
        f"<status>{status}</status>{rest}</header></xep>"
        for n, status, rest in (
            (1, "Stable", "<supersededby><spec>XEP-0002</spec></supersededby>"),
            (
                2,
                "Stable",
                "<supersedes><spec>XEP-0001</spec></supersedes><dependencies><spec>Core</spec><spec>XEP-0003</spec>"
                "<spec>XEP-0009</spec></dependencies>",
            ),
            (3, "Stabel", "<supersedes><spec>XEP-0002</spec></supersedes>"),
        )
    },
    "keps": {
        "keps/sig-water/1-buckets/kep.yaml": "status: implemented\nsuperseded-by: [/keps/sig-water/2-pumps]\n",
        "keps/sig-water/2-pumps/kep.yaml": "status: implemented\nreplaces: [keps/sig-water/1-buckets/README.md]\n"
        "see-also: [https://example.org/, KEP-3, /keps/sig-water/9-ladders]\n",
        "keps/sig-water/3-hoses/kep.yaml": "status: implmented\nreplaces:\n  - KEP-2\n",
    },
}


@pytest.mark.parametrize("form", FORMS)
def test_headers_of_each_form_are_judged_alike(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in FORMS[form].items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    told = rivals.report(rivals.READERS[form](tmp_path))
    assert told.relations == 5
    assert [(row.name, row.source[-7:]) for row in told.one_sided] == [("replaces", told.illegal[0][0][-7:])]
    assert len(told.dangling) == 1 and "9" in told.dangling[0].target
    assert [name.lower() for _, name, _ in told.illegal] == ["status"]
    assert rivals.main(["--list", f"{form}={tmp_path}"]) == 0
    assert form in capsys.readouterr().out


def test_kep_with_a_month_14_is_told(tmp_path: Path) -> None:
    (tmp_path / "keps/a/1-b").mkdir(parents=True)
    (tmp_path / "keps/a/1-b/kep.yaml").write_text("status: implemented\ncreation-date: 2020-14-01\n", encoding="utf-8")
    assert rivals.report(rivals.keps(tmp_path)).illegal == (("keps/a/1-b", "creation-date", "2020-14-01"),)
