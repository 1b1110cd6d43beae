"""A question as it was meant, where it holds slips of typing: "wen is teh car due bak"."""

import re
import string
from collections.abc import Callable, Collection, Iterator

from inference.reading.questions.question_words import no_slips, of_questions

IsKnown = Callable[[str], bool]
"""Whether a word in small letters is an ordinary one, and so no slip."""

_WORD = re.compile(r"""(?<![\w@#/.'’‘"“„«`:<&-])[A-Za-z][a-z]*(?![\w@/'’"”»`-]|[.:]\w)""")
"""No part of a name in several cases, an address, a compound or a contraction, and nothing quoted."""

_TEXT_WORD = re.compile(r"[^\W\d_]+")
_ENDING = re.compile(r"(?:(?<=e)d|ed|e?s|ing|e?rs?|nt|ly|y)$")

_LAST = "sdnryaei"
"""One of these more at the end is more often another word than a slip."""

_LEAST_REPLACED = 6
"""So many letters has a word that may hold a wrong one: among shorter words too many differ in one letter."""

_LETTERS = string.ascii_lowercase
_LEAST, _MOST = 4, 20
"""So many letters has a word whose neighbours are looked for: shorter ones have too many, and longer ones take time."""

_CONTRACTIONS = {f"{word}s": f"{word}'s" for word in ("who", "what", "where", "when", "how", "why")}
_SLIPS = {
    slip: meant
    for meant, slips in {
        "the": "teh hte",
        "and": "adn",
        "who": "woh",
        "how": "ohw",
        "what": "waht whta wath hwat wht wat wot",
        "when": "wehn whne hwen whn wen",
        "where": "wher whre hwere wheer wehre",
        "which": "wich whic whcih whihc wihch hwich wihich",
        "does": "deos",
        "back": "bak",
    }.items()
    for slip in slips.split()
}
_NAMES = frozenset({"wen", "wat", "bak", "teh"})
"""With a capital these are more often somebody's name."""

_HOW_OR_WHO = re.compile(r"\bhwo(?=\s+(?:many|much|long|old|often|far|big|tall|late|soon|come)\b)", re.IGNORECASE)
_WERE_OR_WHERE = re.compile(r"^(\s*w)ere(?=\s+(?:is|are|was|do|does|did)\s)", re.IGNORECASE)


def as_meant(question: str, text: str, is_known: IsKnown) -> str:
    """The question with its slips mended; what the text itself writes so stays, but for "whats" and the like.

    Slips are a few that are common, and words that nobody knows but for which one word of the text, or of those that
    questions are made of, is one edit away. Words with capitals or digits are left alone, but for common slips that
    begin a question, and so is what an ending may have made: "moors" beside "moor".
    """
    question = _HOW_OR_WHO.sub("how", _WERE_OR_WHERE.sub(r"\1here", question))
    slips = {word.group() for word in _WORD.finditer(question) if _is_slip(word, is_known)}
    if not slips:
        return question
    words = set(_TEXT_WORD.findall(text))
    lower = {word.lower() for word in words}
    meant = {slip: _meant(slip, words, is_known) for slip in slips if slip.lower() not in lower}
    meant |= {slip: _contracted(slip) for slip in slips if slip.lower() in _CONTRACTIONS}
    return _WORD.sub(lambda word: meant.get(word.group(), word.group()), question)


def _is_slip(word: re.Match[str], is_known: IsKnown) -> bool:
    written = word.group()
    lower = written.lower()
    if lower in _CONTRACTIONS or lower in _SLIPS:
        return written == lower or (word.start() == 0 and lower not in _NAMES)
    if written != lower or not _LEAST <= len(lower) <= _MOST or lower in of_questions() or lower in no_slips():
        return False
    return not (is_known(lower) or _is_inflected(lower, is_known))


def _is_inflected(word: str, is_known: IsKnown) -> bool:
    """Whether an ending stands behind an ordinary word: "desks", "chanted", "cant"."""
    ending = _ENDING.search(word)
    return ending is not None and ending.start() > 1 and is_known(word[: ending.start()])


def _contracted(slip: str) -> str:
    return slip[0] + _CONTRACTIONS[slip.lower()][1:]


def _meant(slip: str, words: Collection[str], is_known: IsKnown) -> str:
    if slip.lower() in _SLIPS:
        common = _SLIPS[slip.lower()]
        return common.capitalize() if slip[0].isupper() else common
    near = {each for each in _moved(slip) if each in of_questions() or (each in words and is_known(each))}
    if len(slip) >= _LEAST_REPLACED:
        near |= {each for each in _replaced(slip) if each in words and is_known(each)}
    return near.pop() if len(near) == 1 else slip


def _moved(word: str) -> Iterator[str]:
    """What it is without one letter, with one more, or with two in turn; the first letter is seldom missed."""
    yield word[1] + word[0] + word[2:]
    for at in range(1, len(word)):
        before, letter, after = word[:at], word[at], word[at + 1 :]
        yield before + after[:1] + letter + after[1:]
        if after or letter not in _LAST:
            yield before + after
        yield from (before + added + letter + after for added in _LETTERS)
    yield from (word + added for added in _LETTERS if added not in _LAST)


def _replaced(word: str) -> Iterator[str]:
    for at in range(1, len(word) - 1):
        yield from (word[:at] + letter + word[at + 1 :] for letter in _LETTERS)
