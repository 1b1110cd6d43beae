"""Requests, replies and errors that the readers and their callers exchange, as JSON or as these types.

Offsets are indices of Unicode code points (Python string indices), end exclusive, into the text as it was sent.
"""

from enum import StrEnum
from typing import Annotated, Any, ClassVar, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictStr, ValidationError
from pydantic_core import PydanticCustomError

MAX_TEXT_LENGTH = 40_000
"""Longest text or context, in code points: the longest message that Slack accepts."""

MAX_QUESTION_LENGTH = 1_000
"""Longest question, in code points."""


class Task(StrEnum):
    NOUNS = "nouns"
    CATEGORY = "category"
    ANSWERS = "answers"


class ErrorCode(StrEnum):
    INVALID_REQUEST = "invalid_request"
    MODEL_UNAVAILABLE = "model_unavailable"
    TIMEOUT = "timeout"
    INTERNAL = "internal"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True)


class Error(_Value):
    code: ErrorCode
    message: str


class ErrorReply(_Value):
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


class Entity(_Value):
    """A name: `label` is the model's own, or `PROPN` for a proper noun that the model cannot type."""

    text: str
    label: str
    start: int
    end: int


class Span(_Value):
    start: int
    end: int


class NounsReply(_Value):
    """`entities` are in order of `start` and never overlap."""

    entities: list[Entity]
    model: str


class CategoryReply(_Value):
    """`category` is null when no category is likely enough: the text is not news, or too short to tell.

    `score` is the highest of `scores`. Where the model knows a class for what is not news, the scores add up to
    less than 1; the rest is the probability that the text is no news.
    """

    category: str | None
    score: float
    scores: dict[str, float]
    model: str


class AnswersReply(_Value):
    """`answer` is null when the text does not say; then `start`, `end` and `evidence` are null too.

    `score` is the probability that this reply is right: of a null answer, that the text does not say.
    `evidence` is the sentence that holds the answer.
    """

    answer: str | None
    score: float
    start: int | None
    end: int | None
    evidence: Span | None
    model: str


ReplyT = TypeVar("ReplyT", NounsReply, CategoryReply, AnswersReply)


def _not_blank(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("blank", "is empty")
    return value


Text = Annotated[StrictStr, Field(max_length=MAX_TEXT_LENGTH), AfterValidator(_not_blank)]
Question = Annotated[StrictStr, Field(max_length=MAX_QUESTION_LENGTH), AfterValidator(_not_blank)]


class Request(_Value, Generic[ReplyT]):
    """A request for one task; `reply_type` is what a reader answers it with."""

    task: ClassVar[Task]
    reply_type: ClassVar[type[Any]]


class NounsRequest(Request[NounsReply]):
    task = Task.NOUNS
    reply_type = NounsReply
    text: Text


class CategoryRequest(Request[CategoryReply]):
    task = Task.CATEGORY
    reply_type = CategoryReply
    text: Text


class AnswersRequest(Request[AnswersReply]):
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
        return request_type.model_validate(payload)
    except ValidationError as error:
        raise InferenceError(ErrorCode.INVALID_REQUEST, _explain(error)) from None


def _explain(error: ValidationError) -> str:
    first = error.errors(include_input=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    match first["type"]:
        case "model_type":
            return "The request must be a JSON object."
        case "missing":
            return f"The field '{field}' is missing."
        case "string_type":
            return f"The field '{field}' must be a string."
        case "string_unicode":
            return f"The field '{field}' holds half a surrogate pair; send valid Unicode."
        case "string_too_long":
            return f"The field '{field}' is too long: at most {first['ctx']['max_length']:,} characters are read."
        case "blank":
            return f"The field '{field}' is empty."
        case _:
            return f"The field '{field}' is not valid."
