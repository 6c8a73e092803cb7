"""The door: arguments → one module per verb in commands/ → exit code.

0 no error · 1 at least one error found · 2 the run itself was not possible.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from datetime import date

from preplan import __version__


def main(argv: Sequence[str] | None = None, today: date | None = None) -> int:
    """Runs one command and returns its exit code. `today` replaces the clock in tests."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == ["--version"]:  # before anything is imported
        print(f"preplan {__version__}")
        return 0
    from preplan.commands import parse

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a screen without Chinese gets escapes instead of a traceback
            stream.reconfigure(errors="backslashreplace")
    try:
        return parse.run(arguments, today or date.today())
    except BrokenPipeError:
        sys.stderr.close()  # the reader (head, less) has gone: nothing is wrong
        return 0
    except Exception:
        import traceback

        traceback.print_exc()
        print("preplan：程序出错，不是记录的错。请把以上内容连同所用命令发给维护者", file=sys.stderr)
        return 2
