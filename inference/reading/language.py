"""Say so when a text is in a language that the model does not read, instead of guessing."""

import re
from collections.abc import Collection
from functools import cache
from typing import Any

from inference.contract import ErrorCode, InferenceError

MIN_LETTERS = 40
"""Shorter texts are hard to tell, above all when they are mostly names."""

CERTAIN = 0.9
"""Probability of another language from which a text is refused: a wrong refusal is worse than a poor reading."""

COMMON_SHARE = 0.08
"""Share of very common English words from which a text is taken for English without another look."""

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
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "lt": "Lithuanian", "lv": "Latvian", "nb": "Norwegian", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian",
    "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu",
    "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def require_language(text: str, languages: Collection[str]) -> None:
    """Refuse a text that is certainly in none of the languages (ISO 639-1 codes); an empty collection accepts all.

    Raises
    ------
    InferenceError
        With code `invalid_request`, naming the language.
    """
    if not languages or ("en" in languages and _looks_english(text)):
        return
    if sum(len(word) for word in _WORD.findall(text)) < MIN_LETTERS:
        return
    code, probability = _identifier().classify(text)
    if code not in languages and probability >= CERTAIN:
        name = _NAMES.get(code, "another language")
        known = " and ".join(_NAMES.get(language, language) for language in languages)
        raise InferenceError(ErrorCode.INVALID_REQUEST, f"This text seems to be in {name}; I only read {known}.")


def _looks_english(text: str) -> bool:
    words = _WORD.findall(text[:4000].lower())
    return sum(word in _COMMON for word in words) > COMMON_SHARE * len(words)


@cache
def _identifier() -> Any:
    """Loaded only when a text looks foreign: most never do."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
