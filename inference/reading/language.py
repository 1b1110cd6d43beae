"""Say so when a text is in a language that the model does not read, instead of guessing."""

import re
from collections.abc import Collection, Mapping
from functools import cache
from itertools import islice
from typing import Any

from inference.contract import ErrorCode, InferenceError
from inference.reading.scripts import Script, foreign, latin_letters, weight, without_stretches

MIN_LETTERS = 40
"""Shorter texts are hard to tell, above all when they are mostly names."""

CERTAIN = 0.9
"""Probability of another language from which a text is refused: a wrong refusal is worse than a poor reading."""

COMMON_SHARE = 0.08
"""Share of very common English words from which a text is taken for English without another look."""

COMMON_AMONG = 800
"""Words that are looked at for that."""

MIN_FOREIGN_LETTERS = 6
"""Letters of alphabets, or a third as many of syllables or words, from which a script counts: one may be a sign."""

KANA_SHARE = 20
"""Japanese has at least one in so many letters in kana; Chinese has none."""

LEAST_KEYS = 2
"""Keys of an English form from which a text is taken for English."""

_COMMON = frozenset(
    "a about after all an and are as at be been but by can do for from had has have he her his i if in is it its me my "
    "not of on or our out she so that the their them there they this to up was we were what when which who will with "
    "would you your".split()
)
_WORD = re.compile(r"[^\W\d_]+")

_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "ka": "Georgian", "mr": "Marathi",
    "ne": "Nepali", "ta": "Tamil", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian",
    "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


_KEY = re.compile(r"^[ \t*•-]{0,6}(?P<key>[A-Za-z][A-Za-z /]{1,30}):", re.MULTILINE)
_KEYS = frozenset(
    "address amount bill birth city company country customer delivery due education job occupation order owner phone "
    "price quantity required role skills surname weight".split()
)
"""Words of the keys of English forms, whose values may be names of any language."""


def require_language(text: str, languages: Collection[str]) -> None:
    """Refuse a text that is certainly in none of the languages (ISO 639-1 codes); an empty collection accepts all.

    A text in several is accepted for the part that can be read: `readable` has no more than that.

    Raises
    ------
    InferenceError
        With code `invalid_request`, naming the language.
    """
    if not languages:
        return
    _require_script("text", text, languages, MIN_LETTERS)
    if ("en" in languages and _looks_english(text)) or _letters(text) < MIN_LETTERS:
        return
    code, probability = _identifier().classify(text)
    if code not in languages and probability >= CERTAIN:
        raise _refusal("text", code, languages)


def require_script(question: str, languages: Collection[str]) -> None:
    """Refuse a question in a script in which none of the languages is written; raises like `require_language`."""
    _require_script("question", question, languages, 1)


def _require_script(what: str, text: str, languages: Collection[str], least: int) -> None:
    """Refuse what is mostly in another script, unless it also holds English of at least so many letters."""
    weights = {script: weight(text, script) for script in foreign(languages)} if languages else {}
    foreign_letters = sum(weights.values())
    if foreign_letters < MIN_FOREIGN_LETTERS or foreign_letters <= latin_letters(text):
        return
    part = readable(text, languages)
    if "en" in languages and _letters(part) >= least and _looks_english(part):
        return
    raise _refusal(what, _language_of(text, weights), languages)


def readable(text: str, languages: Collection[str]) -> str:
    """The text with spaces in place of passages in scripts in which none of the languages is written."""
    return without_stretches(text, foreign(languages)) if languages and not text.isascii() else text


def _refusal(what: str, code: str, languages: Collection[str]) -> InferenceError:
    name = _NAMES.get(code, "another language")
    known = " and ".join(_NAMES.get(language, language) for language in languages)
    return InferenceError(ErrorCode.INVALID_REQUEST, f"This {what} seems to be in {name}; I only read {known}.")


def _language_of(text: str, weights: Mapping[Script, int]) -> str:
    """The language of the script that most is written in; of those that share it, the one whose words are used."""
    used = [script for script, letters in weights.items() if letters * KANA_SHARE >= sum(weights.values())]
    script = next((script for script in used if script.languages == ("ja",)), None) or max(
        weights, key=weights.__getitem__
    )
    if len(script.languages) == 1 or script.languages[0] == "zh":
        return script.languages[0]
    code, _ = _identifier().classify(text)
    return code if code in script.languages else script.languages[0]


def _letters(text: str) -> int:
    return sum(len(word) for word in _WORD.findall(text))


def _looks_english(text: str) -> bool:
    words = [word.group().lower() for word in islice(_WORD.finditer(text), COMMON_AMONG)]
    return sum(word in _COMMON for word in words) > COMMON_SHARE * len(words) or _is_english_form(text)


def _is_english_form(text: str) -> bool:
    keys = {found["key"].lower() for found in islice(_KEY.finditer(text), COMMON_AMONG)}
    return sum(not _KEYS.isdisjoint(key.split()) for key in keys) >= LEAST_KEYS


@cache
def _identifier() -> Any:
    """Loaded only when a text looks foreign: most never do."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
