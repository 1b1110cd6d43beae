"""The classifier and its tokenizer: somebody's by name, or a GPT-2 of random weights."""

from collections.abc import Iterable, Sequence
from typing import Any

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
from transformers import (
    AutoModelForSequenceClassification,
    AutoTokenizer,
    GPT2Config,
    GPT2ForSequenceClassification,
    PreTrainedTokenizerFast,
)

from training.news_classifier.settings import RANDOM_GPT2, Settings

_END = "<|endoftext|>"
_VOCABULARY = 4000

_gpt2_config: Any = GPT2Config
_fast_tokenizer: Any = PreTrainedTokenizerFast


def load_classifier(settings: Settings, labels: Sequence[str], texts: Iterable[str]) -> tuple[Any, Any]:
    """Model and tokenizer, fit for each other and for padding.

    A decoder is padded on the left with its end-of-text token, so that the last position, from which it tells the
    label, is a word of the text.
    """
    torch.manual_seed(settings.seed)
    names = dict(enumerate(labels))
    numbers = {label: number for number, label in names.items()}
    if settings.model == RANDOM_GPT2:
        tokenizer = _byte_pairs(texts)
        model: Any = GPT2ForSequenceClassification(_small(tokenizer, settings, names, numbers))
    else:
        tokenizer = AutoTokenizer.from_pretrained(settings.model)
        model = AutoModelForSequenceClassification.from_pretrained(
            settings.model, num_labels=len(labels), id2label=names, label2id=numbers, ignore_mismatched_sizes=True
        )
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token
    if is_decoder(model):
        tokenizer.padding_side = "left"
    model.config.pad_token_id = tokenizer.pad_token_id
    return model, tokenizer


def is_decoder(model: Any) -> bool:
    """Decoders of transformers classify with a layer called `score`, on the last token."""
    return hasattr(model, "score")


def _small(tokenizer: Any, settings: Settings, names: dict[int, str], numbers: dict[str, int]) -> Any:
    return _gpt2_config(
        vocab_size=len(tokenizer), n_positions=settings.max_tokens, n_embd=128, n_layer=2, n_head=4,
        eos_token_id=tokenizer.eos_token_id, bos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.eos_token_id,
        num_labels=len(names), id2label=names, label2id=numbers, resid_pdrop=0.2, embd_pdrop=0.2,
    )  # fmt: skip


def _byte_pairs(texts: Iterable[str]) -> Any:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    trainer = trainers.BpeTrainer(
        vocab_size=_VOCABULARY,
        special_tokens=[_END],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return _fast_tokenizer(tokenizer_object=tokenizer, eos_token=_END)
