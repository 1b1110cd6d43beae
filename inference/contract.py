"""Requests, replies and errors that the readers and their callers exchange, as JSON or as these types.

Offsets are indices of Unicode code points (Python string indices), end exclusive, into the text as it was sent.
"""

from enum import StrEnum
from typing import Annotated, Any, ClassVar, Generic, TypeVar

import msgspec

MAX_TEXT_LENGTH = 40_000
"""Longest text or context, in code points: the longest message that Slack accepts."""

MAX_QUESTION_LENGTH = 1_000
"""Longest question, in code points."""


UNREADABLE = (msgspec.DecodeError, UnicodeError, RecursionError)
"""What msgspec raises for JSON that is not the type that is asked for, as bytes or decoded."""


NO_REPLY = (
    "My reader failed, and I have noted it. Please try again; if it happens again, tell whoever looks after Lectern."
)
"""For who asked a reader that gave no reply, or none that can be understood."""


class Task(StrEnum):
    NOUNS = "nouns"
    CATEGORY = "category"
    ANSWERS = "answers"


class ErrorCode(StrEnum):
    INVALID_REQUEST = "invalid_request"
    MODEL_UNAVAILABLE = "model_unavailable"
    TIMEOUT = "timeout"
    INTERNAL = "internal"


class _Value(msgspec.Struct, frozen=True):
    """Immutable; types are checked where a value comes in from outside, not where it is constructed."""


class Error(_Value, frozen=True):
    code: ErrorCode
    message: str


class ErrorReply(_Value, frozen=True):
    error: Error


class InferenceError(Exception):
    """What went wrong, in words that may be shown to the person who asked.

    The message never quotes the text that was sent.
    """

    def __init__(self, code: ErrorCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def reply(self) -> ErrorReply:
        return ErrorReply(error=Error(code=self.code, message=self.message))


class Entity(_Value, frozen=True):
    """A name: `label` is the model's own, or `PROPN` for a proper noun that the model cannot type."""

    text: str
    label: str
    start: int
    end: int


class Span(_Value, frozen=True):
    start: int
    end: int


class NameKind(StrEnum):
    PEOPLE = "people"
    PLACES = "places"
    ORGANISATIONS = "organisations"
    PEOPLES = "peoples"
    WORKS = "works"
    EVENTS = "events"
    OTHER = "other"


class Place(_Value, frozen=True):
    """Which place of the tables a name means: `what` in English, what its people call it, and by language code.

    `local` is null where they write it as the text does, or where that is not known.
    """

    what: str
    local: str | None
    names: dict[str, str]


class Name(_Value, frozen=True):
    """All that a text calls by one name or another: `name` is the fullest form.

    `mentions` are in order and hold the titles before the name; `about` is the span that says who or what it is.
    """

    name: str
    kind: NameKind
    mentions: list[Span]
    about: Span | None = None
    place: Place | None = None


class NounsReply(_Value, frozen=True):
    """`entities` are in order of `start` and never overlap; `names` are in order of their first mentions.

    Days, months and bare titles are among the entities where the model marks them, but not among the names.
    """

    entities: list[Entity]
    model: str
    names: list[Name] = []


class Topic(_Value, frozen=True):
    """What a news text is about; `score` is the probability that it is, whatever else the text is about."""

    topic: str
    score: float


class CategoryReply(_Value, frozen=True):
    """`category` is null when no category is likely enough: the text is no news, news of another kind, or too
    short to tell.

    `score` is the highest of `scores`. Where the model knows a class for what has no category, the scores add up
    to less than 1; the rest is the probability that the text has none. `topics` are those that are likely enough, the
    likeliest first; none where the text is no news, or where the model knows no topics.
    """

    category: str | None
    score: float
    scores: dict[str, float]
    model: str
    topics: list[Topic] = []


class Verdict(StrEnum):
    """What a text says to a question that asks for yes or no."""

    YES = "yes"
    NO = "no"


class Hedge(StrEnum):
    """How a text keeps its distance from what it says."""

    ALLEGED = "alleged"
    DENIED = "denied"
    REPORTED = "reported"


class Unsupported(StrEnum):
    """What a question asks for that words of the text cannot be: then the answer is null."""

    CALCULATION = "calculation"
    COUNT = "count"
    OPINION = "opinion"
    SUMMARY = "summary"
    TRANSLATION = "translation"


class Answer(_Value, frozen=True):
    """One of several answers; `evidence` is the sentence that holds it."""

    text: str
    start: int
    end: int
    evidence: Span


class AnswersReply(_Value, frozen=True):
    """`answer` is null when the text does not say; then `start` and `end` are null too.

    `score` is the probability that this reply is right: of a null answer, that the text does not say.
    `evidence` is the sentence that holds the answer, or that decides the verdict; null where there is neither.
    `verdict` is what the text says to a question that asks for yes or no, whose `answer` is null. `answers` are all
    that the text gives, in order: one where there is but one, and parts of `answer` where that is an enumeration.
    `hedged` is how the evidence keeps its distance, if it does. `unsupported` is what no words of a text can answer.
    """

    answer: str | None
    score: float
    start: int | None
    end: int | None
    evidence: Span | None
    model: str
    answers: list[Answer] = []
    verdict: Verdict | None = None
    hedged: Hedge | None = None
    unsupported: Unsupported | None = None


ReplyT = TypeVar("ReplyT", NounsReply, CategoryReply, AnswersReply)


_NOT_BLANK = r"[^\s\u001c-\u001f\u0085]"
"""A character that is no white space to Python, which knows a little more of it than JSON Schema does."""

Text = Annotated[str, msgspec.Meta(max_length=MAX_TEXT_LENGTH, pattern=_NOT_BLANK)]
Question = Annotated[str, msgspec.Meta(max_length=MAX_QUESTION_LENGTH, pattern=_NOT_BLANK)]


class Request(_Value, Generic[ReplyT], frozen=True):
    """A request for one task; `reply_type` is what a reader answers it with."""

    task: ClassVar[Task]
    reply_type: ClassVar[type[Any]]

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            getattr(self, name).encode()  # raises UnicodeEncodeError for half a surrogate pair


class NounsRequest(Request[NounsReply], frozen=True):
    task = Task.NOUNS
    reply_type = NounsReply
    text: Text


class CategoryRequest(Request[CategoryReply], frozen=True):
    task = Task.CATEGORY
    reply_type = CategoryReply
    text: Text


class AnswersRequest(Request[AnswersReply], frozen=True):
    task = Task.ANSWERS
    reply_type = AnswersReply
    question: Question
    context: Text


REQUEST_TYPES: dict[Task, type[NounsRequest] | type[CategoryRequest] | type[AnswersRequest]] = {
    Task.NOUNS: NounsRequest,
    Task.CATEGORY: CategoryRequest,
    Task.ANSWERS: AnswersRequest,
}

AnyReply = NounsReply | CategoryReply | AnswersReply

RequestT = TypeVar("RequestT", bound=Request[Any])


def parse_request(request_type: type[RequestT], payload: object) -> RequestT:
    """Check a decoded JSON value against the contract.

    Raises
    ------
    InferenceError
        With code `invalid_request` and a message that says what to change.
    """
    try:
        return msgspec.convert(payload, request_type)  # type: ignore[no-any-return]  # to mypy it takes any type
    except UNREADABLE:
        raise InferenceError(ErrorCode.INVALID_REQUEST, _what_to_change(request_type, payload)) from None


def error_in(payload: object) -> InferenceError | None:
    """The error that a decoded reply is, if it is one."""
    try:
        error = msgspec.convert(payload, ErrorReply).error
    except UNREADABLE:
        return None
    return InferenceError(error.code, error.message)


def reply_in(request: Request[ReplyT], payload: object) -> ReplyT:
    """The reply to a request, from its decoded JSON.

    Raises
    ------
    InferenceError
        The error that it is instead, or `internal` for what is neither.
    """
    if error := error_in(payload):
        raise error
    try:
        return msgspec.convert(payload, request.reply_type)  # type: ignore[no-any-return]  # it is what ReplyT stands for
    except UNREADABLE:
        raise InferenceError(ErrorCode.INTERNAL, NO_REPLY) from None


def to_builtins(value: AnyReply | ErrorReply) -> dict[str, Any]:
    """A reply or an error as JSON has it: dictionaries, lists, strings and numbers."""
    return msgspec.to_builtins(value)  # type: ignore[no-any-return]


def _what_to_change(request_type: type[Request[Any]], payload: object) -> str:
    """The first thing that is wrong with a payload that the contract does not allow."""
    if not isinstance(payload, dict):
        return "The request must be a JSON object."
    wrong = (_wrong_with(field, payload) for field in msgspec.structs.fields(request_type))
    return next(filter(None, wrong), "The request holds half a surrogate pair; send valid Unicode.")


def _wrong_with(field: msgspec.structs.FieldInfo, payload: dict[str, Any]) -> str | None:
    if field.name not in payload:
        return f"The field '{field.name}' is missing."
    value, longest = payload[field.name], field.type.__metadata__[0].max_length
    if not isinstance(value, str):
        return f"The field '{field.name}' must be a string."
    if len(value) > longest:
        return f"The field '{field.name}' is too long: at most {longest:,} characters are read."
    if not value.strip():
        return f"The field '{field.name}' is empty."
    if any("\ud800" <= character <= "\udfff" for character in value):
        return f"The field '{field.name}' holds half a surrogate pair; send valid Unicode."
    return None
