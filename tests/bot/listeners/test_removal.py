from collections.abc import Iterator
from typing import Any

import pytest

from bot.preferences import DEFAULTS, Choice, InMemoryPreferences, Person, Setting
from tests.bot.listeners.at_home import YOU, AtHome, at_home

COLLEAGUE, STRANGER = Person("T1", "U2"), Person("T2", "U1")


@pytest.fixture
def home() -> Iterator[AtHome]:
    with at_home() as opened:
        for person in (YOU, COLLEAGUE, STRANGER):
            opened.preferences.put(person, Choice(Setting.WIKIPEDIA, "fr", 1))
        yield opened


def known(home: AtHome) -> list[Person]:
    return [each for each in (YOU, COLLEAGUE, STRANGER) if home.preferences.get(each) != DEFAULTS]


@pytest.mark.parametrize(
    "event",
    [
        {"type": "app_uninstalled"},
        {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0BOT"]}},
        {"type": "tokens_revoked", "tokens": {"bot": ["U0BOT"]}},
    ],
)
@pytest.mark.parametrize("authorizations", [[], [{"team_id": "T1", "user_id": "U0BOT", "is_bot": True}]])
def test_a_workspace_that_removes_the_app_is_forgotten_and_told_nothing(
    home: AtHome, event: dict[str, Any], authorizations: list[dict[str, Any]]
) -> None:
    home.event(event, authorizations=authorizations)
    assert known(home) == [STRANGER]
    assert home.slack.calls == []
    assert home.failures == []


def test_a_person_whose_token_is_revoked_is_forgotten(home: AtHome) -> None:
    home.event({"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}})
    assert known(home) == [COLLEAGUE, STRANGER]


class Away(InMemoryPreferences):
    def forget_team(self, team: str) -> None:
        raise TimeoutError


def test_what_cannot_be_forgotten_is_to_be_attempted_again() -> None:
    with at_home(Away()) as home:
        home.event({"type": "app_uninstalled"})
        assert len(home.failures) == 1
        assert home.slack.calls == []
