import pytest

from inference.contract import (
    MAX_QUESTION_LENGTH,
    MAX_TEXT_LENGTH,
    AnswersRequest,
    ErrorCode,
    InferenceError,
    NounsRequest,
    parse_request,
    to_builtins,
)


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
