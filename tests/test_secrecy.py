"""The watch over the suite's log lines notices what it is there to notice."""

import logging

import pytest

from tests.secrecy import MARKER, SECRETS, Watch


@pytest.mark.parametrize("word", [MARKER, *SECRETS])
def test_a_leak_is_noticed_wherever_it_is(watch: Watch, word: str) -> None:
    logger = logging.getLogger("bot.somewhere")
    logger.debug("text %s", word)
    try:
        raise ValueError(word)
    except ValueError:
        logger.exception("failed")
    assert [leak.split(",")[0] for leak in watch.leaks()] == ["bot.somewhere", "bot.somewhere"]


def test_other_words_are_no_leak(watch: Watch) -> None:
    logging.getLogger("bot.somewhere").warning("nothing of anybody's")
    assert watch.leaks() == []
