"""Sentences with other names in them, and on lines of their own: names are to be known by more than their letters."""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from inference.reading.bio import spans
from training.data.names import PROPER_NOUN, UNKNOWN_TAG, Sentence

SWAPPED_TYPES = frozenset({"PERSON", "ORG", "LOC"})

MAX_SWAPPED_WORDS = 5
"""Longer names are mostly phrases."""

LINE_BREAKS = ("\n", "\n", "\n\n")
"""What follows a sentence on lines of its own; spaCy makes a word of it."""

HARD_WRAPPED = 0.3
"""Share of the passages on lines that are broken within their sentences too, as e-mails are."""

WRAPPED_WORDS = 0.06
"""Share of the words of a hard-wrapped passage that a line ends before."""

LINED_SENTENCES = 0.8


class NamePool:
    """The names of all data sets by type; `types` says what an annotation's types are in the model's terms."""

    def __init__(self, annotated: Iterable[tuple[Sentence, Mapping[str, str]]]) -> None:
        self._names: dict[str, list[Sentence]] = defaultdict(list)
        for sentence, types in annotated:
            for start, end, label in spans(sentence.entities or ()):
                kind = types.get(label)
                if kind in SWAPPED_TYPES and end - start <= MAX_SWAPPED_WORDS:
                    self._names[kind].append(_part(sentence, start, end))

    def swap(self, sentence: Sentence, types: Mapping[str, str], share: float, rng: random.Random) -> Sentence:
        """Put another name of the same type in the place of each name, `share` of the time."""
        parts, done = [], 0
        for start, end, label in spans(sentence.entities or ()):
            names = self._names.get(types.get(label, ""))
            if names and rng.random() < share:
                parts += [_part(sentence, done, start), _as_part_of(sentence, rng.choice(names), label)]
                done = end
        return _joined(sentence, [*parts, _part(sentence, done, len(sentence.words))]) if parts else sentence


def on_lines(passage: Sequence[Sentence], rng: random.Random) -> list[Sentence]:
    """Break a passage into lines after its sentences, and sometimes within them."""
    wrapped = WRAPPED_WORDS if rng.random() < HARD_WRAPPED else 0.0
    lined = []
    for sentence in passage:
        parts = []
        for index in range(len(sentence.words)):
            if index and rng.random() < wrapped:
                parts.append(_line_break(sentence, index, "\n"))
            parts.append(_part(sentence, index, index + 1))
        if rng.random() < LINED_SENTENCES:
            parts.append(_line_break(sentence, len(sentence.words), rng.choice(LINE_BREAKS)))
        lined.append(_joined(sentence, parts))
    return lined


def _part(sentence: Sentence, start: int, end: int) -> Sentence:
    return replace(
        sentence,
        words=sentence.words[start:end],
        spaces=sentence.spaces[start:end],
        universal_tags=sentence.universal_tags and sentence.universal_tags[start:end],
        entities=sentence.entities and sentence.entities[start:end],
    )


def _as_part_of(sentence: Sentence, name: Sentence, label: str) -> Sentence:
    """A name with the annotations that the sentence has, by the sentence's own names for them."""
    count = len(name.words)
    tags = (name.universal_tags or (UNKNOWN_TAG,) * count) if sentence.universal_tags else None
    return replace(name, universal_tags=tags, entities=(f"B-{label}", *(f"I-{label}",) * (count - 1)))


def _line_break(sentence: Sentence, index: int, text: str) -> Sentence:
    """A line break before a word; within a name it belongs to it."""
    tags, entities = sentence.universal_tags, sentence.entities
    inside = entities is not None and entities[index : index + 1] and entities[index].startswith("I-")
    between = tags is not None and tags[index - 1 : index + 1] == (PROPER_NOUN, PROPER_NOUN)
    return Sentence(
        (text,),
        (False,),
        sentence.document,
        sentence.id,
        universal_tags=tags and (UNKNOWN_TAG if between else "SPACE",),
        entities=entities and (entities[index] if inside else "O",),
    )


def _joined(sentence: Sentence, parts: Sequence[Sentence]) -> Sentence:
    return replace(
        sentence,
        words=tuple(word for part in parts for word in part.words),
        spaces=tuple(space for part in parts for space in part.spaces),
        universal_tags=sentence.universal_tags and tuple(tag for part in parts for tag in part.universal_tags or ()),
        entities=sentence.entities and tuple(tag for part in parts for tag in part.entities or ()),
    )
