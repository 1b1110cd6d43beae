from itertools import chain

import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from inference.reading.word_pieces import MAX_PIECES, case_type, word_pieces

WORDS = ["Wiik", "\u0000", "paid", "co-op's", "fees", "wiik" * MAX_PIECES]


def of_pieces() -> Tokenizer:
    vocabulary = ["[UNK]", "wi", "##ik", "##wi", "paid", "co", "-", "op", "'", "s", "fees"]
    numbered = {piece: number for number, piece in enumerate(vocabulary)}
    tokenizer = Tokenizer(models.WordPiece(vocab=numbered, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()  # drops control characters
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def of_bytes(*, prefix_space: bool) -> Tokenizer:
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE(vocab={letter: number for number, letter in enumerate(alphabet)}, merges=[]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=prefix_space)
    return tokenizer


def test_each_word_has_its_first_piece() -> None:
    found = word_pieces(of_pieces(), WORDS[:5])
    assert found.ids == [1, 2, 0, 4, 5, 6, 7, 8, 9, 10]
    assert found.firsts == [0, 2, 3, 4, 9]
    assert found.type_ids == [1, 1, *[0] * 8]


def test_no_words_have_no_pieces() -> None:
    found = word_pieces(of_pieces(), [])
    assert (found.ids, found.type_ids, found.firsts) == ([], [], [])


@pytest.mark.parametrize(
    "tokenizer",
    [of_pieces(), of_bytes(prefix_space=False), of_bytes(prefix_space=True)],
    ids=["pieces", "bytes", "bytes and a space"],
)
def test_a_word_is_cut_as_if_it_stood_alone(tokenizer: Tokenizer) -> None:
    alone = [word_pieces(tokenizer, [word]).ids for word in WORDS]
    assert word_pieces(tokenizer, WORDS).ids == list(chain.from_iterable(alone))
    assert len(alone[-1]) == MAX_PIECES


@pytest.mark.parametrize(("word", "expected"), [("wiik", 0), ("Wiik", 1), ("EU", 2), ("A", 1), ("iPhone", 3)])
def test_capitals_are_told_by_the_type(word: str, expected: int) -> None:
    assert case_type(word) == expected
