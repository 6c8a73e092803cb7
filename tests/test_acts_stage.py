"""preplan stage, extend: what the procedure allows is written beside what is there, everything else is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.acts import Office
from tests.conftest import REPOSITORY, Lay, Run

MINE = "plans/special/non-coal-mine/revisions/2021/record.yaml"
POISON = "plans/special/poisoning/revisions/2021/record.yaml"
SUMMARY = "consultation_summary:采纳情况汇总"


@pytest.fixture
def office(lay: Lay, run: Run) -> Office:
    return Office(lay(), run)


@pytest.fixture
def real(tmp_path: Path, run: Run) -> Office:
    """A copy of the repository's own library."""
    for folder in ("plans", "schemas"):
        shutil.copytree(REPOSITORY / folder, tmp_path / "real" / folder)
    return Office(tmp_path / "real", run)


def test_next_stage_closes_the_one_before(office: Office) -> None:
    before = office.files()
    out = office.does("stage", "non-coal-mine", "expert_review", "--date", "2022-12-30", "--closed", "2022-12-28",
                      "--paper", f"{SUMMARY}:示西应急函〔2022〕9号", "--post", "预案科岗")  # fmt: skip
    assert "“征求意见”于 2022-12-28 完成" in out
    assert "由“征求意见”进入“专家评审”，2022-12-30" in out
    assert "还有 1 家没有复函：市公安局" in out
    assert office.changed(before) == {
        MINE: [
            "+    closed_on: 2022-12-28",
            "+      - {kind: consultation_summary, title: 采纳情况汇总, number: 示西应急函〔2022〕9号, date: 2022-12-28}",
            "+  - stage: expert_review",
            "+    entered_on: 2022-12-30",
            "+    post: 预案科岗",
        ],
        "plans/special/non-coal-mine/draft.md": ["-stage: consulting", "+stage: expert_review"],
    }


def test_names_in_chinese_serve_as_well(office: Office) -> None:
    plan = "莱西市非煤矿山生产安全事故应急预案"
    title = next(line for line in office.text("plans/special/non-coal-mine/plan.yaml").splitlines() if "title:" in line)
    plan = title.partition(": ")[2]
    out = office.does("stage", plan, "专家评审", "--date", "2022-12-30", "--paper", "征求意见采纳情况:汇总")
    assert "进入“专家评审”" in out


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (
            ("expert_review",),
            "“征求意见”还没有收尾文件（征求意见采纳情况），不能算完成；用 --paper consultation_summary:题名",
        ),
        (("amending", "--paper", SUMMARY), "从“征求意见”不能直接进入“修改完善”，依次是：专家评审→修改完善"),
        (("approval", "--paper", SUMMARY), "依次是：专家评审→修改完善→合法性审查→审议批准"),
        (("drafting",), "“起草”在“征求意见”之前，阶段不倒退"),
        (("issued",), "用 preplan register 登记印发"),
        (("consulting",), "已经在“征求意见”阶段"),
        (("expert_review", "--paper", SUMMARY, "--paper", "minutes:纪要"), "会议纪要属于“审议批准”"),
        (("expert_review", "--paper", SUMMARY, "--paper", "review_opinion:意见"), "收尾文件等办完再登记"),
        (("expert_review", "--paper", "summary:汇总"), "没有文件种类「summary」"),
        (("expert_review", "--paper", "consultation_summary"), "写作 种类:题名"),
        (("expert_revue",), "没有阶段「expert_revue」，最接近的是：expert_review"),
        (("expert_review", "--paper", f"{SUMMARY}@2022-12-31"), "收尾文件的日期 2022-12-31 晚于完成日期 2022-12-30"),
    ],
)
def test_what_the_procedure_does_not_allow(office: Office, arguments: tuple[str, ...], why: str) -> None:
    assert why in office.refuses("stage", "non-coal-mine", *arguments, "--date", "2022-12-30")


@pytest.mark.parametrize(
    ("day", "why"),
    [("2022-12-04", "早于前面已登记的日期 2022-12-05"), ("2026-11-25", "在今天（2026-11-24）以后")],
)
def test_day_before_the_last_fact_or_after_today(office: Office, day: str, why: str) -> None:
    assert why in office.refuses("stage", "non-coal-mine", "expert_review", "--date", day, "--paper", SUMMARY)


def test_issued_plan_and_plan_outside_the_campaign(office: Office) -> None:
    assert "已经印发，这一轮修编已结束" in office.refuses("stage", "town-gas", "approval", "--date", "2022-12-30")
    assert "还没有列入计划，不能直接进入“起草”，依次是：列入计划→起草" in office.refuses(
        "stage", "overall", "drafting", "--date", "2022-12-30"
    )
    assert "没有预案「town-gaz」，最接近的是：town-gas" in office.refuses(
        "stage", "town-gaz", "approval", "--date", "2022-12-30"
    )
    assert "没有包含" in office.refuses("stage", "poisoning", "drafting", "--date", "2020-12-30")


def test_coordination_is_a_step_of_the_law_from_2024(office: Office) -> None:
    def step(stage: str, day: str, *papers: str) -> list[str]:
        return ["stage", "non-coal-mine", stage, "--date", day, *(f for p in papers for f in ("--paper", p))]

    office.does(*step("expert_review", "2023-03-01", SUMMARY))
    office.does(*step("amending", "2023-04-01", "review_opinion:评审意见"))
    why = office.refuses(*step("legality_review", "2024-01-31", "amendment_note:修改说明"))
    assert "从“修改完善”不能直接进入“合法性审查”，依次是：衔接协调→合法性审查" in why
    office.does(*step("legality_review", "2024-01-30", "amendment_note:修改说明"))


def test_drafting_begins_from_the_text_in_force(office: Office) -> None:
    """The body stays but for the names of units of its day; the record is not touched elsewhere."""
    (office.root / "plans/special/poisoning/draft.md").unlink(missing_ok=True)
    body = "\n## 1 总则\n\n### 1.1 职责\n\n市国土资源局提供资料（原市国土资源局存档）。青岛市国土资源局另有规定。\n"
    edition = "plans/special/poisoning/editions/2014.md"
    (office.root / edition).write_text(office.text(edition).rstrip("\n") + "\n" + body, encoding="utf-8")
    office.edit(POISON, "  - stage: drafting\n    entered_on: 2022-11-29\n", "")
    out = office.does("stage", "poisoning", "drafting", "--date", "2022-11-29")
    draft = office.text("plans/special/poisoning/draft.md")
    assert draft.startswith('---\nplan: poisoning\ncampaign: "2021"\nstage: drafting\nupdated_on: 2022-11-29\n')
    assert draft.endswith(body.replace("市国土", "市自然", 1))
    assert "由“2014”版正文开始" in out
    assert "曾用名「市国土资源局」改为「市自然资源局」1 处" in out
    assert office.text(edition).endswith(body)


def test_drafting_without_a_text_begins_with_the_outline(office: Office) -> None:
    office.edit(POISON, "  - stage: drafting\n    entered_on: 2022-11-29\n", "")
    code, out, _ = office.run(
        "-C", str(office.root), "stage", "poisoning", "drafting", "--date", "2022-11-29", "--dry-run"
    )
    assert code in (0, 1)
    assert not (office.root / "plans/special/poisoning/draft.md").exists()
    assert out


def test_first_stage_begins_the_record(office: Office) -> None:
    (office.root / POISON).unlink()
    assert "依次是：列入计划→起草" in office.refuses("stage", "poisoning", "drafting", "--date", "2022-12-01")
    office.does("stage", "poisoning", "planned", "--date", "2022-12-01", "--procedure", "simplified")
    assert "procedure: simplified\nstages:\n  - stage: planned\n    entered_on: 2022-12-01\n" in office.text(POISON)


def test_papers_alone_and_the_end_of_a_stage(office: Office) -> None:
    before = office.files()
    out = office.does("stage", "non-coal-mine", "consulting", "--date", "2022-12-20", "--paper", "other:座谈会记录")
    assert "登记“征求意见”的文件 1 件" in out
    assert office.changed(before) == {MINE: ["+      - {kind: other, title: 座谈会记录, date: 2022-12-20}"]}
    out = office.does("stage", "non-coal-mine", "consulting", "--date", "2022-12-29", "--paper", SUMMARY)
    assert "“征求意见”于 2022-12-29 完成" in out
    assert "已于 2022-12-29 完成，不再补" in office.refuses(
        "stage", "non-coal-mine", "expert_review", "--date", "2022-12-30", "--paper", SUMMARY
    )
    office.does("stage", "non-coal-mine", "expert_review", "--date", "2022-12-30")


def test_drafting_is_passed_with_survey_and_assessment_only(office: Office) -> None:
    papers = ("--paper", "consultation_draft:征求意见稿", "--paper", "consultation_letter:征求意见函")
    why = office.refuses("stage", "poisoning", "consulting", "--date", "2022-12-30", *papers)
    assert "“起草”缺应当具备的文件：风险评估报告、应急资源调查报告" in why


def test_dry_run_shows_what_would_be_written(office: Office) -> None:
    before = office.files()
    act = ("stage", "non-coal-mine", "expert_review", "--date", "2022-12-30", "--paper", SUMMARY)
    out = office.does(*act, "--dry-run")
    assert office.files() == before
    assert f"修改 {MINE}\n" in out
    assert "+  - stage: expert_review\n+    entered_on: 2022-12-30\n" in out
    assert "预演，没有写文件。" in out
    office.does(*act)
    shown = [line for line in out.splitlines() if line.startswith(("+", "-"))]
    assert sorted(shown) == sorted(line for lines in office.changed(before).values() for line in lines)


def test_comments_and_style_of_the_rest_stay(office: Office) -> None:
    office.edit(MINE, "plan: non-coal-mine\n", "# 一案一档\nplan: non-coal-mine  # 矿山\n\n")
    office.edit(MINE, "      - {kind: consultation_letter, title: 征求意见函, date: 2022-12-05}\n",
                "      # 函件\n      - {kind: consultation_letter, title: 征求意见函, date: 2022-12-05}  # 发 12 家\n"
                "      # 还要补一份\n# 以下为复函\n")  # fmt: skip
    before = office.files()
    office.does("stage", "non-coal-mine", "expert_review", "--date", "2022-12-30", "--paper", SUMMARY)
    lines = office.changed(before)[MINE]
    assert [line for line in lines if line.startswith("-")] == []
    assert "      # 还要补一份\n      - {kind: consultation_summary" in office.text(MINE)
    assert "  - stage: expert_review\n    entered_on: 2022-12-30\n# 以下为复函\n" in office.text(MINE)


def test_finding_that_an_act_would_bring_stops_it(office: Office) -> None:
    """A closing paper of the future of its stage is no fault of the procedure, but one of the check."""
    office.edit(MINE, "consultation:\n", "legality: {sent_on: 2022-12-01}\nconsultation:\n")
    assert office.run("-C", str(office.root), "check")[0] == 0
    before = office.files()
    code, out, err = office.run("-C", str(office.root), "stage", "non-coal-mine", "expert_review", "--date",
                                "2022-12-30", "--paper", "consultation_summary:<草>")  # fmt: skip
    assert (code, err) == (1, "")
    assert out.startswith("没有登记：登记后会多出 1 项错误")
    assert MINE in out
    assert office.files() == before


def test_broken_record_is_named(office: Office) -> None:
    office.edit(MINE, "stages:\n", "stages: [\n")
    code, out, err = office.run("-C", str(office.root), "stage", "non-coal-mine", "planned", "--date", "2022-12-30")
    assert code == 2
    assert f"{MINE} 已经有了" in err
    assert out == ""


# ------------------------------------------------------------------ extend


def test_extension_stands_behind_the_others(office: Office) -> None:
    before = office.files()
    out = office.does("extend", "poisoning", "--to", "2023-09-29", "--reason", "待上级新版", "--by", "分管副市长岗",
                      "--date", "2022-12-30", "--requested", "2022-12-20")  # fmt: skip
    assert "延期至 2023-09-29（原时限 2023-01-20），分管副市长岗 于 2022-12-30 批准" in out
    assert office.changed(before) == {
        "plans/campaigns/2021.yaml": [
            "+  - plan: poisoning",
            "+    reason: 待上级新版",
            "+    requested_on: 2022-12-20",
            "+    approved_by: 分管副市长岗",
            "+    approved_on: 2022-12-30",
            "+    until: 2023-09-29",
        ]
    }


def test_first_extension_begins_the_list(office: Office) -> None:
    path = "plans/campaigns/2021.yaml"
    text = office.text(path)
    (office.root / path).write_text(text[: text.index("extensions:")], encoding="utf-8")
    office.does("extend", "poisoning", "--to", "2023-09-29", "--reason", "理由", "--by", "岗", "--date", "2022-12-30")
    assert office.text(path).startswith(text[: text.index("extensions:")] + "extensions:\n  - plan: poisoning\n")


@pytest.mark.parametrize(
    ("plan", "until", "why"),
    [
        ("town-gas", "2023-09-29", "已经印发，没有时限可延"),
        ("overall", "2023-09-29", "不在 2022-12-30 的修编计划中"),
        ("poisoning", "2023-01-20", "新时限 2023-01-20 不晚于现在的时限 2023-01-20"),
        ("non-coal-mine", "2023-09-29", "不晚于现在的时限 2023-09-29"),
        ("poisoning", "2022-12-30", "新时限 2022-12-30 不晚于批准日期"),
    ],
)
def test_what_is_not_to_be_extended(office: Office, plan: str, until: str, why: str) -> None:
    assert why in office.refuses(
        "extend", plan, "--to", until, "--reason", "理由", "--by", "岗", "--date", "2022-12-30"
    )


# ------------------------------------------------------------------ the own library


def test_act_in_the_own_library_touches_nothing_else(real: Office) -> None:
    before = real.files()
    real.does("stage", "school", "legality_review", "--date", "2022-12-31", "--paper", "amendment_note:修改说明")
    record = "plans/special/school/revisions/2021/record.yaml"
    assert real.changed(before) == {
        record: [
            "+    closed_on: 2022-12-31",
            "+      - kind: amendment_note",
            "+        title: 修改说明",
            "+        date: 2022-12-31",
            "+  - stage: legality_review",
            "+    entered_on: 2022-12-31",
        ],
        "plans/special/school/draft.md": ["-stage: amending", "+stage: legality_review"],
    }


def test_draft_of_an_old_text_of_the_own_library_is_sound(real: Office) -> None:
    out = real.does("stage", "railway", "drafting", "--date", "2022-12-31", "--paper", "working_group:编制小组名单")
    assert "曾用名「市安监局」改为「市应急管理局」" in out
    assert (real.root / "plans/special/railway/draft.md").exists()
