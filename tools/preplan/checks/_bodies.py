"""Words by which texts name command bodies and what they do. Wide on purpose: a miss accuses nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from preplan.checks._sections import Lines
from preplan.load.body import Body

# The chapter that sets up the command: 组织指挥体系, 应急组织机构与职责, 指挥机构 …
CHAPTER = re.compile(
    "组织(?:指挥|领导|体系|机构|架构)|指挥(?:体系|机构|机制|架构|系统)|应急(?:组织|机构)|领导(?:机构|体系)|(?:机构|部门|单位)(?:及其?|和|与|的)?职责"
)
BODY = re.compile(
    "指挥部|指挥所|指挥中心|委员会|应急委|领导小组|办公室|专家组|专家委|工作组|工作专班|[\u4e00-\u9fff]{2,}(?<!小)(?<!班)组$"
)
_CHAPTER_MARK = re.compile("^第[一二三四五六七八九十0-9]{1,3}[章节条][ 　]*")
# 指挥部组成 tells who belongs to it; its duties stand beside it under 指挥部职责.
_TAIL = re.compile("(?:的)?(?:组成|构成|设置|设立|成立|人员|成员|架构|体系|及其?|和|与|主要|工作|职责|任务|分工)+$")
_NOT_A_BODY = re.compile(
    "体系|架构|关系|框架|示意|图$|成员单位|名单|联系|组织$|启动|启用|撤销|撤离|选址|标识|制度|纪律"
)

_NOUNS = "(?!人|同志|机构|体系|机制|指挥|部门|单位|者|小?组|思想|措施|队伍|资金|原则|制度|物资|领导)"
_ANYWHERE = f"负责{_NOUNS}|承担|职责|任务|履行|统筹|决定|研究|提供|部署|研判|督促|贯彻|执行|组织(?:实施|开展|协调|指挥|领导|制定|编制|召开|修订|应对|抢|救)"
_AT_START = (
    f"组织{_NOUNS}|协调{_NOUNS}|指导{_NOUNS}|指挥(?!部|长|机构|体系|中心)|开展|落实|调度|调集|汇总|收集|搜集|发布|审定|审核|制定|拟|编制|编写|监督"
    f"|检查|保障{_NOUNS}|救治{_NOUNS}|处置{_NOUNS}|实施|办理|参与|协助|维护|做好|传达|起草|评估|管理|建立|分析|提出|提请|请求|核|控制|疏散|抢|侦|搜"
    "|监测|报告|通知|记|安排|保护|掌握|受理|接|联系|联络|引导|转移|安置|调查|为|向|对|及时|迅速|配合|支援|领导|批准|启动|签|调用|下达|宣布"
)
_DUTY = re.compile(
    f"{_ANYWHERE}|(?:^|[，、；：。）)（(]|[部室组委会心]|应当|按照|依法|统一|具体|主要|全面|直接|可以|必须|应|要)(?:{_AT_START})",
    re.MULTILINE,
)
_COMPOSED = re.compile(
    "(?:由|以)[^。；]*?(?:组成|牵头|担任|兼任|参加|为主)[^，。；]*|设在[^，。；]*"
    "|(?<=[、：，成设立])[\u4e00-\u9fff]{2,8}组(?=[、，。；等和及])"
)
# A clause that says only who belongs to a body, where it sits or what it divides into.
_MEMBERSHIP = re.compile(
    "组成|构成|担任|兼任|兼$|牵头|参加|参与单位|设在|设于|组长|主任|总指挥|指挥长|成员|名单|附后|附件|下设|[设分][^，]*组$|抽调|负责人|负责同志|联络员|若干"
    "|[局委办部院站队镇乡会行]$|公司$|街道$|政府$|企业$|中心$|单位$"
)
_HAN = re.compile("[\u4e00-\u9fff]")

# （3）专家组：…… or **综合协调组** on a line of its own.
_ITEM = re.compile(
    r"\s*(?:[-*+] |[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]|[①-⑳])?\s*(?:\*\*)?"
    r"(?P<name>[\u4e00-\u9fff]{2,14}(?:组|专班|办公室|指挥部|指挥所))(?:\*\*)?\s*(?:[：:。．](?P<rest>.*)|)"
)
# (line, name, what stands there without table rows, has it a table of its own)
Found = tuple[int, str, str, bool]


def plain(title: str) -> str:
    """The title without 第二节, which is no number to the loader."""
    return _CHAPTER_MARK.sub("", title)


def name_of(title: str) -> str:
    """The body that a heading names, without 组成及职责; empty if it names none."""
    whole = plain(title).split("（")[0].split("(")[0]
    name = _TAIL.sub("", whole) or whole
    return name if BODY.search(name) and not _NOT_A_BODY.search(title) else ""


def tells_duty(text: str) -> bool:
    """True if the text says what somebody does, or anything but who belongs to a body and where it sits."""
    clauses = re.split("[，。；：,;:|\n]", text)
    other = any(len(_HAN.findall(clause)) > 3 and not _MEMBERSHIP.search(clause.strip()) for clause in clauses)
    return other or bool(_DUTY.search(_COMPOSED.sub("", text)))


def chapters(body: Body) -> list[int]:
    """Indexes of the headings that open a part on command, none inside another."""
    found: list[int] = []
    level = 7  # deeper than any heading: outside such a part
    for index, heading in enumerate(body.headings):
        if heading.level > level:
            continue
        is_one = CHAPTER.search(heading.title) and not heading.number.startswith("附件")
        level = heading.level if is_one else 7
        found += [index] if is_one else []
    return found


def items(lines: Lines) -> Iterator[Found]:
    """Bodies named at the head of a paragraph or list item, each with the lines down to the next one."""
    current: tuple[int, str] | None = None
    words: list[str] = []
    for line, text in (*lines, (0, "#")):
        match = _ITEM.fullmatch(text)
        if match or text.startswith("#"):
            if current:
                yield *current, "\n".join(words), False
            current = (line, match["name"]) if match else None
            words = [match["rest"] or ""] if match else []
        else:
            words.append(text)


def does_something(lines: Lines, name: str) -> bool:
    """True if a sentence of the chapter that names the body goes on to say what it does."""
    last = next((word for word in ("现场指挥部", "办公室", "指挥部") if name.endswith(word)), name.lstrip("市县区"))
    sentences = (sentence for _, line in lines if last in line for sentence in re.split("[。；]", line))
    return any(tells_duty(after) for s in sentences if (after := s.partition(last)[2]))
