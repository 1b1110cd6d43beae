from pathlib import Path
from typing import Any

from inference.reading.names.gazetteer import City, Country
from training.names.nouns import noun_tables
from training.names.places import LANGUAGES, MOST_FAMOUS, place_table

DATA = """  1 This is a licence.
00000001 18 n 01 lawyer 0 000 | one
00000002 15 n 01 town 0 000 | two
00000003 06 n 01 chair 0 000 | three
00000004 18 n 01 chair 0 000 | four
"""
INDEX = """  1 This is a licence.
chair n 2 0 2 1 00000003 00000004
lawyer n 1 0 1 0 00000001
new_town n 1 0 1 0 00000002
town n 1 0 1 1 00000002
"""


def country(code: str, name: str, capital: str, language: str) -> dict[str, Any]:
    return {"name": name, "continentcode": "EU", "capital": capital, "languages": language, "iso": code}


def city(number: int, name: str, code: str, population: int, *others: str) -> dict[str, Any]:
    return {
        "geonameid": number,
        "name": name,
        "countrycode": code,
        "population": population,
        "alternatenames": list(others),
    }


def test_nouns_are_sorted_by_their_most_frequent_sense(tmp_path: Path) -> None:
    (tmp_path / "data.noun").write_text(DATA, encoding="ascii")
    (tmp_path / "index.noun").write_text(INDEX, encoding="ascii")
    assert noun_tables(tmp_path) == {"people": ["lawyer"], "groups": [], "places": ["town"], "things": ["chair"]}


def test_places_are_found_by_all_of_their_names() -> None:
    territories = {language: {"DE": f"{language}-DE", "GI": f"{language}-GI"} for language in {*LANGUAGES, "en"}}
    countries = {"DE": country("DE", "Germany", "Berlin", "de-DE"), "GI": country("GI", "Gibraltar", "", "en-GI")}
    cities = {
        "1": city(1, "Ulm", "GI", 20_000, "Ulma"),
        "2": city(2, "Köln", "DE", MOST_FAMOUS, "Cologne", "CGN", "Colonia", "쾰른", "Ulm"),
        "3": city(3, "Ulm", "DE", 120_000),
    }
    table = place_table(countries, cities, territories)
    assert table.countries["DE"] == Country(
        "en-DE", "country in Europe", "de-DE", {language: f"{language}-DE" for language in LANGUAGES}
    )
    assert table.countries["GI"].what == "territory in Europe"
    assert {"germany": "DE", "en-de": "DE", "gibraltar": "GI"}.items() <= table.codes.items()
    assert [found.country for found in table.cities_of(("ulm",))] == ["DE", "GI"]
    assert table.cities_of(("cologne",)) == [City("DE", "Köln", False, None, {"ko": "쾰른"})]
    assert table.is_well_known(("koln",))
    assert not table.is_well_known(("cologne",))
    assert not table.cities_of(("cgn",))
