"""Texts of plans: about 12,000 字 under the usual headings, with both fixed tables. Invented, and saying nothing new."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

FULL, SHORT = 12_000, 3_000  # Han characters of an edition and of a draft

# (heading, what its paragraphs are about); numbers are given when the text is written.
OUTLINE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("总则", ("编制目的", "编制依据", "适用范围", "工作原则", "事件分类分级", "总体要求")),
    ("应急预案体系构成", ("预案衔接", "主要任务")),
    ("组织指挥体系与职责", ("组织指挥机制", "指挥机构", "办事机构", "成员单位职责", "现场指挥部", "专家组")),
    ("风险防控", ("风险识别", "风险管控", "重点部位")),
    ("监测预警", ("监测", "预防与预警机制", "预警信息发布", "预警行动")),
    ("信息报告", ("报告程序", "报告内容", "信息共享")),
    ("应急响应", ("先期处置", "组织自救互救", "响应分级", "处置程序", "应急处置措施", "现场管控", "应急联动", "信息发布", "响应终止")),
    ("应急保障", ("队伍物资保障", "资源布局", "资源调用程序", "通信与信息保障", "具体措施")),
    ("恢复重建", ("善后处置", "事后恢复与重建", "总结评估")),
    ("预案管理", ("宣传培训", "演练", "评估", "修订", "解释与实施")),
)  # fmt: skip
_WHO = ("{lead}", "指挥部办公室", "各成员单位", "属地镇街", "现场指挥部", "{member}", "有关单位", "专家组")
_WHEN = (
    "接到情况后",
    "平时",
    "进入汛期和重要节日前",
    "研判后认为需要时",
    "工作开展中",
    "情况发生变化时",
    "每次演练之后",
    "会商之后",
)
_WHAT = (
    "组织力量核实{event}的范围、原因和可能的影响",
    "按照职责分工开展{topic}有关工作",
    "把{topic}的进展告知相邻单位和受影响的群众",
    "对重点部位逐一登记，明确责任岗位和联系方式",
    "调度队伍、装备和物资到达指定地点待命",
    "设置警戒范围，疏导交通，维护现场秩序",
    "对受威胁的人员进行转移避险和妥善安置",
    "收集{topic}的资料，形成记录并及时归档",
    "督促企业落实主体责任，整改发现的隐患",
    "会同{member}开展联合检查和信息核对",
    "根据气象、水文、地质等信息研判发展趋势",
    "做好通信、供电、供水和医疗救治的衔接",
    "向社会发布权威信息，回应公众关切",
    "组织专家评估处置效果，提出调整意见",
    "保护重要设施，防止发生次生、衍生灾害",
    "对参加处置的人员配备防护用品并记录进出时间",
)
_HOW = (
    "做到职责清楚、程序简明、措施可行",
    "重要事项当面交接，交接内容有记录",
    "需要支援的，及时提出队伍和物资的需求",
    "涉及几个单位的，由指挥部办公室统一协调",
    "工作结束后核对清单，补充消耗的物资",
    "没有把握的，先控制后处置，确保人员安全",
    "有不同意见的，报指挥部研究决定",
    "遇有重大变化，随时调整安排",
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a text speaks of: short names of the units, the event, titles of its bases, and its annex if it has one."""

    city: str
    event: str
    lead: str
    members: tuple[str, ...]
    command: str
    bases: tuple[str, ...]
    phone: str
    annex: str = ""


def body(random: Random, subject: Subject, length: int = FULL) -> str:
    """A text of about `length` Han characters, beginning and ending with a line break."""
    topics = sum(len(topics) for _, topics in OUTLINE)
    share = max(1, (length - 900) // topics - 55)  # the last paragraph of a section runs over
    lines: list[str] = []
    for chapter, (title, inner) in enumerate(OUTLINE, 1):
        lines += ["", f"## {chapter} {title}"]
        for section, topic in enumerate(inner, 1):
            lines += ["", f"### {chapter}.{section} {topic}"]
            paragraphs = list(_fixed(subject, topic))
            while sum(map(len, paragraphs)) < share:
                paragraphs.append(_paragraph(random, subject, topic))
            lines += [line for text in paragraphs for line in ("", text)]
    return "\n".join(lines) + "\n"


def _fixed(subject: Subject, topic: str) -> tuple[str, ...]:
    """The paragraphs and tables that belong to a topic."""
    if topic == "编制依据":
        return ("依据" + "、".join(f"《{title}》" for title in subject.bases) + "等，结合本市实际制定本预案。",)
    if topic == "适用范围":
        return (f"本预案适用于{subject.city}行政区域内{subject.event}的应对工作。",)
    if topic == "成员单位职责":
        duties = "承担与本单位职责相关的监测、报告、处置和保障工作"
        rows = [f"| {subject.lead} | 承担{subject.command}办公室工作，组织监测、会商和处置 |"]
        rows += [f"| {member} | {duties} |" for member in subject.members]
        return ("\n".join(("| 成员单位 | 职责 |", "|---|---|", *rows)),)
    if topic == "响应分级":
        return ("\n".join(_LEVELS),)
    if topic == "预警信息发布":
        return (_WARNING,)
    if topic == "处置程序":
        return _RESPONSES
    if topic == "报告程序":
        return (f"事发单位1小时内报告{subject.lead}，值班电话 {subject.phone}。",)
    if topic == "应急处置措施" and subject.annex:
        return (f"现场人员按[简明操作流程](../{subject.annex})处置。",)
    return ()


_LEVELS = (
    "| 响应级别 | 启动条件 | 决定启动 | 决定终止 |",
    "|---|---|---|---|",
    "| 四级 | 发生一般事件，影响限于一个镇街 | 指挥部办公室主任 | 指挥部办公室主任 |",
    "| 三级 | 发生较大事件，影响几个镇街 | 指挥部总指挥 | 指挥部总指挥 |",
    "| 二级 | 发生重大事件，超出本市处置能力 | 市政府主要负责同志 | 上级指挥机构 |",
    "| 一级 | 发生特别重大事件 | 市委、市政府主要负责同志 | 上级指挥机构 |",
)


_WARNING = (
    "预警信息的内容包括突发事件的类别、预警级别、起始时间、可能影响范围、警示事项、应采取的措施、发布机关和发布时间。"
)
_RESPONSES = (
    "启动四级响应后，指挥部办公室派出工作组指导处置。",
    "启动三级响应后，指挥部总指挥到现场组织处置。",
    "启动二级响应后，市政府主要负责同志组织处置，并请求上级支援。",
    "启动一级响应后，在上级指挥机构领导下开展处置。",
)


def _paragraph(random: Random, subject: Subject, topic: str) -> str:
    sentences = []
    for _ in range(random.randint(3, 5)):
        pattern = f"{random.choice(_WHEN)}，{random.choice(_WHO)}{random.choice(_WHAT)}，{random.choice(_HOW)}。"
        sentences.append(
            pattern.format(
                lead=subject.lead,
                member=random.choice(subject.members),
                event=subject.event,
                topic=topic,
            )
        )
    return "".join(sentences)
