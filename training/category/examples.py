"""News and texts that are none as examples for a category model, sampled anew for each epoch."""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from inference.reading.plain_text import plain
from inference.reading.sentences import sentence_spans
from inference.store.manifest import Input
from training.category.network import LABELS, NO_NEWS, NewsExample
from training.data.annotated_news import load_annotated_news
from training.data.firms import HEADLINE, with_technology_firms
from training.data.news import Article, held_out, load_news
from training.data.no_news import SHORTEST_SENTENCE, load_no_news
from training.data.surroundings import surrounded
from training.data.topics import LABELS_SAY, TOPICS, Known, with_evidence
from training.data.written_news import Described, is_held_out, load_written
from training.recipes import Described as Recipe

HELD_OUT = 0.1
"""Share of the headline files and of the texts that are no news that is never trained on."""

ANNOTATED_HELD_OUT = 0.25
"""The same of the annotated articles, which are few."""

MEASURED_FILES = ("news/headlines2022.csv.gz", "news/inshorts.csv.gz", "news/tagmynews.csv.gz")
"""Headlines and summaries of the five categories, of which a part is held out."""

HALF_WINDOWS = 0.5
"""How often no more than half a window is seen of a long text, which takes less than half the time."""

FIRST_SENTENCES = 4
"""Of an article, those that are likely to be about what it is about."""

SURROUNDED = 0.06
"""How often news stand among what else is on a page or in a message."""

Sampler = Callable[[int, random.Random], list[NewsExample]]
"""Draws the examples of an epoch."""


class Source(Recipe, frozen=True):
    """A file of headlines or summaries; an epoch of each run sees at most `per_label` of those with the same label."""

    file: str
    per_label: tuple[int, ...]


class Limits(Recipe, frozen=True):
    """How much an epoch sees of what else, since the sources are of very different size.

    Attributes
    ----------
    per_no_news_kind
        Texts of one kind that is no news.
    crops_per_article
        How often each BBC article is seen, each time cropped anew: these draw the lines between the categories.
    crops_per_annotated
        The same for the annotated articles.
    renamed_firms
        Business news of other firms, given the names of technology firms.
    sentences
        Single sentences from the beginnings of articles and summaries: else only what is no news is in sentences.
    times_written
        How often each text that was written for this project is seen.
    """

    per_no_news_kind: int = 300
    crops_per_article: int = 3
    crops_per_annotated: int = 2
    renamed_firms: int = 600
    sentences: int = 0
    times_written: int = 3


@dataclass(frozen=True)
class Group:
    """Texts with what is known of each, of which at most `limit` are seen per epoch, each `times` times.

    `short` is how often a text is cropped to a few words.
    """

    label: str
    texts: Sequence[str]
    known: Sequence[Known]
    limit: int
    times: int
    short: float = 0.15


def load_groups(data: Path, sources: Sequence[Source], limits: Limits, run: int) -> list[Group]:
    """All training texts by source and label, with the limits of a run, from 0."""
    groups = list(_by_label(_bbc(data), 10_000, limits.crops_per_article))
    for source in sources:
        articles = load_news(data / source.file)
        kept = _kept(articles, HELD_OUT) if source.file in MEASURED_FILES else articles
        groups += _by_label(kept, source.per_label[run], 1)
    for articles in load_annotated_news(data).values():
        groups += _by_label(_kept(articles, ANNOTATED_HELD_OUT), 10_000, limits.crops_per_annotated)
    for texts in load_no_news(data).values():
        kept_texts = [text for text in texts if not held_out(text, HELD_OUT) and not is_held_out(text)]
        groups.append(_group(kept_texts, "nonnews", limits.per_no_news_kind, 1, short=0.4))
    firms = with_technology_firms([text for group in groups if group.label == "business" for text in group.texts])
    groups.append(_group(firms, "business", limits.renamed_firms, 1))
    return [*groups, _sentences(groups, limits.sentences), _written(limits.times_written)]


def epoch_sampler(groups: Sequence[Group], tokenizer: Tokenizer, spec: Input, unsaid: float) -> Sampler:
    """Sample each group up to its limit; texts are read from their start, from the middle, or only in part.

    `unsaid` is what it weighs that a text is not about a topic that it may be about.
    """
    room = spec.room(spec.prefix)

    def tokens(texts: Sequence[str]) -> list[list[int]]:
        return [each.ids for each in tokenizer.encode_batch(list(map(plain, texts)), add_special_tokens=False)]

    def sample(_epoch: int, rng: random.Random) -> list[NewsExample]:
        drawn = [
            (_as_copied(text, known, rng), known, group.short)
            for group in groups
            for text, known in rng.sample(_pairs(group), min(group.limit, len(group.texts)))
            for _ in range(group.times)
        ]
        rows = tokens([text for text, _, _ in drawn])
        return [
            NewsExample([*spec.prefix, *_crop(row, room, short, rng), *spec.suffix], *_targets(known, unsaid))
            for row, (_, known, short) in zip(rows, drawn, strict=True)
        ]

    return sample


def _as_copied(text: str, known: Known, rng: random.Random) -> str:
    """Some news stand among what else is on a page."""
    is_news = known.topics or known.possible
    return surrounded(text, rng) if is_news and rng.random() < SURROUNDED else text


def _pairs(group: Group) -> list[tuple[str, Known]]:
    return list(zip(group.texts, group.known, strict=True))


def _bbc(data: Path) -> list[Article]:
    """BBC articles, as they were written where that is known."""
    cased = {article.row: article for article in load_news(data / "news/bbc-train-cased.csv.gz")}
    return [cased.get(article.row, article) for article in load_news(data / "news/bbc-train.csv.gz")]


def _kept(articles: Sequence[Article], share: float) -> list[Article]:
    return [article for article in articles if not held_out(article.text, share)]


def _by_label(articles: Iterable[Article], limit: int, times: int) -> Iterator[Group]:
    texts: dict[str, list[str]] = {}
    for article in articles:
        if not is_held_out(article.text):
            texts.setdefault(article.category, []).append(article.text)
    for label in sorted(texts):
        yield _group(texts[label], label, limit, times)


def _group(texts: Sequence[str], label: str, limit: int, times: int, **more: float) -> Group:
    return Group(label, texts, [with_evidence(LABELS_SAY[label], text) for text in texts], limit, times, **more)


def _sentences(groups: Sequence[Group], limit: int) -> Group:
    """The first sentences of longer news, with what is known of the whole and what their own words show."""
    found = {
        text[start:end]: with_evidence(LABELS_SAY[group.label], text[start:end])
        for group in groups
        if group.label != "nonnews"
        for text in group.texts
        if len(text) > HEADLINE
        for start, end in sentence_spans(text)[:FIRST_SENTENCES]
        if end - start > SHORTEST_SENTENCE
    }
    return Group("", list(found), list(found.values()), limit, 1)


def _written(times: int) -> Group:
    written = load_written(held_out=False)
    known = [_described(each) for each in written]
    return Group("", [each.text for each in written], known, len(written), times, short=0)


def _described(described: Described) -> Known:
    return Known(frozenset({described.category or NO_NEWS}), frozenset(described.topics), frozenset())


def _targets(known: Known, unsaid: float) -> tuple[tuple[float, ...], ...]:
    return (
        tuple(float(label in known.categories) for label in LABELS),
        tuple(float(topic in known.topics) for topic in TOPICS),
        tuple(unsaid if topic in known.possible else 1.0 for topic in TOPICS),
    )


def _crop(ids: list[int], room: int, short: float, rng: random.Random) -> list[int]:
    if rng.random() < short:
        room = min(room, rng.randint(8, 48))
    elif rng.random() < HALF_WINDOWS:
        room //= 2
    if len(ids) <= room:
        return ids
    start = 0 if rng.random() < 0.6 else rng.randint(0, len(ids) - room)
    return ids[start : start + room]
