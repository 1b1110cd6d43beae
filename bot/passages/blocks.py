"""What Block Kit's blocks say, in Slack's notation of mentions and links, without formatting; tables as rows.

Blocks come from any app, of kinds that do not exist yet: what is not known is searched for its texts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from bot.passages.formatting import unformatted
from bot.passages.slack_text import escape

Json = Mapping[str, Any]

RICH_TEXT: Final = "rich_text"
"""What a person types becomes one block of this kind, which says the same as the message's text."""

_DEEPEST = 12
_WITHOUT_WORDS = {"actions", "input", "context_actions", "divider", "file", "image"}
_TITLES = (
    "title",
    "subtitle",
    "text",
    "body",
    "description",
    "caption",
    "rows",
    "fields",
    "elements",
    "blocks",
    "cards",
)
_CELL_END, _ROW_END = " | ", "\n"


def blocks_text(blocks: Iterable[Json]) -> str:
    """The blocks' texts, each a paragraph."""
    return _paragraphs(_block(block, 0) for block in blocks)


def _block(block: Json, depth: int) -> str:
    match block.get("type"):
        case "rich_text":
            return "\n".join(filter(None, (_rich(part, depth + 1) for part in _objects(block.get("elements")))))
        case "section":
            fields = (_text_object(each) for each in _objects(block.get("fields")))
            return _paragraphs([_text_object(block.get("text")), *fields])
        case "header" | "markdown":
            return _text_object(block.get("text"))
        case "context":
            return " ".join(filter(None, map(_text_object, _objects(block.get("elements")))))
        case "table" | "data_table":
            rows = block.get("rows")
            return _ROW_END.join(map(_row, rows)) if isinstance(rows, list) else ""
        case kind if kind in _WITHOUT_WORDS:
            return ""
        case _:
            return _paragraphs(_searched(block, depth))


def _searched(value: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        yield unformatted(value)
    elif isinstance(value, list):
        for each in value:
            yield _block(each, depth + 1) if isinstance(each, Mapping) else ""
    elif isinstance(value, Mapping):
        for key in _TITLES:
            yield from _searched(value.get(key), depth + 1)


def _row(row: object) -> str:
    cells = row if isinstance(row, list) else []
    return _CELL_END.join(_cell(cell).replace("\n", " ") for cell in cells)


def _cell(cell: object) -> str:
    if not isinstance(cell, Mapping):
        return ""
    if cell.get("type") == RICH_TEXT:
        return _block(cell, 1)
    value = cell.get("text", cell.get("value", ""))
    return escape(str(value)) if isinstance(value, str | int | float) else ""


def _text_object(value: object) -> str:
    """A text object, a bare text, or what holds one."""
    if isinstance(value, str):
        return unformatted(value)
    if not isinstance(value, Mapping):
        return ""
    text = value.get("text")
    if not isinstance(text, str):
        return ""
    return text if value.get("type") == "plain_text" else unformatted(text)


def _rich(part: Json, depth: int) -> str:
    if depth > _DEEPEST:
        return ""
    elements = _objects(part.get("elements"))
    if part.get("type") == "rich_text_list":
        return "\n".join(_rich(each, depth + 1) for each in elements)
    return "".join(map(_run, elements))


def _run(element: Json) -> str:
    text = element.get("text")
    words = escape(text) if isinstance(text, str) else ""
    match element.get("type"):
        case "user":
            return f"<@{element.get('user_id', '')}>"
        case "channel":
            return f"<#{element.get('channel_id', '')}>"
        case "usergroup":
            return f"<!subteam^{element.get('usergroup_id', '')}>"
        case "broadcast":
            return f"<!{element.get('range', 'here')}>"
        case "link":
            return _link(str(element.get("url", "")), words)
        case "emoji":
            return _emoji(element)
        case "date":
            return escape(str(element.get("fallback") or ""))
        case _:
            return words


def _link(url: str, words: str) -> str:
    """Slack ends an address at the first bracket or space."""
    if any(sign in url for sign in "<>| \n"):
        return words or escape(url)
    return f"<{url}|{words}>" if words else f"<{url}>"


def _emoji(element: Json) -> str:
    try:
        return "".join(chr(int(code, 16)) for code in str(element.get("unicode", "")).split("-") if code)
    except (ValueError, OverflowError):
        return ""


def _objects(value: object) -> Sequence[Json]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def _paragraphs(texts: Iterable[str]) -> str:
    return "\n\n".join(text.strip() for text in texts if text.strip())
