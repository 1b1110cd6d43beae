"""News texts with their category, from CSV files."""

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

from training.data.files import open_text

BBC_TRAIN = "bbc-train.csv.gz"


@dataclass(frozen=True)
class Article:
    """A news text; `row` is its number in the BBC collection, `detail` its label in the source; either may be empty."""

    category: str
    text: str
    row: str = ""
    detail: str = ""


def load_news(path: Path) -> list[Article]:
    """Read a CSV file with category, text and perhaps source_row or raw_category; repeated texts are dropped."""
    with open_text(path) as file:
        articles = [
            Article(row["category"], row["text"], row.get("source_row", ""), row.get("raw_category", ""))
            for row in csv.DictReader(file)
        ]
    return list({article.text: article for article in articles}.values())


def load_unseen(path: Path) -> list[Article]:
    """Read a CSV file, without the rows that repeat a text of the BBC training file beside it."""
    training = path.parent / BBC_TRAIN
    seen = {article.text for article in load_news(training)} if training.is_file() and training != path else set()
    return [article for article in load_news(path) if article.text not in seen]


def held_out(text: str, share: float) -> bool:
    """Tell whether a text belongs to the part that is kept for measuring, by its checksum: the same on every run."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") < share * 2**32
