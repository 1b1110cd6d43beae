"""What the app gets of what happens, signed and over HTTP: a real Bolt app checks the signatures."""

from tests.workspace.house import Echo, fetch, open_house
from workspace.envelopes import event_callback
from workspace.server import WorkspaceServer
from workspace.state import Workspace


def test_a_mention_comes_as_a_mention_and_as_a_message(workspace: Workspace, echo: Echo) -> None:
    ts = workspace.post_message("#reading", "@echo read <this> & that")
    workspace.wait_until(lambda: len(workspace.messages("#reading", ts)) == 2)
    # The bot's own answer comes as a message too.
    workspace.wait_until(lambda: len(echo.events("message")) == 2)
    [mention] = echo.events("app_mention")
    message = next(heard for heard in echo.events("message") if heard.event["ts"] == ts)
    assert mention.event["text"] == f"<@{workspace.bot_user_id}> read &lt;this&gt; &amp; that"
    assert "channel_type" not in mention.event
    assert message.event["channel_type"] == "channel"
    assert message.event["client_msg_id"] == mention.event["client_msg_id"]
    assert message.body["event_id"] != mention.body["event_id"]
    assert [each["text"] for each in workspace.messages("#reading", ts)][1] == mention.event["text"]


def test_an_envelope_is_complete(workspace: Workspace, echo: Echo) -> None:
    ts = workspace.post_message("#reading", "@echo hello")
    body = workspace.wait_until(lambda: echo.events("app_mention"))[0].body
    assert body["authorizations"][0]["user_id"] == workspace.bot_user_id
    assert {key: body[key] for key in ("type", "team_id", "is_ext_shared_channel")} == {
        "type": "event_callback",
        "team_id": workspace.team_id,
        "is_ext_shared_channel": False,
    }
    assert body["event_id"].startswith("Ev")
    assert {"token", "api_app_id", "event_time", "event_context"} <= body.keys()
    event = body["event"]
    assert (event["user"], event["ts"], event["event_ts"]) == (workspace.you.id, ts, ts)
    assert event["blocks"][0]["elements"][0]["elements"] == [
        {"type": "user", "user_id": workspace.bot_user_id},
        {"type": "text", "text": " hello"},
    ]


def test_a_direct_message_comes_as_a_message_only(workspace: Workspace, echo: Echo) -> None:
    direct = workspace.direct_channel.id
    workspace.post_message(direct, "@echo hello")
    workspace.wait_until(lambda: len(workspace.messages(direct)) == 2)
    assert echo.events("app_mention") == []
    assert echo.events("message")[0].event["channel_type"] == "im"


def test_an_answer_in_a_thread_names_its_root(workspace: Workspace, echo: Echo) -> None:
    root = workspace.post_message("#reading", "a text")
    ts = workspace.post_message("#reading", "@echo nouns", thread_ts=root)
    event = workspace.wait_until(lambda: echo.events("app_mention"))[0].event
    assert (event["ts"], event["thread_ts"], event["parent_user_id"]) == (ts, root, workspace.you.id)


def test_nothing_comes_from_where_the_bot_is_not(workspace: Workspace, echo: Echo) -> None:
    workspace.post_message("#lounge", "@echo hello")
    hint = workspace.messages("#lounge")[-1]
    assert hint["is_ephemeral"]
    assert "/invite @echo" in hint["text"]
    assert workspace.run_command("#lounge", "/invite", "@echo")
    workspace.post_message("#lounge", "@echo hello again")
    workspace.wait_until(lambda: echo.events("app_mention"))
    assert [heard.event["text"] for heard in echo.events("app_mention")] == [f"<@{workspace.bot_user_id}> hello again"]


def test_nothing_comes_that_the_manifest_does_not_subscribe_to(workspace: Workspace, echo: Echo) -> None:
    workspace.manifest.settings.event_subscriptions.bot_events.remove("message.channels")
    workspace.post_message("#reading", "nobody hears this")
    workspace.post_message("#reading", "@echo hello")
    workspace.wait_until(lambda: echo.events("app_mention"))
    assert echo.events("message") == []


def test_changes_and_deletions_come_as_hidden_messages(workspace: Workspace, echo: Echo) -> None:
    posted = echo.client.chat_postMessage(channel="reading", text="one")
    echo.client.chat_update(channel="reading", ts=posted["ts"], text="two")
    echo.client.chat_delete(channel="reading", ts=posted["ts"])
    workspace.wait_until(lambda: len(echo.events("message")) == 3)
    found = {heard.event.get("subtype"): heard.event for heard in echo.events("message")}
    changed, deleted = found["message_changed"], found["message_deleted"]
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == ("one", "two")
    assert (deleted["deleted_ts"], deleted["hidden"]) == (posted["ts"], True)


def test_an_event_that_is_refused_comes_again_three_times() -> None:
    with open_house(retry_delays=(0, 0.01, 0.01)) as (server, app):
        app.status = 500
        server.workspace.post_message("#reading", "@echo hello")
        server.workspace.wait_until(lambda: len(app.events("app_mention")) == 4)
        attempts = app.events("app_mention")
    numbers = [(each.headers.get("x-slack-retry-num"), each.headers.get("x-slack-retry-reason")) for each in attempts]
    assert numbers == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
    assert len({each.body["event_id"] for each in attempts}) == 1


def test_an_event_that_is_not_answered_in_time_comes_again() -> None:
    with open_house(retry_delays=(0,), answer_within=0.3) as (server, app):
        workspace = server.workspace
        app.door.clear()
        workspace.post_message(workspace.direct_channel.id, "hello")
        workspace.wait_until(lambda: len(workspace.deliveries.log) == 2)
        assert [each.failure for each in workspace.deliveries.log] == ["http_timeout", "http_timeout"]
        reasons = [each.headers.get("x-slack-retry-reason") for each in app.events("message")]
    assert reasons == [None, "http_timeout"]


def test_an_app_that_wants_no_retries_gets_none() -> None:
    with open_house(retry_delays=(0, 0, 0)) as (server, app):
        app.status = 500
        app.answer_headers = {"x-slack-no-retry": ["1"]}
        done: list[object] = []
        workspace = server.workspace
        event = {"type": "reaction_added", "channel": workspace.channel("reading").id, "user": workspace.you.id}
        workspace.deliveries.send_event(event_callback(workspace.identity, event), done.append)
        workspace.wait_until(lambda: done)
    assert len(app.heard) == 1


def test_what_is_not_signed_does_not_reach_the_listeners(server: WorkspaceServer, echo: Echo) -> None:
    answer = fetch(server.events_url, method="POST", body="{}", Content_Type="application/json")
    assert answer.status == 401
    assert echo.heard == []
