"""How often what a text is said to tell about a name is what its annotator says."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inference.contract import Name, NounsRequest
from inference.reading.names.mentions import words_of
from inference.reading.nouns import NounsReader

Case = dict[str, Any]
"""A text with its `id` and `names`, each with the spans that explain it: `about`, none of them for most places."""


@dataclass
class Score:
    """Explanations that were given, of these right ones, and names that have one."""

    given: int = 0
    right: int = 0
    expected: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.given

    @property
    def recall(self) -> float:
        return self.right / self.expected


def cases(path: Path) -> list[Case]:
    """The annotated texts of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def explained(reader: NounsReader, texts: Iterable[Case]) -> Score:
    """An explanation is right that equals an annotated one but for the article."""
    total = Score()
    for case in texts:
        total.expected += sum(bool(name["about"]) for name in case["names"])
        for name, about in told(reader, case["text"]):
            total.given += 1
            total.right += _plain(about) in map(_plain, partner(name, case["names"])["about"])
    return total


def told(reader: NounsReader, text: str) -> Iterator[tuple[Name, str]]:
    """The names of a text that are explained, with what explains them."""
    for name in reader.read(NounsRequest(text=text)).names:
        if name.about:
            yield name, text[name.about.start : name.about.end]


def partner(name: Name, expected: Sequence[Case]) -> Case:
    """The annotated name that a listed one is: the same words, or some of them that begin or end it."""
    words = words_of(name.name)
    for each in sorted(expected, key=lambda case: words_of(case["name"]) != words):
        other = words_of(each["name"])
        alike = set(words) <= set(other) or set(other) <= set(words)
        if alike and (words[0] == other[0] or words[-1] == other[-1]):
            return each
    return {"about": []}


def _plain(words: str) -> str:
    return re.sub(r"^(a|an|the) ", "", " ".join(words.lower().split()))
