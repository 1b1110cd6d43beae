"""How to talk to the bot, and what it says to what asks for no reading."""

from slack_sdk.models.blocks import RichTextBlock, RichTextListElement, RichTextSectionElement

from bot.passages.talk import Talk
from bot.replies import rich_text
from bot.replies.message import Message, Part, paginate, say

_INTRODUCTION = "I read texts with you. Mention me in a channel, or write to me directly:"
_MENTIONS = (
    ("@Lectern nouns TEXT", "shows the names in it"),
    ("@Lectern category TEXT", "says which kind of news it is, and what it is about"),
    ("@Lectern QUESTION? | TEXT", "answers it from the text, with the evidence; a line break works like the bar"),
    ("@Lectern TEXT", "shows names and category"),
)
_THREADS = (
    "In a thread, leave out the text and I read the thread; in a direct message, the latest text. Quoted and forwarded "
    "messages, tables, snippets and files count too: text, PDF, Word (.docx), RTF and HTML."
)
_ANSWERS = (
    "My answers are words of the text, or yes or no. Where the text gives several, I list them; where it only reports, "
    "alleges or denies something, I say so. I do not count, add up, summarise, translate or judge."
)
_MENUS = (
    "The menu of every message has Highlight names, News category and Ask about this; only you see what comes of it. "
    "A command without a text opens a window for it."
)
_COMMANDS = "Only for your eyes:"
_COMMAND_LIST = (
    ("/nouns TEXT", "names"),
    ("/category TEXT", "kind of news and topics"),
    ("/ask QUESTION? | TEXT", "answers with their evidence"),
)


_WHAT_I_DO = (
    "I show the names in a text, say which kind of news it is, and answer questions about it, each answer with the "
    "sentence that proves it."
)
_SHORT = {
    Talk.THANKS: "You are welcome. Ask me more about the text whenever you like.",
    Talk.BEYOND: f"That is not something I can do. {_WHAT_I_DO} `@Lectern help` shows how to ask.",
    Talk.PASSING: f"If you meant me: {_WHAT_I_DO} `@Lectern help` shows how to ask.",
}


def render(talk: Talk = Talk.HELP) -> list[Message]:
    """The same everywhere: what a command cannot do, a mention can."""
    if talk in _SHORT:
        return [say(_SHORT[talk])]
    lines = [_INTRODUCTION, *_plain(_MENTIONS), _ANSWERS, _THREADS, _COMMANDS, *_plain(_COMMAND_LIST), _MENUS]
    paragraphs = [_paragraph(words) for words in (_ANSWERS, _THREADS, _COMMANDS)]
    elements = [_paragraph(_INTRODUCTION), _bullets(_MENTIONS), *paragraphs]
    block = RichTextBlock(elements=[*elements, _bullets(_COMMAND_LIST), _paragraph(_MENUS)])
    return paginate([Part("\n".join(lines), [block])])


def _plain(rows: tuple[tuple[str, str], ...]) -> list[str]:
    return [f"{usage}: {what}" for usage, what in rows]


def _paragraph(words: str) -> RichTextSectionElement:
    return RichTextSectionElement(elements=[rich_text.text(words)])


def _bullets(rows: tuple[tuple[str, str], ...]) -> RichTextListElement:
    items = [
        RichTextSectionElement(elements=[rich_text.text(usage, code=True), rich_text.text(f" {what}")])
        for usage, what in rows
    ]
    return RichTextListElement(style="bullet", elements=items)
