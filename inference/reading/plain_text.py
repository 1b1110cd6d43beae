"""Write a text as the news collection that the category model learned from is written."""

import re

_QUOTES_AND_COMMAS = re.compile("[,'\"‘’“”«»„`?]+")
_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """Lower-case a text and drop commas, quotation and question marks; offsets into it are not kept."""
    return _SPACES.sub(" ", _QUOTES_AND_COMMAS.sub(" ", text.lower())).strip()
