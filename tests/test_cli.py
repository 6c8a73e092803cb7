"""The command from the outside: exit codes, formats, files, and what it says of wrong arguments."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from preplan import __version__, desk
from preplan.finding import CONSISTENCY, Place, Rule, Severity
from preplan.report import Report, github
from tests.conftest import REPOSITORY, TODAY, Lay, Run

PLAN = "plans/special/town-gas/plan.yaml"


@pytest.fixture
def library(lay: Lay) -> Path:
    """The small library, in which nothing is wrong."""
    return lay()


def spoil(library: Path, path: str = PLAN, old: str = "lead: housing", new: str = "lead: nobody") -> int:
    """Changes a record; gives the line of the change."""
    content = (library / path).read_text(encoding="utf-8")
    assert old in content
    (library / path).write_text(content.replace(old, new), encoding="utf-8")
    return content[: content.index(old)].count("\n") + 1


def findings(out: str) -> list[str]:
    """The lines of a text report that name a place."""
    return [line for line in out.splitlines() if re.match(r"\S+:[0-9]+:[0-9]+: ", line)]


def shell(*arguments: str, cwd: Path = REPOSITORY, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    settings = {**os.environ, "PYTHONPATH": str(REPOSITORY / "tools"), **environment}
    return subprocess.run([sys.executable, "-m", "preplan", *arguments], cwd=cwd, env=settings, capture_output=True)


# ------------------------------------------------------------------ exit codes


def test_sound_library_ends_with_0(run: Run, library: Path) -> None:
    code, out, err = run("-C", str(library), "check")
    assert (code, err, findings(out)) == (0, "", [])
    assert re.search("已检查记录文件 [0-9]+ 个：错误 0 项、警告 0 项、提示 0 项。", out)


def test_error_ends_with_1(run: Run, library: Path) -> None:
    line = spoil(library)
    code, out, err = run("-C", str(library), "check")
    assert (code, err) == (1, "")
    assert [found.split(": ")[0] for found in findings(out)] == [f"{PLAN}:{line}:7"]


def test_warning_alone_ends_with_0(run: Run, library: Path) -> None:
    spoil(library, "plans/notices/2022/2022-37.yaml", "〔2013〕20号", "（2013）20号")
    code, out, _ = run("-C", str(library), "check", "--only", "document-number-form")
    assert code == 0
    assert "警告[document-number-form]" in out


def test_broken_file_is_a_finding_and_no_obstacle(run: Run, library: Path) -> None:
    (library / PLAN).write_bytes(b"\xff")
    code, out, err = run("-C", str(library), "check")
    assert (code, err) == (1, "")
    assert f"{PLAN}:1:1: 错误[not-utf8]" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "缺少参数：命令"),
        (("chek",), "没有这个选择：'chek'"),
        (("check", "--nix"), "不认识的参数：--nix"),
        (("check", "--only"), "参数 --only: 后面要有一个值"),
        (("check", "--format", "xml"), "没有这个选择：'xml'"),
        (("check", "--only", "lead-not-singel"), "没有规则「lead-not-singel」，最接近的是：lead-not-single"),
        (("check", "--only", "☃"), "没有规则「☃」"),
        (("check", "plans/nowhere"), "预案库中没有「plans/nowhere」"),
        (("check", ".."), "预案库中没有「..」"),
        (("check", "/etc"), "预案库中没有「/etc」"),
        (("check", "--as-of", "2022-02-30"), "参数 --as-of: 不是日期（应写 年-月-日）：'2022-02-30'"),
        (("status", "--as-of", "20221231"), "参数 --as-of: 不是日期（应写 年-月-日）：'20221231'"),
        (("status", "--as-of", "2022-W52-6"), "参数 --as-of: 不是日期（应写 年-月-日）：'2022-W52-6'"),
        (("rules", "lead-single"), "没有规则「lead-single」，最接近的是：lead-not-single"),
        (("rules", "a", "b"), "不认识的参数：b"),
        (("pages",), "缺少参数：目录"),
    ],
)
def test_wrong_arguments_end_with_2_and_one_chinese_sentence(
    run: Run, library: Path, arguments: tuple[str, ...], words: str
) -> None:
    code, out, err = run("-C", str(library), *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("preplan：")
    assert words in err
    assert re.findall(r"\b(?:error|invalid|argument|required|usage|choose|expected)\b", err) == []


def test_near_names_are_left_out_where_there_are_none(run: Run, library: Path) -> None:
    assert "最接近" not in run("-C", str(library), "check", "--only", "☃")[2]


@pytest.mark.parametrize("missing", ["plans", "schemas"])
def test_folder_that_is_no_library_ends_with_2(run: Run, library: Path, missing: str) -> None:
    (library / missing).rename(library / "elsewhere")
    code, out, err = run("-C", str(library), "check")
    assert (code, out) == (2, "")
    assert "没有 plans/ 和 schemas/，这里不是预案库" in err


@pytest.mark.parametrize(
    ("path", "content"), [("common.schema.json", None), ("plan.schema.json", "{"), ("plan.schema.json", "甲")]
)
def test_library_without_readable_schemas_ends_with_2(run: Run, library: Path, path: str, content: str | None) -> None:
    if content is None:
        (library / "schemas" / path).unlink()
    else:
        (library / "schemas" / path).write_text(content, encoding="utf-8")
    code, out, err = run("-C", str(library), "check")
    assert (code, out) == (2, "")
    assert path in err
    assert err.startswith("preplan：无法运行：")


def test_schema_of_a_kind_that_is_missing_ends_with_2(run: Run, library: Path) -> None:
    (library / "schemas/notice.schema.json").unlink()
    code, out, err = run("-C", str(library), "check")
    assert (code, out) == (2, "")
    assert "notice.schema.json" in err


# ------------------------------------------------------------------ version, help, start


def test_version_imports_nothing_heavy() -> None:
    program = (
        "import sys; before = set(sys.modules); from preplan.cli import main; code = main(['--version']);"
        "print(code, *sorted({name.split('.')[0] for name in set(sys.modules) - before}))"
    )
    settings = {**os.environ, "PYTHONPATH": str(REPOSITORY / "tools")}
    done = subprocess.run([sys.executable, "-c", program], env=settings, capture_output=True, text=True, check=True)
    version, rest = done.stdout.splitlines()
    assert version == f"preplan {__version__}"
    code, *modules = rest.split()
    assert code == "0"
    heavy = {"yaml", "argparse", "jsonschema", "jsonschema_rs", "git", "mkdocs", "importlib", "json", "re", "logging"}
    assert heavy & set(modules) == set()


def test_version_of_the_whole_command() -> None:
    done = shell("--version")
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, f"preplan {__version__}\n", b"")


@pytest.mark.parametrize(
    "arguments", [("--help",), ("-h",), *((verb, "--help") for verb in ("check", "status", "rules", "pages"))]
)
def test_help_is_chinese(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, err) == (0, "")
    assert out.startswith("用法：")
    assert "选项" in out
    assert re.findall(r"\b(?:usage|options|show|positional|arguments|default|exit)\b", out) == []


def test_help_names_every_command_and_the_exit_codes(run: Run) -> None:
    out = run("--help")[1]
    assert all(verb in out for verb in ("check", "status", "rules", "pages"))
    assert "退出码：0 没有错误；1 发现错误；2 无法运行。" in out


def test_check_needs_no_git_and_no_repository(library: Path) -> None:
    assert not (library / ".git").exists()
    done = shell("check", cwd=library, PATH="", GIT_DIR=str(library / "nowhere"))
    assert (done.returncode, done.stderr) == (0, b"")


def test_check_changes_nothing(run: Run, library: Path) -> None:
    def tree() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in library.rglob("*") if path.is_file()}

    before = tree()
    run("-C", str(library), "check")
    run("-C", str(library), "status")
    assert tree() == before


def test_library_is_found_from_a_folder_inside_it(run: Run, library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(library / "plans/special/town-gas")
    assert run("status") == run("-C", str(library), "status")


def test_reader_that_goes_away_is_no_fault(library: Path) -> None:
    """preplan … | head -n 0, for an output smaller and one larger than the buffer."""
    for number in range(300):
        (library / f"plans/unknown-{number}.txt").write_text("", encoding="utf-8")
    for verb, code in (("status", 0), ("check", 1)):
        settings = {**os.environ, "PYTHONPATH": str(REPOSITORY / "tools")}
        command = [sys.executable, "-m", "preplan", "-C", str(library), verb]
        with subprocess.Popen(command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None and process.stderr is not None
            process.stdout.close()
            complaint = process.stderr.read()
            # `status` says in one line that files were not counted; of the reader that went away nobody speaks.
            expected = "preplan：300 个文件有写法错误，未全部计入；逐条见 preplan check\n" if verb == "status" else ""
            assert (process.wait() in (0, code), complaint.decode()) == (True, expected)


def test_screen_that_cannot_show_chinese_gets_escapes(library: Path) -> None:
    spoil(library)
    done = shell("-C", str(library), "check", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"[unresolved-reference]" in done.stdout


# ------------------------------------------------------------------ paths and days


@pytest.mark.parametrize(
    ("path", "count"),
    [
        (PLAN, 1),
        ("plans/special/town-gas", 1),
        ("plans/special/town-gas/", 1),
        ("plans", 1),
        (".", 1),
        ("plans/special/poisoning", 0),
        ("plans/special/town-gas/editions", 0),
        ("docs", 0),
    ],
)
def test_path_narrows_what_is_shown(run: Run, library: Path, path: str, count: int) -> None:
    spoil(library)
    (library / "docs").mkdir()
    code, out, _ = run("-C", str(library), "check", path)
    assert (code, len(findings(out))) == (count, count)


@pytest.mark.parametrize(
    ("folder", "path"),
    [("plans/special/town-gas", "plan.yaml"), ("plans/special", "town-gas"), ("plans", PLAN), ("schemas", PLAN)],
)
def test_path_may_be_given_from_here_or_from_the_library(
    run: Run, library: Path, monkeypatch: pytest.MonkeyPatch, folder: str, path: str
) -> None:
    spoil(library)
    monkeypatch.chdir(library / folder)
    assert len(findings(run("check", path)[1])) == 1


def test_finding_is_shown_for_a_related_place_too(run: Run, library: Path) -> None:
    spoil(library, "plans/special/poisoning/plan.yaml", "number: 48", "number: 25")
    both = ["plans/special/poisoning/plan.yaml", PLAN]
    shown = [findings(run("-C", str(library), "check", "--only", "duplicate-id", path)[1]) for path in both]
    assert shown[0] == shown[1]
    assert len(shown[0]) == 1
    assert run("-C", str(library), "check", "--only", "duplicate-id", "plans/overall")[0] == 0


def test_only_the_named_rules_are_used(run: Run, library: Path) -> None:
    spoil(library)
    (library / "plans/unknown.txt").write_text("", encoding="utf-8")
    for rules in (["unexpected-file"], ["unresolved-reference"], ["unexpected-file", "unresolved-reference"]):
        out = run("-C", str(library), "check", *(f"--only={rule}" for rule in rules))[1]
        assert sorted(re.findall(r"错误\[([a-z-]+)\]", out)) == rules


@pytest.mark.parametrize(("day", "issued"), [("2022-08-11", 0), ("2022-08-12", 1), ("2023-05-01", 1)])
def test_as_of_is_the_day_everything_is_counted_for(run: Run, library: Path, day: str, issued: int) -> None:
    code, out, _ = run("-C", str(library), "status", "--as-of", day)
    assert code == 0
    assert out.startswith(f"专项预案 3 件，已印发 {issued} 件")
    assert f"（数据截止 {day}）" in out
    assert f"（数据截止 {day}）" in run("-C", str(library), "check", "--as-of", day)[1]


def test_without_data_date_the_day_is_today(run: Run, library: Path) -> None:
    spoil(library, "plans/bureau.yaml", "as_of: 2022-12-31\nc", "c")
    assert "（数据截止 2026-11-24）" in run("-C", str(library), "status")[1]


# ------------------------------------------------------------------ formats


def test_text_gives_place_fact_basis_and_remedy(run: Run, library: Path) -> None:
    line = spoil(library)
    lines = run("-C", str(library), "check")[1].splitlines()
    assert lines[0].startswith(f"{PLAN}:{line}:7: 错误[unresolved-reference] ")
    assert "「nobody」" in lines[0]
    assert lines[1] == "    依据：数据一致性"
    assert lines[2].startswith("    处理：")
    assert lines[-2].endswith("错误 1 项、警告 0 项、提示 0 项。")
    assert lines[-1].startswith("专项预案 3 件，已印发 1 件；职责 4 条、")


def test_json_is_for_programs(run: Run, library: Path) -> None:
    line = spoil(library)
    code, out, _ = run("-C", str(library), "check", "--format", "json")
    found = json.loads(out)
    assert code == 1
    assert list(found) == ["as_of", "files", "counts", "findings"]
    assert found["counts"] == {"error": 1, "warning": 0, "note": 0}
    [finding] = found["findings"]
    keys = {"rule", "severity", "path", "line", "column", "message", "basis", "remedy"}
    assert keys <= set(finding)
    assert (finding["rule"], finding["severity"]) == ("unresolved-reference", "error")
    assert (finding["path"], finding["line"], finding["column"]) == (PLAN, line, 7)
    assert all(finding[key] for key in keys)


def test_github_gives_one_command_a_finding(run: Run, library: Path) -> None:
    line = spoil(library)
    code, out, _ = run("-C", str(library), "check", "--format", "github")
    lines = out.splitlines()
    assert code == 1
    assert [found for found in lines if found.startswith("::")] == lines[:1]
    assert re.match(rf"::error file={PLAN},line={line},col=7,title=\S+（unresolved-reference）::\S+", lines[0])


def test_github_escapes_what_would_end_a_command(library: Path) -> None:
    rule = Rule("x", "一,二:三\n四", Severity.WARNING, (CONSISTENCY,), "100%\r\n::error::{value}", "改:正,它")
    finding = rule.at(Place("plans/a,b:c%.yaml", 3, 4), value="值")
    report = Report(desk.open_library(library, TODAY).library, (finding,), 1)
    command, _ = github.render(report).splitlines()
    head = "::warning file=plans/a%2Cb%3Ac%25.yaml,line=3,col=4,title=一%2C二%3A三%0A四（x）::100%25"
    assert command.startswith(head)
    assert command.endswith("::error::值 依据：数据一致性 处理：改:正,它")


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_every_format_has_the_same_findings_and_code(run: Run, library: Path, form: str) -> None:
    spoil(library)
    (library / "plans/unknown.txt").write_text("", encoding="utf-8")
    code, out, err = run("-C", str(library), "check", "--format", form)
    assert (code, err) == (1, "")
    assert out.count("unexpected-file") == 1
    assert out.count("unresolved-reference") == 1
    assert out.endswith("\n")


# ------------------------------------------------------------------ files that are written


def test_output_goes_to_the_file_and_not_to_the_screen(run: Run, library: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    target.write_text("旧", encoding="utf-8")
    screen = run("-C", str(library), "check", "--format", "json")[1]
    assert run("-C", str(library), "check", "--format", "json", "--output", str(target)) == (0, "", "")
    assert target.read_text(encoding="utf-8") == screen
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library", "report.json"]


@pytest.mark.parametrize("step", ["replace", "chmod", "fdopen"])
def test_failure_keeps_the_old_file_and_leaves_no_half_one(
    run: Run, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", str(target))

    target = tmp_path / "report.txt"
    target.write_text("旧", encoding="utf-8")
    monkeypatch.setattr(os, step, fail)
    code, out, err = run("-C", str(library), "check", "--output", str(target))
    monkeypatch.undo()
    assert (code, out) == (2, "")
    assert err.startswith(f"preplan：无法读写「{target}」")
    assert target.read_text(encoding="utf-8") == "旧"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library", "report.txt"]


@pytest.mark.parametrize("where", ["nowhere/report.txt", "library"])
def test_output_that_cannot_be_written_ends_with_2(run: Run, library: Path, tmp_path: Path, where: str) -> None:
    code, out, err = run("-C", str(library), "check", "--output", str(tmp_path / where))
    assert (code, out) == (2, "")
    assert str(tmp_path / where) in err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library"]


def test_pages_are_written_to_an_empty_folder_only(run: Run, library: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code, said, _ = run("-C", str(library), "pages", str(out))
    assert code == 0
    written = [path for path in out.rglob("*") if path.is_file()]
    assert said == f"已写出 {len(written)} 个文件到 {out}\n"
    assert (out / "index.md").exists()
    before = {path: path.read_bytes() for path in written}
    code, said, err = run("-C", str(library), "pages", str(out), "--audience", "internal")
    assert (code, said) == (2, "")
    assert f"「{out}」不是空目录" in err
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_pages_refuse_a_file_in_the_place_of_the_folder(run: Run, library: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("旧", encoding="utf-8")
    code, _, err = run("-C", str(library), "pages", str(tmp_path / "out"))
    assert (code, (tmp_path / "out").read_text(encoding="utf-8")) == (2, "旧")
    assert "不是空目录" in err


# ------------------------------------------------------------------ rules


def test_rules_are_listed_with_weight_and_title(run: Run, library: Path) -> None:
    code, out, _ = run("-C", str(library), "rules")
    lines = out.splitlines()
    assert code == 0
    assert lines == sorted(lines)
    assert all(re.match(r"[a-z0-9-]+ +(错误|警告|提示)  \S", line) for line in lines)
    assert any(line.startswith("lead-not-single ") for line in lines)


def test_rule_is_explained_in_full(run: Run, library: Path) -> None:
    code, out, _ = run("-C", str(library), "rules", "overall-plan-not-one")
    assert code == 0
    for part in ("依据：《突发事件应急预案管理办法》", "第七条", "适用日期：", "处理：", "证据等级：A", "规则表：G-02"):
        assert part in out
    for part in ("查什么：", "记录：本局、预案", "触发举例：", "不触发举例：", "自版本："):
        assert part in out
