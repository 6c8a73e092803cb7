"""The formats of preplan check: each read back by a parser of its own, hostile content and limits of the platforms."""

from __future__ import annotations

import html
import html.parser
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import markdown as python_markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from preplan import desk, report
from preplan.commands import check as check_command
from preplan.finding import CONSISTENCY, SEVERITY_ORDER, Finding, Place, Rule, Severity
from preplan.model import Library
from preplan.report import Report, github, gitlab, junit, markdown, sarif
from preplan.report._fingerprint import fingerprints
from preplan.rulebook import rulebook
from tests.conftest import BASE, REPOSITORY, TODAY, Lay, Run

SCHEMAS = Path(__file__).parent / "reports"
NAMES = ["github", "gitlab", "json", "junit", "markdown", "sarif", "text"]
PLAN = "plans/special/town-gas/plan.yaml"
FILE = "plans/special/燃气 泄漏/预案,a:b%|`.yaml"

E_RULE = Rule("wrong-shape", "写法不对", Severity.ERROR, (CONSISTENCY,), "{value}", "改为 {value}")
W_RULE = Rule("document-number-form", "字号不对", Severity.WARNING, (CONSISTENCY,), "{value}", "核对 {value}")
N_RULE = Rule("unexpected-file", "不认识", Severity.NOTE, (CONSISTENCY,), "{value}", "看 {value}")

HOSTILE = (
    "一\n二\r\n三\r四",
    "100% %0A %25",
    "a | b || c",
    "<script>alert(1)</script><!-- x --> &lt; &amp;",
    "@everyone @org/team a@b.cn #12 !34 GH-1",
    "\"双\" '单' “弯” `反` ``",
    "\x00\x01\x08\x0b\x1b[31m\x7f\x85\ufffe\uffff",
    "::error::x ##[error]x",
    "[点](https://e.cn) ![图](x) https://e.cn www.e.cn [[ATTACHMENT|x]]",
    "{0} {{x}} ]]> \\[x\\](1)",
    "*a* _b_ ~~c~~ $d$ :e: # f",
    "\u2028\u2029\u202e\u200b\ufeff",
    "-->",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The small library, read once: reports only ask it for words."""
    root = tmp_path_factory.mktemp("reports") / "library"
    shutil.copytree(BASE, root)
    shutil.copytree(REPOSITORY / "schemas", root / "schemas")
    return desk.open_library(root, TODAY).library


def at(value: str, rule: Rule = E_RULE, path: str = FILE, line: int = 3, **more: Any) -> Finding:
    return rule.at(Place(path, line, 4), value=value, **more)


def made(library: Library, *findings: Finding, files: tuple[str, ...] = ()) -> Report:
    return Report(library, findings, 7, files)


def check(schema: str, data: Any) -> None:
    content = json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(content)
    jsonschema.Draft202012Validator(content).validate(data)


@pytest.fixture
def spoiled(lay: Lay) -> Path:
    """Faults of the loader, of shape and of checks, among them one named with a line and two that are alike."""
    root = lay()
    change(root, PLAN, "lead: housing", "lead: nobody")
    change(root, "plans/notices/2022/2022-37.yaml", "〔2013〕20号", "（2013）20号")
    change(root, "plans/laws.yaml", "    title: ", "    colour: 红\n    title: ", times=2)
    (root / "plans/special/poisoning/plan.yaml").write_text("# x\nid: a\nid: b\n", encoding="utf-8")
    (root / "plans/未知 文件.txt").write_text("", encoding="utf-8")
    return root


def change(root: Path, path: str, old: str, new: str, times: int = 1) -> None:
    content = (root / path).read_text(encoding="utf-8")
    assert content.count(old) >= times
    (root / path).write_text(content.replace(old, new, times), encoding="utf-8")


# What `spoiled` breaks: rules that come later do not change these tests.
BROKEN = ("document-number-form", "double-key", "unexpected-file", "unresolved-reference", "wrong-shape")


def out(run: Run, root: Path, form: str, *arguments: str) -> str:
    only = (f"--only={rule}" for rule in BROKEN)
    code, said, err = run("-C", str(root), "check", "--format", form, *only, *arguments)
    assert (code, err) == (1, "")
    return said


# ------------------------------------------------------------------ the folder is the list


def test_folder_is_the_list_of_formats() -> None:
    assert list(report.formats()) == NAMES


def test_help_and_error_offer_what_lies_in_the_folder(run: Run, spoiled: Path) -> None:
    assert f"{'、'.join(NAMES)}（默认 text）" in run("check", "--help")[1]
    code, said, err = run("-C", str(spoiled), "check", "--format", "xml")
    assert (code, said) == (2, "")
    assert [name for name in NAMES if f"'{name}'" not in err] == []


def test_new_module_is_a_format_and_helpers_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "tally.py").write_text("def render(report):\n    return f'{len(report.findings)}\\n'\n")
    (folder / "no_format.py").write_text("")
    (folder / "_tally.py").write_text("def render(report):\n    return ''\n")
    monkeypatch.setattr(report, "__path__", [*report.__path__, str(folder)])
    report.formats.cache_clear()
    try:
        assert list(report.formats()) == sorted([*NAMES, "tally"])
    finally:
        monkeypatch.undo()
        report.formats.cache_clear()


# ------------------------------------------------------------------ all formats tell the same


def test_every_format_tells_the_same_findings_in_the_same_order(run: Run, spoiled: Path) -> None:
    told = json.loads(out(run, spoiled, "json"))["findings"]
    facts = [(f["rule"], f["path"], f["line"], f["severity"]) for f in told]
    assert len({severity for *_, severity in facts}) > 1
    issues = json.loads(out(run, spoiled, "gitlab"))
    weights = {"critical": "error", "major": "warning", "info": "note"}
    assert facts == [
        (i["check_name"], i["location"]["path"], i["location"]["lines"]["begin"], weights[i["severity"]])
        for i in issues
    ]
    results = json.loads(out(run, spoiled, "sarif"))["runs"][0]["results"]
    assert facts == [(r["ruleId"], *place(r["locations"][0])[:2], r["level"]) for r in results]
    lines = [re.match(r"(.+):(\d+):\d+: \S+\[(\S+)\]", line) for line in out(run, spoiled, "text").splitlines()]
    assert [fact[:3] for fact in facts] == [(m[3], m[1], int(m[2])) for m in lines if m]
    worst = sorted(facts, key=lambda fact: SEVERITY_ORDER.index(Severity(fact[3])))
    commands = [parsed(line) for line in out(run, spoiled, "github").splitlines()[:-1]]
    assert worst == [
        (c["rule"], c["file"], int(c["line"]), {"notice": "note"}.get(c["command"], c["command"])) for c in commands
    ]


@pytest.mark.parametrize("form", NAMES)
def test_nothing_found_is_a_whole_report(library: Library, form: str) -> None:
    said = report.formats()[form].render(made(library, files=(PLAN,)))
    assert said.endswith("\n")
    assert "wrong-shape" not in said or form == "sarif"


@pytest.mark.parametrize("form", NAMES)
@settings(deadline=None)
@given(value=st.text())
def test_no_text_of_a_record_stops_a_format(library: Library, form: str, value: str) -> None:
    said = report.formats()[form].render(made(library, at(value.replace("{", "{{").replace("}", "}}"))))
    assert said.encode("utf-8")


# ------------------------------------------------------------------ fingerprints


def test_fingerprint_does_not_know_the_line() -> None:
    first, moved = at("甲"), E_RULE.at(Place(FILE, 99, 1), value="甲")
    assert fingerprints([first]) == fingerprints([moved])


@pytest.mark.parametrize(
    "other",
    [at("乙"), at("甲", path=PLAN), at("甲", rule=W_RULE), at(FILE, path="甲")],
    ids=["message", "path", "rule", "exchanged"],
)
def test_fingerprint_knows_path_rule_and_message(other: Finding) -> None:
    assert len(set(fingerprints([at("甲"), other]))) == 2


def test_equal_findings_are_counted() -> None:
    alike = [at("甲", line=line) for line in (1, 5, 9)]
    first, second, third = fingerprints(alike)
    assert [found.rpartition(":")[2] for found in (first, second, third)] == ["1", "2", "3"]
    assert len({found.rpartition(":")[0] for found in (first, second, third)}) == 1
    assert fingerprints([alike[0], at("乙"), alike[1]])[::2] == (first, second)


def test_fingerprints_stay_when_lines_above_change(run: Run, spoiled: Path) -> None:
    def told() -> tuple[list[str], list[str], list[int]]:
        issues = json.loads(out(run, spoiled, "gitlab"))
        results = json.loads(out(run, spoiled, "sarif"))["runs"][0]["results"]
        return (
            [i["fingerprint"] for i in issues],
            [r["partialFingerprints"]["primaryLocationLineHash"] for r in results],
            [i["location"]["lines"]["begin"] for i in issues],
        )

    in_gitlab, in_sarif, lines = told()
    assert in_gitlab == in_sarif
    assert len(set(in_gitlab)) == len(in_gitlab)
    assert any(found.endswith(":2") for found in in_gitlab)
    paths = {f["path"] for f in json.loads(out(run, spoiled, "json"))["findings"]}
    for path in paths:
        if path.endswith(".yaml"):
            file = spoiled / path
            file.write_text("# 加的一行\n\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    again, again_in_sarif, moved = told()
    assert moved != lines
    assert (again, again_in_sarif) == (in_gitlab, in_sarif)


def test_fingerprint_leaves_out_positions_in_messages() -> None:
    # The only rules whose message names one; a new rule must not.
    named = {rule.id for rule in rulebook().values() if re.search(r"第 ?\{\w+\} ?(行|列|个字)", rule.message)}
    assert named == {"double-key", "not-utf8"}
    for words in ("第一次在第 {} 行", "第 {} 个字节不是 UTF-8 编码"):
        assert fingerprints([at(words.format(3))]) == fingerprints([at(words.format(30))])


# ------------------------------------------------------------------ GitLab


def test_gitlab_fits_its_documented_fields(run: Run, spoiled: Path) -> None:
    said = out(run, spoiled, "gitlab")
    assert said.startswith("[")
    check("gitlab", json.loads(said))


def test_gitlab_names_the_rule_in_the_text(library: Library) -> None:
    [issue] = json.loads(gitlab.render(made(library, at("甲"))))
    assert issue["description"] == "[wrong-shape] 甲 依据：数据一致性 处理：改为 甲"


def test_gitlab_keeps_hostile_content_and_loses_no_finding(library: Library) -> None:
    findings = [at(value.replace("{", "{{").replace("}", "}}")) for value in HOSTILE] + [at("同"), at("同", line=9)]
    issues = json.loads(gitlab.render(made(library, *findings)))
    check("gitlab", issues)
    assert len({issue["fingerprint"] for issue in issues}) == len(findings)
    assert {issue["location"]["path"] for issue in issues} == {FILE}
    assert all(f.message in issue["description"] for f, issue in zip(findings, issues, strict=True))


def test_gitlab_severities_fall_with_the_weight(library: Library) -> None:
    issues = json.loads(gitlab.render(made(library, at("甲"), at("甲", W_RULE), at("甲", N_RULE))))
    assert [issue["severity"] for issue in issues] == ["critical", "major", "info"]


# ------------------------------------------------------------------ JUnit


def suite(said: str) -> ElementTree.Element:
    """The one suite, with what GitLab, Jenkins and the XSD in use ask for."""
    root = ElementTree.fromstring(said.encode("utf-8"))
    assert (root.tag, len(root), root[0].tag) == ("testsuites", 1, "testsuite")
    cases = list(root[0])
    assert {case.tag for case in cases} <= {"testcase"}
    assert root[0].get("tests") == str(len(cases))
    assert root[0].get("failures") == str(sum(case.find("failure") is not None for case in cases))
    assert {root[0].get(name) for name in ("errors", "skipped")} == {"0"}
    for case in cases:
        assert set(case.attrib) == {"classname", "name", "file", "time"}
        assert all(case.attrib.values())
        assert [child.tag for child in case] in ([], ["failure"], ["system-out"])
    # GitLab takes only the first of two cases with one name.
    assert len({(case.get("classname"), case.get("name")) for case in cases}) == len(cases)
    return root[0]


def test_junit_has_a_case_for_every_file(run: Run, spoiled: Path) -> None:
    cases = {case.attrib["name"]: case for case in suite(out(run, spoiled, "junit"))}
    files = {p.relative_to(spoiled).as_posix() for p in (spoiled / "plans").rglob("*") if p.is_file()}
    assert set(cases) == files
    failed = {f["path"] for f in json.loads(out(run, spoiled, "json"))["findings"] if f["severity"] == "error"}
    assert {name for name, case in cases.items() if case.find("failure") is not None} == failed
    assert cases[PLAN].attrib["classname"] == "plans.special"
    assert cases["plans/laws.yaml"].attrib["classname"] == "plans"


def test_junit_tells_all_findings_of_a_file_and_only_errors_fail(library: Library) -> None:
    findings = (at("警", W_RULE), at("错一"), at("错二"), at("独", W_RULE, PLAN), at("提", N_RULE, PLAN))
    cases = {case.attrib["name"]: case for case in suite(junit.render(made(library, *findings, files=("plans/x",))))}
    failure = cases[FILE].find("failure")
    assert failure is not None
    assert failure.attrib == {"type": "wrong-shape", "message": "错一（本文件共 2 项错误）"}
    told = [line for line in (failure.text or "").splitlines() if not line.startswith(" ")]
    assert [line.partition(": ")[2] for line in told] == [
        "警告[document-number-form] 警",
        "错误[wrong-shape] 错一",
        "错误[wrong-shape] 错二",
    ]
    output = cases[PLAN].findtext("system-out") or ""
    assert "警告[document-number-form] 独" in output
    assert "提示[unexpected-file] 提" in output
    assert list(cases["plans/x"]) == []


@pytest.mark.parametrize("value", HOSTILE)
def test_junit_holds_hostile_content(library: Library, value: str) -> None:
    value = value.replace("{", "").replace("}", "")
    [case] = suite(junit.render(made(library, at(value))))
    legal = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", value)
    failure = case.find("failure")
    assert failure is not None
    assert failure.attrib["message"] == legal
    assert f"] {legal}\n".replace("\r\n", "\n").replace("\r", "\n") in (failure.text or "")
    assert case.attrib["file"] == FILE


def test_junit_of_a_part_does_not_vouch_for_the_rest(run: Run, spoiled: Path) -> None:
    cases = {case.attrib["name"] for case in suite(out(run, spoiled, "junit", "plans/special"))}
    assert PLAN in cases
    assert {name for name in cases if not name.startswith("plans/special/")} == set()


# ------------------------------------------------------------------ SARIF


def place(location: dict[str, Any]) -> tuple[str, int, int]:
    physical = location["physicalLocation"]
    region = physical["region"]
    return unquote(physical["artifactLocation"]["uri"]), region["startLine"], region["startColumn"]


def plain(message: dict[str, str]) -> str:
    """A message as a reader of SARIF shows it: no placeholder is left, links keep their text."""
    text = re.sub(r"\[((?:[^\[\]\\]|\\.)*)\]\(\d+\)", lambda m: re.sub(r"\\(.)", r"\1", m[1]), message["text"])
    assert re.findall(r"(?<!\{)(?:\{\{)*\{[0-9]", text.replace("{{", "")) == []
    return text.replace("{{", "{").replace("}}", "}")


def test_sarif_fits_its_schema(run: Run, spoiled: Path) -> None:
    log = json.loads(out(run, spoiled, "sarif"))
    check("sarif", log)
    [ran] = log["runs"]
    assert ran["columnKind"] == "unicodeCodePoints"
    rules = ran["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(rulebook())
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in ran["results"])


def test_sarif_tells_basis_and_remedy_of_every_rule(library: Library) -> None:
    rules = json.loads(sarif.render(made(library)))["runs"][0]["tool"]["driver"]["rules"]
    for rule in rules:
        known = rulebook()[rule["id"]]
        assert rule["defaultConfiguration"] == {"level": known.severity.value}
        assert rule["shortDescription"] == {"text": known.title}
        basis, remedy = rule["help"]["text"].split("\n")
        assert re.match("依据：.+", basis)
        assert re.match("处理：.+", remedy)
        assert "{" not in rule["help"]["text"]
        assert "helpUri" not in rule


@pytest.mark.parametrize("value", HOSTILE)
def test_sarif_holds_hostile_content(library: Library, value: str) -> None:
    finding = Finding(E_RULE, Place(FILE, 3, 4), value, Severity.ERROR, "改")
    log = json.loads(sarif.render(made(library, finding)))
    check("sarif", log)
    [result] = log["runs"][0]["results"]
    assert place(result["locations"][0]) == (FILE, 3, 4)
    assert plain(result["message"]).replace("] (", "](") == f"{value}\n处理：改"
    assert "](" not in result["message"]["text"]


def test_sarif_links_related_places(library: Library) -> None:
    related = (Place(PLAN, 8, 2), Place("plans/甲[1]\\.yaml", 9, 3))
    log = json.loads(sarif.render(made(library, at("甲", related=related))))
    check("sarif", log)
    [result] = log["runs"][0]["results"]
    locations = result["relatedLocations"]
    assert [place(location) for location in locations] == [(p.path, p.line, p.column) for p in related]
    linked = re.findall(r"\]\((\d+)\)", result["message"]["text"])
    assert linked == [str(location["id"]) for location in locations]
    assert plain(result["message"]).endswith(f"另见：{related[0]}、{related[1]}")


# ------------------------------------------------------------------ GitHub


def parsed(line: str) -> dict[str, str]:
    """A workflow command read as the runner reads it."""
    match = re.fullmatch(r"::(error|warning|notice) (.*?)::(.*)", line)
    assert match, line
    pairs = (pair.split("=", 1) for pair in match[2].split(","))
    found = {key: undone(undone(value, "%3A", ":"), "%2C", ",") for key, value in pairs}
    found = {key: data(value) for key, value in found.items()}
    rule = re.search(r"（([a-z0-9-]+)）$", found["title"])
    return {**found, "command": match[1], "text": data(match[3]), "rule": rule[1] if rule else ""}


def undone(text: str, escape: str, sign: str) -> str:
    return text.replace(escape, sign)


def data(text: str) -> str:
    return undone(undone(undone(text, "%0D", "\r"), "%0A", "\n"), "%25", "%")


@pytest.mark.parametrize("value", HOSTILE)
def test_github_lines_are_read_back(library: Library, value: str) -> None:
    rule = Rule("x", f"题{value}", Severity.ERROR, (CONSISTENCY,), "", "")
    finding = Finding(rule, Place(FILE, 3, 4), value, Severity.ERROR, "改")
    command, totals = github.render(made(library, finding)).split("\n")[:2]
    found = parsed(command)
    assert (found["file"], found["line"], found["col"]) == (FILE, "3", "4")
    assert found["title"] == f"题{value}（x）"
    assert found["text"] == f"{value} 依据：数据一致性 处理：改"
    assert totals.startswith("专项预案 ")


@pytest.mark.parametrize(
    ("numbers", "shown", "words"),
    [
        ((10, 10, 10), (10, 10, 10), ""),
        ((11, 0, 0), (10, 0, 1), "错误 1 项"),
        ((0, 25, 3), (0, 10, 4), "警告 15 项"),
        ((11, 10, 10), (10, 10, 10), "错误 1 项、提示 1 项"),
        ((0, 0, 12), (0, 0, 10), "提示 3 项"),
    ],
)
def test_github_shows_ten_a_kind_and_tells_of_the_rest(
    library: Library, numbers: tuple[int, ...], shown: tuple[int, ...], words: str
) -> None:
    rules = dict(zip((N_RULE, W_RULE, E_RULE), reversed(numbers), strict=True))
    findings = [at(f"第{n}项", rule) for rule, number in rules.items() for n in range(number)]
    *lines, totals = github.render(made(library, *findings)).splitlines()
    commands = [parsed(line) for line in lines]
    kinds = [command["command"] for command in commands]
    assert tuple(kinds.count(kind) for kind in ("error", "warning", "notice")) == shown
    assert kinds == sorted(kinds, key=["error", "warning", "notice"].index)
    for kind in ("error", "warning"):
        texts = [command["text"].split(" ")[0] for command in commands if command["command"] == kind]
        assert texts == [f"第{n}项" for n in range(len(texts))]
    cut = [command["text"] for command in commands if "file" not in command]
    assert cut == (
        [f"GitHub 每一步每类只显示 10 条，另有{words}没有标出。运行 preplan check 查看全部。"] if words else []
    )
    assert totals.startswith("专项预案 ")


# ------------------------------------------------------------------ Markdown


class Page(html.parser.HTMLParser):
    """Elements, comments and the text of the cells of rendered Markdown."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.comments: list[str] = []
        self.rows: list[list[str]] = []
        self._in_cell = False
        self.feed(python_markdown.markdown(source, extensions=["tables"]))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        if tag == "tr":
            self.rows.append([])
        self._in_cell = self._in_cell or tag in ("td", "th")
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.rows[-1][-1] += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


KNOWN_TAGS = {"h2", "p", "table", "thead", "tbody", "tr", "th", "td", "code"}


def table(said: str) -> Iterator[list[str]]:
    """Rows of the table, read from the source: cells are parted by | and by nothing in them."""
    for line in said.splitlines():
        if line.startswith("| ") and not line.startswith("| 级别"):
            cells = line.removeprefix("| ").removesuffix(" |").split(" | ")
            assert line.count("|") == len(cells) + 1 == 6
            yield [html.unescape(cell).replace("\u200b", "") for cell in cells]


@pytest.mark.parametrize("value", HOSTILE)
def test_markdown_shows_hostile_content_as_words(library: Library, value: str) -> None:
    rule = Rule("x", f"题{value}", Severity.ERROR, (CONSISTENCY,), "", "")
    finding = Finding(rule, Place(f"{FILE}{value}", 3, 4), value, Severity.ERROR, f"改{value}")
    said = markdown.render(made(library, finding))
    # Controls, and what turns the direction or has no width, become one space.
    seen = re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202e\u200b\ufeff]+", " ", value)
    assert list(table(said)) == [["错误", f"题{seen} `x`", f"{FILE}{seen}:3", seen, f"改{seen}"]]
    page = Page(said)
    assert set(page.tags) <= KNOWN_TAGS
    assert (page.tags["code"], page.comments) == (1, [" preplan-check "])
    [_, row] = page.rows
    assert row[3].replace("\u200b", "") == seen.strip()
    body = said.removeprefix(f"{markdown.MARKER}\n")
    assert re.findall(r"[<>@]|://|www\.", body) == []
    assert re.findall(r"[@#!]\w", row[3]) == []


def test_markdown_begins_with_a_marker_and_counts(run: Run, spoiled: Path) -> None:
    marker, heading, *_, totals = out(run, spoiled, "markdown").splitlines()
    counts = json.loads(out(run, spoiled, "json"))["counts"]
    assert marker == "<!-- preplan-check -->"
    assert heading == f"## 预案库检查：错误 {counts['error']} 项、警告 {counts['warning']} 项、提示 {counts['note']} 项"
    assert totals.startswith("专项预案 ")


def test_markdown_has_one_line_a_defect_and_the_worst_first(library: Library) -> None:
    findings = (
        at("提", N_RULE),
        at("一", line=1),
        at("甲", W_RULE, line=2),
        at("二", line=5),
        at("别处", path=PLAN, line=9),
        at("三", line=9),
    )
    rows = list(table(markdown.render(made(library, *findings))))
    assert [(row[0], row[2], row[3]) for row in rows] == [
        ("错误", f"{FILE}:1", "一（同一记录共 3 处）"),
        ("错误", f"{PLAN}:9", "别处"),
        ("警告", f"{FILE}:2", "甲"),
        ("提示", f"{FILE}:3", "提"),
    ]


def test_markdown_keeps_the_records_of_a_list_file_apart(library: Library) -> None:
    first, second = library.every("department")[:2]
    findings = [
        E_RULE.at(record.place(key), value=f"{record.id} {key}")
        for record in (first, second)
        for key in ("id", "short")
    ]
    rows = list(table(markdown.render(made(library, *findings))))
    assert [row[3] for row in rows] == [f"{record.id} id（同一记录共 2 处）" for record in (first, second)]


@pytest.mark.parametrize("value", ["字" * 1000, "@" * 1000, "<|`" * 400])
def test_markdown_stays_small_and_tells_what_was_cut(library: Library, value: str) -> None:
    rules = {E_RULE: 150, W_RULE: 300, N_RULE: 300}
    findings = [
        at(value, rule, f"plans/x/{n}.yaml", line)
        for rule, number in rules.items()
        for n in range(number)
        for line in (1, 2)
    ]
    said = markdown.render(made(library, *findings))
    assert 50_000 < len(said.encode("utf-8")) <= markdown.MOST_BYTES <= 60 * 1024
    rows = list(table(said))
    assert {row[0] for row in rows} == {"错误"}
    assert {len(row[3]) for row in rows} == {300 + len("…（同一记录共 2 处）")}
    left = sum(rules.values()) - len(rows)
    numbers = f"错误 {(150 - len(rows)) * 2} 项、警告 600 项、提示 600 项"
    assert f"**篇幅所限，另有 {left} 行未列出（{numbers}）。运行 `preplan check` 查看全部。**" in said
    assert said.splitlines()[-1].startswith("专项预案 ")


def test_markdown_cuts_nothing_that_fits(library: Library) -> None:
    findings = [at("甲", path=f"plans/{n}.yaml") for n in range(50)]
    said = markdown.render(made(library, *findings))
    assert len(list(table(said))) == 50
    assert "未列出" not in said


def test_markdown_holds_its_limit_to_the_byte(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    report = made(library, *(at("甲", path=f"plans/{n}.yaml") for n in range(60)))
    sizes = set()
    for most in range(2_000, 2_400):
        monkeypatch.setattr(markdown, "MOST_BYTES", most)
        size = len(markdown.render(report).encode("utf-8"))
        assert size <= most
        sizes.add(size)
    assert len(sizes) > 2


def test_the_command_offers_every_format_of_the_folder() -> None:
    """The command reads names only; the folder knows which of them can render."""
    assert check_command._format_names() == tuple(report.formats())
