"""Kinds of documents, and what may be wrong with one."""

from enum import IntEnum, StrEnum


class Kind(StrEnum):
    HTML = "html"
    RTF = "rtf"
    PDF = "pdf"
    DOCX = "docx"


class Flaw(IntEnum):
    """Exit codes of the process that takes a text out; those of Python itself are smaller."""

    UNREADABLE = 10
    PROTECTED = 11
    TOO_LARGE = 12
    WITHOUT_TEXT = 13


class DocumentError(Exception):
    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.name)
        self.flaw = flaw
