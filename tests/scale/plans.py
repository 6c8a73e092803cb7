"""Plans with their editions, notices, revision records, drafts and annexes, and the days on which each file changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Any

from tests.scale import texts
from tests.scale.counties import HOME, County
from tests.scale.sizes import AS_OF
from tests.scale.texts import Subject
from tests.scale.workdays import Workdays
from tests.scale.yaml_out import dump

CAMPAIGN = "2021"
STARTED = date(2021, 9, 8)
OVERALL_SIGNED = date(2022, 7, 29)  # as laws.yaml has it
# Deadlines of those issued in time, and of those under way, all still to come.
DEADLINES: tuple[dict[str, str], ...] = (
    {"consulting": "2022-09-30", "expert_review": "2022-10-14", "legality_review": "2022-11-15", "issued": "2022-12-15"},
    {"planned": "2023-01-31", "drafting": "2023-03-31", "consulting": "2023-05-31", "issued": "2023-10-31"},
)  # fmt: skip
# (stage, its length in working days, (kind, title) of its papers; the last paper closes it, a letter opens it)
STAGES: tuple[tuple[str, int, tuple[tuple[str, str], ...]], ...] = (
    ("planned", 10, (("working_group", "工作小组名单"),)),
    (
        "drafting",
        60,
        (
            ("risk_assessment", "风险评估报告"),
            ("resource_survey", "应急资源调查报告"),
            ("case_analysis", "案例分析报告"),
            ("consultation_draft", "征求意见稿"),
        ),
    ),
    ("consulting", 12, (("consultation_letter", "征求意见的函"), ("consultation_summary", "意见采纳情况汇总"))),
    ("expert_review", 8, (("review_opinion", "专家评审意见"),)),
    ("amending", 6, (("amendment_note", "修改说明"),)),
    ("coordination", 4, (("coordination_opinion", "衔接协调意见"),)),
    ("legality_review", 7, (("legality_opinion", "合法性审查意见"),)),
    ("approval", 6, (("submission", "送审稿"), ("drafting_note", "编制说明"), ("minutes", "市政府常务会议纪要"))),
)
_BASES = (
    "emergency-response-law-2007",
    "work-safety-law-2021",
    "work-safety-law-2014",
    "plan-measures-2013",
    "shandong-emergency-regulation-2012",
    "shandong-overall-plan-2021",
    "qingdao-overall-plan-2022",
)
_UPPER = {
    "title": "青岛市突发事件总体应急预案",
    "number": "青政发〔2022〕4号",
    "date": "2022-02-24",
    "law": "qingdao-overall-plan-2022",
}
WHOLE_STAGES = len(STAGES)


@dataclass(slots=True)
class Files:
    """Path → (day, text) of every version, oldest first; a text of None removes the file.

    Without `keep_versions` only the last is kept.
    """

    keep_versions: bool
    versions: dict[str, list[tuple[date, str | None]]] = field(default_factory=dict)

    def put(self, path: str, on: date, text: str | None) -> None:
        if not self.keep_versions:
            self.versions.pop(path, None)
        self.versions.setdefault(path, []).append((on, text))

    def present(self) -> dict[str, str]:
        """Path → text of the files that are there in the end, sorted by path."""
        last = ((path, versions[-1][1]) for path, versions in sorted(self.versions.items()))
        return {path: text for path, text in last if text is not None}


@dataclass(slots=True)
class Planned:
    """One plan on its way: `signed` is the day of its new edition (None while under way), `stages` the stages entered."""

    county: County
    data: dict[str, Any]
    folder: str
    event: str
    old_year: int
    signed: date | None
    days: list[tuple[date, date | None]]
    notice: str = ""
    old_notice: str = ""


class Plans:
    """Writes the plans of all counties into `files`.

    `units` is the id → entry of departments.yaml, all counties; `owners` the repository's duty id → department.
    """

    def __init__(
        self,
        random: Random,
        files: Files,
        units: dict[str, dict[str, Any]],
        laws: Sequence[dict[str, Any]],
        days: Workdays,
        owners: dict[str, str],
    ) -> None:
        self.random, self.files, self.units, self.days = random, files, units, days
        self.owners = owners
        self.laws = {law["id"]: law for law in laws}
        self.batches: tuple[list[str], list[str]] = ([], [])
        self._old: dict[str, tuple[str, date]] = {}  # id of an old notice → its number and day
        self._signed: dict[str, date] = {}  # id of a notice → its day

    def write(
        self, county: County, originals: Sequence[dict[str, Any]], first_number: int, duties: dict[str, str]
    ) -> None:
        """The special plans of a county, made of the repository's; `duties` maps the repository's duty ids to the county's."""
        plans = [
            self._planned(county, original, first_number + offset, duties)
            for offset, original in enumerate(with_all_duties(originals, self.owners))
        ]
        self._notices(county, plans)
        for plan in plans:
            self._plan(plan)
            self.batches[0 if plan.signed else 1].append(plan.data["id"])

    def write_overall(self, county: County, original: dict[str, Any]) -> None:
        """The general plan."""
        plan = self._planned(county, original, 0, {}, OVERALL_SIGNED)
        plan.notice, plan.old_notice = "2022-zf-9", "2019-zf-3"
        plan.old_year = 2019
        old_day = self._old_day(2019)
        self._notice(
            plan.old_notice, f"{county.organ}政发〔2019〕3号", [plan], old_day, is_old=True, issuer="government"
        )
        self._notice(plan.notice, f"{county.organ}政发〔2022〕9号", [plan], OVERALL_SIGNED, issuer="government")
        self._plan(plan)

    @property
    def issued(self) -> int:
        """Number of special plans with a new edition."""
        return len(self.batches[0])

    def campaign(self) -> str:
        """plans/campaigns/2021.yaml, when all plans are written."""
        return dump(
            {
                "id": CAMPAIGN,
                "title": "专项应急预案修编计划（示例）",
                "approved_by": {
                    "title": "关于印发专项应急预案修编计划的通知（示例）",
                    "number": "示西政办发〔2021〕27号",
                    "date": STARTED,
                },
                "started_on": STARTED,
                "met_by_entry": ["consulting"],
                "batches": [
                    {"number": number, "deadlines": deadlines, "plans": plans}
                    for number, (deadlines, plans) in enumerate(zip(DEADLINES, self.batches, strict=True), 1)
                    if plans
                ],
            }
        )

    def _planned(
        self,
        county: County,
        original: dict[str, Any],
        number: int,
        duties: dict[str, str],
        signed: date | None = None,
    ) -> Planned:
        random = self.random
        id = original["id"] if original["type"] == "overall" else county.id(original["id"])
        bare = original["title"].removeprefix(HOME + "市")
        data: dict[str, Any] = {
            "id": id,
            **({"number": number} if number else {}),
            "title": county.city + bare,
            **{key: original[key] for key in ("type", "category", "subtype") if key in original},
            "lead": county.id(original["lead"]),
            "lead_post": county.name(original["lead_post"]),
            "members": [{**member, "unit": county.id(member["unit"])} for member in original["members"]],
            "command": {
                "name": county.name(original["command"]["name"]),
                "office_at": county.id(original["command"]["office_at"]),
            },
            "disclosure": {"mode": "public"},
            "disclosure_unit": county.id(original["lead"]),
            "phone": f"0532-0000{random.randrange(10**4):04}",
        }
        if original.get("duties") and original.get("category") == "accident":
            data["duties"] = [duties[duty] for duty in original["duties"]]
        if signed is None and random.random() < 0.45:
            signed = self.days[self.days.pick(random, date(2022, 5, 5), date(2022, 11, 15))]
        if signed:
            data["upper_plan"] = _UPPER
        drill = self.days[self.days.pick(random, date(2022, 2, 10), date(2022, 11, 30))]
        data["last_drill"] = {"on": drill, "title": f"{bare.removesuffix('应急预案')}桌面演练"}
        old_year = random.choice((2019, 2020))
        if signed is None:
            assessed = self.days[self.days.pick(random, date(2021, 3, 1), date(2021, 8, 31))]
            data["last_evaluation"] = {"on": assessed, "conclusion": "revise"}
        folder = "plans/overall" if original["type"] == "overall" else f"plans/special/{id}"
        event = bare.removesuffix("应急预案")
        return Planned(county, data, folder, event, old_year, signed, [])

    def _course(self, signed: date | None) -> list[tuple[date, date | None]]:
        """(entered, closed) of the stages passed, ending three working days before the issue, or in the open one."""
        random = self.random
        if signed:
            closed, last, stages = self.days.on(signed) - 3, None, WHOLE_STAGES
        else:
            closed = self.days.pick(random, date(2022, 11, 14), date(2022, 12, 23))
            last, stages = self.days[closed], random.randrange(WHOLE_STAGES)
        found: list[tuple[date, date | None]] = [(last, None)] if last else []
        closed -= 1 if last else 0
        for _, length, _ in reversed(STAGES[:stages]):
            entered = closed - length
            found.append((self.days[entered], self.days[closed]))
            closed = entered - 1
        return found[::-1]

    def _old_day(self, year: int) -> date:
        return self.days[self.days.pick(self.random, date(year, 3, 1), date(year, 10, 31))]

    def _notices(self, county: County, plans: Sequence[Planned]) -> None:
        """Notices of two plans each, one for the old editions and one for the new."""
        serials: dict[int, int] = {}
        for year in (2019, 2020):
            for pair in _pairs([plan for plan in plans if plan.old_year == year]):
                serial = serials[year] = serials.get(year, 10) + 1
                id = f"{year}-{county.prefix}{serial}"
                for plan in pair:
                    plan.old_notice = id
                self._notice(id, f"{county.organ}政办发〔{year}〕{serial}号", pair, self._old_day(year), True)
        for pair in _pairs(sorted((plan for plan in plans if plan.signed), key=lambda plan: str(plan.signed))):
            serial = serials[2022] = serials.get(2022, 10) + 1
            id = f"2022-{county.prefix}{serial}"
            for plan in pair:
                plan.notice, plan.signed = id, pair[-1].signed
            self._notice(id, f"{county.organ}政办发〔2022〕{serial}号", pair, pair[-1].signed or STARTED)

    def _notice(
        self,
        id: str,
        number: str,
        plans: Sequence[Planned],
        signed: date,
        is_old: bool = False,
        issuer: str = "government-office",
    ) -> None:
        county = plans[0].county
        office = "人民政府" if issuer == "government" else "人民政府办公室"
        titles = "、".join(f"《{plan.data['title']}》" for plan in plans)
        posted = self.days[self.days.on(signed) + 5]
        data = {
            "id": id,
            "number": number,
            "title": f"{county.city}{office}关于印发{titles}的通知",
            "issuer": county.id(issuer),
            "signed_on": signed,
            "posted_on": posted,
            "remark": "public",
            "issues": [{"plan": plan.data["id"], "edition": str(plan.old_year if is_old else 2022)} for plan in plans],
        }
        if is_old:
            self._old[id] = (number, signed)
        else:
            data["repeals"] = [
                {
                    "title": plan.data["title"],
                    "number": self._old[plan.old_notice][0],
                    "date": self._old[plan.old_notice][1],
                    "plan": plan.data["id"],
                    "edition": str(plan.old_year),
                }
                for plan in plans
            ]
        self._signed[id] = signed
        self.files.put(f"plans/notices/{id[:4]}/{id}.yaml", signed, dump(data))

    def _plan(self, plan: Planned) -> None:
        random, days, folder = self.random, self.days, plan.folder
        plan.days = self._course(plan.signed)
        entered = plan.days[0][0]
        self.files.put(f"{folder}/plan.yaml", self._signed[plan.old_notice], dump(self._early(plan.data)))
        self.files.put(f"{folder}/plan.yaml", entered, dump(plan.data))
        annex = f"annexes/{'2022' if plan.signed else plan.old_year}-guide.md"
        subject = Subject(
            plan.county.city,
            plan.event,
            self.units[plan.data["lead"]]["short"],
            tuple(self.units[member["unit"]]["short"] for member in plan.data["members"]),
            plan.data["command"]["name"],
            (),
            plan.data["phone"],
            annex,
        )
        self._edition(plan, subject, plan.old_year, self._signed[plan.old_notice], is_full=not plan.signed)
        guide = {"plan": plan.data["id"], "title": f"{plan.event}简明操作流程", "kind": "guide", "class": "public"}
        steps = "1. 核实情况，报告值班电话。\n2. 设置警戒，转移人员。\n3. 会同到场队伍处置。\n"
        opened = plan.signed or self._signed[plan.old_notice]
        self.files.put(f"{folder}/{annex}", opened, f"---\n{dump(guide)}---\n\n{steps}")
        path = f"{folder}/revisions/{CAMPAIGN}/record.yaml"
        for stage, (day, _) in enumerate(plan.days):
            self.files.put(path, day, dump(self._record(plan, plan.days[: stage + 1])))
        if not plan.signed:
            if len(plan.days) > 1:
                self._draft(plan, subject)
            return
        self._edition(plan, subject, 2022, plan.signed, is_full=True)
        number = days.on(plan.signed)
        posted, sent = days[number + 5], days[number + random.randint(8, 15)]
        record = self._record(plan, plan.days)
        record["publication"] = {"on": posted, "at": f"{plan.county.city}政府门户网站·应急预案"}
        record["interpretation"] = {"title": f"《{plan.data['title']}》解读", "on": posted}
        self.files.put(path, posted, dump(record))
        record["filing"] = {
            "letter": f"{plan.county.organ}应急函〔2022〕{random.randrange(1, 999)}号",
            "drafted_on": days[number + 6],
            "sent_on": sent,
            "to": "青岛市人民政府" if plan.data["type"] == "overall" else "青岛市相应牵头部门",
            "copies": ["青岛市应急管理局"],
        }
        self.files.put(path, sent, dump(record))

    @staticmethod
    def _early(data: dict[str, Any]) -> dict[str, Any]:
        """plan.yaml as it was before the campaign: without what happened since."""
        return {key: value for key, value in data.items() if key not in ("last_drill", "last_evaluation", "upper_plan")}

    def _bases(self, on: date) -> list[str]:
        """The bases in force on a day."""
        day = on.isoformat()
        found = (self.laws[id] for id in _BASES)
        return [
            law["id"]
            for law in found
            if str(law.get("in_force_from", "0")) <= day <= str(law.get("in_force_to", "9999"))
        ]

    def _titles(self, bases: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.laws[id]["title"] for id in bases)

    def _edition(self, plan: Planned, subject: Subject, year: int, signed: date, is_full: bool) -> None:
        number, bases = self.days.on(signed), self._bases(signed)
        data: dict[str, Any] = {
            "plan": plan.data["id"],
            "edition": str(year),
            "notice": plan.notice if year == 2022 else plan.old_notice,
            "bases": bases,
            "topic": "应急管理",
        }
        if year == 2022:
            data["changes"] = {"what": "调整了响应分级和成员单位职责。", "why": "机构改革后单位名称和职责有变化。"}
        data["secrecy_review"] = {
            "post": f"{subject.lead}信息公开审查岗",
            "on": self.days[number + 3],
            "result": "may_publish",
        }
        if is_full:
            data["annexes"] = [
                {"kind": "guide", "title": f"{plan.event}简明操作流程", "class": "public", "file": subject.annex},
                {"kind": "contacts", "title": "应急通讯录", "class": "internal"},
            ]
        text = texts.body(self.random, replace(subject, bases=self._titles(bases))) if is_full else ""
        self.files.put(f"{plan.folder}/editions/{year}.md", signed, f"---\n{dump(data)}---\n{text}")

    def _draft(self, plan: Planned, subject: Subject) -> None:
        bases = self._bases(AS_OF)
        text = texts.body(self.random, replace(subject, bases=self._titles(bases), annex=""), texts.SHORT)
        chapters = text.split("\n## ")
        entered = plan.days[1:]
        for version, (day, _) in enumerate(entered, 1):
            data = {
                "plan": plan.data["id"],
                "campaign": CAMPAIGN,
                "stage": STAGES[version][0],
                "updated_on": day,
                "bases": bases,
            }
            shown = "\n## ".join(chapters[: 1 + len(chapters) * version // len(entered)])
            self.files.put(f"{plan.folder}/draft.md", day, f"---\n{dump(data)}---\n{shown.rstrip()}\n")

    def _record(self, plan: Planned, course: Sequence[tuple[date, date | None]]) -> dict[str, Any]:
        """The revision record with the stages of `course`; the last is open if it has no closing day."""
        by_stage = {stage: days for (stage, _, _), days in zip(STAGES, course, strict=False)}
        rows = []
        for (stage, _, papers), (entered, closed) in zip(STAGES, course, strict=False):
            row: dict[str, Any] = {"stage": stage, "entered_on": entered}
            if closed:
                row["closed_on"] = closed
            row["post"] = plan.data["lead_post"]
            first = [{"kind": papers[0][0], "title": plan.event + papers[0][1], "date": entered}]
            later = [{"kind": kind, "title": plan.event + title, "date": closed} for kind, title in papers[1:]]
            if len(papers) == 1 and closed:
                row["papers"] = [{**first[0], "date": closed}]
            elif len(papers) > 1:
                row["papers"] = [*first, *(later if closed else [])]
            rows.append(row)
        record: dict[str, Any] = {
            "plan": plan.data["id"],
            "campaign": CAMPAIGN,
            "procedure": "full",
            "stages": rows,
        }
        if days := by_stage.get("consulting"):
            sent = self.days.on(days[0])
            replies = [sent + 3 + index % 6 for index in range(len(plan.data["members"]))]
            record["consultation"] = [
                {
                    "unit": member["unit"],
                    "sent_on": days[0],
                    "due_on": self.days[sent + 10],
                    **({"replied_on": self.days[reply], "adopted": "no_comment"} if self.days[reply] <= AS_OF else {}),
                }
                for member, reply in zip(plan.data["members"], replies, strict=True)
            ]
        if (days := by_stage.get("expert_review")) and days[1]:
            record["expert_review"] = {
                "on": days[1],
                "conclusion": "passed_after_changes",
                "opinions": 8,
                "adopted": 8,
                "open": 0,
            }
        if days := by_stage.get("legality_review"):
            record["legality"] = {"sent_on": days[0], **({"opinion_on": days[1]} if days[1] else {})}
        if (days := by_stage.get("approval")) and days[1]:
            record["approval"] = {"kind": "executive_meeting", "on": days[1], "session": "2022年市政府常务会议"}
        return record


def with_all_duties(originals: Sequence[dict[str, Any]], owners: dict[str, str]) -> Iterator[dict[str, Any]]:
    """The plans of a county; the one for work safety takes the duties that no other rests on, and their departments."""
    linked = {duty for plan in originals if plan["category"] == "accident" for duty in plan.get("duties", ())}
    for plan in originals:
        if plan["id"] == "work-safety":
            rest = [duty for duty in owners if duty not in linked]
            named = {plan["lead"], *(member["unit"] for member in plan["members"])}
            added = [unit for unit in dict.fromkeys(owners[duty] for duty in rest) if unit not in named]
            plan = {
                **plan,
                "duties": [*plan.get("duties", ()), *rest],
                "members": [*plan["members"], *({"unit": unit} for unit in added)],
            }
        yield plan


def _pairs(plans: Sequence[Planned]) -> Iterator[Sequence[Planned]]:
    for start in range(0, len(plans), 2):
        yield plans[start : start + 2]
