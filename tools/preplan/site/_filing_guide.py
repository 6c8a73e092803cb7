"""企业怎么备案: five questions, each with its answers and the articles they rest on. A decision tree that needs no script."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from preplan import filing_status
from preplan.site import _register_links as links
from preplan.site import markdown as md
from preplan.site import paths
from preplan.site.page import Site

MEASURES = "enterprise-plan-measures-2019"
REGULATION = "accident-emergency-regulation-2019"
SHANDONG = "shandong-work-safety-regulation-2022"
ENVIRONMENT = "env-plan-filing-measures-2015"

_NEXT = "接着看第{}问"


@dataclass(frozen=True, slots=True)
class Question:
    """`rows` are (who or what, the answer); `bases` are (law, article)."""

    title: str
    rows: tuple[tuple[str, str], ...]
    bases: tuple[tuple[str, str], ...]
    note: str = ""


def pointer(page: str) -> str:
    """The section on other pages: where the five questions stand."""
    link = md.link("该不该备、向谁备、交什么、多久办完、备了以后做什么", paths.HOW_TO_FILE, page)
    return md.blocks("## 企业怎么备案", f"五个问题，逐条写明依据：{link}。")


def text(site: Site, page: str) -> str:
    """The five questions, numbered, and whom to ask."""
    questions = (_obliged(site), _authority(site), _materials(site), _terms(), _afterwards(site))
    jumps = " → ".join(
        md.link(f"{number} {question.title}", page, page, _anchor(number)) for number, question in _numbered(questions)
    )
    return md.blocks(
        "从第一问看起，在左边找到自己，右边是答案和下一步。",
        jumps,
        *(_section(site, number, question, page) for number, question in _numbered(questions)),
        _ask(site),
    )


def _numbered(questions: Iterable[Question]) -> list[tuple[str, Question]]:
    return list(zip("一二三四五", questions, strict=True))


def _anchor(number: str) -> str:
    return f"question-{'一二三四五'.index(number) + 1}"


def _section(site: Site, number: str, question: Question, page: str) -> str:
    cited = "；".join(links.law(site, law, article, page, short=True) for law, article in question.bases)
    return md.blocks(
        md.heading(f"{number}、{question.title}", _anchor(number)),
        md.table(("情形", "怎么办"), question.rows, "questions"),
        question.note,
        f"依据：{cited}。",
    )


def _ask(site: Site) -> str:
    bureau = site.view(site.library.bureau)
    unit = site.view(site.library.units.get(bureau.get("unit"))) if bureau else None
    if unit is None:
        return ""
    return f"拿不准的，先问{md.text(unit.get('short'))}，电话 {md.text(unit.get('phone'))}。"


def _obliged(site: Site) -> Question:
    return Question(
        "我要不要备案？",
        (
            (
                "矿山、金属冶炼、建筑施工、城市轨道交通运营单位；危险化学品等易燃易爆、危险物品的生产、经营、储存、运输单位；"
                "宾馆、商场、娱乐场所、旅游景区等人员密集场所经营单位",
                f"**应当备案**（国家规定），{_NEXT.format('二')}",
            ),
            (
                "山东省另列的高危单位：交通运输、粉尘涉爆、涉氨制冷，使用危险物品达到规定数量的单位",
                f"**应当备案**（省规定），{_NEXT.format('二')}",
            ),
            ("烟花爆竹零售店", "**不用备案**，到此为止"),
            ("以上都不是", f"**可以自愿备案**；愿意备的，{_NEXT.format('二')}"),
        ),
        ((MEASURES, "第二十六条"), (REGULATION, "第七条"), (SHANDONG, "第十九条、第六十二条")),
        f"不清楚自己属于哪个行业的，先查{md.link('责任矩阵', paths.MATRIX, paths.HOW_TO_FILE)}。",
    )


def _authority(site: Site) -> Question:
    bureau = site.view(site.library.bureau)
    local = md.text(site.unit(bureau.get("unit"))) if bureau else "县级应急管理部门"
    return Question(
        "向谁备案？",
        (
            (
                "非煤矿山、金属冶炼、危险化学品、烟花爆竹批发企业",
                f"按隶属关系向应急管理部门备案，属地企业向{local}，{_NEXT.format('三')}",
            ),
            ("中央企业所属单位", "**不在本市备案**，向省级或者设区的市级应急管理部门备案"),
            (
                "其他应当备案的单位",
                "受理部门由省里规定。本站把人员密集场所和建筑施工列在"
                f"{local}受理，是示例的假定，先电话询问，{_NEXT.format('三')}",
            ),
            ("另有突发环境事件应急预案的", "那一份**另向生态环境部门备案**，两者不能互相代替"),
        ),
        ((MEASURES, "第二十六条"), (ENVIRONMENT, "")),
        "受理部门不一定是监管部门。",
    )


def _materials(site: Site) -> Question:
    four = "、".join(site.label("material", code) for code in filing_status.MATERIALS)
    opinion = site.label("material", "review_opinion")
    return Question(
        "交什么材料？要不要先评审？",
        (
            ("所有单位", f"{four}；表上盖章，名称与营业执照一致，电子版与纸质版一致"),
            (
                "矿山、金属冶炼、危险化学品（带储存的经营在内）、烟花爆竹批发单位，其他中型规模以上单位",
                f"先组织专家评审，**另交{opinion}**；专家与本单位有利害关系的应当回避，意见后附专家签名",
            ),
            ("其他单位", f"可以自己论证，不交{opinion}"),
        ),
        ((MEASURES, "第十条、第二十一条、第二十二条、第二十七条"),),
        f"预案质量、照片多少、用没用某个模板、有没有演练记录，都不是退回的理由。{_NEXT.format('四')}。",
    )


def _terms() -> Question:
    apply, check = filing_status.APPLY_WORKDAYS, filing_status.CHECK_WORKDAYS
    return Question(
        "什么时候交，多久办完？",
        (
            ("主要负责人已签署公布", f"从第二天起算，**{apply} 个工作日内**申报；文本里要有签署公布页"),
            ("材料齐全", f"受理部门 **{check} 个工作日内**登记，给备案编号"),
            ("缺材料", f"受理部门一次说清缺什么；补齐以后，按本局做法重新起算 {check} 个工作日"),
        ),
        ((MEASURES, "第二十六条、第二十八条"),),
        f"工作日不含周末和放假日，调休上班日算在内。{_NEXT.format('五')}。",
    )


def _afterwards(site: Site) -> Question:
    return Question(
        "备案以后还要做什么？",
        (
            (
                "矿山、金属冶炼、建筑施工、危险物品、烟花爆竹单位，其他中型规模以上单位",
                f"每 **{filing_status.EVALUATION_YEARS} 年评估一次**，写明要不要修订",
            ),
            (
                "组织指挥体系与职责、应急处置程序、主要处置措施、响应分级有一样变了",
                "修订，**重新备案**；其他修改归档即可",
            ),
            ("第一问中应当备案的单位", "每半年至少演练一次，把情况报受理部门"),
            ("问“有效期到哪天”", "备案没有有效期；也不等于认可预案质量，只表示材料齐全"),
        ),
        ((MEASURES, "第三十三条、第三十五条、第三十七条"), (REGULATION, "第八条")),
        f"登记以后，单位名称和编号列入{md.link('备案名单', paths.FILINGS, paths.HOW_TO_FILE)}。"
        if not site.internal
        else "登记以后，单位名称和编号列入公开版的备案名单。",
    )
