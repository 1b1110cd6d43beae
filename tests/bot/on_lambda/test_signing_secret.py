"""How often the secret is read, and what becomes of it where it cannot be."""

import logging

import pytest

from bot.on_lambda.aws_api import AwsError
from bot.on_lambda.signing_secret import RENEWED_SECONDS, SigningSecretCopy


class Store:
    """Gives its answers in order, the last one for ever."""

    def __init__(self, *answers: str | Exception) -> None:
        self.answers = list(answers)
        self.reads = 0

    def read(self) -> str:
        self.reads += 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def test_it_is_read_once_a_minute_at_most() -> None:
    now, store = 0.0, Store('{"signing_secret": "a"}', '{"signing_secret": "b"}')
    copy = SigningSecretCopy(store.read, lambda: now)
    assert [copy.known, copy.known, copy.renewed()] == ["a", "a", "a"]
    now += RENEWED_SECONDS
    assert [copy.known, copy.renewed(), copy.known] == ["a", "b", "b"]
    assert store.reads == 2


@pytest.mark.parametrize("nothing", ["", "[]", "{}", "null", AwsError("ssm", 400)])
def test_where_there_is_none_it_is_looked_for_each_time(
    nothing: str | Exception, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store(nothing, nothing, '{"signing_secret": "a"}')
    copy = SigningSecretCopy(store.read)
    with caplog.at_level(logging.DEBUG):
        assert [copy.known, copy.known, copy.known, copy.known] == [None, None, "a", "a"]
    assert caplog.text.count("cannot be read") == 2


def test_the_old_one_stays_where_a_new_one_cannot_be_read() -> None:
    now = 0.0
    copy = SigningSecretCopy(Store('{"signing_secret": "a"}', AwsError("ssm", 0)).read, lambda: now)
    assert copy.known == "a"
    now += RENEWED_SECONDS
    assert copy.renewed() == "a"
