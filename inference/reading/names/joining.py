"""One entry per name: mentions that mean the same, joined; where it cannot be told, apart."""

import re
from collections.abc import Sequence

from inference.contract import Entity, NameKind
from inference.reading.names.acronyms import SYNONYMS, is_acronym, letters_of, spelt_out
from inference.reading.names.bare_titles import holders_of_titles
from inference.reading.names.entries import Entry
from inference.reading.names.gender import gender_of
from inference.reading.names.generic import with_generic
from inference.reading.names.mentions import Mention, Words, mentions_of
from inference.reading.names.nested import add_nested
from inference.reading.names.organisations import OrganisationIndex
from inference.reading.names.people import PeopleIndex

_SETTLEMENTS = frozenset("city town village commune municipality state".split())
_PLACE_BEFORE = re.compile(r"\b(?:in|at|from|to|near|around|across|through|towards?|of|outside|inside|visit\w*)[ \n]$")


def join(text: str, entities: Sequence[Entity]) -> list[Entry]:
    """Entries in order of their first mentions."""
    mentions = mentions_of(text, entities)
    mentions = with_generic(text, mentions)
    genders = {mention: gender for mention in mentions if mention.words and (gender := gender_of(text, mention))}
    people = PeopleIndex([mention for mention in mentions if _is_full_person(mention)], genders)
    bodies = OrganisationIndex(
        mention for mention in mentions if mention.kind is NameKind.ORGANISATIONS and len(mention.words) > 1
    )
    acronyms = spelt_out(text, mentions)
    marked = [mention for mention in mentions if mention.words and not mention.implied]
    keys = {mention: _key(text, mention, people, bodies, acronyms) for mention in marked}
    heads = {mention: bodies.short(mention.words) for mention in mentions if mention.words and mention.implied}
    keys |= {mention: body for mention, body in heads.items() if body}
    keys |= holders_of_titles(text, mentions, keys)
    entries: dict[Words, Entry] = {}
    for mention in mentions:
        if key := keys.get(mention):
            entries.setdefault(key, Entry()).mentions.append(mention)
    add_nested(text, entries)
    return sorted(entries.values(), key=lambda entry: entry.mentions[0].start)


def without_head(words: Words, kind: NameKind) -> Words:
    """Of "City of Cleveland", Cleveland."""
    is_place = kind is NameKind.PLACES and len(words) > 2 and words[0] in _SETTLEMENTS and words[1] == "of"
    return words[2:] if is_place else words


def _is_full_person(mention: Mention) -> bool:
    return mention.kind is NameKind.PEOPLE and len(mention.words) > 1


def _key(
    text: str, mention: Mention, people: PeopleIndex, bodies: OrganisationIndex, acronyms: dict[str, Words]
) -> Words:
    words = SYNONYMS.get(mention.words, mention.words) if mention.kind is not NameKind.PEOPLE else mention.words
    if _is_full_person(mention):
        known = people.short(mention) if people.is_short(mention) or (not mention.numeral and len(words) == 2) else None
        return known or people.full(words)
    if is_acronym(text[mention.first : mention.end]) and (meant := acronyms.get(letters_of(words))):
        return meant
    if len(words) > 1:
        return bodies.short(words) or without_head(words, mention.kind)
    in_a_place = mention.kind is NameKind.PLACES and _PLACE_BEFORE.search(
        text, max(0, mention.start - 12), mention.start
    )
    if not in_a_place and (person := people.short(mention)):
        return person
    if mention.kind in {NameKind.ORGANISATIONS, NameKind.OTHER, NameKind.PEOPLE} and (body := bodies.short(words)):
        return body
    return words
