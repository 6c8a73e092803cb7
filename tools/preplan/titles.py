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
_PARTS = {"name": "名称", "what": "改了什么", "basis": "依据", "reason": "理由"}


@dataclass(frozen=True, slots=True)
class Judged:
    """`problems` are sentences in Chinese, none if the title will do; `right` is the title with the right signs."""

    problems: tuple[str, ...]
    right: str


def judge(title: str, library: Library) -> Judged:
    """A title against the grammar, and its name against the names of the library."""
    right = _signs(title)
    return Judged(tuple(_problems(title.strip(), right, library)), right)


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
    if names and name and not any(one in names for one in re.split("[、，]", name)):
        near = difflib.get_close_matches(name, names, 3, 0.4)
        what = "预案" if CATEGORIES[category] == "plan" else "单位"
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
