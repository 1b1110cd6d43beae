"""Which script letters are written in, and what is not written in the one that is read."""

import re
from collections.abc import Collection
from typing import NamedTuple


class Script(NamedTuple):
    """`letters` are the ranges of a regular expression's class; `languages` (ISO 639-1) the likeliest first.

    A letter of a script that writes syllables or words weighs more than one of an alphabet.
    """

    letters: str
    languages: tuple[str, ...]
    weight: int = 1


SCRIPTS = (
    Script("\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f", ("ja",), 3),
    Script("\uac00-\ud7af\u1100-\u11ff\u3130-\u318f", ("ko",), 3),
    Script("\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff", ("zh", "ja"), 3),
    Script("\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc", ("ar", "fa", "ur")),
    Script("\u0590-\u05ff\ufb1d-\ufb4f", ("he",)),
    Script("\u0900-\u097f", ("hi", "mr", "ne")),
    Script("\u0980-\u09ff", ("bn",)),
    Script("\u0b80-\u0bff", ("ta",)),
    Script("\u0e00-\u0e7f", ("th",)),
    Script("\u0370-\u03ff\u1f00-\u1fff", ("el",)),
    Script("\u0400-\u052f", ("ru", "uk", "bg", "sr")),
    Script("\u10a0-\u10ff", ("ka",)),
    Script("\u0530-\u058f", ("hy",)),
)
"""Languages of the Latin script are told by their words instead."""

STRETCH = 12
"""Weight from which letters in a row, with what stands between them, are a passage and not a name or a sign."""

_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def latin_letters(text: str) -> int:
    """How many letters of the Latin script a text has."""
    return len(_LATIN.findall(text))


def foreign(languages: Collection[str]) -> list[Script]:
    """The scripts in which none of the languages is written."""
    return [script for script in SCRIPTS if not set(script.languages) & set(languages)]


def weight(text: str, script: Script) -> int:
    """How much of a text is written in a script, in letters of an alphabet."""
    return script.weight * len(re.findall(f"[{script.letters}]", text))


def without_stretches(text: str, scripts: Collection[Script]) -> str:
    """The text with spaces in place of passages in these scripts: every other character keeps its place."""
    letters = "".join(script.letters for script in scripts)

    def blanked(found: re.Match[str]) -> str:
        heavy = sum(weight(found.group(), script) for script in scripts) >= STRETCH
        return " " * len(found.group()) if heavy else found.group()

    between = rf"[^\w\n{letters}]|[0-9]"
    return re.sub(f"[{letters}](?:(?:{between})*+[{letters}])*", blanked, text) if letters else text
