"""Words -> word pieces for an encoder that is told, by token type, how each word is written.

The encoder is uncased; capitals are what distinguishes a name, so they go in through its token types.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from tokenizers import Tokenizer

CASE_TYPES = 4
"""Token types: 0 no capital first, 1 capital first, 2 all capitals, 3 a capital further on ("iPhone")."""

MAX_PIECES = 8
"""Pieces that are read of one word: a web address needs no more to be recognised."""


class WordPieces(msgspec.Struct, frozen=True):
    """Pieces of a sequence of words, without special tokens; `firsts[i]` is the place of word i's first piece."""

    ids: list[int]
    type_ids: list[int]
    firsts: list[int]


def case_type(word: str) -> int:
    """Tell how a word is written, as a token type."""
    if word.isupper() and len(word) > 1:
        return 2
    if word[:1].isupper():
        return 1
    return 3 if any(letter.isupper() for letter in word) else 0


def word_pieces(tokenizer: "Tokenizer", words: Sequence[str]) -> WordPieces:
    """Cut words into pieces; a word that the tokenizer drops (control characters) becomes the unknown piece."""
    unknown_id = _unknown_id(tokenizer)
    encoding = tokenizer.encode(list(words), is_pretokenized=True, add_special_tokens=False)
    pieces_of: list[list[int]] = [[] for _ in words]
    for piece, number in zip(encoding.ids, encoding.word_ids, strict=True):
        if number is not None:  # as special tokens have it, which are not added here
            pieces_of[number].append(piece)
    ids: list[int] = []
    type_ids: list[int] = []
    firsts: list[int] = []
    for word, found in zip(words, pieces_of, strict=True):
        pieces = found[:MAX_PIECES] or [unknown_id]
        firsts.append(len(ids))
        ids.extend(pieces)
        type_ids.extend([case_type(word)] * len(pieces))
    return WordPieces(ids, type_ids, firsts)


def _unknown_id(tokenizer: "Tokenizer") -> int:
    """Id of the unknown piece; byte-level vocabularies have none, nor do they drop anything."""
    known = (tokenizer.token_to_id(name) for name in ("[UNK]", "<unk>"))
    return next((number for number in known if number is not None), 0)
