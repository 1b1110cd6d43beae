"""Whether a text calls somebody a man or a woman: by a title, as a relative, or with "and his wife"."""

import re
from enum import Enum

from inference.reading.names.mentions import Mention


class Gender(Enum):
    """What a text says of a person, not what a name sounds like."""

    FEMALE = "female"
    MALE = "male"


_TITLES = {
    Gender.FEMALE: "mrs ms miss dame madam madame mme mademoiselle mlle frau señora doña signora lady queen princess "
    "empress duchess countess baroness sister congresswoman chairwoman",
    Gender.MALE: "mr sir monsieur herr señor don signor lord king prince emperor duke count baron brother congressman "
    "chairman",
}
_OF_TITLE = {title: gender for gender, titles in _TITLES.items() for title in titles.split()}
_FEMALE = "wife|widow|mother|daughter|sister|aunt|niece|grandmother|granddaughter|girlfriend"
_MALE = "husband|widower|father|son|brother|uncle|nephew|grandfather|grandson|boyfriend"
_RELATIVE = re.compile(rf"\b(?:(?P<female>{_FEMALE})|(?P<male>{_MALE})),? $", re.IGNORECASE)
_AND_WHOSE = re.compile(r" and (?:(?P<female>her)|(?P<male>his))\b")
_REACH = 16


def gender_of(text: str, mention: Mention) -> Gender | None:
    """None where nothing beside the mention tells."""
    for title in mention.titles:
        if gender := _OF_TITLE.get(title):
            return gender
    before = _RELATIVE.search(text, max(0, mention.start - _REACH), mention.start)
    match = before or _AND_WHOSE.match(text, mention.end)
    return Gender(match.lastgroup) if match else None
