"""Bytes of a text file -> its text, in whichever encoding it says that it is."""

import codecs
import re
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_IN_HTML = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_HEAD: Final = 4_096
"""Bytes of a page in which its charset stands."""

_NO_CHARSETS: Final = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "mbcs", "oem"}
"""What Python calls an encoding although no file is written in it."""

_LAST_RESORT: Final = "cp1252"
"""What browsers take a text for that names nothing and is no UTF-8."""


def decode(content: bytes, declared: str | None = None, *, html: bool = False) -> str:
    """By its byte order mark, else as declared, by a header or within HTML, else as UTF-8, else as Windows-1252."""
    for mark, charset in _MARKS:
        if content.startswith(mark):
            return content.decode(charset, errors="replace")
    within = _IN_HTML.search(content[:_HEAD]) if html else None
    for name in (declared, within[1].decode("ascii") if within else None):
        if name and (known := _charset(name)):
            return content.decode(known, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(_LAST_RESORT, errors="replace")


def _charset(name: str) -> str | None:
    """Python's name of it; None for what it does not know or what is no text's."""
    try:
        known = codecs.lookup(name).name
        b"a".decode(known, errors="replace")
    except (LookupError, ValueError, UnicodeError):
        return None
    if known.replace("-", "_") in _NO_CHARSETS:
        return None
    return _LAST_RESORT if known in {"iso8859-1", "ascii"} else known
