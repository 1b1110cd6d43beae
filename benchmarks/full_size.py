"""Write DistilBERT and RoBERTa-base with random weights, with tokenizers of the right kind, for benchmarks.readers."""

import shutil
import sys
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer, models, pre_tokenizers, processors, trainers
from transformers import (
    DistilBertConfig,
    DistilBertForQuestionAnswering,
    PreTrainedTokenizerFast,
    RobertaConfig,
    RobertaForTokenClassification,
)

from benchmarks.paragraph import PARAGRAPH
from training.network.base import MINILM, base_directory

NAME_TAGS = 9


def main() -> None:
    """Write both below the folder that the command line names."""
    folder = Path(sys.argv[1])
    DistilBertForQuestionAnswering(DistilBertConfig()).save_pretrained(folder / "distilbert")
    for file in ("tokenizer.json", "tokenizer_config.json", "vocab.txt", "special_tokens_map.json"):
        shutil.copy(base_directory(MINILM) / file, folder / "distilbert")
    roberta_config: Any = RobertaConfig
    config = roberta_config(
        vocab_size=50265, max_position_embeddings=514, type_vocab_size=1, num_labels=NAME_TAGS
    )  # the sizes of roberta-base
    RobertaForTokenClassification(config).save_pretrained(folder / "roberta")
    _byte_pairs().save_pretrained(folder / "roberta")


def _byte_pairs() -> Any:
    """A byte-level BPE trained on the paragraph: about one token a word, as RoBERTa's own has on English."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    special = ["<s>", "<pad>", "</s>"]
    trainer = trainers.BpeTrainer(
        vocab_size=600, special_tokens=special, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
    )
    tokenizer.train_from_iterator([PARAGRAPH], trainer)
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0))
    fast: Any = PreTrainedTokenizerFast
    return fast(tokenizer_object=tokenizer, pad_token="<pad>", cls_token="<s>", sep_token="</s>")  # noqa: S106 - no secrets


if __name__ == "__main__":
    main()
