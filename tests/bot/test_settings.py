from pathlib import Path

import pytest

from bot.settings import (
    SLACK_API_URL,
    HttpSettings,
    LocalSettings,
    MannersSettings,
    SettingsError,
    SocketSettings,
    read_team_ids,
)

HTTP = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "secret"}


def test_http_settings() -> None:
    read = HttpSettings.read({**HTTP, "PORT": "8080", "HOME": "/home/ada"})
    assert read.bot_token.get_secret_value() == "xoxb-1"
    assert (read.api_url, read.port, read.models) == (SLACK_API_URL, 8080, None)


def test_a_command_line_goes_before_the_environment() -> None:
    read = LocalSettings.read({"PORT": "8080", "HOST": "192.0.2.1"}, port=9090, host=None, models=Path("m"))
    assert (read.port, read.host, read.models) == (9090, "192.0.2.1", Path("m"))


@pytest.mark.parametrize("url", ["http://127.0.0.1:4000/api", "http://127.0.0.1:4000/api/"])
def test_the_api_url_ends_in_a_slash(url: str) -> None:
    assert HttpSettings.read({**HTTP, "SLACK_API_URL": url}).api_url == "http://127.0.0.1:4000/api/"


@pytest.mark.parametrize(
    ("environment", "line"),
    [
        ({}, "SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET are not set."),
        ({"SLACK_BOT_TOKEN": "", "SLACK_SIGNING_SECRET": "s"}, "SLACK_BOT_TOKEN is not set."),
        ({**HTTP, "PORT": "http"}, "PORT is not valid."),
        ({**HTTP, "PORT": "70000"}, "PORT is not valid."),
        ({**HTTP, "SLACK_API_URL": "slack.com"}, "SLACK_API_URL is not valid."),
        ({"SLACK_BOT_TOKEN": "t", "PORT": "x"}, "SLACK_SIGNING_SECRET is not set. PORT is not valid."),
    ],
)
def test_what_is_missing_or_wrong_is_named_in_one_line(environment: dict[str, str], line: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        HttpSettings.read(environment)
    assert str(refusal.value) == line


def test_socket_mode_needs_an_app_token() -> None:
    with pytest.raises(SettingsError, match=r"^SLACK_APP_TOKEN is not set\.$"):
        SocketSettings.read(HTTP)


def test_secrets_are_not_shown() -> None:
    assert "xoxb-1" not in repr(HttpSettings.read(HTTP))


@pytest.mark.parametrize(
    ("value", "teams"), [("", ()), ("T0ONE", ("T0ONE",)), ("T0ONE, T0TWO", ("T0ONE", "T0TWO")), ("E0GRID", ("E0GRID",))]
)
def test_workspaces_that_are_let_in(value: str, teams: tuple[str, ...]) -> None:
    assert HttpSettings.read({**HTTP, "SLACK_TEAM_ID": value}).team_ids == teams
    assert read_team_ids(value) == teams


def test_a_workspaces_name_is_not_its_id() -> None:
    with pytest.raises(SettingsError, match=r"^SLACK_TEAM_ID is not valid\.$"):
        HttpSettings.read({**HTTP, "SLACK_TEAM_ID": "reading-room"})


@pytest.mark.parametrize(("value", "name"), [("book", "book"), (":eyes:", "eyes"), ("", ""), ("+1", "+1")])
def test_an_emoji_is_named_with_or_without_its_colons(value: str, name: str) -> None:
    assert MannersSettings.read({"LECTERN_REACTION": value}).manners.reaction == name


def test_what_is_no_emoji() -> None:
    with pytest.raises(SettingsError, match="LECTERN_REACTION is not valid"):
        MannersSettings.read({"LECTERN_REACTION": "two words"})
