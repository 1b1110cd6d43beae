"""A wish and its passage -> what the readers find, rendered."""

from collections.abc import Iterator, Sequence

from bot.inference_client import InferenceClient
from bot.passages.errors import CannotReadError
from bot.passages.grammar import Wish
from bot.replies import answers, category, nouns, rich_text
from bot.replies.message import Message, Part, paginate
from inference.contract import (
    MAX_QUESTION_LENGTH,
    MAX_TEXT_LENGTH,
    AnswersRequest,
    CategoryRequest,
    NounsRequest,
    Task,
    parse_request,
)

NO_QUESTION = (
    "What is your question? Write it first, then a line break or `|`, then the text: "
    "`Who founded Apple? | Apple was founded by …`"
)
_TEXT_TOO_LONG = (
    f"That text is too long for me: {{length:,}} characters, where I read at most {MAX_TEXT_LENGTH:,}. "
    "Please send it in parts."
)
_QUESTION_TOO_LONG = (
    f"That question is too long for me: {{length:,}} characters, where I read at most {MAX_QUESTION_LENGTH:,}. "
    "Write a short question first, then a line break or `|`, then the text."
)


def check_question(wish: Wish) -> None:
    """Whether a question that is needed is there.

    Raises
    ------
    CannotReadError
        It is missing or too long.
    """
    if Task.ANSWERS in wish.tasks and not wish.question:
        raise CannotReadError(NO_QUESTION)
    if len(wish.question) > MAX_QUESTION_LENGTH:
        raise CannotReadError(_QUESTION_TOO_LONG.format(length=len(wish.question)))


def read(inference: InferenceClient, wish: Wish, text: str, note: str = "") -> Sequence[Message]:
    """Have `text` read as wished.

    Raises
    ------
    CannotReadError
        The text is too long.
    InferenceError
        A reader failed.
    """
    if len(text) > MAX_TEXT_LENGTH:
        raise CannotReadError(_TEXT_TOO_LONG.format(length=len(text)))
    parts = [_read(inference, task, wish.question, text) for task in wish.tasks]
    return paginate([*parts, *_noted(note)])


def _read(inference: InferenceClient, task: Task, question: str, text: str) -> Part:
    match task:
        case Task.NOUNS:
            return nouns.render(text, inference.read(parse_request(NounsRequest, {"text": text})))
        case Task.CATEGORY:
            return category.render(inference.read(parse_request(CategoryRequest, {"text": text})))
        case Task.ANSWERS:
            request = parse_request(AnswersRequest, {"question": question, "context": text})
            return answers.render(text, inference.read(request))


def _noted(note: str) -> Iterator[Part]:
    if note:
        yield Part(note, [rich_text.section(rich_text.text(note, italic=True))])
