"""What a reader has to know of a tokenizer and its encoder: special tokens, padding, and how many tokens fit."""

from typing import Any

from tokenizers import Tokenizer
from transformers import MODEL_FOR_MASKED_LM_MAPPING

from inference.store.manifest import Input
from training.errors import UnsupportedModelError

MAX_TOKENS = 512
"""Windows are no longer than this, whatever a model could take: attention grows with the square."""

_COUNTED_FROM_PADDING = frozenset({"roberta", "xlm-roberta", "camembert", "mpnet"})
"""Families that number positions from the padding id on, so that two of them are never used."""


def reader_input(
    tokenizer: Tokenizer, config: Any, *, pair: bool, max_tokens: int, pad_id: int | None = None, **more: Any
) -> Input:
    """Describe how an encoder is fed one text, or a pair of them; never more than it has positions for.

    Raises
    ------
    UnsupportedModelError
        When the tokenizer does not simply put special tokens around its texts.
    """
    single = tokenizer.encode("a", add_special_tokens=False).ids
    separator: list[int] = []
    if pair:
        second = tokenizer.encode("b", add_special_tokens=False).ids
        prefix, rest = _around(tokenizer.encode("a", "b").ids, single)
        separator, suffix = _around(rest, second)
    else:
        prefix, suffix = _around(tokenizer.encode("a").ids, single)
    return Input(
        max_tokens=min(max_tokens, positions(config)),
        prefix=tuple(prefix),
        separator=tuple(separator),
        suffix=tuple(suffix),
        pad_id=padding_id(config) if pad_id is None else pad_id,
        **more,
    )


def is_encoder(config: Any) -> bool:
    """Tell whether every position sees the whole text: such models are trained to guess masked words."""
    return type(config) in MODEL_FOR_MASKED_LM_MAPPING and not config.is_encoder_decoder


def positions(config: Any) -> int:
    """Tokens that a model takes at most."""
    reserved = 2 if config.model_type in _COUNTED_FROM_PADDING else 0
    return int(getattr(config, "max_position_embeddings", MAX_TOKENS)) - reserved


def padding_id(config: Any) -> int:
    """Id of the padding token as the model itself knows it; 0 when it names none."""
    return getattr(config, "pad_token_id", None) or 0


def _around(ids: list[int], part: list[int]) -> tuple[list[int], list[int]]:
    for start in range(len(ids) - len(part) + 1):
        if ids[start : start + len(part)] == part:
            return ids[:start], ids[start + len(part) :]
    raise UnsupportedModelError("The tokenizer changes a text when it adds special tokens.")
