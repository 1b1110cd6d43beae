import json
from typing import Any

import pytest

from inference.contract import (
    MAX_QUESTION_LENGTH,
    MAX_TEXT_LENGTH,
    Answer,
    AnswersReply,
    AnswersRequest,
    CategoryReply,
    CategoryRequest,
    ErrorCode,
    Hedge,
    InferenceError,
    NounsRequest,
    Request,
    Span,
    Topic,
    Unsupported,
    Verdict,
    parse_request,
    reply_in,
    to_builtins,
)

ASKED = AnswersRequest(question="Who?", context="Ada and Bo.")
PASTED = CategoryRequest(text="Ada and Bo.")
BOTH = [Answer("Ada", 0, 3, Span(0, 11)), Answer("Bo", 8, 10, Span(0, 11))]


@pytest.mark.parametrize(
    ("payload", "message"),
    [
        ([], "The request must be a JSON object."),
        (None, "The request must be a JSON object."),
        ({}, "The field 'text' is missing."),
        ({"text": 3}, "The field 'text' must be a string."),
        ({"text": ["a"]}, "The field 'text' must be a string."),
        ({"text": ""}, "The field 'text' is empty."),
        ({"text": " \n\t"}, "The field 'text' is empty."),
        ({"text": "half \ud83d pair"}, "The field 'text' holds half a surrogate pair; send valid Unicode."),
        ("half \ud83d pair", "The request must be a JSON object."),
        ({"text": "a", "half \ud83d pair": 1}, "The request holds half a surrogate pair; send valid Unicode."),
        ({"text": "a" * (MAX_TEXT_LENGTH + 1)}, "The field 'text' is too long: at most 40,000 characters are read."),
    ],
)
def test_a_bad_request_is_refused_with_what_to_change(payload: object, message: str) -> None:
    with pytest.raises(InferenceError) as caught:
        parse_request(NounsRequest, payload)
    assert caught.value.code is ErrorCode.INVALID_REQUEST
    assert caught.value.message == message


def test_a_text_of_the_longest_length_is_accepted() -> None:
    assert len(parse_request(NounsRequest, {"text": "é" * MAX_TEXT_LENGTH}).text) == MAX_TEXT_LENGTH


def test_both_fields_of_a_question_are_checked() -> None:
    with pytest.raises(InferenceError, match="'question' is too long: at most 1,000"):
        parse_request(AnswersRequest, {"question": "a" * (MAX_QUESTION_LENGTH + 1), "context": "b"})
    with pytest.raises(InferenceError, match="'context' is missing"):
        parse_request(AnswersRequest, {"question": "a"})


def test_an_unknown_field_does_no_harm() -> None:
    assert parse_request(NounsRequest, {"text": "a", "trace": 1}).text == "a"


def test_an_error_is_a_value_of_the_contract() -> None:
    reply = InferenceError(ErrorCode.TIMEOUT, "Too slow.").reply()
    assert to_builtins(reply) == {"error": {"code": "timeout", "message": "Too slow."}}


def test_an_error_never_quotes_the_text() -> None:
    with pytest.raises(InferenceError) as caught:
        parse_request(NounsRequest, {"text": "secret " * MAX_TEXT_LENGTH})
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("request_", "reply"),
    [
        (ASKED, AnswersReply("Ada", 0.9, 0, 3, Span(0, 11), "m", BOTH, hedged=Hedge.DENIED)),
        (ASKED, AnswersReply(None, 0.9, None, None, Span(0, 11), "m", verdict=Verdict.NO, hedged=Hedge.ALLEGED)),
        (ASKED, AnswersReply(None, 0.9, None, None, None, "m", unsupported=Unsupported.SUMMARY)),
        (PASTED, CategoryReply(None, 0.1, {"sport": 0.1}, "m", [Topic("crime", 0.9), Topic("weather", 0.6)])),
    ],
)
def test_a_reply_comes_out_of_json_as_it_went_in(request_: Request[Any], reply: AnswersReply | CategoryReply) -> None:
    assert reply_in(request_, json.loads(json.dumps(to_builtins(reply)))) == reply


def test_a_reader_of_an_earlier_version_is_understood() -> None:
    answered = {"answer": None, "score": 0.9, "start": None, "end": None, "evidence": None, "model": "m"}
    assert reply_in(ASKED, answered) == AnswersReply(None, 0.9, None, None, None, "m")
    assert reply_in(PASTED, {"category": None, "score": 0.1, "scores": {}, "model": "m"}).topics == []
