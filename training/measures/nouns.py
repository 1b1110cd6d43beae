"""F1 of proper nouns by word and of typed names by span, on the words as the annotators cut them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from spacy.language import Language
from spacy.tokens import Doc

from inference.bio import spans
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


def documents(
    pipeline: Language, sentences: Sequence[Sentence], writing: Callable[[str], str]
) -> Iterator[tuple[Doc, list[Sentence]]]:
    """Read each document as a whole, as people paste it.

    Files that mark no documents are read sentence by sentence: tweets that follow each other have nothing to do with
    each other.
    """
    marked = len({sentence.document for sentence in sentences}) > 1
    keyed = enumerate(sentences)
    for _, group in groupby(keyed, key=lambda pair: pair[1].document if marked else pair[0]):
        members = [sentence for _, sentence in group]
        words = [writing(word) for sentence in members for word in sentence.words]
        spaces = [space for sentence in members for space in (*sentence.spaces[:-1], True)]
        doc = Doc(pipeline.vocab, words=words, spaces=spaces)
        for _, component in pipeline.pipeline:
            doc = component(doc)
        yield doc, members


def proper_noun_f1(pipeline: Language, sentences: Sequence[Sentence], writing: Callable[[str], str] = str) -> float:
    """F1 by word; capitalised adjectives ("American") count neither way."""
    counts = Counts()
    for doc, members in documents(pipeline, sentences, writing):
        tags = [tag for sentence in members for tag in sentence.universal_tags or ()]
        words = [word for sentence in members for word in sentence.words]
        for token, tag, word in zip(doc, tags, words, strict=True):
            if tag == "ADJ" and word[:1].isupper():
                continue
            counts.found += token.pos_ == PROPER_NOUN
            counts.wanted += tag == PROPER_NOUN
            counts.both += token.pos_ == tag == PROPER_NOUN
    return counts.f1


def typed_f1(pipeline: Language, sentences: Sequence[Sentence], writing: Callable[[str], str] = str) -> float:
    """F1 by exact span and type, over people, organisations and places."""
    counts = Counts()
    for doc, members in documents(pipeline, sentences, writing):
        wanted = set()
        offset = 0
        for sentence in members:
            for start, end, label in spans(sentence.entities or ()):
                wanted.add((offset + start, offset + end, TYPES.get(label)))
            offset += len(sentence.words)
        wanted = {span for span in wanted if span[2]}
        found = {(span.start, span.end, TYPES.get(span.label_)) for span in doc.ents if span.label_ in TYPES}
        counts.found += len(found)
        counts.wanted += len(wanted)
        counts.both += len(found & wanted)
    return counts.f1
