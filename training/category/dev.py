"""The texts that the category model is measured and calibrated on, and never trained on."""

from dataclasses import dataclass
from pathlib import Path

from training.category.examples import ANNOTATED_HELD_OUT, HELD_OUT, MEASURED_FILES
from training.category.network import NO_NEWS
from training.data.annotated_news import load_annotated_news
from training.data.files import bare_name
from training.data.news import Article, held_out, load_news, load_unseen
from training.data.no_news import load_no_news
from training.data.written_news import Described, load_held_out_topics, load_written

PER_KIND = 200
"""Texts at most of a kind that is no news, since some kinds have thousands."""


@dataclass(frozen=True)
class CategoryDev:
    """Texts by source.

    Attributes
    ----------
    news
        Of the model's categories.
    other_news
        News of kinds that the model has no category for.
    no_news
        By their kind.
    described
        Texts of which all topics are known, and whether they are news at all.
    written
        The same of texts that were written for this project. No threshold is chosen on these.
    """

    news: dict[str, list[Article]]
    other_news: list[Article]
    no_news: dict[str, list[Article]]
    described: list[Described]
    written: list[Described]


def load_category_dev(data: Path) -> CategoryDev:
    """Read `news/bbc-val.csv.gz` and what is held out of the files that are trained on; empty sources are left out."""
    news = {"bbc-val": load_unseen(data / "news/bbc-val.csv.gz")}
    for file in MEASURED_FILES:
        news[_held_out_name(file)] = [article for article in load_news(data / file) if held_out(article.text, HELD_OUT)]
    other_news = []
    for file, articles in load_annotated_news(data).items():
        kept = [article for article in articles if held_out(article.text, ANNOTATED_HELD_OUT)]
        news[_held_out_name(file)] = [article for article in kept if article.category != NO_NEWS]
        other_news += [article for article in kept if article.category == NO_NEWS]
    no_news = {
        kind: [Article(NO_NEWS, text) for text in texts if held_out(text, HELD_OUT)][:PER_KIND]
        for kind, texts in load_no_news(data).items()
    }
    described, written = load_held_out_topics(data), load_written(held_out=True)
    return CategoryDev(_not_empty(news), other_news, _not_empty(no_news), described, written)


def _held_out_name(file: str) -> str:
    return f"{bare_name(file)} held out"


def _not_empty(sources: dict[str, list[Article]]) -> dict[str, list[Article]]:
    return {name: articles for name, articles in sources.items() if articles}
