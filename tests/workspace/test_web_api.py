"""The Web API over HTTP, through Slack's own client."""

import json

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.workspace.house import fetch, post_json
from workspace.server import MAX_BODY_BYTES, WorkspaceServer
from workspace.state import Workspace


def refusal(method: str, client: WebClient, **arguments: object) -> str:
    with pytest.raises(SlackApiError) as caught:
        client.api_call(method, json=arguments)
    return str(caught.value.response["error"])


def test_says_who_the_token_belongs_to(client: WebClient, workspace: Workspace) -> None:
    answer = client.auth_test()
    assert (answer["user_id"], answer["bot_id"]) == (workspace.bot_user_id, workspace.bot_id)
    headers = {name.lower(): value for name, value in answer.headers.items()}
    assert "chat:write" in headers["x-oauth-scopes"]


def test_a_token_is_needed_and_has_to_be_right(server: WorkspaceServer, workspace: Workspace) -> None:
    url = f"{server.api_url}auth.test"
    assert post_json(url, {}).json == {"ok": False, "error": "not_authed"}
    assert post_json(url, {}, Authorization="Bearer xoxb-other").json["error"] == "invalid_auth"
    assert post_json(url, {"token": workspace.bot_token}).json["ok"]
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    assert fetch(url, method="POST", body=f"token={workspace.bot_token}", **form).json["ok"]


def test_refuses_with_status_200_as_slack_does(server: WorkspaceServer) -> None:
    assert post_json(f"{server.api_url}chat.postMessage", {"token": "x"}).status == 200


@pytest.mark.parametrize(("body", "error"), [("{", "invalid_json"), ("[1]", "invalid_json")])
def test_refuses_what_is_no_json_object(server: WorkspaceServer, body: str, error: str) -> None:
    answer = fetch(f"{server.api_url}auth.test", method="POST", body=body, Content_Type="application/json")
    assert answer.json["error"] == error


def test_refuses_a_body_that_is_too_large(server: WorkspaceServer) -> None:
    headers = {"Content_Type": "application/json", "Content_Length": str(MAX_BODY_BYTES + 1)}
    assert fetch(f"{server.api_url}chat.postMessage", method="POST", **headers).status == 413


@pytest.mark.parametrize("method", ["chat.shout", "apps.connections.open"])
def test_refuses_what_it_does_not_do(method: str, client: WebClient) -> None:
    assert refusal(method, client) in {"unknown_method", "not_allowed_token_type"}


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"channel": "nowhere", "text": "hi"}, "channel_not_found"),
        ({"channel": "", "text": "hi"}, "channel_not_found"),
        ({"text": "hi"}, "channel_not_found"),
        ({"channel": "#lounge", "text": "hi"}, "not_in_channel"),
        ({"channel": "reading"}, "no_text"),
        ({"channel": "reading", "text": " "}, "no_text"),
        ({"channel": "reading", "text": "x" * 40_001}, "msg_too_long"),
        ({"channel": "reading", "text": "hi", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"channel": "reading", "text": "hi", "blocks": [{"type": "marquee"}]}, "invalid_blocks"),
        ({"channel": "reading", "text": "hi", "blocks": "{"}, "invalid_blocks_format"),
        ({"channel": "reading", "text": "hi", "metadata": {"event_type": "x"}}, "invalid_metadata_format"),
    ],
)
def test_posting_is_refused_with_slacks_errors(arguments: dict[str, object], error: str, client: WebClient) -> None:
    assert refusal("chat.postMessage", client, **arguments) == error


def test_posts_blocks_and_metadata_by_form_and_gives_them_back(client: WebClient) -> None:
    blocks = [{"type": "section", "text": {"type": "plain_text", "text": "hi"}}]
    metadata = {"event_type": "read", "event_payload": {"words": 3}}
    form = {"channel": "reading", "text": "x", "blocks": json.dumps(blocks), "metadata": json.dumps(metadata)}
    posted = client.api_call("chat.postMessage", data=form)
    found = client.conversations_history(channel=posted["channel"])["messages"][0]
    assert found["blocks"][0] == {"block_id": found["blocks"][0]["block_id"], **blocks[0]}
    assert found["metadata"] == metadata


def test_posts_the_longest_text_and_in_a_direct_conversation(client: WebClient, workspace: Workspace) -> None:
    assert client.chat_postMessage(channel="reading", text="x" * 40_000)["ok"]
    posted = client.chat_postMessage(channel=workspace.you.id, text="hi")
    assert posted["channel"] == workspace.direct_channel.id


def test_an_answer_to_an_answer_belongs_to_the_thread(client: WebClient) -> None:
    root = client.chat_postMessage(channel="reading", text="root")["ts"]
    first = client.chat_postMessage(channel="reading", text="first", thread_ts=root)["ts"]
    second = client.chat_postMessage(channel="reading", text="second", thread_ts=first)
    assert second["message"]["thread_ts"] == root
    found = client.conversations_replies(channel="reading", ts=root)["messages"]
    assert [each["text"] for each in found] == ["root", "first", "second"]
    assert found[0]["reply_count"] == 2


def test_replies_come_in_pages(client: WebClient) -> None:
    root = client.chat_postMessage(channel="reading", text="0")["ts"]
    for number in range(1, 5):
        client.chat_postMessage(channel="reading", text=str(number), thread_ts=root)
    pages = client.conversations_replies(channel="reading", ts=root, limit=2)
    assert [[each["text"] for each in page["messages"]] for page in pages] == [["0", "1"], ["2", "3"], ["4"]]
    assert refusal("conversations.replies", client, channel="reading", ts="1.000001") == "thread_not_found"
    assert refusal("conversations.replies", client, channel="reading", ts=root, cursor="?") == "invalid_cursor"


def test_history_is_newest_first_without_answers_and_ephemeral_messages(
    client: WebClient, workspace: Workspace
) -> None:
    first = client.chat_postMessage(channel="reading", text="first")["ts"]
    client.chat_postMessage(channel="reading", text="answer", thread_ts=first)
    client.chat_postEphemeral(channel="reading", text="whisper", user=workspace.you.id)
    last = client.chat_postMessage(channel="reading", text="last")["ts"]

    def texts(**span: object) -> list[str]:
        return [each["text"] for each in client.conversations_history(channel="reading", **span)["messages"]]  # type: ignore[arg-type]

    assert texts() == ["last", "first"]
    assert texts(oldest=first) == ["last"]
    assert texts(oldest=first, latest=last, inclusive=True) == ["last", "first"]
    assert texts(latest=last) == ["first"]


def test_an_ephemeral_message_is_for_a_member(client: WebClient, workspace: Workspace) -> None:
    client.chat_postEphemeral(channel="reading", text="whisper", user=workspace.you.id)
    assert workspace.messages("#reading")[0]["is_ephemeral"]
    assert refusal("chat.postEphemeral", client, channel="reading", text="x", user="U1") == "user_not_in_channel"


def test_changes_and_deletes_what_the_bot_said(client: WebClient, workspace: Workspace) -> None:
    posted = client.chat_postMessage(channel="reading", text="one", blocks=[{"type": "divider"}])
    client.chat_update(channel=posted["channel"], ts=posted["ts"], text="two")
    found = workspace.messages("#reading")[0]
    assert (found["text"], "blocks" in found) == ("two", False)
    client.chat_delete(channel=posted["channel"], ts=posted["ts"])
    assert workspace.messages("#reading") == []


def test_what_others_said_stays_as_it_is(client: WebClient, workspace: Workspace) -> None:
    ts = workspace.post_message("#reading", "mine")
    assert refusal("chat.update", client, channel="reading", ts=ts, text="yours") == "cant_update_message"
    assert refusal("chat.delete", client, channel="reading", ts=ts) == "cant_delete_message"
    assert refusal("chat.update", client, channel="reading", ts="1.000001", text="x") == "message_not_found"
    own = client.chat_postMessage(channel="reading", text="own")["ts"]
    assert refusal("chat.update", client, channel="reading", ts=own, text="x" * 4001) == "msg_too_long"


def test_joins_a_channel_and_may_write_there_then(client: WebClient, workspace: Workspace) -> None:
    lounge = workspace.channel("lounge").id
    assert not client.conversations_info(channel=lounge)["channel"]["is_member"]
    assert refusal("conversations.history", client, channel=lounge) == "not_in_channel"
    assert client.conversations_join(channel=lounge)["channel"]["is_member"]
    assert client.chat_postMessage(channel=lounge, text="hello")["ok"]


def test_needs_the_scopes_that_the_manifest_asks_for(client: WebClient, workspace: Workspace) -> None:
    assert refusal("users.info", client, user=workspace.you.id) == "missing_scope"
    workspace.manifest.scopes.append("users:read")
    assert client.users_info(user=workspace.you.id)["user"]["name"] == "you"
    assert refusal("users.info", client, user="U1") == "user_not_found"
    workspace.manifest.scopes.remove("im:history")
    ts = client.chat_postMessage(channel=workspace.you.id, text="hi")["ts"]
    assert refusal("conversations.replies", client, channel=workspace.direct_channel.id, ts=ts) == "missing_scope"


def test_reacts_once_with_each_emoji(client: WebClient, workspace: Workspace) -> None:
    ts = workspace.post_message("#reading", "nice")
    target = {"channel": workspace.channel("reading").id, "timestamp": ts}
    client.reactions_add(name="eyes", **target)
    assert refusal("reactions.add", client, name="eyes", **target) == "already_reacted"
    assert workspace.messages("#reading")[0]["reactions"] == [
        {"name": "eyes", "users": [workspace.bot_user_id], "count": 1}
    ]
    client.reactions_remove(name="eyes", **target)
    assert "reactions" not in workspace.messages("#reading")[0]
    assert refusal("reactions.remove", client, name="eyes", **target) == "no_reaction"
    assert refusal("reactions.add", client, name="not a name", **target) == "invalid_name"


def test_fails_on_demand_and_works_again(client: WebClient, workspace: Workspace) -> None:
    workspace.fail_next("chat.postMessage", status=429, headers={"Retry-After": "7"})
    workspace.fail_next("chat.postMessage", status=503)
    workspace.fail_next("chat.postMessage", error="is_archived")
    failures = []
    for _ in range(3):
        with pytest.raises(SlackApiError) as caught:
            client.chat_postMessage(channel="reading", text="x")
        response = caught.value.response
        failures.append((response.status_code, response["error"], response.headers.get("Retry-After")))
    assert failures == [(429, "ratelimited", "7"), (503, "internal_error", None), (200, "is_archived", None)]
    assert client.chat_postMessage(channel="reading", text="x")["ok"]


def test_remembers_the_calls(client: WebClient, workspace: Workspace) -> None:
    client.chat_postMessage(channel="reading", text="x")
    [arguments] = [call.arguments for call in workspace.calls if call.method == "chat.postMessage"]
    assert arguments == {"channel": "reading", "text": "x"}


def test_json_that_is_nested_too_deep_is_no_accident(server: WorkspaceServer, workspace: Workspace) -> None:
    headers = {"Content_Type": "application/json", "Authorization": f"Bearer {workspace.bot_token}"}
    answer = fetch(f"{server.api_url}chat.postMessage", method="POST", body=b"[" * 200_000, **headers)
    assert answer.status == 200
    assert answer.json["ok"] is False


def test_the_bot_says_what_it_does_in_a_thread(client: WebClient, workspace: Workspace) -> None:
    ts = workspace.post_message("#reading", "Good morning.")
    channel = workspace.channel("#reading").id
    client.assistant_threads_setStatus(channel_id=channel, thread_ts=ts, status="is waking up")
    assert workspace.reading.current() == [{"channel": channel, "thread_ts": ts, "status": "is waking up"}]
    client.chat_postMessage(channel=channel, thread_ts=ts, text="Good morning.")
    assert workspace.reading.current() == []
    assert refusal("assistant.threads.setStatus", client, channel_id=channel, status="x") == "invalid_arguments"
    assert (
        refusal("assistant.threads.setStatus", client, channel_id="C0", thread_ts=ts, status="x") == "channel_not_found"
    )
