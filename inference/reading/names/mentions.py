"""Mentions: an entity with the titles before it, and the words by which others of the same name are found."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from inference.contract import Entity, NameKind
from inference.reading.names.labels import kind_of_label
from inference.reading.names.titles import COURTESY, is_bare_title, is_calendar, plain, title_start

Words = tuple[str, ...]

_POSSESSIVE = re.compile(r"[ \u00a0]?['’](?:s|S)?$")
_AFTER_NAMES = frozenset(
    """llp llc ltd inc plc gmbh ag as asa sa spa nv bv oy ab corp co limited incorporated corporation dbe obe cbe mbe
    frs qc kc phd md esq""".split()
)
_TRIM = ".,;:!?\"“”()[]'‘’"
_NUMERAL = re.compile(r"[ivx]{1,5}")


@dataclass(frozen=True)
class Mention:
    """`start` takes the titles in, `first` does not; `words` have no case, accents, articles, legal forms or degrees.

    A bare title has no words. What is `implied` no model marked; it counts where it stands for a name. What is `nested`
    lies within a longer name, of which the words beside it speak.
    """

    start: int
    first: int
    end: int
    kind: NameKind
    words: Words
    titles: Words = ()
    implied: bool = False
    nested: bool = False

    @property
    def courteous(self) -> bool:
        return bool(self.titles) and self.titles[-1] in COURTESY

    @property
    def numeral(self) -> str:
        """`ii` of "Charles II"; empty for who has none."""
        return self.words[-1] if len(self.words) > 1 and _NUMERAL.fullmatch(self.words[-1]) else ""


def mentions_of(text: str, entities: Sequence[Entity]) -> list[Mention]:
    """What may be a name or stand for one, in order; days and months are neither."""
    found: list[Mention] = []
    for index, entity in enumerate(entities):
        if not any(map(str.isalpha, entity.text)) or _is_date(entity):
            continue
        if found and found[-1].end >= entity.end:
            continue  # the second half of an inverted name
        mention = _inversion(text, entities, index) or _mention(text, entity)
        if found and not found[-1].words and mention.start <= found[-1].start:
            found.pop()  # the title of this one
        found.append(mention)
    return found


def words_of(name: str) -> Words:
    """Words to compare names by: "The Café's" and "cafe" are the same."""
    folded = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name).casefold())
    letters = "".join(character for character in folded if not unicodedata.combining(character))
    words = [word.strip(_TRIM) if word.count(".") < 2 else word.replace(".", "") for word in letters.split()]
    words = [word for word in words if word]
    if len(words) > 1 and all(len(word) == 1 for word in words):
        words = ["".join(words)]  # "S. F."
    if len(words) > 1 and words[0] in {"the", "a", "an"}:
        words = words[1:]
    while len(words) > 1 and words[-1] in _AFTER_NAMES:
        words = words[:-1]
    return tuple(words)


def key_of(name: str) -> Words:
    """Its words, "St." spelt out, by which the same name is known again; tables of places have both spellings."""
    words = words_of(name)
    return ("saint", *words[1:]) if len(words) > 1 and words[0] == "st" else words


def _mention(text: str, entity: Entity) -> Mention:
    kind = kind_of_label(entity.label)
    if is_bare_title(entity.text):
        titles = tuple(map(plain, entity.text.split()))
        return Mention(entity.start, entity.start, entity.end, kind, (), titles)
    if kind not in {NameKind.PEOPLE, NameKind.OTHER}:
        return Mention(entity.start, entity.start, entity.end, kind, key_of(entity.text))
    start = title_start(text, entity.start)
    titles = tuple(map(plain, text[start : entity.start].split()))
    kind = NameKind.PEOPLE if titles and titles[-1] in COURTESY else kind
    return Mention(start, entity.start, entity.end, kind, key_of(entity.text), titles)


def _is_date(entity: Entity) -> bool:
    return kind_of_label(entity.label) is not NameKind.PEOPLE and is_calendar(entity.text)


def _inversion(text: str, entities: Sequence[Entity], index: int) -> Mention | None:
    """A name of the form "Lagarde, Christine;" with nothing else between two semicolons or ends of lines."""
    if index + 1 >= len(entities):
        return None
    last, first = entities[index], entities[index + 1]
    both = kind_of_label(last.label) is kind_of_label(first.label) is NameKind.PEOPLE
    if not both or text[last.end : first.start] != ", ":
        return None
    before, after = text[max(0, last.start - 2) : last.start].rstrip(" "), text[first.end : first.end + 2].lstrip(" ")
    apart = (not before or before[-1] in ";\n") and (not after or after[0] in ";\n")
    if not apart or ";" not in before + after:
        return None
    return Mention(last.start, last.start, first.end, NameKind.PEOPLE, words_of(first.text) + words_of(last.text))
