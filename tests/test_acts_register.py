"""preplan register, repeal: one notice, all its plans and all it repeals, whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from preplan import desk, editions
from tests.acts import Office
from tests.conftest import REPOSITORY, TODAY, Lay, Run

RECORD = "plans/special/{}/revisions/2021/record.yaml"
STAGES = """
plan: {plan}
campaign: "2021"
procedure: {mode}
stages:
  - stage: planned
    entered_on: 2022-03-01
    closed_on: 2022-03-10
    papers:
      - {{kind: working_group, title: 编制工作组名单, date: 2022-03-10}}
  - stage: drafting
    entered_on: 2022-03-11
    closed_on: 2022-06-01
    papers:
      - {{kind: risk_assessment, title: 风险评估报告, date: 2022-06-01}}
      - {{kind: resource_survey, title: 应急资源调查报告, date: 2022-06-01}}
      - {{kind: consultation_draft, title: 征求意见稿, date: 2022-06-01}}
  - stage: consulting
    entered_on: 2022-06-05
    closed_on: 2022-07-01
    papers:
      - {{kind: consultation_letter, title: 征求意见函, date: 2022-06-05}}
      - {{kind: consultation_summary, title: 采纳情况, date: 2022-07-01}}
  - stage: expert_review
    entered_on: 2022-07-02
    closed_on: 2022-07-20
    papers:
      - {{kind: review_opinion, title: 评审意见, date: 2022-07-20}}
  - stage: amending
    entered_on: 2022-07-21
    closed_on: 2022-08-01
    papers:
      - {{kind: amendment_note, title: 修改说明, date: 2022-08-01}}
  - stage: legality_review
    entered_on: 2022-08-02
    closed_on: 2022-09-01
    papers:
      - {{kind: legality_opinion, title: 合法性审查意见, date: 2022-09-01}}
  - stage: approval
    entered_on: 2022-09-02
    closed_on: 2022-11-01
    papers:
      - {{kind: submission, title: 送审稿, date: 2022-09-02}}
      - {{kind: drafting_note, title: 编制说明, date: 2022-09-02}}
      - {{kind: minutes, title: 常务会议纪要, date: 2022-11-01}}
"""
NUMBER = "示西政办发〔2022〕50号"
ACT = ("register", "--notice", NUMBER, "--date", "2022-11-10")
MINE, POISON = "non-coal-mine", "poisoning"
BOTH = (MINE, POISON, "--repeals", "non-coal-mine/2017", "poisoning/2014", "--remark", "withheld")
NOTICE = "plans/notices/2022/2022-50.yaml"


@pytest.fixture
def office(lay: Lay, run: Run) -> Office:
    """The small library with two plans that are approved."""
    office = Office(lay(), run)
    for plan in (MINE, POISON):
        (office.root / RECORD.format(plan)).write_text(STAGES.lstrip().format(plan=plan, mode="full"), encoding="utf-8")
    draft = office.text("plans/special/non-coal-mine/draft.md").replace("stage: consulting", "stage: approval")
    (office.root / "plans/special/non-coal-mine/draft.md").write_text(draft, encoding="utf-8")
    stub = (
        '---\nplan: poisoning\ncampaign: "2021"\nstage: approval\nupdated_on: 2022-11-01\n---\n\n本预案不公开。  \n\n\n'
    )
    (office.root / "plans/special/poisoning/draft.md").write_text(stub, encoding="utf-8")
    office.edit("plans/bureau.yaml", "    value: 1\n", "    value: 1\n")
    text = office.text("plans/bureau.yaml")
    start, end = text.index("  - fact: issued_plans"), text.index("  - fact: duties")
    (office.root / "plans/bureau.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    campaign = "plans/campaigns/2021.yaml"
    (office.root / campaign).write_text(office.text(campaign).partition("extensions:")[0], encoding="utf-8")
    code, out, _ = run("-C", str(office.root), "check")
    assert code == 0, out
    return office


def test_two_plans_under_one_notice(office: Office) -> None:
    drafts = {plan: office.text(f"plans/special/{plan}/draft.md") for plan in (MINE, POISON)}
    before = office.files()
    out = office.does(*ACT, *BOTH)
    changed = office.changed(before)
    assert sorted(changed) == sorted(
        [
            NOTICE,
            *(f"plans/special/{plan}/{name}" for plan in (MINE, POISON) for name in ("draft.md", "editions/2022.md")),
        ]
    )
    notice = office.text(NOTICE)
    assert notice.startswith(f"id: 2022-50\nnumber: {NUMBER}\n")
    assert "issuer: government-office\nsigned_on: 2022-11-10\nremark: withheld\n" in notice
    assert '  - plan: non-coal-mine\n    edition: "2022"\n  - plan: poisoning\n    edition: "2022"\n' in notice
    assert 'number: 示西政办发〔2014〕77号\n    date: 2014-11-14\n    plan: poisoning\n    edition: "2014"\n' in notice
    for plan, draft in drafts.items():
        assert not (office.root / f"plans/special/{plan}/draft.md").exists()
        edition = office.text(f"plans/special/{plan}/editions/2022.md")
        assert edition.startswith(f'---\nplan: {plan}\nedition: "2022"\nnotice: 2022-50\n')
        assert edition.split("\n---\n", 1)[1] == draft.split("\n---\n", 1)[1]  # byte for byte
    assert "公布末日：2022-12-08" in out
    assert "备案末日：2022-12-08" in out
    library = desk.open_library(office.root, TODAY).library
    for plan in (MINE, POISON):
        edition_now = editions.in_force(library, plan, library.as_of)
        assert edition_now is not None
        assert edition_now.get("edition") == "2022"


def test_one_plan_that_may_not_go_holds_back_the_other(office: Office) -> None:
    office.edit(RECORD.format(POISON), "      - {kind: minutes, title: 常务会议纪要, date: 2022-11-01}\n", "")
    why = office.refuses(*ACT, *BOTH)
    assert "审议批准没有会议纪要或者领导签批件和日期" in why
    assert "preplan stage poisoning approval" in why


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((MINE,), "“2017”版还有效，通知同时废止的写 --repeals non-coal-mine/2017"),
        ((MINE, "--repeals", "non-coal-mine/2018"), "没有「"),
        ((MINE, MINE, "--repeals", "non-coal-mine/2017"), "同一件预案写了两次"),
        ((MINE, "--repeals", "non-coal-mine/2017", "non-coal-mine/2017"), "--repeals 写了两次"),
        (("town-gas",), "这一轮已由 示西政办发〔2022〕37号 印发“2022”版"),
        (("overall",), "没有 2022-11-10 所在一轮的修编记录"),
        ((MINE, "--repeals", "non-coal-mine/2017", "--issuer", "government"), "应当由市政府办公室印发，写的是市政府"),
        ((MINE, "--repeals", "non-coal-mine/2017", "--issuer", "nobody"), "发文机关「nobody」不在单位名录中"),
        ((MINE, "--repeals", "non-coal-mine/2017", "--id", "2022-37"), "通知标识「2022-37」已经用了"),
        ((MINE, "--repeals", "non-coal-mine/2017", "--id", "2021-9"), "通知标识「2021-9」写法不符"),
        ((MINE, "--repeals", "旧预案"), "--repeals 写作 预案标识/版本号"),
    ],
)
def test_what_may_not_be_registered(office: Office, arguments: tuple[str, ...], why: str) -> None:
    assert why in office.refuses(*ACT, *arguments)


@pytest.mark.parametrize(
    ("number", "day", "why"),
    [
        ("示西政办发[2022]50号", "2022-11-10", "写法不符；写作 机关代字〔年份〕序号号"),
        ("示西政办发〔2021〕50号", "2022-11-10", "的年份与成文日期 2022-11-10 不同"),
        ("示西政办发〔2022〕37号", "2022-11-10", "已登记（plans/notices/2022/2022-37.yaml，成文日期 2022-08-12）"),
        (NUMBER, "2022-10-31", "2022-11-01 才完成，晚于成文日期 2022-10-31"),
        ("示西政办发〔2026〕50号", "2026-11-25", "在今天（2026-11-24）以后"),
    ],
)
def test_number_and_day_of_the_notice(office: Office, number: str, day: str, why: str) -> None:
    act = ("register", "--notice", number, "--date", day, MINE, "--repeals", "non-coal-mine/2017")
    assert why in office.refuses(*act)


def test_jump_names_the_legal_way(office: Office) -> None:
    text = office.text(RECORD.format(MINE))
    cut = text[: text.index("  - stage: amending")]
    (office.root / RECORD.format(MINE)).write_text(cut, encoding="utf-8")
    why = office.refuses(*ACT, MINE, "--repeals", "non-coal-mine/2017")
    assert "从“专家评审”不能直接进入“印发”，依次是：修改完善→合法性审查→审议批准→印发" in why


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("矿山企业监测", "【待定：频次】矿山企业监测", "行还有待定的内容"),
        ("plan: non-coal-mine\n", "plan: non-coal-mine\n", ""),
    ],
)
def test_open_places_in_the_draft(office: Office, old: str, new: str, why: str) -> None:
    office.edit("plans/special/non-coal-mine/draft.md", old, new)
    if why:
        assert why in office.refuses(*ACT, MINE, "--repeals", "non-coal-mine/2017")


def test_draft_that_is_not_there_or_empty(office: Office) -> None:
    draft = office.root / "plans/special/non-coal-mine/draft.md"
    draft.write_text(
        office.text("plans/special/non-coal-mine/draft.md").partition("\n---\n")[0] + "\n---\n", encoding="utf-8"
    )
    assert "没有正文" in office.refuses(*ACT, MINE, "--repeals", "non-coal-mine/2017")
    draft.unlink()
    assert "没有 plans/special/non-coal-mine/draft.md" in office.refuses(*ACT, MINE, "--repeals", "non-coal-mine/2017")


def test_general_plan_is_issued_by_both_from_2024(office: Office) -> None:
    (office.root / "plans/overall/revisions/2021").mkdir(parents=True)
    record = STAGES.lstrip().format(plan="overall", mode="full")
    (office.root / "plans/overall/revisions/2021/record.yaml").write_text(record, encoding="utf-8")
    body = office.text("plans/overall/editions/2022.md").split("\n---\n", 1)[1]
    head = '---\nplan: overall\ncampaign: "2021"\nstage: approval\nupdated_on: 2024-02-01\n---\n'
    (office.root / "plans/overall/draft.md").write_text(head + body, encoding="utf-8")
    # The edition of 2022 is of the same campaign; here it is made one of before it.
    office.edit("plans/campaigns/2021.yaml", "started_on: 2021-09-08", "started_on: 2022-08-01")
    act = ("register", "--date", "2024-02-05", "overall", "--repeals", "overall/2022", "--notice", "示西发〔2024〕5号")
    assert "自 2024-01-31 起由市委、市政府联合印发" in office.refuses(*act)
    assert "自 2024-01-31 起由市委、市政府联合印发" in office.refuses(*act, "--issuer", "government")
    units = "plans/departments.yaml"
    both = "  - {id: party-committee, name: 中共莱西市委, short: 市委, kind: body}\n"
    both += "  - {id: both, name: 中共莱西市委、莱西市人民政府, short: 市委、市政府, kind: group, members: [party-committee, government]}\n"
    (office.root / units).write_text(office.text(units) + both, encoding="utf-8")
    code, out, err = office.run("-C", str(office.root), *act, "--issuer", "both", "--dry-run")
    assert (code in (0, 1), err) == (True, ""), out + err
    assert "联合印发" not in out


def simplify(office: Office, draft_body: str, old_body: str) -> None:
    office.edit(RECORD.format(MINE), "procedure: full", "procedure: simplified")
    for path, body in (("draft.md", draft_body), ("editions/2017.md", old_body)):
        target = f"plans/special/non-coal-mine/{path}"
        head = office.text(target).partition("\n---\n")[0]
        (office.root / target).write_text(f"{head}\n---\n\n{body}", encoding="utf-8")


BODY = "## 1 总则\n\n一句。\n\n## 2 组织指挥机制\n\n市应急管理局牵头。\n\n## 3 应急保障\n\n队伍两支。\n"


@pytest.mark.parametrize(
    ("old", "new", "topic"),
    [
        ("一句。", "两句。", ""),
        ("队伍两支", "队伍三支", ""),
        ("## 3 ", "## 4 ", ""),
        ("局牵头", "局协助", "组织指挥体系与职责"),
    ],
)
def test_simplified_procedure_is_for_the_rest(office: Office, old: str, new: str, topic: str) -> None:
    simplify(office, BODY.replace(old, new), BODY)
    arguments = (*ACT, MINE, "--repeals", "non-coal-mine/2017")
    if topic:
        assert f"改动了{topic}，依法走完整程序" in office.refuses(*arguments)
    else:
        code, out, err = office.run("-C", str(office.root), *arguments, "--dry-run")
        assert (code in (0, 1), err) == (True, ""), out  # such a short text has findings of its own


def test_paper_that_is_not_in_the_library_is_repealed_by_its_number(office: Office) -> None:
    old = "莱西市矿山预案:示西政办发〔2010〕8号:2010-05-06:non-coal-mine"
    office.does(*ACT, MINE, "--repeals", "non-coal-mine/2017", "--repeals", old)
    assert (
        "  - title: 莱西市矿山预案\n    number: 示西政办发〔2010〕8号\n    date: 2010-05-06\n    plan: non-coal-mine\n"
        in office.text(NOTICE)
    )


def test_dry_run_writes_nothing(office: Office) -> None:
    before = office.files()
    out = office.does(*ACT, *BOTH, "--dry-run")
    assert office.files() == before
    assert f"新建 {NOTICE}\n" in out
    assert "删除 plans/special/poisoning/draft.md" in out


def test_second_time_is_refused(office: Office) -> None:
    office.does(*ACT, *BOTH)
    assert "一份通知印发的几件预案一次登记" in office.refuses(*ACT, *BOTH)


def test_finding_of_the_whole_library_stops_it(office: Office) -> None:
    """A title that names another plan is no fault of the procedure; the check finds it."""
    before = office.files()
    arguments = (*ACT, MINE, "--repeals", "non-coal-mine/2017", "--title", "关于印发《莱西市地震应急预案》的通知")
    code, out, err = office.run("-C", str(office.root), *arguments)
    assert (code, err) == (1, "")
    assert out.startswith("没有登记：登记后会多出")
    assert "莱西市地震应急预案" in out
    assert office.files() == before


# ------------------------------------------------------------------ repeal


REPEAL = ("repeal", "poisoning/2014", "--date", "2022-12-20")


def test_repeal_by_a_new_notice(office: Office) -> None:
    before = office.files()
    office.does(*REPEAL, "--notice", "示西政办发〔2022〕60号", "--title", "关于废止一件专项应急预案的通知")
    assert list(office.changed(before)) == ["plans/notices/2022/2022-60.yaml"]
    assert "remark: withheld\nissues: []\nrepeals:\n  - title: " in office.text("plans/notices/2022/2022-60.yaml")
    library = desk.open_library(office.root, TODAY).library
    assert editions.in_force(library, "poisoning", library.as_of) is None
    assert "已由 示西政办发〔2022〕60号 废止" in office.refuses(
        *REPEAL, "--notice", "示西政办发〔2022〕61号", "--title", "题"
    )


def test_repeal_by_a_notice_that_is_there(office: Office) -> None:
    before = office.files()
    act = ("repeal", "poisoning/2014", "--notice", "示西政办发〔2022〕37号", "--date", "2022-08-12")
    assert "登记的成文日期是 2022-08-12，写的是 2022-08-13" in office.refuses(*act[:-1], "2022-08-13")
    assert "登记的发文机关是 government-office，写的是 government" in office.refuses(*act, "--issuer", "government")
    office.does(*act)
    lines = office.changed(before)["plans/notices/2022/2022-37.yaml"]
    assert [line for line in lines if line.startswith("-")] == []
    assert '+    edition: "2014"' in lines


def test_repeal_without_title_or_before_the_issue(office: Office) -> None:
    assert "要写 --title 标题" in office.refuses(*REPEAL, "--notice", "示西政办发〔2022〕60号")
    early = ("repeal", "poisoning/2014", "--date", "2013-12-20", "--notice", "示西政办发〔2013〕60号", "--title", "题")
    assert "2014-11-14 才印发，不能由 2013-12-20 的通知废止" in office.refuses(*early)


# ------------------------------------------------------------------ the own library


def test_two_plans_of_the_own_library(tmp_path: Path, run: Run) -> None:
    for folder in ("plans", "schemas"):
        shutil.copytree(REPOSITORY / folder, tmp_path / "real" / folder)
    real = Office(tmp_path / "real", run)
    real.does("stage", "telecom", "approval", "--date", "2023-01-09", "--paper", "minutes:市政府常务会议纪要")
    real.does("stage", "work-safety", "approval", "--date", "2023-01-09", "--paper", "sign_off:领导签批件")
    before = real.files()
    act = ("register", "--notice", "示西政办发〔2023〕3号", "--date", "2023-01-16", "work-safety", "telecom")
    real.refuses(*act, "--repeals", "work-safety/2016")
    real.does(*act, "--repeals", "work-safety/2016", "telecom/2017")
    assert len(real.changed(before)) == 5
    library = desk.open_library(real.root, TODAY, TODAY).library
    assert [e.get("edition") for e in library.editions_of["telecom"]] == ["2017", "2023"]
