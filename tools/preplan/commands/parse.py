"""Arguments in Chinese, and the errors that end a run with exit code 2."""

from __future__ import annotations

import argparse
import errno
import importlib
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from preplan import __version__, dates
from preplan.errors import NoLibrary

ACTS = ("stage", "register", "repeal", "extend", "rename-department", "receive", "notify", "complete", "file")
VERBS = (
    "check",
    "status",
    "in-force",
    "rules",
    "baseline",
    "new",
    *ACTS,
    "review",
    "opinions",
    "title",
    "forge",
    "freeze",
    "schema",
    "pages",
)


class _Parser(argparse.ArgumentParser):
    """argparse with its own words in Chinese."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["add_help"] = False
        kwargs["formatter_class"] = argparse.RawDescriptionHelpFormatter
        super().__init__(**kwargs)
        self._positionals.title = "位置参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", "用法：", 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        for english, chinese in _ERRORS:
            message = message.replace(english, chinese)
        raise UsageError(f"{message}\n{self.format_usage().rstrip()}")


class UsageError(Exception):
    """Wrong arguments; the message (Chinese) says which and shows the usage."""


_ERRORS = (
    ("the following arguments are required: ", "缺少参数："),
    ("ambiguous option: ", "选项写得不全："),
    (" could match ", " 可能是 "),
    ("ignored explicit argument ", "不需要值："),
    ("unrecognized arguments: ", "不认识的参数："),
    ("expected one argument", "后面要有一个值"),
    ("expected at least one argument", "后面至少要有一个值"),
    ("invalid choice: ", "没有这个选择："),
    ("choose from ", "可选 "),
    ("argument ", "参数 "),
    ("invalid day value: ", "不是日期（应写 年-月-日）："),
)


_TROUBLES = {
    errno.ENOENT: "没有这个文件或目录",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个目录",
    errno.ENOTDIR: "路径中有一段不是目录",
    errno.EEXIST: "已经存在",
    errno.ENOSPC: "磁盘已满",
    errno.EROFS: "磁盘只读",
}


def day(text: str) -> date:
    """An argument that is a date."""
    found = dates.parse(text)
    if found is None:
        raise ValueError(text)
    return found


def parser() -> _Parser:
    """The whole command line."""
    top = _Parser(
        prog="preplan",
        description="预案库工具：检查记录、登记办理、统计修编进度、查规则、生成页面。",
        epilog="退出码：0 没有错误；1 发现错误；2 无法运行。",
    )
    top.add_argument(
        "-C", dest="folder", metavar="目录", default=".", help="预案库所在的目录（默认：当前目录或其上级）"
    )
    top.add_argument("--version", action="version", version=f"preplan {__version__}", help="显示版本")
    verbs = top.add_subparsers(dest="verb", metavar="命令", title="命令", parser_class=_Parser, required=True)
    for name in VERBS:
        module = importlib.import_module(f"preplan.commands.{name.replace('-', '_')}")
        sub = verbs.add_parser(name, help=module.HELP, description=module.HELP)
        module.arguments(sub)
        sub.set_defaults(run=module.run)
    return top


def add_day(sub: argparse.ArgumentParser) -> None:
    """The option --as-of, the same for every verb."""
    sub.add_argument("--as-of", type=day, metavar="日期", help="按哪一天计算（默认：本局数据截止日，没有则为今天）")


def run(arguments: Sequence[str], today: date) -> int:
    """Parses and runs; every foreseen obstacle is one line on stderr and exit code 2."""
    try:
        options = parser().parse_args(arguments)
        options.today = today
        options.folder = Path(options.folder)
        code: int = options.run(options)
    except UsageError as error:
        print(f"preplan：{error}", file=sys.stderr)
        return 2
    except NoLibrary as error:
        print(f"preplan：无法运行：{error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        raise
    except OSError as error:
        print(
            f"preplan：无法读写「{error.filename}」：{_TROUBLES.get(error.errno or 0, error.strerror)}", file=sys.stderr
        )
        return 2
    except SystemExit as leave:  # --help and --version
        return int(leave.code or 0)
    return code
