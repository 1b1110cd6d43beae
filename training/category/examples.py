"""News and texts that are none as examples for a category model, sampled anew for each epoch."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from inference.reading.plain_text import plain
from inference.store.manifest import Input
from training.category.network import LABELS, NO_NEWS, ShareExample
from training.data.annotated_news import load_annotated_news
from training.data.news import Article, held_out, load_news
from training.data.no_news import load_no_news
from training.recipes import Described

HELD_OUT = 0.1
"""Share of the headline files and of the texts that are no news that is never trained on."""

ANNOTATED_HELD_OUT = 0.25
"""The same of the annotated articles, which are few."""

SHORT_FILES = ("news/headlines2022.csv.gz", "news/inshorts.csv.gz", "news/tagmynews.csv.gz")

BELIEFS_SHARE = 0.6
"""What a teacher's beliefs weigh in what is learned from a text; the annotated label weighs the rest."""

Shares = tuple[float, ...]
"""What share of a text each of `LABELS` has: sums to 1."""

Sampler = Callable[[int, random.Random], list[ShareExample]]
"""Draws the examples of an epoch."""


class Limits(Described, frozen=True):
    """How much an epoch sees of what, since the sources are of very different size.

    Attributes
    ----------
    per_category
        Texts of one headline file and category.
    per_no_news_kind
        Texts of one kind that is no news.
    crops_per_article
        How often each BBC article is seen, each time cropped anew: these draw the lines between the categories.
    crops_per_annotated
        The same for the annotated articles.
    """

    per_category: int = 2500
    per_no_news_kind: int = 300
    crops_per_article: int = 3
    crops_per_annotated: int = 2


@dataclass(frozen=True)
class Group:
    """Texts with one label, of which at most `limit` are seen per epoch, each `times` times.

    `settled` labels are learned as they are, whatever a teacher believes.
    """

    label: str
    texts: Sequence[str]
    limit: int
    times: int
    settled: bool = False


def load_groups(data: Path, limits: Limits) -> list[Group]:
    """All training texts by source and label."""
    groups = [*_by_label(_bbc(data), limits.per_category, limits.crops_per_article, settled=True)]
    for file in SHORT_FILES:
        groups += _by_label(_kept(load_news(data / file), HELD_OUT), limits.per_category, 1)
    for articles in load_annotated_news(data).values():
        groups += _by_label(_kept(articles, ANNOTATED_HELD_OUT), limits.per_category, limits.crops_per_annotated)
    for texts in load_no_news(data).values():
        kept = [text for text in texts if not held_out(text, HELD_OUT)]
        groups.append(Group(NO_NEWS, kept, limits.per_no_news_kind, 1, settled=True))
    return groups


def epoch_sampler(groups: Sequence[Group], tokenizer: Tokenizer, spec: Input, beliefs: Mapping[str, Shares]) -> Sampler:
    """Sample each group up to its limit; texts are read from their start, from the middle, or only in part.

    `beliefs` holds a teacher's, by text; the label alone counts where it has none.
    """
    room = spec.room(spec.prefix)
    texts = [text for group in groups for text in group.texts]
    encodings = tokenizer.encode_batch([plain(text) for text in texts], add_special_tokens=False)
    ids = {text: encoding.ids for text, encoding in zip(texts, encodings, strict=True)}

    def sample(_epoch: int, rng: random.Random) -> list[ShareExample]:
        return [
            ShareExample(
                [*spec.prefix, *_crop(ids[text], room, rng), *spec.suffix], _shares(group.label, beliefs.get(text))
            )
            for group in groups
            for text in rng.sample(group.texts, min(group.limit, len(group.texts)))
            for _ in range(group.times)
        ]

    return sample


def _bbc(data: Path) -> list[Article]:
    """BBC articles, as they were written where that is known."""
    cased = {article.row: article for article in load_news(data / "news/bbc-train-cased.csv.gz")}
    return [cased.get(article.row, article) for article in load_news(data / "news/bbc-train.csv.gz")]


def _kept(articles: Sequence[Article], share: float) -> list[Article]:
    return [article for article in articles if not held_out(article.text, share)]


def _by_label(articles: Sequence[Article], limit: int, times: int, *, settled: bool = False) -> Iterator[Group]:
    for label in LABELS:
        texts = [article.text for article in articles if article.category == label]
        if texts:
            yield Group(label, texts, limit, times, settled or label == NO_NEWS)


def _shares(label: str, beliefs: Shares | None) -> Shares:
    annotated = tuple(float(label == each) for each in LABELS)
    if beliefs is None:
        return annotated
    pairs = zip(annotated, beliefs, strict=True)
    return tuple((1 - BELIEFS_SHARE) * known + BELIEFS_SHARE * believed for known, believed in pairs)


def _crop(ids: list[int], room: int, rng: random.Random) -> list[int]:
    if rng.random() < 0.15:
        room = min(room, rng.randint(8, 48))
    if len(ids) <= room:
        return ids
    start = 0 if rng.random() < 0.6 else rng.randint(0, len(ids) - room)
    return ids[start : start + room]
