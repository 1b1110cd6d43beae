"""The Wikipedias that names can link to."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

DEFAULT_WIKIPEDIA: Final = "en"

WIKIPEDIAS: Final[Mapping[str, str]] = {
    "en": "English",
    "simple": "Simple English",
    "ar": "العربية",
    "bn": "বাংলা",
    "cs": "Čeština",
    "da": "Dansk",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "es": "Español",
    "fa": "فارسی",
    "fi": "Suomi",
    "fr": "Français",
    "he": "עברית",
    "hi": "हिन्दी",
    "hu": "Magyar",
    "id": "Bahasa Indonesia",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "nl": "Nederlands",
    "no": "Norsk bokmål",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "ru": "Русский",
    "sv": "Svenska",
    "th": "ไทย",
    "tr": "Türkçe",
    "uk": "Українська",
    "vi": "Tiếng Việt",
    "zh": "中文",
}
"""Subdomains of wikipedia.org, by the names that their languages have for themselves."""


def search_url(wikipedia: str, words: str) -> str:
    """Where a Wikipedia looks for an article: it goes there at once if the title fits."""
    return f"https://{wikipedia}.wikipedia.org/wiki/Special:Search?search={quote(words, safe='')}"
