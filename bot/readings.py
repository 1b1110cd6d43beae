"""A wish and its passage -> what the readers find, rendered."""

from collections.abc import Iterator, Sequence

from bot.inference_client import InferenceClient
from bot.passages.errors import CannotReadError
from bot.passages.grammar import Wish
from bot.passages.texts import Passage
from bot.preferences import DEFAULTS, Preferences
from bot.replies import answers, buttons, category, names_file, nouns, rich_text
from bot.replies.buttons import Occasion
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
from inference.exports.formats import Format

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
    inference: InferenceClient,
    wish: Wish,
    passage: Passage,
    occasion: Occasion | None = None,
    preferences: Preferences = DEFAULTS,
) -> Sequence[Message]:
    """Have a passage read as wished, once for each question, and shown as the person prefers.

    The occasion tells which buttons go with the reply.

    Raises
    ------
    CannotReadError
        The text is too long.
    InferenceError
        A reader failed.
    """
    text = passage.text
    _check_length(text)
    models: dict[Task, str] = {}
    parts = [part for task in wish.tasks for part in _read(inference, task, wish.questions, text, models, preferences)]
    messages = paginate([*_about(passage), *parts, *map(_noted, passage.notes)])
    has_names = any(part.has_names for part in parts)
    return buttons.attach(messages, models, occasion, has_names=has_names) if occasion else messages


def export_names(inference: InferenceClient, passage: Passage, chosen: Format, preferences: Preferences) -> Message:
    """A file with the names of a passage that the person prefers to see, and what places are called in their language.

    Raises
    ------
    CannotReadError
        The text is too long, or has no such names.
    InferenceError
        The reader failed.
    """
    _check_length(passage.text)
    reply = inference.read(parse_request(NounsRequest, {"text": passage.text}))
    return names_file.render(passage.text, reply, chosen, preferences)


def _check_length(text: str) -> None:
    if len(text) > MAX_TEXT_LENGTH:
        raise CannotReadError(_TEXT_TOO_LONG.format(length=len(text)))


def _read(
    inference: InferenceClient,
    task: Task,
    questions: Sequence[str],
    text: str,
    models: dict[Task, str],
    preferences: Preferences,
) -> Iterator[Part]:
    """Notes in `models` which model has read."""
    match task:
        case Task.NOUNS:
            named = inference.read(parse_request(NounsRequest, {"text": text}))
            models[task] = named.model
            yield nouns.render(text, named, preferences)
        case Task.CATEGORY:
            placed = inference.read(parse_request(CategoryRequest, {"text": text}))
            models[task] = placed.model
            yield category.render(placed)
        case Task.ANSWERS:
            for question in questions:
                request = parse_request(AnswersRequest, {"question": question, "context": text})
                answered = inference.read(request)
                models[task] = answered.model
                yield answers.render(question, text, answered)


def _about(passage: Passage) -> Iterator[Part]:
    """Which text this is about, by its first words."""
    if passage.is_far:
        words = " ".join(passage.text[:_FIRST_CHARACTERS].split()[:_FIRST_WORDS])
        more = "…" if len(words) < len(passage.text) else ""
        shown = rich_text.section(rich_text.text("about: "), rich_text.text(f"{words}{more}", italic=True))
        yield Part(f"about: {words}{more}", [shown])


def _noted(note: str) -> Part:
    return Part(note, [rich_text.section(rich_text.text(note, italic=True))])
