"""What could not be answered becomes an apology, unless there is an answer after all."""

import json
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_sdk.errors import SlackApiError

from bot.apologies import UNEXPECTED
from bot.dialogs import Dialog
from bot.ledger import Attempt, InMemoryLedger, Ledger, UnderWayError, identity_of
from bot.on_lambda.apology_function import ApologyFunction
from bot.on_lambda.dynamodb_ledger import Claimant
from bot.on_lambda.queued_request import QueuedRequest
from bot.outlets.choosing import StrangeRequestError
from bot.outlets.threads import INCOMPLETE
from bot.replies import views
from tests.bot.stage import CHANNEL, Stage, buttons, shown


class RefusingLedger:
    def attempt(self, identity: str) -> AbstractContextManager[Attempt]:
        raise TimeoutError(identity)


class BusyLedger:
    def attempt(self, identity: str) -> AbstractContextManager[Attempt]:
        raise UnderWayError(identity)


@pytest.fixture
def ledger() -> InMemoryLedger:
    return InMemoryLedger()


def apologise(stage: Stage, ledger: Ledger, body: dict[str, Any] | str) -> None:
    """A dictionary is an event, a string a command's form."""
    content_type = "application/x-www-form-urlencoded" if isinstance(body, str) else "application/json"
    request = QueuedRequest(body if isinstance(body, str) else json.dumps(body), content_type, queued=0.0)
    ApologyFunction(lambda: stage.app.client, lambda _: ledger)(request, Claimant("1", 0.0))


def mention(stage: Stage, words: str = "nouns Ada") -> dict[str, Any]:
    """The body of a mention that the bot does not get."""
    ts = stage.workspace.post_message(CHANNEL, "no mention")
    event = {"type": "app_mention", "user": stage.workspace.you.id, "text": words, "ts": ts}
    event["channel"] = stage.workspace.channel(CHANNEL).id
    return {"type": "event_callback", "team_id": stage.workspace.team_id, "event": event}


def said(stage: Stage, body: dict[str, Any]) -> list[str]:
    return [message["text"] for message in stage.workspace.messages(CHANNEL, body["event"]["ts"])[1:]]


def test_a_message_is_apologised_for_in_its_thread(stage: Stage, ledger: InMemoryLedger) -> None:
    body = mention(stage)
    apologise(stage, ledger, body)
    assert said(stage, body) == [UNEXPECTED]


def test_the_queue_may_deliver_it_twice(stage: Stage, ledger: InMemoryLedger) -> None:
    body = mention(stage)
    for _ in range(2):
        apologise(stage, ledger, body)
    assert said(stage, body) == [UNEXPECTED]


def test_a_command_is_apologised_for_to_whoever_typed_it(stage: Stage, ledger: InMemoryLedger) -> None:
    channel = stage.workspace.channel(CHANNEL)
    issued = stage.workspace.response_urls.issue(channel, stage.workspace.you.id)
    url = f"{stage.app.client.base_url.removesuffix('/api/')}/response/{issued.secret}"
    raw = urlencode({"command": "/nouns", "text": "Ada", "response_url": url, "trigger_id": "1"})
    apologise(stage, ledger, raw)
    (message,) = stage.workspace.messages(CHANNEL)
    assert (message["text"], message["is_ephemeral"]) == (UNEXPECTED, True)


def test_what_was_answered_after_all_is_left_alone(stage: Stage, ledger: InMemoryLedger) -> None:
    body = mention(stage)
    with ledger.attempt(identity_of(body)):
        pass
    apologise(stage, ledger, body)
    assert said(stage, body) == []


def test_without_the_ledger_the_thread_tells(stage: Stage) -> None:
    answered, unanswered = mention(stage), mention(stage)
    apologise(stage, InMemoryLedger(), answered)
    for body in (answered, unanswered):
        apologise(stage, RefusingLedger(), body)
        assert said(stage, body) == [UNEXPECTED]


def test_while_an_attempt_is_under_way_there_is_no_apology(stage: Stage) -> None:
    body = mention(stage)
    with pytest.raises(UnderWayError):
        apologise(stage, BusyLedger(), body)
    assert said(stage, body) == []


def test_after_some_pages_the_apology_says_what_it_is_about(stage: Stage) -> None:
    body = mention(stage)
    receipt = {"delivery": identity_of(body), "page": 1, "pages": 2}
    metadata = {"event_type": "lectern_reply", "event_payload": receipt}
    thread_ts = body["event"]["ts"]
    stage.app.client.chat_postMessage(channel=CHANNEL, thread_ts=thread_ts, text="page", metadata=metadata)
    apologise(stage, RefusingLedger(), body)
    assert said(stage, body) == ["page", f"{INCOMPLETE} {UNEXPECTED}"]


def test_what_cannot_be_posted_stays_in_the_queue(stage: Stage, ledger: InMemoryLedger) -> None:
    stage.workspace.fail_next("chat.postMessage", error="token_revoked")
    body = mention(stage)
    with pytest.raises(SlackApiError):
        apologise(stage, ledger, body)
    apologise(stage, ledger, body)
    assert said(stage, body) == [UNEXPECTED]


def test_an_example_is_apologised_for_in_the_direct_conversation(stage: Stage, ledger: InMemoryLedger) -> None:
    direct = stage.workspace.direct_channel.id
    click = {
        "type": "block_actions",
        "user": {"id": stage.workspace.you.id},
        "view": {"type": "home", "private_metadata": direct},
        "actions": [{"action_id": "try_names", "action_ts": "1.1"}],
        "trigger_id": "1",
    }
    for _ in range(2):
        apologise(stage, RefusingLedger(), click)
    assert [message["text"] for message in stage.workspace.messages(direct)] == [UNEXPECTED]


@pytest.mark.parametrize(
    "body", [{"type": "shortcut"}, {"type": "event_callback", "event": {"type": "app_uninstalled"}, "event_id": "Ev1"}]
)
def test_what_nobody_asked_goes_to_the_dead_letters(stage: Stage, ledger: InMemoryLedger, body: dict[str, Any]) -> None:
    with pytest.raises(StrangeRequestError):
        apologise(stage, ledger, body)


def view(stage: Stage, **dialog: Any) -> dict[str, Any]:
    """The modal that is open, with a text in it."""
    form = views.form(Dialog(**dialog))
    stage.app.client.views_open(trigger_id=stage.workspace.triggers.issue(stage.workspace.you.id), view=form)
    return {**stage.view, "state": {"values": {"text": {"typed": {"type": "plain_text_input", "value": "Ada."}}}}}


def test_a_submission_is_apologised_for_in_its_modal(stage: Stage, ledger: InMemoryLedger) -> None:
    user = {"id": stage.workspace.you.id}
    apologise(stage, ledger, {"type": "view_submission", "trigger_id": "1", "user": user, "view": view(stage)})
    assert shown(stage.view) == UNEXPECTED


def test_a_button_of_a_modal_too(stage: Stage, ledger: InMemoryLedger) -> None:
    user, opened = {"id": stage.workspace.you.id}, view(stage, channel=stage.workspace.channel(CHANNEL).id)
    action = {"action_id": views.POST, "action_ts": "1.1"}
    container = {"type": "view", "view_id": opened["id"]}
    body = {"type": "block_actions", "trigger_id": "1", "user": user, "view": opened, "container": container}
    apologise(stage, ledger, {**body, "actions": [action]})
    assert shown(stage.view) == UNEXPECTED


def test_a_global_shortcut_is_apologised_for_directly(stage: Stage, ledger: InMemoryLedger) -> None:
    user = {"id": stage.workspace.you.id}
    apologise(stage, ledger, {"type": "shortcut", "callback_id": "read_a_text", "trigger_id": "1", "user": user})
    (message,) = stage.workspace.messages(stage.workspace.direct_channel.id)
    assert message["text"] == UNEXPECTED


@pytest.mark.parametrize("label", ["Category", "Delete", "Ask about this", "Good reading"])
def test_a_button_under_a_reply_is_apologised_for_to_whoever_pressed_it(
    stage: Stage, ledger: InMemoryLedger, label: str
) -> None:
    (reply,) = stage.mention("@lectern nouns Ada")
    issued = stage.workspace.response_urls.issue(stage.workspace.channel(CHANNEL), stage.workspace.you.id)
    url = f"{stage.app.client.base_url.removesuffix('/api/')}/response/{issued.secret}"
    pressed, value = buttons(reply)[label]
    action = {"action_id": pressed.action_id, "block_id": pressed.block_id, "value": value, "action_ts": reply["ts"]}
    container = {"message_ts": reply["ts"], "channel_id": reply["channel"], "thread_ts": reply["thread_ts"]}
    body = {"type": "block_actions", "trigger_id": "1", "user": {"id": stage.workspace.you.id}, "actions": [action]}
    apologise(stage, ledger, {**body, "container": container, "response_url": url})
    thread = stage.workspace.messages(CHANNEL, reply["thread_ts"])
    assert [each["text"] for each in thread if each.get("is_ephemeral")] == [UNEXPECTED]


def follow_up(stage: Stage, root: str) -> dict[str, Any]:
    """The body of a message in a thread that mentions nobody and that the bot does not get."""
    ts = stage.workspace.post_message(CHANNEL, "hm", thread_ts=root)
    event = {"type": "message", "channel_type": "channel", "user": stage.workspace.you.id, "text": "Who?", "ts": ts}
    event |= {"channel": stage.workspace.channel(CHANNEL).id, "thread_ts": root}
    bot = {"team_id": stage.workspace.team_id, "user_id": stage.workspace.bot_user_id, "is_bot": True}
    return {"type": "event_callback", "team_id": stage.workspace.team_id, "event": event, "authorizations": [bot]}


@pytest.mark.parametrize("takes_part", [False, True])
def test_who_did_not_call_the_bot_gets_no_apology(stage: Stage, ledger: InMemoryLedger, takes_part: bool) -> None:
    root = stage.workspace.post_message(CHANNEL, "@lectern nouns Ada" if takes_part else "Ada")
    if takes_part:
        stage.workspace.wait_until(lambda: len(stage.workspace.messages(CHANNEL, root)) == 2)
    apologise(stage, ledger, follow_up(stage, root))
    words = [message["text"] for message in stage.workspace.messages(CHANNEL, root)]
    assert words.count(UNEXPECTED) == int(takes_part)


def test_where_the_thread_is_not_shown_there_is_no_apology(stage: Stage, ledger: InMemoryLedger) -> None:
    body = follow_up(stage, stage.workspace.post_message(CHANNEL, "Ada"))
    stage.workspace.fail_next("conversations.replies", error="missing_scope")
    apologise(stage, ledger, body)
    assert stage.calls("chat.postMessage") == []
