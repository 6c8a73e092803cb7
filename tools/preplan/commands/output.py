"""Where results go: the screen, or a file that is never half written."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path


def deliver(text: str, target: Path | None) -> None:
    """Prints `text`, or writes it to `target` by way of a temporary file beside it.

    Raises OSError if the file cannot be written; the old one is then untouched.
    """
    if target is None:
        sys.stdout.write(text)
        return
    write(target, text.encode("utf-8"))


def write(target: Path, content: bytes) -> None:
    """Writes a file whole or not at all."""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            os.chmod(name, 0o644)
            os.replace(name, target)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:  # name the file that was asked for, not the temporary one
        raise OSError(error.errno, error.strerror, str(target)) from error
