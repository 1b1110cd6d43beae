"""The text of a Word document (.docx), paragraph by paragraph, tables as rows."""

from collections.abc import Iterator
from io import BytesIO
from typing import IO, Final
from zipfile import BadZipFile, ZipFile

from bot.documents.kinds import DocumentError, Flaw
from bot.documents.limits import MAX_UNPACKED

_DOCUMENT: Final = "word/document.xml"
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_WORD: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DEEPEST: Final = 200
"""Elements within elements; tables in tables take some ten for each."""

_COMPOUND_FILE: Final = b"\xd0\xcf\x11\xe0"
"""How Word begins what is protected by a password."""

_SIGNS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "p": "\n\n", "tc": " | ", "tr": "\n"}


def docx_text(content: bytes, most: int) -> str:
    """At least `most` characters of it, if there are so many.

    Raises
    ------
    DocumentError
        It is no such document, protected, or unpacks to too much.
    """
    if content.startswith(_COMPOUND_FILE):
        raise DocumentError(Flaw.PROTECTED)
    try:
        with ZipFile(BytesIO(content)) as archive, archive.open(_DOCUMENT) as document:
            return "".join(_until(most, _pieces(_Bounded(document))))
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError) as error:
        raise DocumentError(Flaw.UNREADABLE) from error


def _until(most: int, pieces: Iterator[str]) -> Iterator[str]:
    size = 0
    for piece in pieces:
        yield piece
        size += len(piece)
        if size > most:
            return


def _pieces(document: "_Bounded") -> Iterator[str]:
    """Elements are forgotten once they have ended; XML that declares entities is refused by defusedxml."""
    from defusedxml.ElementTree import iterparse  # noqa: PLC0415 - only the process that needs it loads it

    depth = cells = hidden = 0
    for event, element in iterparse(document, events=("start", "end"), forbid_dtd=True):
        name = element.tag.removeprefix(_WORD).removeprefix(_STRICT_WORD)
        step = 1 if event == "start" else -1
        depth += step
        if depth > _DEEPEST:
            raise DocumentError(Flaw.UNREADABLE)
        cells += step * (name == "tc")
        hidden += step * (element.tag == _FALLBACK)  # the same once more, for older programs
        if event == "start":
            continue
        if not hidden and name == "t":
            yield element.text or ""
        elif not hidden and name in _SIGNS:
            yield " " if name == "p" and cells else _SIGNS[name]
        element.clear()


class _Bounded:
    """A file of which no more than `MAX_UNPACKED` bytes are read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._left = MAX_UNPACKED

    def read(self, size: int = 65_536) -> bytes:
        content = self._file.read(size)
        self._left -= len(content)
        if self._left < 0:
            raise DocumentError(Flaw.TOO_LARGE)
        return content
