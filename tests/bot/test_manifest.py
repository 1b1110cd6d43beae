"""The manifest declares what is registered and asks for what is used, no more."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

import bot
from bot.examples import EXAMPLES
from bot.listeners import shortcuts
from bot.listeners.commands import COMMANDS
from tests.bot.stage import CHANNEL, Stage

MANIFEST = Path(__file__).parents[2] / "infra" / "slack-manifest.json"

SCOPES_OF_EVENTS = {
    "app_home_opened": set[str](),
    "app_mention": {"app_mentions:read"},
    "app_uninstalled": set[str](),
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "message.mpim": {"mpim:history"},
    "tokens_revoked": set[str](),
}
SCOPES_OF_METHODS = {
    "assistant_threads_setStatus": {"chat:write"},
    "assistant_threads_setSuggestedPrompts": {"assistant:write"},
    "auth_test": set[str](),
    "chat_delete": {"chat:write"},
    "chat_postEphemeral": {"chat:write"},
    "chat_postMessage": {"chat:write"},
    "conversations_history": {"channels:history", "groups:history", "im:history"},
    "conversations_info": {"channels:read"},
    "conversations_members": {"channels:read", "groups:read"},
    "conversations_replies": {"channels:history", "groups:history", "im:history", "mpim:history"},
    "files_info": {"files:read"},
    "files_upload_v2": {"files:write"},
    "usergroups_list": {"usergroups:read"},
    "users_info": {"users:read"},
    "views_open": set(),
    "views_publish": set(),
    "views_update": set(),
}
SCOPES_OF_THE_REST = {"commands", "files:read"}
"""Slash commands; downloads of files, which are no method."""


@pytest.fixture
def manifest() -> Any:
    return json.loads(MANIFEST.read_text(encoding="utf-8"))


def methods_called() -> set[str]:
    """Names of Web API methods spoken of anywhere in the bot, whether they are called there or handed on."""
    sources = Path(bot.__file__).parent.rglob("*.py")
    names = {
        node.attr
        for path in sources
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }
    families = "api apps assistant auth chat conversations files reactions usergroups users views".split()
    prefixed = {name for name in names if name.startswith(tuple(f"{family}_" for family in families))}
    return prefixed & {*dir(WebClient)}


def test_commands_are_those_registered(manifest: Any) -> None:
    commands = manifest["features"]["slash_commands"]
    assert {command["command"] for command in commands} == set(COMMANDS)
    assert all(command["description"] and command["usage_hint"] for command in commands)


def test_shortcuts_are_those_registered(manifest: Any) -> None:
    found = {(each["type"], each["callback_id"]) for each in manifest["features"]["shortcuts"]}
    assert found == {
        *(("message", each) for each in (*shortcuts.READ, shortcuts.ASK)),
        ("global", shortcuts.READ_A_TEXT),
    }
    assert all(len(each["name"]) <= 24 for each in manifest["features"]["shortcuts"])
    assert manifest["settings"]["interactivity"]["is_enabled"]


def test_scopes_are_those_that_events_commands_and_methods_need(manifest: Any) -> None:
    assert methods_called() == set(SCOPES_OF_METHODS)
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    used = [SCOPES_OF_THE_REST, *SCOPES_OF_METHODS.values(), *(SCOPES_OF_EVENTS[event] for event in events)]
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == set().union(*used)


@pytest.mark.parametrize(("event", "channel"), [("app_mention", CHANNEL), ("message", "you")])
def test_events_subscribed_to_are_answered(stage: Stage, manifest: Any, event: str, channel: str) -> None:
    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == set(SCOPES_OF_EVENTS)
    place = stage.workspace.direct_channel.id if channel == "you" else channel
    assert len(stage.mention("@lectern nouns Ada", place)) == 1
    stage.workspace.wait_until(lambda: stage.workspace.deliveries.log)
    assert event in {delivery.what for delivery in stage.workspace.deliveries.log}


def test_slacks_limits_of_a_manifest(manifest: Any) -> None:
    display = manifest["display_information"]
    assert len(display["name"]) <= 35
    assert len(display["description"]) <= 140
    assert 175 <= len(display["long_description"]) <= 4_000
    assert len(manifest["features"]["bot_user"]["display_name"]) <= 80
    assert manifest["features"]["app_home"]["messages_tab_enabled"]
    agent = manifest["features"]["agent_view"]
    assert len(agent["agent_description"]) <= 300
    assert len(agent["suggested_prompts"]) <= 4


def test_slack_suggests_what_the_home_tab_has_to_try(manifest: Any) -> None:
    prompts = [{"title": each.title, "message": each.message} for each in EXAMPLES.values()]
    assert manifest["features"]["agent_view"]["suggested_prompts"] == prompts


def test_the_home_tab_and_what_is_done_there_are_switched_on(manifest: Any) -> None:
    assert manifest["features"]["app_home"]["home_tab_enabled"]
    assert manifest["settings"]["interactivity"]["is_enabled"]
