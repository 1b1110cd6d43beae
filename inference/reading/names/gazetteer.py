"""Countries and cities from small tables: what a place is, and what it is called elsewhere."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec

from inference.contract import Place
from inference.reading.names.demonyms import COUNTRY_OF_PEOPLE
from inference.reading.names.mentions import Words

_FILE = Path(__file__).parent / "tables/places.json"


class Country(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """`name` in English; `what` as in "country in Asia"; `local` where its people call it otherwise."""

    name: str
    what: str
    local: str | None
    names: dict[str, str]


class City(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A city of 15,000 people or more; `country` by its code; `name` as GeoNames has it, mostly as its people do."""

    country: str
    name: str
    is_capital: bool
    local: str | None
    names: dict[str, str]  # none for cities of fewer than 250,000 people


class Table(msgspec.Struct, frozen=True):
    """Names as `words_of` gives them, joined by spaces, lead to `codes` of countries and to places among `cities`.

    `further` are names that large cities have besides, such as Cologne. The largest cities come first.
    """

    countries: dict[str, Country]
    codes: dict[str, str]
    cities: list[City]
    found: dict[str, list[int]]
    further: dict[str, list[int]]

    def cities_of(self, words: Words) -> list[City]:
        key = " ".join(words)
        return [self.cities[index] for index in self.found.get(key) or self.further.get(key, [])]

    def is_well_known(self, words: Words) -> bool:
        """Whether the only city of that name is a large one, and this its first name."""
        cities = self.found.get(" ".join(words), ())
        return len(cities) == 1 and bool(self.cities[cities[0]].names)


@cache
def table() -> Table:
    """Read when the first place is looked up."""
    return msgspec.json.decode(_FILE.read_bytes(), type=Table)


def is_place(words: Words) -> bool:
    """Whether some country or city has that name."""
    key = " ".join(words)
    return key in table().codes or key in table().found


def countries_in(names: Iterable[Words]) -> set[str]:
    """Codes of the countries that a text speaks of: by name, by its people, or by a large city of an only name."""
    found = set()
    for words in names:
        key = " ".join(words)
        if code := COUNTRY_OF_PEOPLE.get(key.removesuffix("s")) or COUNTRY_OF_PEOPLE.get(key):
            found.add(code)
        if key in table().codes:
            found.add(table().codes[key])
        elif table().is_well_known(words):
            found.add(table().cities_of(words)[0].country)
    return found


def place_of(words: Words, name: str, countries: set[str]) -> Place | None:
    """The country or city of that name; of several cities the one in a country that the text speaks of."""
    key = " ".join(words)
    if code := table().codes.get(key):
        country = table().countries[code]
        return Place(country.what, country.local, country.names)
    city = _the_one(words, countries)
    if city is None:
        return None
    where = _with_article(table().countries[city.country].name)
    what = f"capital of {where}" if city.is_capital else f"city in {where}"
    local = city.local or (city.name if city.name.casefold() != name.casefold() else None)
    return Place(what, local, city.names)


def _the_one(words: Words, countries: set[str]) -> City | None:
    cities = table().cities_of(words)
    if len(cities) == 1 and (table().is_well_known(words) or not countries):
        return cities[0]  # but no small town elsewhere than all that the text speaks of
    near = [city for city in cities if city.country in countries]
    return near[0] if near and len({city.country for city in near}) == 1 else None


def _with_article(country: str) -> str:
    return (
        f"the {country}"
        if country.startswith(("United", "Netherlands", "Philippines", "Bahamas", "Gambia"))
        else country
    )
