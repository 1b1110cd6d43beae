"""The text layer of a PDF."""

import re
from io import BytesIO

from bot.documents.kinds import DocumentError, Flaw
from bot.documents.limits import MAX_PAGES

_WRAPPED = re.compile(r"(?P<end>[^\n]{40})\n(?=[^\s\d•–—-])")
"""A line that is long enough to go on in the next one."""

_HYPHENATED = re.compile(r"(?<=[^\W\d_])-\n(?=[^\W\d_])")


def pdf_text(content: bytes, most: int) -> str:
    """At least `most` characters of it, if there are so many; lines that only the page's width has broken are joined.

    Raises
    ------
    DocumentError
        It is no PDF, protected by a password, or has too many pages.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - only the process that needs it loads it

    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise DocumentError(Flaw.PROTECTED)
    if len(reader.pages) > MAX_PAGES:
        raise DocumentError(Flaw.TOO_LARGE)
    pages: list[str] = []
    for page in reader.pages:
        pages.append(_unwrapped(page.extract_text()))
        if sum(map(len, pages)) > most:
            break
    return "\n\n".join(pages)


def _unwrapped(page: str) -> str:
    lines = "\n".join(line.rstrip() for line in page.splitlines())
    return _WRAPPED.sub(r"\g<end> ", _HYPHENATED.sub("", lines))
