"""Modals: a field for a passage or a question, a sign that it is read, and what was found, with a button to post it."""

from collections.abc import Sequence
from typing import Any, Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    DividerBlock,
    InputBlock,
    PlainTextInputElement,
    RichTextBlock,
    RichTextQuoteElement,
)
from slack_sdk.models.views import View

from bot.dialogs import CALLBACK, MAX_INPUT, QUESTION, TEXT, TYPED, Dialog, OpenDialog, Typed
from bot.replies import rich_text
from bot.replies.limits import MAX_VIEW_BLOCKS
from bot.replies.message import Message
from inference.contract import MAX_QUESTION_LENGTH, Task

POST: Final = "lectern_post"

READING = "Reading…"
WAKING = "I am still waking up, which can take some minutes. You may leave this open, or close it: I will write to you."
POSTED = "Posted."
_MORE = "There is more than fits in here. Post it to see all of it."
_TITLES: dict[tuple[Task, ...], str] = {
    (Task.NOUNS,): "Highlight names",
    (Task.CATEGORY,): "News category",
    (Task.ANSWERS,): "Ask about a text",
}
_FRAME = 8
"""Blocks of a modal beside what was found: fields, buttons, notes."""

_QUOTED = 300
"""Characters of a message that are shown above the question about it."""

ViewJson = dict[str, Any]


def form(dialog: Dialog, typed: Typed = Typed(), quoted: str = "") -> ViewJson:  # noqa: B008 - a frozen value
    """The fields, and the beginning of the message that is asked about."""
    about: list[Block] = []
    if quoted:
        words = quoted if len(quoted) <= _QUOTED else f"{quoted[:_QUOTED]}…"
        about = [RichTextBlock(elements=[RichTextQuoteElement(elements=[rich_text.text(words)])])]
    return _view(dialog, [*about, *_fields(dialog, typed)], submit="Read")


def loading(dialog: Dialog, words: str = READING) -> ViewJson:
    """While it is read."""
    return _view(dialog, [_sentence(words)], submit=None)


def found(opened: OpenDialog, messages: Sequence[Message], *, is_posted: bool = False) -> ViewJson:
    """What was found, the button to post it, and the fields with what was typed, to change it and read again."""
    blocks = [block for message in messages for block in (message.blocks or [_sentence(message.text)])]
    room = MAX_VIEW_BLOCKS - _FRAME
    notes = [_sentence(_MORE)] if len(blocks) > room else []
    post = ButtonElement(text="Post it" if opened.dialog.channel else "Send it to me", action_id=POST, style="primary")
    foot: Block = _sentence(POSTED) if is_posted else ActionsBlock(elements=[post])
    return _again(opened, [*blocks[:room], *notes, foot])


def told(opened: OpenDialog, sentence: str) -> ViewJson:
    """What keeps it from being read or posted, and the fields, to try again."""
    return _again(opened, [_sentence(sentence)])


def _again(opened: OpenDialog, blocks: Sequence[Block]) -> ViewJson:
    fields = _fields(opened.dialog, opened.typed)
    return _view(opened.dialog, [*blocks, DividerBlock(), *fields], submit="Read again" if fields else None)


def _view(dialog: Dialog, blocks: Sequence[Block], submit: str | None) -> ViewJson:
    return View(
        type="modal",
        callback_id=CALLBACK,
        title=_TITLES.get(dialog.tasks, "Read a text"),
        submit=submit,
        close="Close",
        blocks=blocks,
        private_metadata=dialog.model_dump_json(exclude_defaults=True),
    ).to_dict()


def _fields(dialog: Dialog, typed: Typed) -> list[Block]:
    fields: list[Block] = []
    if dialog.origin is None:
        fields.append(_field(TEXT, "Text", typed.text, MAX_INPUT, is_focused=not typed.text))
    if dialog.takes_question:
        label = "Question" if dialog.needs_question else "Question, if you have one"
        is_focused = bool(dialog.origin) and not typed.question
        question = _field(QUESTION, label, typed.question, MAX_QUESTION_LENGTH, is_focused=is_focused)
        question.optional = not dialog.needs_question
        fields.append(question)
    return fields


def _field(block_id: str, label: str, typed: str, most: int, *, is_focused: bool) -> InputBlock:
    element = PlainTextInputElement(
        action_id=TYPED,
        multiline=block_id == TEXT,
        max_length=most,
        initial_value=typed or None,
        focus_on_load=is_focused,
    )
    return InputBlock(block_id=block_id, label=label, element=element)


def _sentence(words: str) -> Block:
    return rich_text.section(rich_text.text(words))
