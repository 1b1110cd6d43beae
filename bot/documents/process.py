"""The process that takes a text out of a document: started for it, ended after it."""

import os
import subprocess
import sys
from contextlib import suppress

from bot.documents import taking_out
from bot.documents.kinds import DocumentError, Flaw, Kind
from bot.documents.limits import MAX_SECONDS

_NEEDED = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")
"""All of the environment that the process gets: it has no business with secrets."""


def document_text(kind: Kind, content: bytes, most: int, charset: str | None = None) -> str:
    """The text of a document, at most `most` characters.

    Raises
    ------
    DocumentError
        It has none that can be read within the limits.
    """
    environment = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    command = [sys.executable, "-m", taking_out.__name__, kind, str(most), *([charset] if charset else [])]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, and a charset from an HTTP header as one argument
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**environment, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONDONTWRITEBYTECODE": "1"},
            timeout=MAX_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DocumentError(Flaw.TOO_LARGE) from None
    if done.returncode:
        flaw = Flaw.UNREADABLE
        with suppress(ValueError):
            flaw = Flaw(done.returncode)
        raise DocumentError(flaw)
    return done.stdout.decode()
