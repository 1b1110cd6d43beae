"""What is taken along of each name, as plain words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inference.contract import Name, NameKind, Place
from inference.reading.sentences import sentence_spans, spans_around

ROOM = 250
"""Characters of a sentence on either side of a name; the sentences of a text without full stops stay in proportion."""

_SPACE, _CONTROL = re.compile(r"\s+"), re.compile(r"[\x00-\x1f\x7f-\x9f]")
_CUT = "…"


@dataclass(frozen=True)
class Sentence:
    """Where a name is first mentioned: the mention, with its titles, and what stands before and after it."""

    before: str
    mention: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}{self.mention}{self.after}"


@dataclass(frozen=True)
class Row:
    """One name. `about` is what the text says of it, `place` which place it is; empty where nothing is known.

    `local_name` is what a place is called in the reader's language, else by its own people.
    """

    name: str
    kind: NameKind
    about: str
    place: str
    local_name: str
    sentence: Sentence
    mentions: int
    other_forms: tuple[str, ...]


def rows_of(text: str, names: Sequence[Name], language: str = "") -> list[Row]:
    """A row for each name, in their order; `text` is what their offsets point into, `language` a code such as "ko"."""
    sentences = sentence_spans(text)
    return [_row(text, sentences, name, language) for name in names]


def other_forms(text: str, name: Name) -> Iterator[str]:
    """How else a text calls a name, each form once; a title before the name makes no other form."""
    fullest, known = name.name.casefold(), {""}
    for mention in name.mentions:
        form = _plain(text[mention.start : mention.end]).strip()
        folded = form.casefold()
        if folded not in known and not folded.endswith(fullest):
            known.add(folded)
            yield form


def _row(text: str, sentences: Sequence[tuple[int, int]], name: Name, language: str) -> Row:
    return Row(
        name=_plain(name.name).strip(),
        kind=name.kind,
        about=_plain(text[name.about.start : name.about.end]).strip() if name.about else "",
        place=name.place.what if name.place else "",
        local_name=_local_name(name.place, language) if name.place else "",
        sentence=_first_sentence(text, sentences, name),
        mentions=len(name.mentions),
        other_forms=tuple(other_forms(text, name)),
    )


def _local_name(place: Place, language: str) -> str:
    return place.names.get(language) or place.local or ""


def _first_sentence(text: str, sentences: Sequence[tuple[int, int]], name: Name) -> Sentence:
    if not name.mentions:
        return Sentence("", "", "")
    first = name.mentions[0]
    begin, end = spans_around(sentences, first.start, first.end)
    before, after = text[max(begin, first.start - ROOM) : first.start], text[first.end : min(end, first.end + ROOM)]
    if begin < first.start - ROOM:
        before = f"{_CUT}{before[before.find(' ') + 1 :]}"
    if end > first.end + ROOM:
        after = f"{after[: after.rfind(' ') + 1].rstrip() or after}{_CUT}"
    return Sentence(_plain(before).lstrip(), _plain(text[first.start : first.end]), _plain(after).rstrip())


def _plain(words: str) -> str:
    """One line, without the control characters that tables and cards part their fields with."""
    return _CONTROL.sub("", _SPACE.sub(" ", words))
