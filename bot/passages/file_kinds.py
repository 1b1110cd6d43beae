"""What kind of file Slack says that something is."""

from typing import Final, Literal

from bot.documents.kinds import Kind
from bot.slack_messages import SlackFile

TEXT: Final = "text"
FileKind = Kind | Literal["text"]

_BY_TYPE: Final[dict[str, FileKind]] = {
    "text/html": Kind.HTML,
    "application/xhtml+xml": Kind.HTML,
    "application/vnd.slack-docs": Kind.HTML,  # a canvas, which Slack gives as a page
    "text/rtf": Kind.RTF,
    "application/rtf": Kind.RTF,
    "application/pdf": Kind.PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": Kind.DOCX,
    "application/json": TEXT,
    "application/x-ndjson": TEXT,
    "application/xml": TEXT,
    "application/yaml": TEXT,
    "application/x-yaml": TEXT,
    "application/csv": TEXT,
}
_TEXTS: Final = "txt text md markdown csv tsv json jsonl ndjson log xml yaml yml srt vtt tex rst adoc".split()
_BY_NAME: Final[dict[str, FileKind]] = {
    **dict.fromkeys(_TEXTS, TEXT),
    "html": Kind.HTML,
    "htm": Kind.HTML,
    "email": Kind.HTML,
    "quip": Kind.HTML,
    "rtf": Kind.RTF,
    "pdf": Kind.PDF,
    "docx": Kind.DOCX,
}
"""By Slack's name of the type, or by the end of the file's name."""


def kind_of(file: SlackFile) -> FileKind | None:
    """None for what has no text that could be read."""
    if file.mode == "snippet":
        return TEXT
    mimetype = file.mimetype.partition(";")[0].strip().lower()
    if found := _BY_TYPE.get(mimetype):
        return found
    if mimetype.startswith("text/") or (mimetype.endswith(("+json", "+xml")) and not mimetype.startswith("image/")):
        return TEXT
    _, dot, ending = file.name.lower().rpartition(".")
    return _BY_NAME.get(file.filetype.lower()) or (_BY_NAME.get(ending) if dot else None)
