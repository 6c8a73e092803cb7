"""What a plan has to state, by kind of plan and law, and the words by which it is recognised.

An item is found by a heading (`heads`, or `words` too), else by words anywhere in the text or an annex that show it is
dealt with. Headings of other places and older years are listed on purpose: 预测预警, 预防与预警机制, 应急反应, 灾后处置.
`words` name acts and things, not the mere topic: a sentence of purpose that lists every topic proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from preplan.finding import Law


@dataclass(frozen=True, slots=True)
class Item:
    """One required content. It is met by any of its topics; one whose topics were all missed before is not repeated."""

    name: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Required:
    """A list of contents with its law. Empty `types` or `subtypes` mean all."""

    law: Law
    effective_from: date
    items: tuple[Item, ...]
    types: tuple[str, ...] = ()
    subtypes: tuple[str, ...] = ()


# topic → (in headings, anywhere)
_TOPICS = {
    "command": (
        "组织(?:指挥|领导|体系|机构|架构|管理)|指挥(?:体系|机构|机制|部|系统|中心|架构|组织)|领导(?:机构|小组|体系)"
        "|(?:机构|组织|部门|成员单位|单位|人员).{0,6}(?:职责|任务|分工)|职责(?:分工|任务)|应急组织|工作机构|办事机构",
        "总指挥|指挥长|领导小组|指挥部(?:由|下设|设|办公室|成员|统一|负责)|(?:成立|设立|组成|组建).{0,20}(?:指挥部|指挥机构)"
        "|组长(?:由|：)",
    ),
    "warning": (
        "预警|预测|监测|预报|警报|监控|短临|震情|会商|信息监控|早期(?:发现|识别)|检测",
        "预警(?:信息|级别|分级|等级|发布|响应|信号|期|公告|解除|行动|措施|指标|平台|状态|系统|机制)|(?:发布|发出|转发|接到|解除).{0,8}(?:预警|警报)"
        "|监测(?!预警|、)|预测预报|震情(?:跟踪|会商)|会商研判|警报信号",
    ),
    "risk": (
        "风险|隐患|危险源|防控|预防|防范|源头|应急准备|安全检查|日常(?:管理|检查|监管|防)|平时",
        "风险(?:评估|排查|普查|点|源|隐患|辨识|识别|调查|分级|清单|研判)|风险(?:管控|防控|管理)(?:措施|责任|清单|由|工作由)|隐患|危险源|重点(?:部位|区域|目标)"
        "|巡查|排查",
    ),
    "procedure": (
        "响应|反应|处置|抢险|救援|抢修|抢救|应急行动|扑救|控制|先期|救治|应急程序|行动(?:程序|方案)",
        "启动.{0,16}(?:响应|预案)|响应.{0,6}启动|先期处置|扩大(?:响应|应急)|抢修|(?:赶赴|到达|赶到).{0,8}现场|现场指挥部"
        "|(?:组织|开展|实施|进行|展开|投入)[^。，\n]{0,16}(?:救援|抢险|处置|扑救|救治|搜救|疏散|抢修)",
    ),
    "support": (
        "保障|应急准备|支持(?:系统|体系)|应急资源|后勤|人财物|救灾准备|物[资质]准备|战备|准备工作|(?:队伍|物资|装备|经费|资金).{0,4}(?:储备|建设|准备)|储备",
        "(?:队伍|物资|装备|经费|资金|通信|医疗|交通|技术|后勤)(?:和[\u4e00-\u9fff]{2,4})?(?:的)?保障|应急(?:物资|队伍|资金|经费)|储备.{0,10}(?:物资|装备)"
        "|(?:物资|装备|药品).{0,8}储备|专业.{0,4}(?:队伍|救援队)|(?:队伍|物资|器材|车辆)[^。，\n]{0,6}(?:常备|备足|齐备|待命|自备)|列入.{0,10}预算|财政.{0,8}列支|(?:救护|救援|抢险|消防)队|(?:自备|备有|备足|配备|购置)",
    ),
    "recovery": (
        "恢复|重建|后期|善后|灾后|事后|后续|扫尾|收尾|事件后|事故后|疫后|震后|响应(?:终止|结束)后",
        "善后|恢复(?:生产|秩序|供|通|营|运|正常|原状|生活|教学|种植|养殖)|[灾事震疫]后[^。，\n]{0,8}恢复|抚恤|理赔|赔付"
        "|过渡(?:性)?(?:安置|生活)|(?:给予|予以|依法|合理)补偿|复产|复工|心理(?:疏导|干预|援助)"
        "|重建(?:工作|计划|规划|方案|家园|资金|项目|由)|(?:编制|制定|组织|开展|实施|做好)[^。，\n]{0,12}重建",
    ),
    "general": (
        "总则|总体要求|总的要求|指导思想|原则|方针|目的|目标|总体思路|依据|概述|引言|前言",
        "指导思想|工作原则|基本原则|以人为本|人民至上|预防为主",
    ),
    "grading": (
        "分级|分类|等级|级别|划分|种类|类型|界定",
        "特别重大|(?:分为|划分为|划为|分成)[^。\n]{0,24}(?:级|类)|[四4]个?(?:级别|等级|类别|大类)|[ⅠI]级",
    ),
    "system": (
        "预案体系|预案(?:的)?(?:构成|组成|种类|分类|框架|关系|衔接|层级)|体系(?:构成|框架|组成)|应急计划",
        "预案体系|总体(?:应急)?预案[^。\n]{0,40}(?:专项|部门)|专项(?:应急)?预案[^。\n]{0,24}部门(?:应急)?预案|预案(?:由|包括|分为)",
    ),
    "management": (
        "预案.{0,6}(?:管理|编制|修订|演练|评估|更新|宣传|培训|备案|维护)|监督(?:管理|检查)|管理与更新|演练|演习|培训|宣教|宣传|修订|评审",
        "(?:组织|开展|进行|举行|至少|定期).{0,12}(?:演练|演习)|预案.{0,24}(?:修订|更新|修改|评估|完善)|(?:修订|修改|完善|更新).{0,8}预案",
    ),
    "report": (
        "信息.{0,8}(?:报告|报送|接报|上报|通报|处理|收集|传递|接收|共享|管理)|报告|报送|报警|接警|接报|上报|速报|通报|零报告|呈报",
        "(?:小时|分钟|半小时)(?:之|以)?内[^。\n]{0,40}(?:报|通知)|(?:立即|及时|迅速|马上|第一时间|尽快|随时|逐级)[^。，\n]{0,24}(?:报告|上报|报送|报警|通报|电话报)"
        "|续报|首报|初报|终报|核报|信息报[告送]|向.{2,20}(?:报告|报送|汇报)",
    ),
    "selfhelp": (
        "自救|互救|自防|互助|互帮|自我(?:救|保|防)|群众性救|就地避险|第一(?:响应|目击)人?|群防群",
        "自救|互救|互助|(?:互相|相互)(?:救|帮|协助|照应)|自我(?:救助|保护|防护|救护)|就地避险|自发(?:救|组织)|自行(?:救助|救治|施救|撤离|避险|脱险|组织)"
        "|群防群[治救]|邻里|就近(?:救|施救|帮)|结对(?:帮|转移)|自己救",
    ),
    "control": (
        "现场.{0,6}(?:管控|管制|控制|警戒|秩序|封控|管理|保护|监控|治安|隔离|封锁|安全)|管控|警戒|交通(?:管制|管理|疏导)|封[控锁闭]|隔离|治安|疫区|社会(?:治安|秩序)"
        "|秩序(?:维护|维持|保障)|清场",
        "警戒|封锁|封控|封闭.{0,8}(?:现场|道路|路段|区域)|交通(?:管制|管控|疏导)|管控|管制|隔离[区带圈]|(?:现场|治安|交通)秩序|设[卡岗]|禁止[^。\n]{0,16}(?:进入|通行|入内)"
        "|限制[^。\n]{0,8}(?:进入|通行|出入)|保护(?:事[故发])?现场|现场保护|疏散.{0,6}(?:围观|无关)|无关人员|清理?场",
    ),
    "teams": (
        "(?:队伍|物资|装备|力量|资源|人力|救援|人员|器材|设备|药品).{0,10}(?:保障|储备|准备|建设|配备)|应急(?:队伍|物资|资源|力量|装备|准备)"
        "|救援(?:队伍|力量|装备)|人财物|后勤|应急保障|保障(?:措施|机制)|储备",
        "(?:救援|救护|抢险|抢修|消防|扑火|医疗)(?:小)?(?:队|力量)|(?:自备|备有|备足|配备)|专业队|应急(?:队|分队|小分队|小组|力量|物资|装备)|突击队|救灾物资|抢险物资|(?:物资|装备|器材|药品|设备).{0,10}(?:储备|配备|准备|调用|调拨|供应)"
        "|储备.{0,16}(?:物资|装备|器材|药品|设备)",
    ),
    "tasks": ("任务|职责|工作(?:重点|内容)|保障(?:目标|内容|范围)", "任务"),
    "layout": (
        "资源|布局|储备|网点|队伍|物资|力量|分布|能力|站点|库点|编成|编组",
        "储备[库点规]|布局|网点|库点|分布|(?:设|建)有[^。\n]{0,12}(?:站|点|库|基地|队)|资源(?:清单|情况|普查|调查)|编成|编组",
    ),
    "calling": (
        "调[用拨度运配集]|响应|启动|动用|征[用集]|程序|反应",
        "调[用拨运集]|动用|征用|启动.{0,16}(?:响应|预案)|统一调度|紧急调度|抽调|增援",
    ),
    "measures": ("措施|保障|处置|供应|抢修|行动|实施|救治|抢通", "措施|抢修|抢通|救治|投放"),
    "keyparts": (
        "(?:关键|重点|要害|重要|核心|薄弱|敏感)(?:部位|部门|区域|设施|环节|目标)|部位|目标(?:概况|情况|简介)|基本(?:情况|概况)|概况|保护(?:对象|目标|范围)",
        "(?:关键|重点|要害|重要|核心|薄弱)(?:部位|区域|设施|环节|点位)|要害|心脏部位",
    ),
    "repair": (
        "处置|抢修|恢复|抢险|响应",
        "抢修|抢通|恢复.{0,8}(?:运行|供|生产|通|功能|正常)|应急处置|先期处置|修复",
    ),
    "linkage": (
        "联动|协同|协调|衔接|合作|配合|联防|联合|支援",
        "联动|协同|会同|联合|联防|互通|配合|支援|共享信息|信息共享",
    ),
}


_PATTERNS = {topic: (re.compile(heading), re.compile(words)) for topic, (heading, words) in _TOPICS.items()}


def missing(topics: Iterable[str], heads: str, full: str) -> frozenset[str]:
    """Those of the topics that are found neither in a heading (`heads`, a line each) nor anywhere in the text."""
    found = []
    for topic in frozenset(topics):
        heading, words = _PATTERNS[topic]
        if not heading.search(heads) and not words.search(full):
            found.append(topic)
    return frozenset(found)


def _item(name: str, *topics: str) -> Item:
    return Item(name, topics)


_STATUTORY = (
    _item("组织指挥体系与职责", "command"),
    _item("预防与预警机制", "risk", "warning"),
    _item("处置程序", "procedure"),
    _item("应急保障", "support"),
    _item("事后恢复与重建", "recovery"),
)
RESPONSE_LAW_2007 = Required(Law("emergency-response-law-2007", "第十八条"), date(2007, 11, 1), _STATUTORY)
RESPONSE_LAW_2024 = Required(Law("emergency-response-law-2024", "第二十八条"), date(2024, 11, 1), _STATUTORY)

_FROM_2024 = date(2024, 1, 31)
MEASURES_2024 = (
    Required(
        Law("plan-measures-2024", "第八条"),
        _FROM_2024,
        (
            _item("总体要求", "general"),
            _item("事件分类分级", "grading"),
            _item("预案体系构成", "system"),
            _item("组织指挥体系与职责", "command"),
            _item("风险防控", "risk"),
            _item("监测预警", "warning"),
            _item("处置救援", "procedure"),
            _item("应急保障", "support"),
            _item("恢复重建", "recovery"),
            _item("预案管理", "management"),
        ),
        types=("overall",),
    ),
    Required(
        Law("plan-measures-2024", "第十条"),
        _FROM_2024,
        (
            _item("组织指挥机制", "command"),
            _item("风险管控", "risk"),
            _item("监测预警", "warning"),
            _item("信息报告", "report"),
            _item("组织自救互救", "selfhelp"),
            _item("应急处置措施", "procedure"),
            _item("现场管控", "control"),
            _item("队伍物资保障", "teams"),
        ),
        types=("special",),
        subtypes=("incident",),
    ),
    Required(
        Law("plan-measures-2024", "第十一条"),
        _FROM_2024,
        (
            _item("组织指挥机制", "command"),
            _item("主要任务", "tasks"),
            _item("资源布局", "layout"),
            _item("资源调用或响应程序", "calling"),
            _item("具体措施", "measures"),
        ),
        types=("special",),
        subtypes=("support",),
    ),
    Required(
        Law("plan-measures-2024", "第十一条"),
        _FROM_2024,
        (
            _item("关键部位", "keyparts"),
            _item("风险及防范", "risk"),
            _item("监测预警", "warning"),
            _item("信息报告", "report"),
            _item("处置与紧急恢复", "repair"),
            _item("应急联动", "linkage"),
        ),
        types=("special",),
        subtypes=("protection",),
    ),
)


def required(type_: str, subtype: str | None, day: date | None) -> tuple[Required, ...]:
    """The lists for a plan: the emergency response law of the day first, then the measures for its kind."""
    law = RESPONSE_LAW_2024 if day is None or day >= RESPONSE_LAW_2024.effective_from else RESPONSE_LAW_2007
    kind = subtype or "incident"
    return (
        law,
        *(one for one in MEASURES_2024 if type_ in one.types and (not one.subtypes or kind in one.subtypes)),
    )
