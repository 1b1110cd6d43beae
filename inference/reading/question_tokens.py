"""What stands before a passage when an encoder reads it with a question."""

from typing import TYPE_CHECKING

from inference.store.manifest import Input

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MAX_QUESTION_TOKENS = 64
"""The rest of a longer question is not read."""


def question_tokens(tokenizer: "Tokenizer", question: str, spec: Input) -> list[int]:
    """Ids of the question between the special tokens that begin a pair and part it; half of the room is the text's."""
    ids = tokenizer.encode(question, add_special_tokens=False).ids
    room = spec.room([*spec.prefix, *spec.separator])
    return [*spec.prefix, *ids[: min(MAX_QUESTION_TOKENS, room // 2)], *spec.separator]
