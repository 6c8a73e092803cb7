"""The title of a change: 〔类别〕预案名：一句话；依据；理由 (needs §I10). A title without its basis is of no use to a reader."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from preplan.model import Library

# Kind of change → what its name is: a plan, a unit, or free words.
CATEGORIES: Mapping[str, str] = {
    "修编": "plan",
    "印发": "plan",
    "延期": "plan",
    "废止": "plan",
    "更正": "",
    "备案": "",
    "职责": "unit",
    "单位": "unit",
    "依据": "",
    "工具": "",
}
FORM = "〔类别〕预案名：一句话；依据；理由"
EXAMPLE = "〔修编〕森林火灾应急预案：报告时限改为 30 分钟；鲁政办字〔2021〕12号；与上级预案一致"
LONGEST = 120  # characters; a list of changes shows one line

_TITLE = re.compile(r"〔(?P<category>[^〔〕]*)〕(?P<name>[^：]*)：(?P<what>[^；]*)；(?P<basis>[^；]*)；(?P<reason>.*)")
_OPENING = re.compile(r"^\s*[〔【\[［(（]([^〔〕【】\[\]［］()（）]*)[〕】\]］)）]")
_DRAFT = re.compile(
    r"^\s*(?:Draft|WIP|草稿)\s*[:：]\s*", re.IGNORECASE
)  # what platforms put before an unfinished request
# Subjects of commits that are no titles: those that git writes, a record and its number, a room of the tools.
_WRITTEN_BY_GIT = re.compile(r"(?:Merge|Revert|fixup!|squash!|amend!) ")
_RECORD = re.compile(r"[\u4e00-\u9fff]{2,8}(?: ?[\w./-]+)?[：:] *\S.*")
_ROOM = re.compile(r"[a-z][\w./ ,-]*: \S.*")
MESSAGE_FORMS = "“预案 编号：做了什么”、工具的“room: Sentence”或者完整的标题"
_PARTS = {"name": "名称", "what": "改了什么", "basis": "依据", "reason": "理由"}


@dataclass(frozen=True, slots=True)
class Judged:
    """`problems` are sentences in Chinese, none if the title will do; `right` is the title with the right signs."""

    problems: tuple[str, ...]
    right: str


def judge(title: str, library: Library) -> Judged:
    """A title against the grammar, and its name against the names of the library."""
    title = _DRAFT.sub("", title).strip()
    right = _signs(title)
    return Judged(tuple(_problems(title, right, library)), right)


def judge_message(message: str, library: Library) -> Judged:
    """The first line of a commit's message: a title, or one of the short forms of a single commit."""
    lines = (line.strip() for line in message.splitlines() if not line.startswith("#"))
    subject = next((line for line in lines if line), "")
    if _OPENING.match(subject):
        return judge(subject, library)
    if any(form.match(subject) for form in (_WRITTEN_BY_GIT, _RECORD, _ROOM)):
        return Judged((), subject)
    return Judged((f"提交说明「{subject}」不合格式；写成{MESSAGE_FORMS}，例：预案 55：登记专家评审意见",), subject)


def _signs(title: str) -> str:
    """The title with full-width signs where the grammar has signs; what stands in the parts is left alone."""
    text = _OPENING.sub(r"〔\1〕", title.strip())
    head, mark, rest = text.partition("〕")
    name, colon, tail = rest.replace(":", "：", 1).partition("：") if "：" not in rest else rest.partition("：")
    return head + mark + name.strip() + colon + "；".join(part.strip() for part in re.split("[;；]", tail))


def _problems(title: str, right: str, library: Library) -> Iterator[str]:
    found = _TITLE.fullmatch(right)
    if found is None:
        yield f"标题「{title}」不合格式 {FORM}，例：{EXAMPLE}"
        return
    if title != right:
        yield f"标题「{title}」的标点应当写成「{right}」"
    category = found["category"].strip()
    if category not in CATEGORIES:
        near = difflib.get_close_matches(category, CATEGORIES, 1, 0.4)
        hint = f"，最接近的是“{near[0]}”" if near else ""
        yield f"类别「{category}」不在{'、'.join(CATEGORIES)}之中{hint}"
    for key, word in _PARTS.items():
        if not found[key].strip():
            yield f"没有写{word}；格式 {FORM}，没有依据的写“内部规定”"
    if len(title) > LONGEST:
        yield f"标题 {len(title)} 字，长于 {LONGEST} 字；细节写进说明"
    names = _names(library, CATEGORIES.get(category, ""))
    name = found["name"].strip()
    what = "预案" if CATEGORIES.get(category) == "plan" else "单位"
    # One notice issues several plans; a name of its own may hold the sign that parts them.
    unknown = [one for one in ([name] if name in names else re.split("[、，]", name)) if one and one not in names]
    for name in unknown if names else ():
        near = difflib.get_close_matches(name, names, 3, 0.4)
        yield f"库中没有名为「{name}」的{what}" + (f"，最接近的是：{'、'.join(near)}" if near else "")


def _names(library: Library, kind: str) -> set[str]:
    """The names a plan or a unit may be called by in a title: the full one, and that without the place."""
    bureau = library.bureau
    place = str(bureau.get("city")) if bureau else ""
    if kind == "plan":
        titles = {str(plan.get("title")) for plan in library.of("plan").values()}
        return titles | {title.removeprefix(place) for title in titles}
    if kind == "unit":
        return {str(unit.get(key)) for unit in library.units.values() for key in ("name", "short")}
    return set()
