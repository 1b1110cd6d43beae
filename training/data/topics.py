"""What news is about: the topics, what the sources' labels say of them, and words that give one away.

The topics are from the top level of the IPTC's Media Topics, as far as the data bear.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from inference.reading.plain_text import plain

TOPICS = (
    "business", "entertainment", "politics", "sport", "tech", "crime", "disaster", "weather", "health", "science",
    "environment", "education", "religion", "conflict", "labour", "lifestyle", "society",
)  # fmt: skip

WORDS = Path(__file__).with_name("topic_words.toml")
"""Words that give a topic away."""

BEGINNING = 40
"""Words of a text among which evidence counts: later ones are often about something else."""


@dataclass(frozen=True)
class Known:
    """What is known of a text.

    Attributes
    ----------
    categories
        Those of which it has one.
    topics
        What it certainly is about.
    possible
        What it may be about too. It is not about anything else.
    """

    categories: frozenset[str]
    topics: frozenset[str]
    possible: frozenset[str]


NEAR = {
    "business": "politics tech labour crime environment health disaster science lifestyle society",
    "entertainment": "business crime lifestyle society tech religion politics health education",
    "politics": "business crime conflict society labour health environment education religion disaster tech",
    "sport": "business crime health society politics entertainment lifestyle",
    "tech": "business science crime politics entertainment society health environment education",
    "crime": "politics business conflict society religion education tech sport entertainment health disaster",
    "disaster": "weather environment conflict crime society business health labour politics",
    "weather": "disaster environment business society science",
    "health": "science politics business lifestyle society education tech crime labour environment",
    "science": "health environment tech education disaster weather society business",
    "environment": "science politics business disaster weather health society lifestyle crime",
    "education": "politics society labour crime health science lifestyle business sport religion tech",
    "religion": "politics society conflict crime education lifestyle entertainment",
    "conflict": "politics crime disaster religion society business",
    "labour": "business politics society education health crime sport",
    "lifestyle": "health entertainment society business education environment tech",
    "society": "politics crime health education religion lifestyle labour entertainment conflict sport business",
}
"""What news of a topic is often about as well."""

_MIXED = "politics crime disaster weather health science environment education religion conflict labour society"


def _known(categories: str, topics: str = "", possible: str | None = None) -> Known:
    certain = frozenset(topics.split())
    near = " ".join(NEAR[topic] for topic in certain) if possible is None else possible
    return Known(frozenset(categories.split()), certain, frozenset(near.split()) - certain)


_POLITICS_TOO = frozenset({"politics", "conflict", "society", "religion"})

LABELS_SAY = {
    "business": _known("business", "business"),
    "entertainment": _known("entertainment", "entertainment"),
    "politics": _known("politics", "politics"),
    "sport": _known("sport", "sport"),
    "tech": _known("tech", "tech"),
    "arts": _known("entertainment", "entertainment"),
    "accident": _known("none", "disaster"),
    "automobile": _known("business tech none", "", "business tech environment"),
    "comedy": _known("entertainment politics none", "", "entertainment politics society"),
    "crime": _known("none", "crime"),
    "education": _known("none", "education"),
    "environment": _known("none", "environment"),
    "food": _known("none", "lifestyle"),
    "general": _known("business politics tech sport entertainment none", "", " ".join(TOPICS)),
    "health": _known("none", "health"),
    "lifestyle": _known("none", "lifestyle"),
    "media": _known(
        "entertainment politics business tech none", "", "entertainment politics business tech crime society"
    ),
    "money": _known("business none", "business"),
    "national": _known("politics none", "", _MIXED),
    "none": _known("none", "", _MIXED),
    "nonnews": _known("none"),
    "odd": _known("business politics tech sport entertainment none", "", " ".join(TOPICS)),
    "religion": _known("none", "religion"),
    "science": _known("tech none", "science"),
    "society": _known("politics entertainment none", "society"),
    "travel": _known("none", "lifestyle"),
    "weather": _known("none", "weather", "disaster environment business society science"),
    "world": _known("politics none", "", _MIXED),
}
"""What each label of the sources says. Of an odd story or of general news it says nothing of the category."""


def evidence(text: str) -> frozenset[str]:
    """The topics of which a text's beginning has a plain word."""
    beginning = " ".join(plain(text).split()[:BEGINNING])
    return frozenset(topic for topic, pattern in _patterns().items() if pattern.search(beginning))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return {topic: re.compile(rf"\b(?:{'|'.join(words[topic])})\b") for topic in TOPICS}


def with_evidence(known: Known, text: str) -> Known:
    """What is known of a text, with the possible topics that its words show among the certain ones."""
    if not known.possible:
        return known
    shown = known.possible & evidence(text)
    return Known(_categories(known.categories, shown), known.topics | shown, known.possible - shown)


def _categories(categories: frozenset[str], shown: frozenset[str]) -> frozenset[str]:
    """News of technology may be business news instead, and news of other kinds politics.

    News that is one of both is politics where its words show that and, perhaps, war, society or religion.
    """
    if categories == {"tech"}:
        return categories | (shown & {"business"})
    if categories == {"none"}:
        return categories | (shown & {"politics"})
    if categories == {"politics", "none"} and "politics" in shown <= _POLITICS_TOO:
        return frozenset({"politics"})
    return categories
