"""News of many countries, and of 1996: articles of data sets of names, with categories given for this project."""

import csv
import hashlib
from itertools import groupby
from pathlib import Path

from training.data.files import open_text
from training.data.names import load_columns
from training.data.news import Article

FILES = ("nouns/worldwide.conll.gz", "nouns/conll2003-eng.train.gz")

ANNOTATIONS = Path(__file__).with_name("annotated_news.csv")
"""Checksums of articles, and their categories: `none` is news of another kind, such as crime, health or the weather."""


def load_annotated_news(data: Path) -> dict[str, list[Article]]:
    """Return the annotated articles by file; those of which it is hard to say are not among them."""
    with open_text(ANNOTATIONS) as file:
        categories = {row["checksum"]: row["category"] for row in csv.DictReader(file)}
    return {
        name: [
            Article(category, text)
            for text in articles(data / name)
            if (category := categories.get(checksum(text))) is not None
        ]
        for name in FILES
    }


def articles(path: Path) -> list[str]:
    """The texts of a file that marks where an article begins: words with a space between, a sentence in each line."""
    by_document = groupby(load_columns(path), key=lambda sentence: sentence.document)
    return list(dict.fromkeys("\n".join(sentence.text for sentence in group) for _, group in by_document))


def checksum(text: str) -> str:
    """What the annotations know an article by."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
