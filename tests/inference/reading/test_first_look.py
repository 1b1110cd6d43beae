from collections.abc import Sequence

import numpy as np
import pytest

from inference.reading.first_look import LOOK_TOKENS, Indices, first_look

QUESTION = [101, 7, 8, 9, 102]
FILLER = range(1000, 2000)


def passage(*sentences: Sequence[int]) -> tuple[Indices, Indices]:
    """Token ids and sentence numbers of sentences in token ids."""
    ids = [token for sentence in sentences for token in sentence]
    numbers = [number for number, sentence in enumerate(sentences, start=1) for _ in sentence]
    return np.array(ids, dtype=np.int64), np.array(numbers, dtype=np.int64)


def sentence(*shared: int, length: int = LOOK_TOKENS // 4) -> list[int]:
    return [*shared, *FILLER[: length - len(shared)]]


def looked_at(*sentences: Sequence[int]) -> list[int]:
    """Numbers of the sentences that are read first, each of which must be whole."""
    ids, numbers = passage(*sentences)
    places = first_look(QUESTION, ids, numbers)
    chosen = sorted(set(numbers[places].tolist()))
    assert places.tolist() == np.flatnonzero(np.isin(numbers, chosen)).tolist()
    return chosen


def test_the_sentence_with_the_rarest_words_comes_first() -> None:
    common, rare = sentence(7, length=LOOK_TOKENS), sentence(7, 8, length=LOOK_TOKENS)
    assert looked_at(common, sentence(), rare, common, sentence()) == [3]


def test_sentences_are_added_while_they_fit() -> None:
    longest = sentence(7, length=LOOK_TOKENS)
    assert looked_at(sentence(), sentence(7, 8), longest, sentence(9), sentence(7), sentence(7)) == [2, 4, 5, 6]


def test_sentences_that_share_nothing_are_not_read_even_where_they_fit() -> None:
    assert looked_at(*[sentence()] * 6, sentence(7)) == [7]


@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param([sentence()] * 8, id="no shared word"),
        pytest.param([sentence(7), sentence(8, 9, length=LOOK_TOKENS + 1), *[sentence()] * 5], id="the best too long"),
        pytest.param([[]], id="nothing"),
    ],
)
def test_nothing_to_look_at(sentences: list[list[int]]) -> None:
    assert looked_at(*sentences) == []
