"""`python -m bot.documents.taking_out KIND MOST [CHARSET]`: a document on standard input, its text on standard output,
at most so many characters.

The process limits itself before it looks at the document. Its exit code says what was wrong.
"""

import sys
from contextlib import suppress

from bot.charsets import decode
from bot.documents.docx import docx_text
from bot.documents.html import html_text
from bot.documents.kinds import DocumentError, Flaw, Kind
from bot.documents.limits import MAX_MEMORY, MAX_SECONDS
from bot.documents.pdf import pdf_text


def take_out(kind: Kind, content: bytes, most: int, charset: str | None) -> str:
    """The text of a document, at most `most` characters.

    Raises
    ------
    Exception
        DocumentError, or whatever its library makes of a file that is not what it seems to be.
    """
    match kind:
        case Kind.HTML:
            text = html_text(decode(content, charset, html=True), most)
        case Kind.RTF:
            text = _rtf_text(content)
        case Kind.PDF:
            text = pdf_text(content, most)
        case Kind.DOCX:
            text = docx_text(content, most)
    if not text.strip():
        raise DocumentError(Flaw.WITHOUT_TEXT)
    return text.strip()[:most]


def _rtf_text(content: bytes) -> str:
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - only the process that needs it loads it

    if not content.lstrip().startswith(b"{\\rtf"):
        raise DocumentError(Flaw.UNREADABLE)
    return str(rtf_to_text(content.decode("latin-1"), errors="replace"))  # type: ignore[no-untyped-call]


def _limit() -> None:
    import resource  # noqa: PLC0415 - not on every system

    for kind, most in ((resource.RLIMIT_AS, MAX_MEMORY), (resource.RLIMIT_CPU, MAX_SECONDS)):
        with suppress(ValueError, OSError):  # a system that knows no such limit, or a narrower one
            resource.setrlimit(kind, (most, most))


def main(arguments: list[str]) -> int:
    """Nothing but the text and the exit code leaves the process: a traceback would quote the document."""
    with suppress(ImportError):
        _limit()
    try:
        charset = arguments[2] if len(arguments) > 2 else None
        text = take_out(Kind(arguments[0]), sys.stdin.buffer.read(), int(arguments[1]), charset)
    except DocumentError as error:
        return error.flaw
    except (Exception, RecursionError, MemoryError):
        return Flaw.UNREADABLE
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
