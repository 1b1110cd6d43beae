"""F1 of proper nouns by word and of typed names by span, on the words as the annotators cut them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc

from inference.reading.bio import spans
from training.data.names import PROPER_NOUN, Sentence

TYPES = {
    "PERSON": "PERSON", "PER": "PERSON", "person": "PERSON",
    "ORG": "ORG", "corporation": "ORG", "group": "ORG",
    "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "location": "LOC",
}  # fmt: skip
"""Types of annotations and of models that count as people, organisations and places; others are not measured."""


@dataclass
class Counts:
    """What was found, what should have been, and what is both."""

    found: int = 0
    wanted: int = 0
    both: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.both / max(1, self.found + self.wanted)


Passage = Sequence[Sentence]
"""Sentences that are read together."""


def documents(sentences: Sequence[Sentence]) -> list[Passage]:
    """The sentences of each document; those of a file that marks no documents one by one."""
    if len({sentence.document for sentence in sentences}) == 1:
        return one_by_one(sentences)
    return [tuple(group) for _, group in groupby(sentences, key=lambda sentence: sentence.document)]


def one_by_one(sentences: Sequence[Sentence]) -> list[Passage]:
    """Each sentence as a passage of its own."""
    return [(sentence,) for sentence in sentences]


def proper_noun_f1(pipeline: Language, passages: Iterable[Passage], writing: Callable[[str], str] = str) -> float:
    """F1 by word; capitalised adjectives ("American") count neither way."""
    counts = Counts()
    for passage in passages:
        tags = [tag for sentence in passage for tag in sentence.universal_tags or ()]
        words = [word for sentence in passage for word in sentence.words]
        for token, tag, word in zip(_read(pipeline, passage, writing), tags, words, strict=True):
            if tag == "ADJ" and word[:1].isupper():
                continue
            counts.found += token.pos_ == PROPER_NOUN
            counts.wanted += tag == PROPER_NOUN
            counts.both += token.pos_ == tag == PROPER_NOUN
    return counts.f1


def typed_f1(pipeline: Language, passages: Iterable[Passage], writing: Callable[[str], str] = str) -> float:
    """F1 by exact span and type, over people, organisations and places."""
    counts = Counts()
    for passage in passages:
        doc = _read(pipeline, passage, writing)
        wanted = set(_wanted(passage))
        found = {(span.start, span.end, TYPES[span.label_]) for span in doc.ents if span.label_ in TYPES}
        counts.found += len(found)
        counts.wanted += len(wanted)
        counts.both += len(found & wanted)
    return counts.f1


def _read(pipeline: Language, passage: Passage, writing: Callable[[str], str]) -> Doc:
    words = [writing(word) for sentence in passage for word in sentence.words]
    spaces = [space for sentence in passage for space in (*sentence.spaces[:-1], True)]
    doc = Doc(pipeline.vocab, words=words, spaces=spaces)
    for _, component in pipeline.pipeline:
        doc = component(doc)
    return doc


def _wanted(passage: Passage) -> Iterator[tuple[int, int, str]]:
    offset = 0
    for sentence in passage:
        for start, end, label in spans(sentence.entities or ()):
            if label in TYPES:
                yield offset + start, offset + end, TYPES[label]
        offset += len(sentence.words)
