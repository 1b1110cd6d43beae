"""Short texts that were written for this project, with their names: what people paste, where little tells their types.

A text holds `{P:…}` around a person, `{O:…}` around an organisation, `{L:…}` around a place and `{M:…}` around any
other name. All names are marked.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
from spacy.language import Language

from training.data.held_out import is_held_out
from training.data.names import PROPER_NOUN, UNKNOWN_TAG, Sentence

FOLDER = Path(__file__).with_name("written_names")

TYPES = {"P": "PERSON", "O": "ORG", "L": "LOC", "M": "MISC"}

_ONE_IN = 10
"""So many texts have one that is held out."""

_MARK = re.compile(r"\{([POLM]):([^{}]+)\}")

_CALENDAR = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?s?\.?"
    r"|jan(?:uary)?\.?|feb(?:ruary)?\.?|mar(?:ch)?\.?|apr(?:il)?\.?|may|june?|july?|aug(?:ust)?\.?|sept?(?:ember)?\.?"
    r"|oct(?:ober)?\.?|nov(?:ember)?\.?|dec(?:ember)?\.?",
    re.IGNORECASE,
)

Words = Callable[[str], Sequence[tuple[str, int]]]
"""Cuts a text into words, line breaks among them, each with the place where it starts."""

Span = tuple[int, int, str]
"""First and end code point of a name, and its type."""


class _Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: str
    text: str


def load_written_names(words: Words, folder: Path = FOLDER, *, held_out: bool) -> list[Sentence]:
    """Read the texts that are held out, or all others; each is a document of one sentence."""
    texts = [_marked(text) for file in sorted(folder.glob("*.jsonl")) for text in _texts(file)]
    wanted = [(text, names) for text, names in texts if is_held_out(text, _ONE_IN) is held_out]
    return [_sentence(words(text), names, number) for number, (text, names) in enumerate(wanted)]


def words_of(pipeline: Language, text: str) -> list[tuple[str, int]]:
    """Cut a text as a pipeline does."""
    return [(token.text, token.idx) for token in pipeline.make_doc(text)]


def _texts(file: Path) -> Iterator[str]:
    lines = file.read_text("utf-8").splitlines()
    return (msgspec.json.decode(line, type=_Text).text for line in lines if line.strip())


def _marked(text: str) -> tuple[str, list[Span]]:
    """The text without its marks, and the names in it."""
    plain, done = "", 0
    names: list[Span] = []
    for mark in _MARK.finditer(text):
        plain += text[done : mark.start()]
        names.append((len(plain), len(plain) + len(mark[2]), TYPES[mark[1]]))
        plain += mark[2]
        done = mark.end()
    return plain + text[done:], names


def _sentence(words: Sequence[tuple[str, int]], names: Sequence[Span], number: int) -> Sentence:
    within = [
        next((name for name in names if name[0] < start + len(word) and start < name[1]), None) for word, start in words
    ]
    entities: list[str] = []
    for (word, start), name in zip(words, within, strict=True):
        entities.append(_entity_tag(word, start, name, entities[-1] if entities else "O"))
    written = tuple(word for word, _ in words)
    return Sentence(written, (True,) * len(words), number, "", tuple(_universal_tags(written, within)), tuple(entities))


def _entity_tag(word: str, start: int, name: Span | None, before: str) -> str:
    """Its tag behind a word with the tag `before`; unknown where the word, or that one, is only partly in the name."""
    if name is None:
        return "O"
    whole = name[0] <= start and start + len(word) <= name[1]
    if whole and start == name[0]:
        return f"B-{name[2]}"
    return f"I-{name[2]}" if whole and before != UNKNOWN_TAG else UNKNOWN_TAG


def _universal_tags(words: Sequence[str], within: Sequence[Span | None]) -> list[str]:
    """What is known of words by their being in a name or in none.

    Days, months, and what stands before a name with a capital, such as a title, are proper nouns elsewhere.
    """
    tags: list[str] = []
    before_name = False
    for word, name in zip(reversed(words), reversed(within), strict=True):
        is_capital = word[:1].isupper()
        if name:
            tags.append(PROPER_NOUN if name[2] != "MISC" and is_capital else UNKNOWN_TAG)
        else:
            tags.append(UNKNOWN_TAG if is_capital and (before_name or _CALENDAR.fullmatch(word)) else "X")
        before_name = name is not None or (before_name and is_capital)
    return tags[::-1]
