"""The passages that models of others are tried on, with questions; written for this project."""

import json
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).parent / "texts.json"


@dataclass(frozen=True)
class Passage:
    """News, a travel diary, a review, a recipe, a life: each with questions that it answers."""

    text: str
    questions: tuple[str, ...]


def load_passages() -> list[Passage]:
    """All passages, in the order of the file."""
    return [
        Passage(passage["text"], tuple(passage["questions"]))
        for passage in json.loads(_FILE.read_text(encoding="utf-8"))
    ]
