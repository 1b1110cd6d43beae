"""A wish and its passage -> what the readers find, rendered."""

from collections.abc import Iterator, Sequence

from bot.inference_client import InferenceClient
from bot.passages.errors import CannotReadError
from bot.passages.gathering import Passage
from bot.passages.grammar import Wish
from bot.preferences import DEFAULTS, Preferences
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
_FIRST_WORDS, _FIRST_CHARACTERS = 8, 80

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
    if Task.ANSWERS in wish.tasks and not wish.questions:
        raise CannotReadError(NO_QUESTION)
    longest = max(map(len, wish.questions), default=0)
    if longest > MAX_QUESTION_LENGTH:
        raise CannotReadError(_QUESTION_TOO_LONG.format(length=longest))


def read(
    inference: InferenceClient, wish: Wish, passage: Passage, preferences: Preferences = DEFAULTS
) -> Sequence[Message]:
    """Have a passage read as wished, once for each question, and shown as the person prefers.

    Raises
    ------
    CannotReadError
        The text is too long.
    InferenceError
        A reader failed.
    """
    text = passage.text
    if len(text) > MAX_TEXT_LENGTH:
        raise CannotReadError(_TEXT_TOO_LONG.format(length=len(text)))
    parts = [part for task in wish.tasks for part in _read(inference, task, wish.questions, text, preferences)]
    return paginate([*_about(passage), *parts, *map(_noted, passage.notes)])


def _read(
    inference: InferenceClient, task: Task, questions: Sequence[str], text: str, preferences: Preferences
) -> Iterator[Part]:
    match task:
        case Task.NOUNS:
            yield nouns.render(text, inference.read(parse_request(NounsRequest, {"text": text})), preferences)
        case Task.CATEGORY:
            yield category.render(inference.read(parse_request(CategoryRequest, {"text": text})))
        case Task.ANSWERS:
            for question in questions:
                request = parse_request(AnswersRequest, {"question": question, "context": text})
                yield answers.render(question, text, inference.read(request))


def _about(passage: Passage) -> Iterator[Part]:
    """Which text this is about, by its first words."""
    if passage.is_far:
        words = " ".join(passage.text[:_FIRST_CHARACTERS].split()[:_FIRST_WORDS])
        more = "…" if len(words) < len(passage.text) else ""
        shown = rich_text.section(rich_text.text("about: "), rich_text.text(f"{words}{more}", italic=True))
        yield Part(f"about: {words}{more}", [shown])


def _noted(note: str) -> Part:
    return Part(note, [rich_text.section(rich_text.text(note, italic=True))])
