import pytest

from bot.preferences import DEFAULTS, InMemoryPreferences, Preferences
from bot.wikipedias import DEFAULT_WIKIPEDIA, WIKIPEDIAS, search_url
from tests.bot.preferences_promises import Promises


class TestInMemory(Promises):
    @pytest.fixture
    def store(self) -> InMemoryPreferences:
        return InMemoryPreferences()


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"wikipedia": "tlh"},
        {"wikipedia": "evil.example/"},
        {"hidden_kinds": "weekdays"},
        {"audience": "nobody"},
        {"follow_ups": "perhaps"},
        {"font": "Comic Sans"},
    ],
)
def test_what_is_not_known_counts_as_not_chosen(values: dict[str, str]) -> None:
    assert Preferences.of(values) == DEFAULTS


def test_learners_find_their_wikipedia_by_the_name_that_they_have_for_it() -> None:
    assert len(WIKIPEDIAS) >= 20
    assert DEFAULT_WIKIPEDIA in WIKIPEDIAS
    assert len({*WIKIPEDIAS.values()}) == len(WIKIPEDIAS)


def test_addresses_hold_names_percent_encoded() -> None:
    assert search_url("fr", "Ada & Søn") == "https://fr.wikipedia.org/wiki/Special:Search?search=Ada%20%26%20S%C3%B8n"
