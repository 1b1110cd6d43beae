import json
from typing import Any

import pytest

from infra.slack_manifest import MANIFEST, fill_in, with_reactions

pytestmark = pytest.mark.stack

URL = "https://abc.execute-api.eu-central-1.amazonaws.com/slack/events"


@pytest.fixture
def filled() -> dict[str, Any]:
    return fill_in(json.loads(MANIFEST.read_text(encoding="utf-8")), URL)


def test_every_way_in_leads_to_the_url(filled: dict[str, Any]) -> None:
    assert filled["settings"]["socket_mode_enabled"] is False
    assert filled["settings"]["event_subscriptions"]["request_url"] == URL
    assert {command["url"] for command in filled["features"]["slash_commands"]} == {URL}


def test_interactivity_has_the_url_only_where_it_is_on(filled: dict[str, Any]) -> None:
    assert filled["settings"]["interactivity"]["request_url"] == URL
    switched_off = {**filled, "settings": {**filled["settings"], "interactivity": {"is_enabled": False}}}
    assert "request_url" not in fill_in(switched_off, URL)["settings"]["interactivity"]


def test_nothing_else_changes(filled: dict[str, Any]) -> None:
    original = json.loads(MANIFEST.read_text(encoding="utf-8"))

    assert filled["oauth_config"] == original["oauth_config"]
    assert filled["settings"]["event_subscriptions"]["bot_events"]
    assert filled["display_information"] == original["display_information"]


def test_reactions_are_heard_of_only_where_they_are_wanted() -> None:
    original = json.loads(MANIFEST.read_text(encoding="utf-8"))
    wanted = with_reactions(original)
    before, after = (
        ({*each["settings"]["event_subscriptions"]["bot_events"]}, {*each["oauth_config"]["scopes"]["bot"]})
        for each in (original, wanted)
    )
    assert [more - less for less, more in zip(before, after, strict=True)] == [{"reaction_added"}, {"reactions:read"}]
