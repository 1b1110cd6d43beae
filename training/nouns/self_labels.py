"""Texts that nobody annotated, with the names that a model is sure of."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from inference.reading.bio import best_tags
from inference.reading.onnx_model import Array
from inference.reading.sentences import sentence_spans
from inference.reading.spacy_component import RecogniserComponent
from training.data.names import PROPER_NOUN, UNKNOWN_TAG, Sentence
from training.data.squad import load_squad
from training.nouns.network import LABELS

SURE = 0.85
"""Probability from which a word's tag is taken over; with less, nothing is said of the word."""

OTHER = "X"
"""The universal tag of words that are no proper nouns: which one they have is not known."""


def passages(path: Path, *domains: str) -> list[str]:
    """The passages of a SQuAD file once each, all or those of some domains."""
    questions = load_squad(path)
    return list(dict.fromkeys(question.context for question in questions if not domains or question.domain in domains))


def label_texts(texts: Sequence[str], pipeline: Language) -> list[Sentence]:
    """Let the recogniser of `pipeline` mark the names of texts; each text is a document."""
    recogniser = next(component for _, component in pipeline.pipeline if isinstance(component, RecogniserComponent))
    sentences: list[Sentence] = []
    for number, text in enumerate(texts):
        if number % 1000 == 0:
            print(f"labelling names: {number}/{len(texts)}", flush=True)
        sentences.extend(_labelled(text, number, pipeline, recogniser))
    return sentences


def _labelled(text: str, number: int, pipeline: Language, recogniser: RecogniserComponent) -> Iterator[Sentence]:
    split = (list(_words(pipeline, text[start:end])) for start, end in sentence_spans(text))
    parts = [words for words in split if words]
    doc = Doc(pipeline.vocab, words=[word for part in parts for word in part])
    if not len(doc):
        return
    proper, tags = recogniser.scores(doc)
    for start, end in pairwise(accumulate(map(len, parts), initial=0)):
        words = tuple(token.text for token in doc[start:end])
        universal, entities = _sure_proper(proper[start:end]), _sure_tags(tags[start:end])
        yield Sentence(words, (True,) * len(words), number, "", universal, entities)


def _words(pipeline: Language, text: str) -> Iterable[str]:
    return (token.text for token in pipeline.make_doc(text) if not token.is_space)


def _sure_proper(logits: Array) -> tuple[str, ...]:
    probabilities = 1 / (1 + np.exp(-logits))
    return tuple(PROPER_NOUN if value > SURE else OTHER if value < 1 - SURE else UNKNOWN_TAG for value in probabilities)


def _sure_tags(logits: Array) -> tuple[str, ...]:
    """The most probable legal tags; unknown where they are not sure, and what goes on from the unknown."""
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    probabilities = weights / weights.sum(axis=1, keepdims=True)
    tags: list[str] = []
    for tag, row in zip(best_tags(logits, LABELS), probabilities, strict=True):
        follows_unknown = tag.startswith("I-") and tags[-1] == UNKNOWN_TAG
        tags.append(tag if row[LABELS.index(tag)] > SURE and not follows_unknown else UNKNOWN_TAG)
    return tuple(tags)
