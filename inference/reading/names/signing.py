"""People by where they stand: under "Kind regards", or behind a key as in "Driver: Ann Hill"."""

import re
from collections import Counter
from collections.abc import Sequence

from inference.contract import Entity, NameKind
from inference.reading.names.function_words import TITLE_CASE
from inference.reading.names.gazetteer import is_place
from inference.reading.names.head_nouns import is_thing
from inference.reading.names.labels import kind_of_label, label_for, with_labels
from inference.reading.names.mentions import words_of
from inference.reading.names.titles import is_bare_title, is_calendar
from inference.reading.words import PROPER_NOUN

_CLOSING = re.compile(
    r"(?:^|(?<=\n)|(?<=[.!?)] )|(?<=[.!?)]  ))[ \t>]{0,4}"
    r"(?:(?:with )?(?:kind(?:est)?|best|warm(?:est)?)(?: personal)? (?:regards|wishes)|regards|best|all the best|"
    r"cheers|(?:many |with )?thanks(?: again| so much| a lot| in advance)?|thank you(?: again| so much| very much)?|"
    r"(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?|yours|(?:lots of |with )?love|cordially|warmly|respectfully|"
    r"take care|(?:speak|talk) soon|see you(?: soon)?|greetings|hugs)"
    r"(?:[,!.]{0,2}[ \t]{0,3}\r?(?P<break>\n)\s{0,4}|, )[–—-]{0,2} ?$",
    re.IGNORECASE,
)
_FAREWELL = 60
"""Characters before a name that are looked at."""

_LAST = re.compile(r"[.!]?[ \t]{0,4}(?:x{1,3}[ \t]{0,4})?(?:\r?\n|$)")
_ROLE_BELOW = re.compile(
    rf"[ \t]{{0,4}}\r?\n[ \t]{{0,4}}(?:[A-Z][\w&'’-]{{1,20}} ){{0,3}}(?:{'|'.join(sorted(TITLE_CASE))})\b",
    re.IGNORECASE,
)
_KEY = re.compile(r"(?:^|\n|[|;])[ \t>*•#-]{0,6}(?P<key>[^\W\d_](?:[\w'’/-]| (?=\w)){0,30})\s?[:=][ \t]{1,6}$")
_VALUE_END = re.compile(r"[ \t]{0,4}(?:$|\r?\n|[,;(|])")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’-])*(?: [^\W\d_](?:[^\W\d_]|[.'’-])*){0,4}")

_ONLY_PEOPLE = frozenset(
    """driver passenger speaker presenter instructor teacher tutor nurse doctor patient attendee photographer translator
    interviewer interviewee assignee reviewer approver employee bride groom witness pupil babysitter lifeguard
    examiner""".split()
)
_MOSTLY_PEOPLE = (
    TITLE_CASE
    | frozenset(
        """contact author applicant student requester requestor guide coach pilot organizer facilitator moderator chef
    cook referee umpire candidate reporter illustrator composer conductor trainer guest caller""".split()
    )
) - frozenset("general gen major maj count rep chief director partner owner producer head".split())
"""Keys whose value may also be a company, a place or a thing."""

_NOBODY = frozenset(
    """team everyone everybody all folks guys management reception facilities support sales mate friends family council
    committee staff office hr it admin none nobody unknown tbc tbd various anonymous yes no""".split()
)


def with_signing(text: str, entities: Sequence[Entity]) -> list[Entity]:
    """The names of a text, people where they sign it or fill a field for a person."""
    person = label_for(NameKind.PEOPLE, entities)
    times = Counter(entity.text for entity in entities)
    labels = [
        person if _signs(text, entity, times[entity.text]) or _fills_field(text, entity) else entity.label
        for entity in entities
    ]
    return with_labels(entities, labels)


def _signs(text: str, entity: Entity, times: int) -> bool:
    kind = kind_of_label(entity.label)
    if kind is NameKind.PEOPLE or not _may_be_person(entity) or not _LAST.match(text, entity.end):
        return False
    closing = _CLOSING.search(text, max(0, entity.start - _FAREWELL), entity.start)
    if closing is None or (kind is NameKind.PLACES and is_place(words_of(entity.text))):
        return False
    if kind is NameKind.ORGANISATIONS:
        return times == 1 and _ROLE_BELOW.match(text, entity.end) is not None
    return entity.label == PROPER_NOUN or closing["break"] is not None or kind is NameKind.PLACES


def _fills_field(text: str, entity: Entity) -> bool:
    kind = kind_of_label(entity.label)
    if kind is NameKind.PEOPLE or not _may_be_person(entity) or not _VALUE_END.match(text, entity.end):
        return False
    found = _KEY.search(text, max(0, entity.start - _FAREWELL), entity.start)
    role = found["key"].lower().rsplit(" ", 1)[-1] if found else ""
    if role in _ONLY_PEOPLE or role.removesuffix("s") in _ONLY_PEOPLE:
        return " " in entity.text or kind is NameKind.PLACES or entity.label == PROPER_NOUN
    if kind is NameKind.ORGANISATIONS or (kind is NameKind.PLACES and is_place(words_of(entity.text))):
        return False
    return role in _MOSTLY_PEOPLE


def _may_be_person(entity: Entity) -> bool:
    """Whether it looks like somebody's name, and not like "Acme Support" or "HR"."""
    words = entity.text.split()
    if not entity.text[0].isupper() or not _NAME.fullmatch(entity.text) or is_calendar(entity.text):
        return False
    if is_bare_title(entity.text) or words[0].lower() == "the" or words[-1].lower() in _NOBODY:
        return False
    return kind_of_label(entity.label) is not NameKind.ORGANISATIONS or not any(map(is_thing, words))
