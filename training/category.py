"""Fine-tune an encoder to tell kinds of news apart, and news from what is none."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

from inference.manifest import Input
from inference.plain_text import plain
from training.base import hidden_states, load_encoder, load_tokenizer
from training.data.news import Article, held_out, load_news
from training.data.no_news import load_no_news
from training.framing import padding_id, reader_input
from training.loop import Plan, fit, load_finished, padded_rows
from training.news_classifier.examples import Example

NO_NEWS = "none"
LABELS = ("business", "entertainment", "politics", "sport", "tech", NO_NEWS)

MAX_TOKENS = 256

HELD_OUT = 0.1
"""Share of the headline files and of the texts that are no news that is never trained on."""

SHORT_FILES = ("news/headlines2022.csv.gz", "news/inshorts.csv.gz", "news/tagmynews.csv.gz")
PER_CATEGORY = 1200
"""Texts of one short file and category per epoch: the files are of very different size."""

PER_NO_NEWS_KIND = 300

CROPS_PER_ARTICLE = 2
"""How often each BBC article is seen per epoch, each time cropped anew: it draws the lines between the categories."""

PLAN = Plan(epochs=3, learning_rate=2e-4, batch_tokens=3072)


@dataclass(frozen=True)
class Group:
    """Token ids of texts with one label, of which at most `limit` are seen per epoch, each `times` times."""

    label: int
    texts: list[list[int]]
    limit: int
    times: int


class CategoryNetwork(torch.nn.Module):
    """An encoder with a classifier on its first position."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.encoder = load_encoder(base)
        self.dropout = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(self.encoder.config.hidden_size, len(LABELS))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor | None = None
    ) -> torch.Tensor:
        """Return logits of shape (batch, labels)."""
        hidden = hidden_states(self.encoder, input_ids, attention_mask, token_type_ids)
        return self.head(self.dropout(hidden[:, 0]))  # type: ignore[no-any-return]


def training_articles(data: Path) -> list[Article]:
    """BBC articles, as they were written where that is known."""
    cased = {article.row: article for article in load_news(data / "news/bbc-train-cased.csv.gz")}
    return [cased.get(article.row, article) for article in load_news(data / "news/bbc-train.csv.gz")]


def groups(data: Path, tokenizer: Tokenizer) -> list[Group]:
    """All training texts by source and label."""
    found: list[Group] = []

    def add(label: str, texts: Sequence[str], limit: int, times: int = 1) -> None:
        encodings = tokenizer.encode_batch([plain(text) for text in texts], add_special_tokens=False)
        found.append(Group(LABELS.index(label), [encoding.ids for encoding in encodings], limit, times))

    sources = [(training_articles(data), CROPS_PER_ARTICLE)]
    for file in SHORT_FILES:
        kept = [article for article in load_news(data / file) if not held_out(article.text, HELD_OUT)]
        sources += [(kept, 1)]
    for articles, times in sources:
        for category in LABELS[:-1]:
            texts = [article.text for article in articles if article.category == category]
            if texts:
                add(category, texts, PER_CATEGORY, times)
    for texts in load_no_news(data).values():
        add(NO_NEWS, [text for text in texts if not held_out(text, HELD_OUT)], PER_NO_NEWS_KIND)
    return found


def epoch_sampler(sources: Sequence[Group], spec: Input) -> Callable[[int, random.Random], list[Example]]:
    """Sample each group up to its limit; texts are read from their start, from the middle, or only in part."""

    room = spec.max_tokens - len(spec.prefix) - len(spec.suffix)

    def sample(_epoch: int, rng: random.Random) -> list[Example]:
        return [
            Example([*spec.prefix, *_crop(ids, room, rng), *spec.suffix], group.label)
            for group in sources
            for ids in rng.sample(group.texts, min(group.limit, len(group.texts)))
            for _ in range(group.times)
        ]

    return sample


def label_loss(model: CategoryNetwork, batch: list[Example], device: torch.device) -> torch.Tensor:
    """Cross-entropy with a little label smoothing."""
    ids = padded_rows([example.ids for example in batch], padding_id(model.encoder.config))
    mask = padded_rows([[1] * example.length for example in batch])
    logits = model(ids.to(device), mask.to(device), torch.zeros_like(ids).to(device))
    targets = torch.tensor([example.label for example in batch], device=device)
    return torch.nn.functional.cross_entropy(logits.float(), targets, label_smoothing=0.05)


def train(data: Path, base: str, checkpoint: Path, plan: Plan = PLAN) -> tuple[CategoryNetwork, Tokenizer]:
    """Fine-tune on the recipe's files below `data`; resumes from `checkpoint`."""
    torch.manual_seed(plan.seed)
    tokenizer, model = load_tokenizer(base), CategoryNetwork(base)
    if not load_finished(model, checkpoint):
        spec = reader_input(tokenizer, model.encoder.config, pair=False, max_tokens=MAX_TOKENS)
        fit(model, epoch_sampler(groups(data, tokenizer), spec), label_loss, plan, checkpoint)
    return model, tokenizer


def _crop(ids: list[int], room: int, rng: random.Random) -> list[int]:
    if rng.random() < 0.15:
        room = min(room, rng.randint(8, 48))
    if len(ids) <= room:
        return ids
    start = 0 if rng.random() < 0.6 else rng.randint(0, len(ids) - room)
    return ids[start : start + room]
