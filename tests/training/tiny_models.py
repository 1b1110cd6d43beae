"""Models of the usual families, tiny and with random weights, trained for a few steps."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
from transformers import (
    AutoModel,
    AutoModelForQuestionAnswering,
    AutoModelForSequenceClassification,
    BertConfig,
    DistilBertConfig,
    GPT2Config,
    PreTrainedTokenizerFast,
    RobertaConfig,
)

from training.export.texts import load_passages

PASSAGES: list[dict[str, Any]] = [asdict(passage) for passage in load_passages()]
LABELS = ("News", "Other")
FAMILIES = ("bert", "distilbert", "roberta", "gpt2")


def save_encoder(family: str, directory: Path) -> None:
    """Save a model without a head, as models come that were only pretrained."""
    tokenizer = _tokenizer(family)
    torch.manual_seed(1)
    _encoder.from_config(_config(family, tokenizer)).save_pretrained(directory)
    tokenizer.save_pretrained(directory)


def save_classifier(family: str, directory: Path) -> None:
    """Train a classifier that tells the first half of the passages from the second, and save it."""
    tokenizer = _tokenizer(family)
    config = _config(family, tokenizer, num_labels=2, id2label=dict(enumerate(LABELS)))
    torch.manual_seed(1)
    model = _classifier.from_config(config)
    fed = tokenizer([passage["text"] for passage in PASSAGES], padding=True, return_tensors="pt")
    labels = torch.tensor([int(index >= len(PASSAGES) // 2) for index in range(len(PASSAGES))])
    _train(model, {**fed, "labels": labels})
    model.save_pretrained(directory)
    tokenizer.save_pretrained(directory)


def save_question_answerer(family: str, directory: Path, padding_side: str | None = None) -> None:
    """Train a model that answers with the passage's first words, and save it."""
    tokenizer = _tokenizer(family)
    tokenizer.padding_side = padding_side or tokenizer.padding_side
    torch.manual_seed(1)
    model = _question_answerer.from_config(_config(family, tokenizer))
    pairs = [(question, passage["text"]) for passage in PASSAGES for question in passage["questions"][:1]]
    questions, texts = zip(*pairs, strict=True)
    # Padded on the right whatever the tokenizer's own side is: transformers counts a decoder's positions from there.
    fed = tokenizer(list(questions), list(texts), padding=True, padding_side="right", return_tensors="pt")
    first = torch.tensor([fed.sequence_ids(row).index(1) for row in range(len(pairs))])
    _train(model, {**fed, "start_positions": first, "end_positions": first + 3})
    model.save_pretrained(directory)
    tokenizer.save_pretrained(directory)


def stretch_a_channel(directory: Path, factor: float) -> None:
    """Let one channel of a saved BERT classifier reach far in every layer, and its feed-forward weights as little."""
    model = _classifier.from_pretrained(directory)
    with torch.no_grad():
        for layer in model.bert.encoder.layer:
            layer.attention.output.LayerNorm.weight[3] *= factor
            layer.intermediate.dense.weight[:, 3] /= factor
    model.save_pretrained(directory)


def _train(model: Any, fed: dict[str, Any], steps: int = 60) -> None:
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3)
    model.train()
    for _ in range(steps):
        optimizer.zero_grad()
        model(**fed).loss.backward()
        optimizer.step()
    model.eval()


_hub_tokenizer: Any = PreTrainedTokenizerFast
_encoder: Any = AutoModel
_classifier: Any = AutoModelForSequenceClassification
_question_answerer: Any = AutoModelForQuestionAnswering
_roberta_config: Any = RobertaConfig
_bert_config: Any = BertConfig
_distilbert_config: Any = DistilBertConfig
_gpt2_config: Any = GPT2Config


def _config(family: str, tokenizer: Any, **more: Any) -> Any:
    ids = {"pad_token_id": tokenizer.pad_token_id, "vocab_size": len(tokenizer)}
    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    match family:
        case "bert":
            return _bert_config(**sizes, **ids, max_position_embeddings=320, **more)
        case "distilbert":
            return _distilbert_config(
                dim=32, n_layers=2, n_heads=2, hidden_dim=64, max_position_embeddings=320, **ids, **more
            )
        case "roberta":
            return _roberta_config(**sizes, **ids, max_position_embeddings=322, type_vocab_size=1, **more)
        case _:
            return _gpt2_config(n_embd=32, n_layer=2, n_head=2, n_positions=320, **ids, **more)


def _tokenizer(family: str) -> Any:
    texts = [passage["text"] for passage in PASSAGES]
    if family in {"bert", "distilbert"}:
        return _word_pieces(texts)
    return _byte_pairs(texts, special=family == "roberta")


def _word_pieces(texts: list[str]) -> Any:
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    tokenizer.train_from_iterator(texts, trainers.WordPieceTrainer(vocab_size=400, special_tokens=special))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", pair="[CLS] $A [SEP] $B:1 [SEP]:1", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return _hub_tokenizer(
        tokenizer_object=tokenizer,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_input_names=["input_ids", "token_type_ids", "attention_mask"],
    )


def _byte_pairs(texts: list[str], *, special: bool) -> Any:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    names = ["<s>", "<pad>", "</s>"] if special else ["<|endoftext|>"]
    trainer = trainers.BpeTrainer(
        vocab_size=500, special_tokens=names, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
    )
    tokenizer.train_from_iterator(texts, trainer)
    if not special:
        return _hub_tokenizer(
            tokenizer_object=tokenizer,
            eos_token=names[0],
            pad_token=names[0],
            padding_side="left",
            model_input_names=["input_ids", "attention_mask"],
        )
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), add_prefix_space=False)
    return _hub_tokenizer(tokenizer_object=tokenizer, pad_token="<pad>", cls_token="<s>", sep_token="</s>")
