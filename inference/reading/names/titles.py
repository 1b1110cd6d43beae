"""Titles that stand before people's names, and words of the calendar: both look like names and are none."""

import re

COURTESY = frozenset(
    """mr mrs ms miss mx sir dame madam madame mme monsieur mademoiselle mlle herr frau fräulein señor señora don doña
    signor signora dr doctor lord lady alhaji hajj shri smt master maître""".split()
)
"""Titles that say nothing about who somebody is."""

ROLES = frozenset(
    """president king queen pope prince princess emperor empress duke duchess earl count countess baron baroness tsar
    sultan sheikh emir caliph captain capt colonel col general gen major maj lieutenant lt sergeant sgt admiral marshal
    commander corporal officer constable detective inspector superintendent judge justice professor prof nurse senator
    sen representative rep congressman congresswoman governor gov mayor minister premier chancellor secretary
    ambassador bishop archbishop cardinal reverend rev rabbi imam pastor chairman chairwoman chairperson chair coach
    speaker sister brother father deputy councillor sheriff sergeant-major director chief""".split()
)
"""Titles that say what somebody is."""

COMPOUNDS = frozenset(
    {"vice", "prime", "chief", "deputy", "lieutenant", "attorney", "first", "crown", "rear", "former"}
)
"""Words before a title that belong to it."""

_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept
    oct nov dec mondays tuesdays wednesdays thursdays fridays saturdays sundays today tomorrow tonight am pm gmt utc est
    bst ad bc bce ce""".split()
)
_TITLE = re.compile(r"(?:[^\W\d_]|-)+\.?")


def plain(word: str) -> str:
    """A word as the tables have it: without its full stop, in lower case."""
    return word.rstrip(".").lower()


def is_title(word: str) -> bool:
    """Whether a word, with or without its full stop, is a title."""
    return plain(word) in COURTESY or plain(word) in ROLES


def is_bare_title(words: str) -> bool:
    """Whether a name is nothing but titles: "Mr", "Vice President"."""
    parts = [plain(word) for word in words.split()]
    return bool(parts) and all(part in COURTESY or part in ROLES or part in COMPOUNDS for part in parts)


def is_calendar(words: str) -> bool:
    """Whether a name is nothing but days, months and the like, or has no letter at all."""
    parts = [plain(word.strip(",()")) for word in words.split()]
    return all(part in _CALENDAR or not any(map(str.isalpha, part)) for part in parts)


def title_end(text: str, start: int, end: int) -> int:
    """Where the titles at the beginning of text[start:end] end, white space after them included; `start` for none."""
    position = start
    while match := _TITLE.match(text, position, end):
        word = plain(match.group())
        if not (word in COURTESY or word in ROLES or word in COMPOUNDS):
            break
        after = match.end()
        while after < end and text[after].isspace():
            after += 1
        if after in {match.end(), end}:
            break
        position = after
    return position


_BEFORE = re.compile(r"((?:[^\W\d_]|-)+\.?)[ \t\u00a0]{1,3}$")
_REACH = 40


def title_start(text: str, start: int) -> int:
    """Where the titles directly before `start` begin, on the same line; `start` for none."""
    first = start
    while match := _BEFORE.search(text, max(0, first - _REACH), first):
        word = match.group(1)
        known = is_title(word) or (first < start and plain(word) in COMPOUNDS)
        if not known or not word[0].isupper():
            break
        first = match.start()
    return first
