"""A record says the same of itself as its path does."""

from collections.abc import Iterator

from preplan.checks import _files
from preplan.finding import CONSISTENCY, Finding, Rule, Severity
from preplan.kinds import plan_folder
from preplan.load import Document
from preplan.model import Library

RULE = Rule(
    id="id-differs-from-path",
    title="记录写的标识与所在位置不一致",
    severity=Severity.ERROR,
    basis=(CONSISTENCY,),
    message="{field}「{value}」与{where}「{expected}」不一致",
    remedy="写错的改标识，放错的改{where}；标识一经引用不再改",
    explains="记录里写的标识、预案、版本号和年份，与文件所在的文件夹和文件名比对。",
    fires="修编计划 campaigns/2022.yaml 把标识写作 2021。",
    silent="通知的标识在年份之后还有字母，或者版本号带序号，与文件名相同，不报。",
)

_NAME, _FOLDER, _YEAR = "文件名", "文件夹", "年份文件夹"
# (kind, key, what of the path it must equal)
_EXPECTED = (
    ("campaign", "id", _NAME),
    ("notice", "id", _NAME),
    ("notice", "id", _YEAR),
    ("filing", "receipt", _NAME),
    ("filing", "receipt", _YEAR),
    ("support", "id", _NAME),
    ("duty", "department", _NAME),
    ("plan", "id", _FOLDER),
    ("edition", "plan", _FOLDER),
    ("edition", "edition", _NAME),
    ("draft", "plan", _FOLDER),
    ("annex", "plan", _FOLDER),
    ("paper", "plan", _FOLDER),
    ("record", "plan", _FOLDER),
    ("record", "campaign", _YEAR),
)


def check(library: Library) -> Iterator[Finding]:
    for kind, key, where in _EXPECTED:
        for document in _files.documents(library, kind):
            value = document.data[key]
            expected = _part(document, where)
            # Of an id that begins with a year (2022-28, S2022-0123) only the year is compared with the folder.
            said = value.lstrip("S")[:4] if where == _YEAR else value
            if said != expected:
                title = library.schemas.title(document.kind.schema, key)
                yield RULE.at(document.place(key), field=title, value=value, where=where, expected=expected)


def _part(document: Document, where: str) -> str:
    if where == _FOLDER:
        return plan_folder(document.path).rpartition("/")[2]
    *_, folder, name = document.path.split("/")
    return name.rpartition(".")[0] if where == _NAME else folder
