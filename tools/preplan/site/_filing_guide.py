"""企业怎么备案: ten sentences in plain words, each with its article."""

from __future__ import annotations

from collections.abc import Iterator

from preplan import filing_status
from preplan.site import _register_links as links
from preplan.site import markdown as md
from preplan.site.page import Site

MEASURES = "enterprise-plan-measures-2019"
REGULATION = "accident-emergency-regulation-2019"
SHANDONG = "shandong-work-safety-regulation-2022"
ENVIRONMENT = "env-plan-filing-measures-2015"

Step = tuple[str, tuple[tuple[str, str], ...]]


def text(site: Site, page: str) -> str:
    """The section, numbered; last whom to ask."""
    bureau = site.view(site.library.bureau)
    authority = site.view(site.library.units.get(bureau.get("unit"))) if bureau else None
    ask = ""
    if authority:
        ask = f"拿不准该不该备案、向谁备案的，先问{md.text(authority.get('short'))}，电话 {md.text(authority.get('phone'))}。"
    lines = []
    for number, (sentence, bases) in enumerate(_steps(site), 1):
        cited = "；".join(links.law(site, law, article, page, short=True) for law, article in bases)
        lines.append(f"{number}. {sentence}" + (f"（{cited}）" if cited else ""))
    return md.blocks("## 企业怎么备案", "\n".join(lines), ask)


def _steps(site: Site) -> Iterator[Step]:
    apply, check, years = (
        filing_status.APPLY_WORKDAYS,
        filing_status.CHECK_WORKDAYS,
        filing_status.EVALUATION_YEARS,
    )
    materials = "、".join(site.label("material", code) for code in filing_status.MATERIALS)
    opinion = site.label("material", "review_opinion")
    yield (
        "先看自己是不是必须备案。国家规定：易燃易爆物品、危险化学品等危险物品的生产、经营、储存、运输单位，"
        "矿山、金属冶炼、城市轨道交通运营、建筑施工单位，宾馆、商场、娱乐场所、旅游景区等人员密集场所经营单位。"
        "山东省另加交通运输、粉尘涉爆、涉氨制冷等高危单位。其他单位可以自愿备案。",
        ((MEASURES, "第二十六条"), (REGULATION, "第七条"), (SHANDONG, "第十九条、第六十二条")),
    )
    yield (
        "再看向谁备案。非煤矿山、金属冶炼、危险化学品和烟花爆竹批发企业按隶属关系向应急管理部门备案；"
        "中央企业所属单位不在县级备案；烟花爆竹零售店不属应备。其他行业的受理部门由省里规定，"
        "本站把人员密集场所和建筑施工列在市应急管理局受理，是示例的假定，办理前请先电话询问。",
        ((MEASURES, "第二十六条"),),
    )
    yield (f"预案由主要负责人签署公布之日起 {apply} 个工作日内申报。", ((MEASURES, "第二十六条"),))
    yield (f"带齐{materials}。", ((MEASURES, "第二十七条"),))
    yield (
        f"矿山、金属冶炼、危险化学品、烟花爆竹批发单位和其他中型规模以上单位，预案要先组织评审，另交{opinion}。",
        ((MEASURES, "第二十一条、第二十七条"),),
    )
    yield ("请来评审的专家与本单位有利害关系的，应当回避。", ((MEASURES, "第二十二条"),))
    yield (
        f"受理部门收到材料后 {check} 个工作日内核对：齐全的登记；不齐的一次说清缺什么。补齐以后，按本局做法重新起算。",
        ((MEASURES, "第二十八条"),),
    )
    yield (
        f"备案没有有效期。矿山、金属冶炼、建筑施工、危险物品、烟花爆竹和其他中型规模以上单位每 {years} 年评估一次预案，"
        "写明要不要修订。",
        ((MEASURES, "第三十五条"),),
    )
    yield (
        "组织指挥体系与职责、应急处置程序、主要处置措施或者响应分级变了，要重新修订、重新备案。",
        ((MEASURES, "第三十七条"),),
    )
    yield (
        "备案只核对材料是否齐全，不等于认可预案质量；突发环境事件应急预案另向生态环境部门备案，两者不能互相代替。",
        ((ENVIRONMENT, ""),),
    )
